"""Reading: files, pages, feeds and archives become articles with their furniture marked."""

from tawatur.reading.collection import Collection, read_html, read_paths, read_text
from tawatur.reading.drafts import Limits, Refusal
from tawatur.reading.encodings import Decoded, decode
from tawatur.reading.furniture import mark_furniture
from tawatur.reading.languages import language_of
from tawatur.reading.pages import page_text

__all__ = [
    "Collection",
    "Decoded",
    "Limits",
    "Refusal",
    "decode",
    "language_of",
    "mark_furniture",
    "page_text",
    "read_html",
    "read_paths",
    "read_text",
]

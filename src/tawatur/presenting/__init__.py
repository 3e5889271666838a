"""What readers see: the brief as a page, as Markdown and JSON, and the exports."""

from tawatur.presenting.brief import render_html
from tawatur.presenting.exports import ExportFormat, export, render_json
from tawatur.presenting.markdown import render_markdown

__all__ = ["ExportFormat", "export", "render_html", "render_json", "render_markdown"]

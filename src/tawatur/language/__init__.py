"""Arabic as data and small pure functions."""

from tawatur.language.clitics import Peeled, peel, peel_known
from tawatur.language.folding import Folded, fold, fold_text
from tawatur.language.sentences import paragraphs, sentences
from tawatur.language.tokens import Token, Tokens, tokenize

__all__ = [
    "Folded",
    "Peeled",
    "Token",
    "Tokens",
    "fold",
    "fold_text",
    "paragraphs",
    "peel",
    "peel_known",
    "sentences",
    "tokenize",
]

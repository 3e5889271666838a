"""Quotations: who said what, through whom."""

from tawatur.annotating.quotes.stage import QuoteStage

__all__ = ["QuoteStage"]

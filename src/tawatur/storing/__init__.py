"""Keeping a story: one SQLite file by default, a database server by URL."""

from tawatur.storing.store import READING, Store, is_store, source_key

__all__ = ["READING", "Store", "is_store", "source_key"]

"""Tawatur reads Arabic news coverage as evidence."""

__version__ = "0.1.0"

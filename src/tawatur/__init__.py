"""Tawatur reads Arabic news coverage as evidence.

>>> import tawatur
>>> story = tawatur.read("examples/dam-dispute")
>>> story.brief("brief.html")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tawatur.story import Added, Story, add, open_story, read

__all__ = ["Added", "Story", "add", "open_story", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # The interface loads every room; a program that needs the records alone should not wait.
    if name in __all__:
        from tawatur import story

        return getattr(story, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

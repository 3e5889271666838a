"""Ids that say nothing about order or descent."""

from __future__ import annotations

from hashlib import blake2b

__all__ = ["article_id"]


def article_id(seed: int, episode: str, number: int) -> str:
    """Return the id of the ``number``-th article of an episode."""
    return blake2b(f"{seed}:{episode}:{number}".encode(), digest_size=6).hexdigest()

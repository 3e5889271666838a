"""Worlds: events, the articles on them, and what is true of both."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.simulator.bulletins import bulletin_episode
from evaluation.simulator.coverage import cover
from evaluation.simulator.habits import Habits
from evaluation.simulator.truth import Episode, World

__all__ = ["episodes", "simulate"]

# Articles on one event, on the average, and how far from it an event may be.
_EACH, _SWAY = 13, 5
# Bulletins come in batches of this many.
_BATCH = 16


def simulate(
    n_articles: int, seed: int, *, noise: float = 0.5, habits: Habits | None = None
) -> World:
    """Return a world of exactly ``n_articles``, the same for the same arguments.

    Args:
        n_articles: number of articles, at least 1.
        seed: what all that is drawn is drawn from.
        noise: 0 (verbatim copies, all credited, no mistakes) to 1.
        habits: rates at a noise of one half.

    Raises:
        ValueError: an argument is out of range.
    """
    return World(episodes=tuple(episodes(n_articles, seed, noise=noise, habits=habits)))


def episodes(
    n_articles: int, seed: int, *, noise: float = 0.5, habits: Habits | None = None
) -> Iterator[Episode]:
    """Yield the world of :func:`simulate` event by event, holding one in memory at a time.

    Raises:
        ValueError: an argument is out of range.
    """
    if n_articles < 1 or not 0 <= noise <= 1:
        raise ValueError("a world has at least one article and a noise from 0 to 1")
    rates = (habits or Habits()).at(noise)
    alike = min(n_articles - 1, round(n_articles * rates.lookalike))
    covered = n_articles - alike
    count = max(1, round(covered / _EACH))
    days = max(14.0, count / 3)
    for number in range(count):
        size = covered * (number + 1) // count - covered * number // count
        yield cover(seed, number, max(1, size + _sway(number, count)), days, noise, rates)
    for number, first in enumerate(range(0, alike, _BATCH)):
        yield bulletin_episode(seed, number, min(_BATCH, alike - first), days)


def _sway(number: int, count: int) -> int:
    """Return how many articles an event has more than the average; neighbours even out."""
    if count % 2 and number == count - 1:
        return 0
    sway = number // 2 * 3 % (_SWAY + 1)
    return sway if number % 2 else -sway

"""Pairs of articles that may be two translations of one text: they share rare words, not grams.

Takes the tables of :mod:`tawatur.tracing.candidates` before they are let go of. No step is
quadratic: what more than so many articles have makes no pairs.
"""

from __future__ import annotations

from tawatur.tracing.engine import Engine

__all__ = ["find_translation_candidates"]

# Days apart up to which two desks put one text into Arabic.
_DAYS = 3
# Two renderings have many details that few other texts have. A stem of up to so many articles
# counts four, of up to twice as many two, of up to three times as many one.
_FEW = 4
# Four details that no other text has, or eight that some have.
_LEAST = 16

_DETAILS = """
SELECT g.article, g.has, t.day, t.outlet,
    CASE WHEN s.articles <= {few} THEN 4 WHEN s.articles <= 2 * {few} THEN 2 ELSE 1 END AS counts
FROM stem AS g
JOIN spread_stem AS s ON s.has = g.has
JOIN text AS t ON t.article = g.article
WHERE s.articles <= 3 * {few}
"""

# One outlet does not translate one text twice: what its articles share is its own.
_PAIRS = """
SELECT l.article AS a, r.article AS b
FROM detail AS l
JOIN detail AS r ON r.has = l.has AND l.article < r.article
    AND (l.outlet IS NULL OR r.outlet IS NULL OR l.outlet <> r.outlet)
    AND (l.day IS NULL OR r.day IS NULL OR ABS(l.day - r.day) <= {days})
GROUP BY l.article, r.article
HAVING SUM(l.counts) >= {least}
"""


def find_translation_candidates(engine: Engine, table: str, days: int | None = None) -> None:
    """Make ``table`` of the pairs (``a`` < ``b``) of two outlets that share rare details.

    Args:
        engine: holds the tables ``stem``, ``spread_stem`` and ``text``.
        table: the name of the table to make.
        days: days apart up to which articles are compared at all, ``None`` for no such limit.
    """
    near = _DAYS if days is None else min(days, _DAYS)
    engine.make("detail", _DETAILS.format(few=_FEW), passing=True)
    engine.make(table, _PAIRS.format(days=near, least=_LEAST), passing=True)
    engine.drop("detail")

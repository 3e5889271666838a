"""Candidates: the pairs of articles worth aligning, found by joins over what articles hold.

Every step is standard SQL over the tables of a trace, run by any engine:

- ``text``: an article's number (in the order of publication), day, outlet, the outlets it names,
  and whether it is ``fresh``: pairs of two articles of which neither is fresh are left out;
- ``gram``: its word grams, grams of content stems, and content stems, as lists of numbers.

No step is quadratic in the articles: whatever more than so many articles have makes no pairs.
"""

from __future__ import annotations

from tawatur.tracing.engine import Engine
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.translation_candidates import find_translation_candidates

__all__ = ["find_candidates"]

# What each article has, one row for each.
_HAS = "SELECT article, {explode}({column}) AS has FROM gram"

# How many have each, where more than one has.
_SPREAD = "SELECT has, COUNT(*) AS articles FROM {kind} GROUP BY has HAVING COUNT(*) >= 2"

# Grams in no more articles than makes them a set phrase. The rarer a gram, the more it says: in a
# few articles it counts in full (4), in up to twice as many half, beyond a quarter. What it counts
# never grows with the articles, so that a new article makes no pairs of two older ones.
_FULL = 4
_USEFUL = """
SELECT g.article, g.has,
    CASE WHEN s.articles <= {rare} THEN 4 WHEN s.articles <= 2 * {rare} THEN 2 ELSE 1 END AS counts
    {day}
FROM {kind} AS g
JOIN spread_{kind} AS s ON s.has = g.has{with_day}
WHERE s.articles <= {most}
"""

# Grams in more than that: set phrases, or a text that very many printed. They count, a quarter,
# with the first few articles that have them, so that the work stays linear and no text gets lost.
_COMMON = """
SELECT g.article, g.has, ROW_NUMBER() OVER (PARTITION BY g.has ORDER BY g.article) AS place{day}
FROM {kind} AS g
JOIN spread_{kind} AS s ON s.has = g.has{with_day}
WHERE s.articles > {most}
"""

_DAY = ", t.day"
_WITH_DAY = " JOIN text AS t ON t.article = g.article"
# Articles too far apart are no pair; those whose day is not known are near all others.
_NEAR = " AND (l.day IS NULL OR r.day IS NULL OR ABS(l.day - r.day) <= {days})"

# Pairs of articles that share enough of them.
_PAIRS = """
SELECT a, b
FROM (
    SELECT l.article AS a, r.article AS b, l.counts
    FROM useful_{kind} AS l
    JOIN useful_{kind} AS r ON r.has = l.has AND l.article < r.article{near}
    UNION ALL
    SELECT l.article AS a, r.article AS b, 1 AS counts
    FROM common_{kind} AS l
    JOIN common_{kind} AS r ON r.has = l.has AND l.article < r.article{near}
    WHERE l.place <= {first}
) AS p
GROUP BY a, b
HAVING SUM(counts) >= {least}
"""

_NAMING = "SELECT article, {explode}(named) AS outlet FROM text"

# Rare stems of articles with their outlet, and with each outlet that they name.
_RARE_OF = """
SELECT g.article, g.has, t.outlet{day}
FROM stem AS g
JOIN spread_stem AS s ON s.has = g.has
JOIN text AS t ON t.article = g.article
WHERE s.articles <= {most} AND t.outlet IS NOT NULL
"""
_RARE_NAMING = """
SELECT g.article, g.has, n.outlet{day}
FROM stem AS g
JOIN spread_stem AS s ON s.has = g.has
JOIN naming AS n ON n.article = g.article{with_day}
WHERE s.articles <= {most}
"""

# Pairs in which the one names the other's outlet, and that share rare words.
_NAMED = """
SELECT LEAST(l.article, r.article) AS a, GREATEST(l.article, r.article) AS b
FROM rare_naming AS l
JOIN rare_of AS r ON r.has = l.has AND r.outlet = l.outlet AND r.article <> l.article{near}
GROUP BY LEAST(l.article, r.article), GREATEST(l.article, r.article)
HAVING COUNT(*) >= {least}
"""

_CANDIDATES = """
SELECT p.a, p.b
FROM (
    SELECT a, b FROM pair_word_gram
    UNION SELECT a, b FROM pair_stem_gram
    UNION SELECT a, b FROM pair_named{told}
) AS p
JOIN text AS ta ON ta.article = p.a
JOIN text AS tb ON tb.article = p.b
WHERE ta.fresh + tb.fresh > 0
"""
_TOLD = """
    UNION SELECT a, b FROM pair_told"""


def find_candidates(engine: Engine, settings: TraceSettings) -> None:
    """Make the table ``candidate`` of the pairs (``a`` < ``b``) worth aligning.

    Takes the tables ``text`` and ``gram``; ``gram`` is let go of.
    """
    day = with_day = near = ""
    if settings.days is not None:
        day, with_day, near = _DAY, _WITH_DAY, _NEAR.format(days=settings.days)
    window = {"day": day, "with_day": with_day, "near": near}
    for kind, column in (("word_gram", "words"), ("stem_gram", "stems"), ("stem", "rare")):
        engine.make(kind, _HAS.format(explode=engine.explode, column=column), passing=True)
    engine.drop("gram")
    stem_most = settings.common_stem_gram
    for kind, most, rare, first, least in (
        (
            "word_gram",
            settings.common_gram,
            settings.rare_gram,
            settings.first_articles,
            settings.shared_grams,
        ),
        ("stem_gram", stem_most, stem_most, 0, settings.shared_stem_grams),
    ):
        engine.make(f"spread_{kind}", _SPREAD.format(kind=kind), passing=True)
        useful = _USEFUL.format(kind=kind, most=most, rare=rare, **window)
        engine.make(f"useful_{kind}", useful, passing=True)
        common = _COMMON.format(kind=kind, most=most, **window)
        engine.make(f"common_{kind}", common, passing=True)
        pairs = _PAIRS.format(kind=kind, first=first, least=_FULL * least, near=near)
        engine.make(f"pair_{kind}", pairs, passing=True)
        engine.drop(kind, f"spread_{kind}", f"useful_{kind}", f"common_{kind}")
    engine.make("spread_stem", _SPREAD.format(kind="stem"), passing=True)
    engine.make("naming", _NAMING.format(explode=engine.explode), passing=True)
    most = settings.rare_stem
    rare_of = _RARE_OF.format(most=most, day=day)
    engine.make("rare_of", rare_of, passing=True)
    rare_naming = _RARE_NAMING.format(most=most, day=day, with_day=with_day)
    engine.make("rare_naming", rare_naming, passing=True)
    pair_named = _NAMED.format(least=settings.shared_rare, near=near)
    engine.make("pair_named", pair_named, passing=True)
    if settings.translations:
        find_translation_candidates(engine, "pair_told", settings.days)
    engine.drop("stem", "spread_stem", "naming", "rare_of", "rare_naming")
    engine.make("candidate", _CANDIDATES.format(told=_TOLD if settings.translations else ""))
    engine.drop("pair_word_gram", "pair_stem_gram", "pair_named")
    if settings.translations:
        engine.drop("pair_told")

"""What a figure counts where its own sentence does not say: older counts, tolls, repeats.

A stage that reads one sentence leaves «a toll of 47 persons» and «up from 30» without a kind. The
rest of the article has it: the headline that gives the same number, the figure that the older one
gave way to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from tawatur.language import fold_text, lexicon, tokenize
from tawatur.language.stems import stem
from tawatur.records import Article, Number, Quantity, QuantityWhat
from tawatur.weighing.context import Context
from tawatur.weighing.succession import TOLLS
from tawatur.weighing.surroundings import generic, others
from tawatur.weighing.together import is_together, names_dead

__all__ = ["settle_kinds"]

# Words between the phrase and the older figure (الحصيلة السابقة تشير إلى 30).
_BETWEEN = 2
# A particle of one word (لا، وليس) stands right before the figure.
_ALONE = 0
# Numbers below this come back in one article for different things.
_TELLING = 3
# Words before a figure among which the noun of a toll stands: حصيلة ضحايا السيول في … إلى 63.
_REACH = 14
# Characters before a figure in which those words stand.
_LEAD = 120
# Tolls of an article that an open count is compared with.
_ENOUGH = 20
_OPEN = frozenset({"count", "other"})


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {"before": [], "behind": []}
    for row in lexicon.load("earlier_counts").rows:
        found[row["side"]].append(tuple(tokenize(row["phrase"]).text))
    return {side: tuple(phrases) for side, phrases in found.items()}


@cache
def _toll_nouns() -> frozenset[str]:
    return frozenset(map(fold_text, lexicon.load("toll_nouns").column("form")))


def settle_kinds(
    contexts: Sequence[Context], articles: Mapping[str, Article]
) -> tuple[list[Context], dict[str, str]]:
    """Return the contexts with their kinds settled, and which figures gave way to which.

    The second part maps the id of every older count to that of the figure that its own sentence
    puts in its place (47, up from 30).
    """
    by_article: dict[str, list[Context]] = defaultdict(list)
    for context in contexts:
        by_article[context.quantity.article].append(context)
    gave_way: dict[str, str] = {}
    settled: dict[str, Context] = {}
    for article, group in sorted(by_article.items()):
        text = articles[article].text
        ordered = sorted(group, key=lambda c: (c.quantity.start, c.quantity.id))
        known = _repeats(ordered, text)
        settled.update(_older(known, text, gave_way))
    return [settled[context.quantity.id] for context in contexts], gave_way


def _repeats(ordered: Sequence[Context], text: str) -> list[Context]:
    """Return the contexts, open counts of people given the kind that their article has for them."""
    ordered = [_settled(context) for context in ordered]
    open_ = {c.quantity.id for c in ordered if _is_open(c, text)}
    tolls = [c for c in ordered if c.quantity.what in TOLLS and c.quantity.id not in open_]
    by_number: dict[Number | None, list[Context]] = defaultdict(list)
    for toll in tolls:
        by_number[toll.quantity.best].append(toll)
    found = []
    for context in ordered:
        if is_together(context, text):
            # «Tens of dead and wounded» answers how many died, as loosely as «tens»; a number of
            # both is a number of neither.
            vague = context.quantity.best is None
            context = context._replace(quantity=_of_kind(context, "killed" if vague else "other"))
        elif context.quantity.id in open_:
            of_toll = _of_toll(context, text)
            same = {
                other.quantity.what: other
                for other in by_number[context.quantity.best][:_ENOUGH]
                if (context.quantity.best or 0) >= _TELLING
                and (_one_noun(context, other) or (of_toll and _of_one_kind(context, other)))
            }
            if len(same) == 1:
                context = _as(context, next(iter(same.values())))
            elif of_toll:
                first = next((c for c in tolls[:_ENOUGH] if _one_noun(context, c)), None) or next(
                    (c for c in tolls[:_ENOUGH] if _of_one_kind(context, c)), None
                )
                context = _as(context, first) if first is not None else context
        found.append(context)
    return found


def _is_open(context: Context, text: str) -> bool:
    """Tell whether the sentence of a figure leaves open what happened to those it counts.

    A toll is one of dead where nothing else is said; in an article on arrests or on the wounded
    of a protest something else is.
    """
    if context.quantity.what in _OPEN:
        return _of_people(context)
    return (
        context.quantity.what == "killed"
        and _of_toll(context, text)
        and not names_dead(context, text)
    )


def _settled(context: Context) -> Context:
    """Return a context whose toll is none where things are counted (وإجلاء 80 أسرة)."""
    quantity = context.quantity
    counted = quantity.of.text if quantity.of is not None else quantity.unit or ""
    if quantity.what in TOLLS and any(
        word in _things() or word.removesuffix("ا") in _things() for word in tokenize(counted).text
    ):
        return context._replace(quantity=_of_kind(context, "count"))
    return context


@cache
def _nouns(*, people: bool) -> frozenset[str]:
    """Return the counted nouns for somebody or what befell him, or those for the rest."""
    return frozenset(
        fold_text(form)
        for row in lexicon.load("counted_nouns").rows
        if (row["class"] not in ("thing", "attack")) == people
        for form in f"{row['singular']} {row['plural']}".split()
    )


@cache
def _things() -> frozenset[str]:
    """Return the nouns for things alone, as written, not by stem: أسرة is no أسرى."""
    return _nouns(people=False) - _nouns(people=True)


@cache
def _people() -> frozenset[str]:
    """Return the stems of nouns for people."""
    return frozenset(map(stem, _nouns(people=True)))


def _of_people(context: Context) -> bool:
    return not context.counted or bool(context.counted & (generic() | others() | _people()))


def _one_noun(a: Context, b: Context) -> bool:
    """Tell whether two figures may count the same people: one noun, or one that says nothing."""
    bare = generic() | others()
    return (
        not a.counted
        or not b.counted
        or bool(a.counted & b.counted)
        or (a.counted <= bare and b.counted <= bare and not (a.bodies and b.bodies - a.bodies))
    )


def _of_one_kind(a: Context, b: Context) -> bool:
    """Tell whether nothing is against it that a toll and a figure of one number count the same.

    «53 persons» of the toll are the «53 civilians» of the headline, if not its «53 gunmen».
    """
    return not (a.bodies and b.bodies and not a.bodies & b.bodies)


def _of_toll(context: Context, text: str) -> bool:
    """Tell whether the words before a figure name a toll."""
    return any(
        word.removeprefix("ال") in _toll_nouns() or word in _toll_nouns()
        for word in _lead(context, text)
    )


def _lead(context: Context, text: str) -> Sequence[str]:
    """Return the words of its sentence that lead up to a figure."""
    lead = text[max(0, context.quantity.start - _LEAD) : context.quantity.start]
    start = max(lead.rfind(mark) for mark in "\n.؟!") + 1
    return tokenize(lead[start:]).text[-_REACH:]


def _of_kind(context: Context, what: QuantityWhat) -> Quantity:
    return msgspec.structs.replace(context.quantity, what=what)


def _as(context: Context, other: Context) -> Context:
    """Return a context whose figure is of the kind of another."""
    return context._replace(
        quantity=_of_kind(context, other.quantity.what),
        sides=context.sides or other.sides,
        bodies=context.bodies or other.bodies,
        counted=context.counted or other.counted,
    )


def _older(
    ordered: Sequence[Context], text: str, gave_way: dict[str, str]
) -> Iterable[tuple[str, Context]]:
    """Yield the contexts by id, older counts given the kind of those that took their place."""
    before: Context | None = None
    for context in ordered:
        if (
            before is not None
            and before.sentence == context.sentence
            and (context.quantity.what in (*_OPEN, before.quantity.what) or _is_open(context, text))
            and _is_older(context, before, text)
        ):
            gave_way[context.quantity.id] = before.quantity.id
            context = _as(context, before)._replace(part=before.part, counted=before.counted)
        else:
            before = context
        yield context.quantity.id, context


def _is_older(context: Context, before: Context, text: str) -> bool:
    """Tell whether the words around a figure make it the count that went before another."""
    start = max(before.quantity.end, context.quantity.start - _LEAD)
    lead = tokenize(text[start : context.quantity.start]).text
    if not context.counted or context.counted & before.counted or _of_people(context):
        for phrase in _phrases()["before"]:
            reach = _ALONE if len(phrase) == 1 else _BETWEEN
            for gap in range(reach + 1):
                end = len(lead) - gap
                if end >= len(phrase) and tuple(lead[end - len(phrase) : end]) == phrase:
                    return True
        behind = tokenize(text[context.quantity.end : context.quantity.end + 60]).text
        # «من 35 في بيان سابق»: the preposition says that the figure moved away from it.
        if lead and lead[-1] == "من":
            for phrase in _phrases()["behind"]:
                if any(
                    tuple(behind[at : at + len(phrase)]) == phrase for at in range(_BETWEEN + 1)
                ):
                    return True
    return False

"""From figures and quotations to claims: one answer to one question, with all who give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from tawatur.records import Article, Claim, ClaimOrigin, ClaimStatus, Figure, Quote, Statement
from tawatur.weighing.carried import Carried
from tawatur.weighing.context import Context
from tawatur.weighing.origins import Origins, Said
from tawatur.weighing.values import figure_of, value_key

__all__ = ["Question", "claim_id", "figure_claims", "make_claim", "quote_claims"]

# A question shown to a reader is the clause before the figure, at most this long.
_ABOUT = 90
_AFTER = 60


class Question(NamedTuple):
    """One question with the claims that answer it, by value."""

    about: str
    what: str
    claims: tuple[Claim, ...]
    replaced: frozenset[tuple[str, str]] = frozenset()
    """Ids of claims, older and newer, of which a text says that the one took the other's place."""
    changed: frozenset[frozenset[str]] = frozenset()
    """Pairs of ids of claims that stand in one place of one text: the number was changed."""


def claim_id(*parts: str) -> str:
    """Return a short id that depends on nothing but the parts."""
    return "c" + blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


def figure_claims(
    questions: Iterable[Sequence[Context]],
    articles: Mapping[str, Article],
    origins: Origins,
    said: Mapping[str, Said],
    gave_way: Mapping[str, str] | None = None,
    carried: Iterable[Carried] = (),
) -> list[Question]:
    """Return the questions that figures answer, each with one claim for every answer.

    ``gave_way`` maps the older counts of a sentence to those that it puts in their place,
    ``carried`` are the statements that stand in the same place of the same text.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for place in carried:
        places[place.a].append(place.b)
    found = []
    for contexts in questions:
        about = _question(contexts, articles)
        by_value: dict[tuple[object, ...], list[Context]] = defaultdict(list)
        for context in contexts:
            by_value[value_key(context.quantity)].append(context)
        claims = [
            make_claim(
                about,
                group[0].quantity.what,
                figure_of([context.quantity for context in group]),
                [said[context.quantity.id] for context in group],
                articles,
                origins,
            )
            for group in by_value.values()
        ]
        claims.sort(key=lambda claim: (claim.first or "", _size(claim.value), claim.id))
        claim_of = {str(s.record): claim.id for claim in claims for s in claim.statements}
        replaced = frozenset(
            (claim_of[old], claim_of[new])
            for old, new in (gave_way or {}).items()
            if old in claim_of and new in claim_of and claim_of[old] != claim_of[new]
        )
        changed = frozenset(
            frozenset((claim, claim_of[other]))
            for record, claim in claim_of.items()
            for other in places.get(record, ())
            if claim_of.get(other, claim) != claim
        )
        what = contexts[0].quantity.what
        found.append(Question(about, what, tuple(claims), replaced, changed))
    return found


def quote_claims(
    groups: Iterable[Sequence[Quote]],
    articles: Mapping[str, Article],
    origins: Origins,
    said: Mapping[str, Said],
) -> list[Claim]:
    """Return one claim for every group of quotes that are one utterance."""
    found = []
    for quotes in groups:
        statements = [said[quote.id] for quote in quotes]
        holders = [link.chain[0].text for link in statements if link.chain]
        # The utterance is given in the wording of the longest report of it.
        longest = max(quotes, key=lambda q: (sum(len(p.text) for p in q.content), q.id))
        words = " … ".join(piece.text for piece in longest.content)
        found.append(
            make_claim(
                max(holders, key=lambda text: (len(text), text)) if holders else "",
                "quote",
                Figure(text=words),
                statements,
                articles,
                origins,
            )
        )
    return found


def make_claim(
    about: str,
    what: str,
    value: Figure,
    statements: Sequence[Said],
    articles: Mapping[str, Article],
    origins: Origins,
) -> Claim:
    """Return the claim that some statements make together."""
    ordered = sorted(statements, key=lambda s: (s.article, s.start, s.end, s.record))
    where = _within_article(ordered, origins)
    by_id: dict[str, ClaimOrigin] = {}
    for origin in where:
        had = by_id.get(origin.id)
        by_id[origin.id] = origin if had is None else had
    dates = sorted(
        published
        for statement in ordered
        if (published := articles[statement.article].published) is not None
    )
    outlets = {articles[s.article].outlet or s.article for s in ordered}
    status: ClaimStatus = "stands"
    return Claim(
        id=claim_id(what, *(f"{s.article}:{s.start}:{s.end}" for s in ordered)),
        about=about,
        what=what,
        value=value,
        statements=tuple(
            Statement(
                article=s.article,
                start=s.start,
                end=s.end,
                text=articles[s.article].text[s.start : s.end],
                record=s.record,
                origin=origin.id,
            )
            for s, origin in zip(ordered, where, strict=True)
        ),
        outlets=tuple(sorted(outlets)),
        origins=tuple(by_id[key] for key in sorted(by_id)),
        n_origins=sum(origin.kind != "unknown" for origin in by_id.values()),
        n_outlets=len(outlets),
        status=status,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _within_article(statements: Sequence[Said], origins: Origins) -> list[ClaimOrigin]:
    """Return the origins of one claim's statements, bare repeats given to whom they repeat.

    A headline or lead that names nobody repeats the holder whom its own article names for the
    same claim, or, in a text of one agency, the holder whom another text of that agency names,
    or the holder whom an article names that has text in common with it: the first one, since a
    repeat adds no origin. What is put down to an agency or outlet has the origin that a text of
    theirs names.
    """
    found = [origins.of(statement) for statement in statements]
    holders: dict[str, ClaimOrigin] = {}
    media: dict[str, ClaimOrigin] = {}
    for statement, origin in zip(statements, found, strict=True):
        if not origins.bare(statement) and origin.kind not in ("unknown", "agency", "outlet"):
            holders.setdefault(statement.article, origin)
            for medium in (origins.carrier(statement), origins.publisher(statement.article)):
                if medium is not None:
                    media.setdefault(medium, origin)
    heard: dict[str, ClaimOrigin] = {}
    for at, (statement, origin) in enumerate(zip(statements, found, strict=True)):
        if origins.handed_on(statement) and origin.kind in ("agency", "outlet"):
            found[at] = media.get(origin.name or "", origin)
        if not origins.bare(statement) and found[at].kind != "unknown":
            heard.setdefault(statement.article, found[at])
    where = []
    for statement, origin in zip(statements, found, strict=True):
        if origins.bare(statement) and origin.kind in ("unknown", "agency"):
            agency = origin.name if origin.kind == "agency" else origins.carrier(statement)
            linked = (holders.get(key) for key in sorted(origins.linked(statement.article)))
            origin = (
                holders.get(statement.article)
                or heard.get(statement.article)
                or media.get(agency or "")
                or next(filter(None, linked), None)
                or origin
            )
        where.append(origin)
    return where


def _size(value: Figure) -> float:
    return float(next((v for v in (value.best, value.low, value.high) if v is not None), 0))


def _question(contexts: Sequence[Context], articles: Mapping[str, Article]) -> str:
    """Return the question in the words of the articles, the number left open.

    The words are those that lead up to the figure in the statement that places it best: the one
    whose sentence names most (entities, days, happenings), then the first.
    """
    best = min(
        contexts,
        key=lambda c: (
            -(len(c.entities | c.places) + len(c.classes) + (c.days is not None)),
            c.quantity.article,
            c.quantity.start,
        ),
    )
    quantity, text = best.quantity, articles[best.quantity.article].text
    line = max(text.rfind(mark, 0, quantity.start) for mark in "\n.؟!»«") + 1
    start = max(line, quantity.start - _ABOUT)
    if start > line:
        # Begin with a whole word.
        start = text.find(" ", start, quantity.start) + 1 or start
    after = quantity.end
    if quantity.of is not None:
        after = max(after, quantity.of.end)
    elif quantity.unit and text.startswith(quantity.unit, quantity.end + 1):
        after = quantity.end + 1 + len(quantity.unit)
    stop = min(
        (at for mark in "\n.؟!،؛»" if (at := text.find(mark, after)) >= 0), default=len(text)
    )
    if stop > after + _AFTER:
        stop = text.rfind(" ", after, after + _AFTER)
    before = text[start : quantity.start].lstrip(" ،؛:.-–").rstrip()
    behind = text[quantity.end : max(after, stop)]
    return f"{before} … {behind.strip()}".strip()

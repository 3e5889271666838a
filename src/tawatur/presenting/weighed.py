"""Claims, disputes and quotations as the brief shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tawatur.presenting.display import clean, clip, value_label
from tawatur.presenting.labels import Label, reason, spoken_day
from tawatur.presenting.places import Evidence, Line, Places
from tawatur.records import Claim, ClaimOrigin, Dispute, Holder, Passage, Quote
from tawatur.weighing import Situation

__all__ = ["Answer", "Chain", "DisputeView", "HolderView", "Question", "Utterance", "Weighed"]

MOST_CLAIMS = 400
MOST_UTTERANCES = 400


class Chain(NamedTuple):
    """A chain of attribution, innermost holder first, and the outlets that print it.

    ``links`` are the text and type of each holder.
    """

    links: tuple[tuple[str, str], ...]
    outlets: tuple[str, ...]


class Answer(NamedTuple):
    """One claim as an answer to its question."""

    line: Line
    claim: Claim
    value: Label
    origins: tuple[ClaimOrigin, ...]
    unknown: bool
    evidence: list[Evidence]
    tags: str


class Question(NamedTuple):
    """A question with every answer that the articles give."""

    about: str
    what: str
    answers: list[Answer]


class Utterance(NamedTuple):
    """One thing that somebody said, with the chains it came through."""

    line: Line
    words: str
    verb: str
    mode: str
    claim: Claim | None
    unknown: bool
    chains: list[Chain]
    evidence: list[Evidence]
    tags: str


class HolderView(NamedTuple):
    """Somebody with what he is quoted as saying."""

    name: str
    type: str
    utterances: list[Utterance]


class Side(NamedTuple):
    """One side of a dispute."""

    value: Label
    unit: str | None
    line: Line | None
    origins: tuple[ClaimOrigin, ...]
    days: tuple[Label, ...]
    n_outlets: int
    n_origins: int
    evidence: list[Evidence]


class DisputeView(NamedTuple):
    """Answers that cannot all hold."""

    line: Line
    dispute: Dispute
    about: str
    why: Label
    sides: list[Side]


class Weighed:
    """What the weighing found, cut to a measure that a page can hold."""

    def __init__(self, situation: Situation, places: Places) -> None:
        self._claims = {claim.id: claim for claim in situation.claims}
        self._places = places
        self._lines: dict[str, Line] = {}
        disputed = {key for dispute in situation.disputes for key in dispute.claims}
        facts = [claim for claim in situation.claims if claim.what != "quote"]
        words = [claim for claim in situation.claims if claim.what == "quote"]
        kept = _kept(facts, disputed, MOST_CLAIMS)
        self.questions = self._questions(kept)
        self.left_out = len(facts) - len(kept)
        self.n_answers = len(kept)
        self.holders, self.utterances_left_out = self._holders(words, disputed)
        self.disputes = [self._dispute(dispute) for dispute in situation.disputes]
        self.n_open = sum(dispute.resolved_by is None for dispute in situation.disputes)

    def line_of(self, claim: str) -> Line | None:
        """Return the line on which a claim is shown."""
        return self._lines.get(claim)

    def _questions(self, claims: Sequence[Claim]) -> list[Question]:
        groups: dict[tuple[str, str], list[Claim]] = {}
        for claim in claims:
            groups.setdefault((claim.about, claim.what or ""), []).append(claim)
        return [
            Question(clean(about), what, [self._answer(claim) for claim in group])
            for (about, what), group in groups.items()
        ]

    def _answer(self, claim: Claim) -> Answer:
        value = value_label(claim.value)
        line = self._places.line("claim", "c", f"{value.ar}: {claim.about}")
        self._lines[claim.id] = line
        for statement in claim.statements:
            self._places.use(line, statement)
        return Answer(
            line,
            claim,
            value,
            _known(claim),
            _has_unknown(claim),
            self._places.evidence(claim.statements),
            _tags(claim),
        )

    def _holders(self, claims: Sequence[Claim], disputed: set[str]) -> tuple[list[HolderView], int]:
        quotes = {
            record.id: record
            for place in self._places.all
            for record in place.annotations
            if isinstance(record, Quote)
        }
        told = {statement.record for claim in claims for statement in claim.statements}
        said: list[tuple[Claim | None, list[Quote]]] = [
            (claim, [quotes[s.record] for s in claim.statements if s.record in quotes])
            for claim in claims
        ]
        said += [(None, [quote]) for key, quote in quotes.items() if key not in told]
        kept = said[:MOST_UTTERANCES]
        kept += [pair for pair in said[MOST_UTTERANCES:] if pair[0] and pair[0].id in disputed]
        groups: dict[str, list[tuple[Claim | None, list[Quote], Holder | None]]] = {}
        for claim, records in kept:
            holder = _best_holder(records)
            groups.setdefault(_holder_key(holder, claim), []).append((claim, records, holder))
        views = [self._holder(members) for members in groups.values()]
        views.sort(key=lambda view: (not view.name, -len(view.utterances), view.name))
        return views, len(said) - len(kept)

    def _holder(
        self, members: Sequence[tuple[Claim | None, list[Quote], Holder | None]]
    ) -> HolderView:
        holders = [holder for _, _, holder in members if holder is not None]
        best = max(holders, key=lambda h: (h.type == "named", len(h.text), h.text), default=None)
        return HolderView(
            clip(best.text, 90) if best else "",
            best.type if best else "",
            [self._utterance(claim, records) for claim, records, _ in members],
        )

    def _utterance(self, claim: Claim | None, records: Sequence[Quote]) -> Utterance:
        longest = max(
            records, key=lambda q: (sum(len(p.text) for p in q.content), q.id), default=None
        )
        if longest is not None:
            words = " … ".join(piece.text for piece in longest.content)
        else:
            words = (claim.value.text if claim else None) or ""
        line = self._places.line("quote", "q", words)
        if claim is not None:
            self._lines[claim.id] = line
        passages: list[Passage] = []
        for record in records:
            pieces = [
                Passage(article=record.article, start=p.start, end=p.end) for p in record.content
            ]
            for piece in pieces:
                self._places.use(line, piece)
            passages += pieces[:1]
        if not records and claim is not None:
            passages = list(claim.statements)
            for passage in passages:
                self._places.use(line, passage)
        return Utterance(
            line,
            clip(words, 700),
            longest.verb if longest else "other",
            longest.mode if longest else "",
            claim,
            claim is not None and _has_unknown(claim),
            self._chains(records),
            self._places.evidence(passages),
            _tags(claim) if claim else "",
        )

    def _chains(self, records: Sequence[Quote]) -> list[Chain]:
        found: dict[tuple[tuple[str, str], ...], dict[str, None]] = {}
        for record in records:
            links = tuple((clip(link.text, 60), str(link.type)) for link in record.chain)
            place = self._places.by_id.get(record.article)
            outlets = found.setdefault(links, {})
            if place is not None:
                outlets.setdefault(place.outlet)
        return [Chain(links, tuple(outlets)) for links, outlets in found.items()]

    def _dispute(self, dispute: Dispute) -> DisputeView:
        about = dispute.about
        line = self._places.line("dispute", "d", about)
        sides = []
        for value in dispute.values:
            claim = self._claims.get(value.claim)
            if claim is not None:
                for statement in claim.statements:
                    self._places.use(line, statement)
            sides.append(
                Side(
                    value_label(value.value),
                    value.value.unit,
                    self._lines.get(value.claim),
                    _known(claim) if claim else (),
                    tuple(spoken_day(day) for day in value.dates),
                    claim.n_outlets if claim else 0,
                    claim.n_origins if claim else len(value.origins),
                    self._places.evidence(claim.statements) if claim else [],
                )
            )
        return DisputeView(
            line, dispute, clean(about), reason(dispute.why and clean(dispute.why)), sides
        )


def _kept(claims: Sequence[Claim], disputed: set[str], most: int) -> list[Claim]:
    """Return the claims that are shown: the first ones, and every one that is in dispute."""
    return [claim for at, claim in enumerate(claims) if at < most or claim.id in disputed]


def _known(claim: Claim) -> tuple[ClaimOrigin, ...]:
    return tuple(origin for origin in claim.origins if origin.kind != "unknown")


def _has_unknown(claim: Claim) -> bool:
    return any(origin.kind == "unknown" for origin in claim.origins)


def _tags(claim: Claim) -> str:
    """Return the words that the filters of the page look for."""
    tags = []
    if claim.status in ("disputed", "denied", "superseded"):
        tags.append("disputed")
    if claim.n_outlets > max(claim.n_origins, 1):
        tags.append("single")
    if claim.n_origins > 1:
        tags.append("many")
    return " ".join(tags) or "plain"


def _best_holder(records: Sequence[Quote]) -> Holder | None:
    holders = [record.chain[0] for record in records if record.chain]
    rank: Mapping[str, int] = {"named": 0, "role": 1, "organisation": 2, "pronoun": 9}
    return min(holders, key=lambda h: (rank.get(h.type, 5), -len(h.text), h.text), default=None)


def _holder_key(holder: Holder | None, claim: Claim | None) -> str:
    if holder is None:
        return ""
    if holder.entity:
        return f"e:{holder.entity}"
    known = _known(claim) if claim else ()
    # An anonymous source or a role is told apart by its origin, which weighing has judged.
    return f"o:{known[0].id}" if known else f"t:{holder.text}"

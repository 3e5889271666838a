"""Authors: an event's facts become the sentences of a dispatch or of an outlet's own report."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from evaluation.simulator.data_files import Row, rows
from evaluation.simulator.events import Event, Source
from evaluation.simulator.narration import CALM, parts, standing
from evaluation.simulator.phrases import Count, Mark, Piece, Tag, fill, glued

__all__ = ["Fact", "Line", "Writer"]

_BYSTANDERS = ("شاهد عيان", "أحد السكان", "شاهد", "بائع في المكان", "رجل مسن")
# Fillings of one frame that are compared before one is taken.
_DRAFTS = 3


class Fact(NamedTuple):
    """What a sentence with figures says, so that a desk can say it in other words."""

    role: str
    source: str
    phase: int
    figures: int
    author: str = ""
    """Whom the source told it, where the source is anonymous."""
    before: int = -1
    """The phase whose figure this one replaces, or -1."""


class Line(NamedTuple):
    """A sentence on its way through the newsrooms."""

    unit: str
    role: str
    author: str
    pieces: tuple[Piece, ...]
    fact: Fact | None = None
    statement: str | None = None
    path: tuple[str, ...] = ()
    reworded: bool = False
    attributed: bool = True


class Writer:
    """One author at work on one event.

    ``used`` holds the frames that authors of the event have taken: two reports of one fact share
    a frame only when there is no other left. ``numbers`` gives every sentence of the event its own.
    """

    def __init__(
        self,
        seed: int,
        event: Event,
        author: str,
        rng: random.Random,
        used: set[str],
        numbers: Iterator[int],
    ) -> None:
        self._seed = seed
        self._event = event
        self._author = author
        self._rng = rng
        self._used = used
        self._numbers = numbers
        self._named: set[str] = set()
        self._quoted: set[str] = set()

    # Whole texts

    def first(
        self, article: str, sources: Sequence[str], rival: str | None, phase: int = 0
    ) -> list[Line]:
        """Return the lines of a first report on the figures of ``sources``."""
        rng = self._rng
        main, *others = sources
        me = self._author
        lines = [
            self.headline(Fact("headline", main, phase, 2, me)),
            self.figures(Fact("lead", main, phase, 2, me)),
        ]
        details = self._details(rng.randint(2, 4))
        lines += details[:1]
        lines += self._quote("official", main)
        lines += [self.figures(Fact("second", other, phase, 1, me)) for other in others]
        if rival is not None:
            lines.append(self.figures(Fact("rival", rival, phase, 1, me)))
            if rival == "movement" and rng.random() < 0.5:
                lines += self._quote("movement", rival)
        lines += details[1:]
        if rng.random() < 0.6:
            lines += self._quote("witness", "witness")
        if rng.random() < 0.4:
            lines.append(self.condemnation())
        lines.append(self._standing())
        return _walked(lines, article)

    def update(
        self, article: str, phase: int, source: str, earlier: Sequence[Line], rival: str | None
    ) -> list[Line]:
        """Return the lines of a later report, with paragraphs of the author's ``earlier`` one."""
        rng, me = self._rng, self._author
        lines = [
            self.headline(Fact("headline", source, phase, 1, me)),
            self.figures(Fact("update", source, phase, 1, me, phase - 1)),
        ]
        lines += self._quote("official", source)
        if rival is not None:
            lines.append(self.figures(Fact("rival", rival, phase, 1, me)))
        lines += self._details(rng.randint(1, 2))
        kept = [line for line in earlier if line.role in ("detail", "background")]
        lines += [line for line in kept if rng.random() < 0.6]
        return _walked(lines, article)

    # Sentences with figures

    def figures(self, fact: Fact) -> Line:
        """Return a sentence with the figures of a fact, in a frame not yet used."""
        framed = fact.role in ("update", "second", "rival")
        pieces = self._framed(fact) if framed else self._lead(fact)
        return self._line(fact.role, pieces, fact=fact)

    def remade(self, fact: Fact) -> Line:
        """Return a sentence or headline of the same fact in other words."""
        return self.headline(fact) if fact.role == "headline" else self.figures(fact)

    def headline(self, fact: Fact) -> Line:
        """Return a headline with the figures of a fact."""
        kind = "update" if fact.phase else "*"
        # A ministry is named over its own figures alone.
        theirs = self._event.sources[fact.source].origin == self._event.sources["ministry"].origin
        row = self._pick(
            row
            for row in rows("headlines")
            if row["kind"] == kind and (theirs or "ministry" not in row["text"])
        )
        slots = self._slots(fact, "")
        pieces = fill(row["text"], slots, self._rng)
        return self._line("headline", pieces, fact=fact, attributed="ministry" in row["text"])

    def _lead(self, fact: Fact) -> tuple[Piece, ...]:
        source = self._event.sources[fact.source]
        how = self._pick(rows("attribution"))
        form = how["form"]
        fits = "V" if form in ("head", "tail") else form
        lead = self._pick(
            row
            for row in rows("leads")
            if row["form"] == fits and row["figures"] == str(fact.figures)
        )
        name = self._name(source, fact.author)
        said = fill(
            how["text"], {"src": name, **self._event.slots}, self._rng, gender=source.gender
        )

        def draft() -> tuple[Piece, ...]:
            # Where a lead has a verb of its own, what happened is its subject.
            gender = self._event.incident_gender
            return fill(lead["text"], self._slots(fact, name), self._rng, gender=gender)

        body = self._fresh(draft)
        if form == "tail":
            return glued([*body, Tag("".join(map(str, said))), "."])
        if form == "head":
            return glued([Tag("".join(map(str, said)) + " "), *body, "."])
        return glued([*said, " ", *body, "."])

    def _framed(self, fact: Fact) -> tuple[Piece, ...]:
        event, source = self._event, self._event.sources[fact.source]
        value = event.counts[fact.source, fact.phase][0]
        if fact.role == "update":
            grows = value > event.counts[fact.source, fact.before][0]
            name, form = "updates", "grow" if grows else "correct"
        else:
            name, form = "second", "rival" if fact.role == "rival" else "same"
        row = self._pick(row for row in rows(name) if row["form"] == form)
        count = self._count(fact, 0)
        who = self._name(source, fact.author)

        def draft() -> tuple[Piece, ...]:
            slots = self._slots(fact, who)
            return fill(row["text"], slots, self._rng, count, source.gender)

        return self._fresh(draft)

    def _slots(self, fact: Fact, who: str) -> dict[str, str | tuple[Piece, ...]]:
        slots: dict[str, str | tuple[Piece, ...]] = dict(self._event.slots)
        slots["incident"] = self._event.incident
        slots["src"] = who
        for at in range(2):
            count = self._count(fact, at)
            for form in "VNM":
                what = self._event.questions[at].what
                row = self._rng.choice(_clauses(what, form))
                slots[f"{form}{at + 1}"] = fill(row["text"], {}, self._rng, count)
        if fact.before >= 0:
            old = self._count(fact._replace(phase=fact.before), 0)
            slots["o"] = (old._replace(bare=True),)
        return slots

    def _count(self, fact: Fact, at: int) -> Count:
        question = self._event.questions[at]
        value = self._event.counts[fact.source, fact.phase][at]
        noun = self._rng.choice(question.nouns)
        source = self._event.sources[fact.source]
        # Anonymous people who talk to two authors are two people, as far as anybody can tell.
        origin = f"{source.origin}:{fact.author}" if source.kind == "anonymous" else source.origin
        return Count(question.id, value, noun, "nom", origin, phase=fact.phase)

    def _name(self, source: Source, author: str) -> str:
        """Return the full naming at first, the short one afterwards.

        An author describes an anonymous source in one way, and whoever writes the author's
        sentence anew knows no more of the source than that.
        """
        if source.id in self._named:
            return source.short
        self._named.add(source.id)
        if source.kind != "anonymous":
            return source.full
        rng = random.Random(f"{self._seed}:described:{self._event.id}:{source.id}:{author}")
        return "".join(map(str, fill(source.full, dict(self._event.slots), rng)))

    # Other sentences

    def colour(self, outlet: str) -> Line:
        """Return a paragraph of an outlet's own."""
        frame = self._rng.choice(rows("colour"))["text"]
        return self._line("colour", self._told(frame, {"outlet": f"«{outlet}»"}))

    def condemnation(self) -> Line:
        """Return a reaction worded by formula."""
        row = self._pick(rows("condemnations"))
        return self._line("reaction", fill(row["text"], dict(self._event.slots), self._rng))

    def _details(self, many: int) -> list[Line]:
        """Return sentences on what was done and seen around the event."""
        return [self._detail() for _ in range(many)]

    def _detail(self) -> Line:
        frame = self._rng.choice(rows("narration"))["text"]
        return self._line("detail", self._told(frame, {}))

    def _told(self, frame: str, more: Mapping[str, str]) -> tuple[Piece, ...]:
        slots = self._event.slots | parts(self._event.kind, self._rng, self._pick) | dict(more)
        return self._fresh(lambda: fill(frame, slots, self._rng))

    def _quote(self, who: str, source: str) -> list[Line]:
        """Return words of officials, witnesses or a movement; none where that cannot be."""
        event = self._event
        if who == "official" and source not in ("ministry", "spokesman"):
            return []
        if who == "witness" and event.kind in CALM:
            return []
        known = [key for key in event.spoken if key.split(":")[1] == who]
        fresh = [key for key in known if key not in self._quoted] or known
        key = self._rng.choice(fresh)
        self._quoted.add(key)
        holder = event.sources["spokesman" if source == "ministry" else source]
        name = (
            self._rng.choice(_BYSTANDERS) if who == "witness" else self._name(holder, self._author)
        )
        row = self._pick(rows("said"))
        slots: dict[str, str | tuple[Piece, ...]] = {
            "who": name,
            "q": (Mark(True), event.spoken[key], Mark(False)),
        }
        pieces = fill(row["text"], slots, self._rng, gender=holder.gender)
        return [self._line("quote", pieces, statement=key)]

    def _standing(self) -> Line:
        line = self._line(
            "background", standing(self._seed, self._author, self._event.kind, self._event.slots)
        )
        country = self._event.slots["country"]
        return line._replace(unit=f"standing:{self._author}:{country}:{self._event.kind}")

    def _line(
        self,
        role: str,
        pieces: tuple[Piece, ...],
        *,
        fact: Fact | None = None,
        statement: str | None = None,
        attributed: bool = True,
    ) -> Line:
        unit = f"{self._event.id}:{next(self._numbers)}"
        return Line(unit, role, self._author, pieces, fact, statement, attributed=attributed)

    def _pick(self, candidates: Iterable[Row], key: str = "text") -> Row:
        """Return a frame, one that no author of the event has used where there is one."""
        every = list(candidates)
        fresh = [row for row in every if row[key] not in self._used] or every
        row = self._rng.choice(fresh)
        self._used.add(row[key])
        return row

    def _fresh(self, make: Callable[[], tuple[Piece, ...]]) -> tuple[Piece, ...]:
        """Return the draft, of a few, that repeats least of the event's texts."""
        drafts = [make() for _ in range(_DRAFTS)]
        grams = [_grams(draft) for draft in drafts]
        at = min(range(_DRAFTS), key=lambda n: (len(grams[n] & self._used), n))
        self._used |= grams[at]
        return drafts[at]


@cache
def _clauses(what: str, form: str) -> tuple[Row, ...]:
    return tuple(row for row in rows("clauses") if (row["what"], row["form"]) == (what, form))


def _grams(pieces: tuple[Piece, ...]) -> set[str]:
    words = "".join(p if isinstance(p, str) else " # " for p in pieces).split()
    return {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}


def _walked(lines: Iterable[Line], article: str) -> list[Line]:
    return [line._replace(path=(*line.path, article)) for line in lines]

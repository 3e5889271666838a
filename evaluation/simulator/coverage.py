"""The coverage of one event: who writes first, who takes what from whom, and when."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple

from evaluation.simulator.data_files import Row, rows
from evaluation.simulator.events import Event, make_event
from evaluation.simulator.facts import claims_of, disputes_of
from evaluation.simulator.habits import Habits, Outlet, outlets
from evaluation.simulator.identity import article_id
from evaluation.simulator.newsroom import rework
from evaluation.simulator.phrases import Piece, Tag
from evaluation.simulator.relations import relations_of
from evaluation.simulator.rendering import Figure, render
from evaluation.simulator.truth import Episode, TrueArticle
from evaluation.simulator.writing import Line, Writer
from tawatur.records import Article

__all__ = ["cover"]

_OWN_SOURCES = ("security", "medic", "witness", "diplomat")
# Hours between two phases of an event's figures.
_PHASE = 24


class _Text(NamedTuple):
    """A text that outlets can take from: a dispatch, in the pile or not, or an article."""

    id: str
    lines: list[Line]
    outlet: Outlet
    time: datetime
    phase: int
    sources: tuple[str, ...]
    credited: tuple[str, ...]


class _Desk:
    """Makes the articles of one event."""

    def __init__(self, seed: int, event: Event, noise: float, habits: Habits) -> None:
        self._seed = seed
        self._event = event
        self._noise = noise
        self._habits = habits
        self._rng = random.Random(f"{seed}:desk:{event.id}")
        self._used: set[str] = set()
        self._numbers = count()
        self._kind = next(row for row in rows("kinds") if row["id"] == event.kind)
        self._hidden = 0
        self._next = 0
        self._nouns = {q.id: q.nouns for q in event.questions}
        self.articles: list[Article] = []
        self.truth: list[TrueArticle] = []
        self.figures: list[tuple[str, Figure]] = []

    def run(self, size: int) -> None:
        """Make ``size`` articles."""
        rng = self._rng
        wires = self._dispatches(size)
        printed: list[_Text] = []
        for wire in wires:
            if len(self.articles) < size and wire.id in self._visible:
                self._publish(wire, "", "", None)
        houses = outlets()
        while len(self.articles) < size:
            outlet = rng.choice(houses)
            draw = rng.random()
            if draw < self._habits.own:
                printed.append(self._own(outlet))
            elif draw < self._habits.own + self._habits.relay and printed:
                givers = [text for text in printed if text.outlet.name != outlet.name]
                if givers:
                    printed.append(self._taken(outlet, [rng.choice(givers)]))
            elif draw > 1 - self._habits.mix:
                phase = rng.choice(wires).phase
                printed.append(self._taken(outlet, [w for w in wires if w.phase == phase][:2]))
            else:
                printed.append(self._taken(outlet, [rng.choice(wires)]))

    # Dispatches

    def _dispatches(self, size: int) -> list[_Text]:
        rng, event = self._rng, self._event
        agencies = list(rows("agencies"))
        rng.shuffle(agencies)
        chosen = agencies[: 1 if size < 5 else rng.choice((1, 2, 2, 3))]
        others = self._kind["others"].split()
        self._visible: set[str] = set()
        found: list[_Text] = []
        first: dict[str, list[Line]] = {}
        told_rival = self._kind["rival"] if rng.random() < 0.6 else ""
        for row in chosen:
            writer = self._writer(row["full"])
            key = self._wire_key()
            main = rng.choice(["ministry", "spokesman", "ministry", *others[:1]])
            more = [other for other in others if other != main and rng.random() < 0.3][:2]
            rival = told_rival if told_rival and rng.random() < 0.7 else None
            lines = writer.first(key, [main, *more], rival)
            first[row["id"]] = lines
            found.append(self._wire(key, row, lines, 0))
        for phase in range(1, len(event.phases)):
            for row in chosen:
                if rng.random() < 0.75:
                    key = self._wire_key()
                    source = rng.choice(("ministry", "spokesman"))
                    rival = told_rival if told_rival and rng.random() < 0.4 else None
                    writer = self._writer(row["full"])
                    lines = writer.update(key, phase, source, first[row["id"]], rival)
                    found.append(self._wire(key, row, lines, phase))
        return found

    def _wire_key(self) -> str:
        if self._rng.random() < self._habits.wire_visible:
            key = self._key()
            self._visible.add(key)
            return key
        self._hidden += 1
        return f"wire:{self._event.id}:{self._hidden}"

    def _wire(self, key: str, row: Row, lines: list[Line], phase: int) -> _Text:
        agency = Outlet(
            name=row["full"],
            called=row["full"],
            credit="own",
            agency=True,
            digits="latin",
        )
        delay = timedelta(minutes=self._rng.randint(40, 400))
        time = self._event.start + timedelta(hours=_PHASE * phase) + delay
        return _Text(key, lines, agency, time, phase, (), ())

    def _writer(self, author: str) -> Writer:
        return Writer(self._seed, self._event, author, self._rng, self._used, self._numbers)

    # Articles

    def _own(self, outlet: Outlet) -> _Text:
        """Make an outlet's own report, on figures that a source of its own gave it."""
        rng = self._rng
        key = self._key()
        others = [s for s in self._kind["others"].split() if s in _OWN_SOURCES] or ["ministry"]
        phase = rng.randrange(len(self._event.phases))
        lines = self._writer(outlet.name).first(key, [rng.choice(others)], None, phase)
        lines = [line for line in lines if line.role != "background"]
        time = self._later(self._event.start + timedelta(hours=_PHASE * phase + 3))
        text = _Text(key, lines, outlet, time, phase, (), ())
        self._publish(text, "", "", None)
        return text

    def _taken(self, outlet: Outlet, givers: list[_Text]) -> _Text:
        """Make an article out of one text or two."""
        key = self._key()
        names = tuple(dict.fromkeys(giver.outlet.called for giver in givers))
        writer = self._writer(outlet.name)
        lines: list[Line] = []
        for giver in givers:
            head, *body = rework(
                giver.lines, outlet, self._habits, self._rng, self._nouns, writer.remade
            )
            lines += [head, *body] if not lines else body
        if self._rng.random() < outlet.rate(self._habits.colour):
            lines.insert(self._rng.randint(2, len(lines)), writer.colour(outlet.name))
        lines = [line._replace(path=(*line.path, key)) for line in lines]
        time = self._later(max(giver.time for giver in givers))
        credit = self._rng.random() < outlet.credits_at(self._noise)
        # What is taken from an outlet is credited in the text; an author line is for agencies.
        how = outlet.credit if all(giver.outlet.agency for giver in givers) else "inline"
        named = names if credit and how != "none" else ()
        if not credit or how == "none":
            how = "none"
        text = _Text(key, lines, outlet, time, givers[0].phase, names, named)
        foot = byline = ""
        if how == "foot":
            foot = "المصدر: " + " + ".join(named)
        elif how == "byline":
            byline = "، ".join(named)
        elif how == "inline":
            lead = text.lines[1]
            tail = self._rng.choice(("نقلًا عن", "بحسب ما ذكرت", "وفق ما أوردت"))
            pieces = (
                *_unstopped(lead.pieces),
                Tag(f"، {tail} {' و'.join(named)}", credit=True),
                ".",
            )
            text.lines[1] = lead._replace(pieces=pieces)
        self._publish(text, byline, foot, named if how == "dateline" else None)
        return text

    def _publish(
        self, text: _Text, byline: str, foot: str, dateline: tuple[str, ...] | None
    ) -> None:
        city = self._event.slots["capital"]
        head = ""
        if text.outlet.agency:
            day = f"{text.time.day}-{text.time.month}-{text.time.year}"
            short = next(r["short"] for r in rows("agencies") if r["full"] == text.outlet.name)
            head = f"{city} {day} ({short}) - "
        elif dateline:
            head = f"{city} - {'، '.join(dateline)}: "
        elif self._rng.random() < 0.3:
            head = f"{city} - "
        rendered = render(text.lines, text.outlet, head, foot)
        self.articles.append(
            Article(
                id=text.id,
                text=rendered.text,
                title=rendered.title,
                outlet=text.outlet.name,
                published=text.time.isoformat() + "+00:00",
                published_from="metadata",
                byline=byline or None,
                language="ar",
            )
        )
        self.truth.append(
            TrueArticle(
                id=text.id,
                episode=self._event.id,
                lines=rendered.lines,
                sources=text.sources,
                credited=text.credited,
            )
        )
        self.figures += [(text.id, figure) for figure in rendered.figures]

    def _later(self, time: datetime) -> datetime:
        return time + timedelta(minutes=self._rng.randint(15, 900))

    def _key(self) -> str:
        self._next += 1
        return article_id(self._seed, self._event.id, self._next)


def _unstopped(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces without the full stop at the end."""
    *before, last = pieces
    if isinstance(last, str) and last.endswith("."):
        return (*before, last[:-1]) if last != "." else tuple(before)
    return pieces


def cover(seed: int, number: int, size: int, days: float, noise: float, habits: Habits) -> Episode:
    """Return the coverage of a world's ``number``-th event in ``size`` articles."""
    event = make_event(seed, number, days)
    desk = _Desk(seed, event, noise, habits)
    desk.run(size)
    claims = claims_of(event, desk.figures)
    return Episode(
        id=event.id,
        kind=event.kind,
        articles=tuple(desk.articles),
        lines=tuple(desk.truth),
        claims=claims,
        disputes=disputes_of(event, claims, [figure for _, figure in desk.figures]),
        relations=relations_of(desk.truth),
    )

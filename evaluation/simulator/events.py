"""Events: where, when, what is counted, who counts it, and how the counts move."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import NamedTuple

from evaluation.simulator.data_files import Row, rows
from evaluation.simulator.phrases import fill

__all__ = ["Event", "Question", "Source", "make_event"]

_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_PARTS = ((0, "فجر"), (7, "صباح"), (12, "ظهر"), (15, "مساء"), (20, "ليل"))
_HOURS = ("الثالثة", "الخامسة", "السابعة", "التاسعة", "العاشرة", "الحادية عشرة")
_FIRST_DAY = datetime(2024, 2, 3)


class Source(NamedTuple):
    """Somebody behind a figure: ``origin`` is one for an institution and all who speak for it.

    ``full`` is a frame where the source is anonymous: each author describes it in a way of its own.
    """

    id: str
    origin: str
    kind: str
    gender: str
    full: str
    short: str


class Question(NamedTuple):
    """What is counted, and under which nouns."""

    id: str
    what: str
    nouns: tuple[str, ...]


class Event(NamedTuple):
    """One event. ``counts`` holds the figures of a source at a phase, first and second."""

    id: str
    kind: str
    slots: dict[str, str]
    incident: str
    incident_gender: str
    start: datetime
    questions: tuple[Question, Question]
    sources: dict[str, Source]
    counts: dict[tuple[str, int], tuple[int, int]]
    phases: tuple[str, ...]
    """``first``, then ``grow`` or ``correct`` for each later count."""
    spoken: dict[str, str]
    """Words of officials and witnesses, by id."""


def _person(rng: random.Random) -> str:
    given, family = rng.choice(rows("given"))["form"], rng.choice(rows("family"))["form"]
    return f"{given} {family}"


def _spokesman(seed: int, country: str, ministry: str) -> str:
    """Return the name of a ministry's spokesman, the same in every event."""
    rng = random.Random(f"{seed}:spokesman:{country}:{ministry}")
    rank = rng.choice(("العميد ", "العقيد ", "", ""))
    return rank + _person(rng)


def _slots(rng: random.Random, country: Row, kind: Row) -> dict[str, str]:
    other = rng.choice([row for row in rows("countries") if row["id"] != country["id"]])
    ministries = {row["id"]: row["text"] for row in rows("ministries")}
    adjective = {"adjective_f": country["adjective_f"]}
    ministry = fill(ministries[kind["ministry"]], adjective, rng)[0]
    assert isinstance(ministry, str)
    return {
        "country": country["name"],
        "adjective_m": country["adjective_m"],
        "capital": country["capital"],
        "movement": country["movement"],
        "other": other["name"],
        "place": f"{rng.choice(rows('places'))['head']} {rng.choice(rows('places'))['tail']}",
        "province": rng.choice(rows("provinces"))["form"],
        "landmark": rng.choice(rows("landmarks"))["form"],
        "ministry": ministry,
        "family": rng.choice(rows("family"))["form"],
        "hour": rng.choice(_HOURS),
        "where": "في {place}",
    }


def _when(start: datetime) -> str:
    part = [name for hour, name in _PARTS if hour <= start.hour][-1]
    weekday = _WEEKDAYS[start.weekday()]
    return f"[{part} {weekday}|يوم {weekday}|{weekday}]"


def _sources(seed: int, event: str, rng: random.Random, slots: dict[str, str]) -> dict[str, Source]:
    country = slots["country"]
    found: dict[str, Source] = {}
    for row in rows("sources"):
        who = dict(slots)
        who["person"] = _person(rng)
        if row["id"] == "spokesman":
            who["person"] = _spokesman(seed, country, slots["ministry"])
        if row["id"] == "movement":
            who["person"] = _spokesman(seed, country, slots["movement"])
        who["doctor"] = f"الدكتور {_person(rng)}"
        who["officer"] = f"العقيد {_person(rng)}"
        full = row["full"].replace("{person}", who["person"])
        if row["kind"] != "anonymous":
            full = "".join(str(piece) for piece in fill(full, who, rng))
        origin = f"{event}:{row['id']}"
        if row["id"] in ("ministry", "spokesman"):
            origin = f"ministry:{slots['ministry']}"
        elif row["id"] == "movement":
            origin = f"movement:{slots['movement']}"
        found[row["id"]] = Source(row["id"], origin, row["kind"], row["gender"], full, row["short"])
    return found


def _grown(value: int, rng: random.Random) -> int:
    return value + max(2, round(value * rng.uniform(0.12, 0.6)))


def _counts(
    rng: random.Random, kind: Row
) -> tuple[dict[tuple[str, int], tuple[int, int]], tuple[str, ...]]:
    first = rng.randint(int(kind["first_low"]), int(kind["first_high"]))
    second = rng.randint(int(kind["second_low"]), int(kind["second_high"]))
    if second == first:
        second += 3
    phases = ["first"]
    told = [(first, second)]
    for _ in range(rng.choice((0, 1, 1, 2))):
        correct = rng.random() < 0.15 and told[-1][0] > 6
        before = told[-1]
        if correct:
            told.append((before[0] - rng.randint(1, before[0] // 3), before[1]))
        else:
            told.append((_grown(before[0], rng), before[1]))
        phases.append("correct" if correct else "grow")
    counts: dict[tuple[str, int], tuple[int, int]] = {}
    for phase, pair in enumerate(told):
        counts["ministry", phase] = counts["spokesman", phase] = pair
        for other in ("hospital", "civil", "security", "medic", "union", "diplomat", "witness"):
            agrees = rng.random() < 0.6
            counts[other, phase] = (
                pair if agrees else (pair[0] + rng.choice((-2, -1, 1, 2, 3, 5)), pair[1])
            )
        rival = counts.get(("movement", phase - 1)) or (_grown(_grown(told[-1][0], rng), rng), 0)
        counts["movement", phase] = rival
    return {key: (max(3, a), b) for key, (a, b) in counts.items()}, tuple(phases)


def make_event(seed: int, number: int, days: float) -> Event:
    """Return the event of a world's seed and a number, begun within so many days."""
    rng = random.Random(f"{seed}:event:{number}")
    kind = rng.choice(rows("kinds"))
    country = rng.choice(rows("countries"))
    slots = _slots(rng, country, kind)
    event = f"e{number}"
    start = _FIRST_DAY + timedelta(minutes=round(rng.uniform(0, days * 24 * 60)))
    slots["when"] = _when(start)
    incident = rng.choice([row for row in rows("incidents") if row["kind"] == kind["id"]])
    counts, phases = _counts(rng, kind)
    spoken = _spoken(event, kind["id"], slots, rng)
    return Event(
        id=event,
        kind=kind["id"],
        slots=slots,
        incident=incident["text"],
        incident_gender=incident["gender"],
        start=start,
        questions=(
            Question(f"{event}:1", kind["first"], tuple(kind["first_nouns"].split())),
            Question(f"{event}:2", kind["second"], tuple(kind["second_nouns"].split())),
        ),
        sources=_sources(seed, event, rng, slots),
        counts=counts,
        phases=phases,
        spoken=spoken,
    )


def _spoken(event: str, kind: str, slots: dict[str, str], rng: random.Random) -> dict[str, str]:
    """Return what is said about an event, by who says it: each two clauses of its own."""
    found = {}
    for who, many in (("official", 5), ("movement", 3), ("witness", 5)):
        clauses = [r for r in rows("words") if r["who"] == who and r["kind"] in (kind, "")]
        own = [r for r in clauses if r["kind"] == kind] or clauses
        for at in range(many):
            one = rng.choice(own)
            other = rng.choice([r for r in clauses if r is not one])
            frame = f"{one['text']}، و{other['text']}"
            found[f"{event}:{who}:{at}"] = "".join(map(str, fill(frame, slots, rng)))
    return found

"""Small charts of figures over time, drawn right to left as SVG."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from tawatur.presenting.display import clean, short_number, value_label
from tawatur.presenting.labels import Label, label, spoken_day
from tawatur.presenting.places import Line
from tawatur.presenting.weighed import Weighed
from tawatur.records import Figure
from tawatur.weighing.situation import FigurePoint, FigureSeries

__all__ = ["Chart", "Dot", "chart"]

_WIDTH, _HEIGHT = 560, 210
_RIGHT, _LEFT, _TOP, _BOTTOM = 56, 16, 24, 34


class Dot(NamedTuple):
    """One point of a chart; ``low`` and ``high`` are heights of the interval's ends."""

    x: float
    y: float
    low: float
    high: float
    radius: float
    known: bool
    words: Label


class Tick(NamedTuple):
    """A word at an axis."""

    at: float
    words: Label


class TableRow(NamedTuple):
    """A point in words."""

    day: Label
    value: Label
    n_outlets: int
    n_origins: int
    line: Line | None


class Chart(NamedTuple):
    """A series as picture and table."""

    about: str
    what: str
    course: str
    width: int
    height: int
    dots: tuple[Dot, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    rows: tuple[TableRow, ...]


def chart(series: FigureSeries, weighed: Weighed) -> Chart:
    """Return the chart of a series; days go from right to left at equal distance."""
    days = sorted({point.day for point in series.points if point.day is not None})
    if any(point.day is None for point in series.points):
        days.append("")
    ends = [float(v) for p in series.points for v in (p.low, p.best, p.high) if v is not None]
    top, floor = _round_up(max(ends, default=1.0)), min([0.0, *ends])
    if top <= floor:
        top = floor + 1
    column = (_WIDTH - _RIGHT - _LEFT) / max(len(days), 1)

    def y(value: float) -> float:
        return round(
            _HEIGHT - _BOTTOM - (value - floor) / (top - floor) * (_HEIGHT - _TOP - _BOTTOM), 1
        )

    def x(index: int) -> float:
        return round(_WIDTH - _RIGHT - column * (index + 0.5), 1)

    by_day: dict[str, list[FigurePoint]] = defaultdict(list)
    for point in series.points:
        by_day[point.day or ""].append(point)
    dots = []
    for index, day in enumerate(days):
        points = [p for p in by_day[day] if _level(p) is not None]
        for place, point in enumerate(points):
            level = _level(point)
            assert level is not None
            shift = (place - (len(points) - 1) / 2) * min(22.0, column / (len(points) + 1))
            low = float(level if point.low is None else point.low)
            high = float(level if point.high is None else point.high)
            dots.append(
                Dot(
                    round(x(index) - shift, 1),
                    y(level),
                    y(low),
                    y(high),
                    round(min(4 + 2.2 * max(point.n_origins - 1, 0), 12), 1),
                    point.n_origins > 0,
                    short_number(level),
                )
            )
    every = max(1, -(-len(days) // 7))
    return Chart(
        about=clean(series.about),
        what=series.what,
        course=series.course,
        width=_WIDTH,
        height=_HEIGHT,
        dots=tuple(dots),
        days=tuple(Tick(x(i), _short(day)) for i, day in enumerate(days) if i % every == 0),
        values=tuple(Tick(y(v), short_number(v)) for v in (floor, (floor + top) / 2, top)),
        rows=tuple(_row(point, weighed) for point in series.points),
    )


def _round_up(value: float) -> float:
    """Return the next number that halves into a number one likes to read."""
    if value <= 0 or value > 1e15:
        return value
    unit = 1.0
    while unit * 10 < value:
        unit *= 10
    while unit > value:
        unit /= 10
    return next(unit * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if unit * step >= value)


def _level(point: FigurePoint) -> float | None:
    if point.best is not None:
        return float(point.best)
    if point.low is not None and point.high is not None:
        return (float(point.low) + float(point.high)) / 2
    bound = point.low if point.low is not None else point.high
    return None if bound is None else float(bound)


def _short(day: str) -> Label:
    if not day:
        return label("no_date")
    words = spoken_day(day)
    return Label(words.ar.rsplit(" ", 1)[0], words.en.rsplit(" ", 1)[0])


def _row(point: FigurePoint, weighed: Weighed) -> TableRow:
    return TableRow(
        spoken_day(point.day) if point.day else label("no_date"),
        value_label(Figure(low=point.low, best=point.best, high=point.high)),
        point.n_outlets,
        point.n_origins,
        weighed.line_of(point.claim),
    )

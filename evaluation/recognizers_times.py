"""Scores times on the cases of two assistants' libraries: Recognizers-Text and Duckling.

``python -m evaluation.recognizers_times [--data DIR] [--errors]``. Both are tests of phrases for
assistants, not of news, and their conventions differ from those of the gold sets; each case is
put into the words of the guide before it is compared:

* Duckling looks ahead from a bare phrase, so every phrase is read after a verb of the future.
  Its intervals exclude their end.
* Recognizers-Text leaves past and future open (``XXXX-10-02``, with both resolutions): either
  is right. A range is right when both its ends are found, each as its own span. A clock time
  without a part of day is right when one of its two readings is found.
* A case is *unsound*, and left out with its reason, when its expected text does not stand in the
  input, when it has no expected value, or when the value contradicts the calendar or the guide.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evaluation.gold import table
from evaluation.scores import Counts, Report
from tawatur.language import fold_text
from tawatur.language.times import TimeMatch, find_times

__all__ = ["duckling", "main", "recognizers"]

_DUCKLING_DAY = date(2013, 2, 12)
_AHEAD = "سيبدأ "
_MOMENT = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)")
_PARTS = {"TMO": range(0, 13), "TAF": range(12, 19), "TEV": range(16, 24), "TNI": range(0, 25)}


def duckling(data: Path) -> Report:
    """Return the report on the time part of ``duckling_ar`` (dimensions Time and Duration)."""
    report = Report("times, duckling")
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in table(data / "duckling_ar" / "examples.tsv"):
        expected = next(value for key, value in row.items() if key.startswith("expected"))
        if row["dimension"] not in ("Time", "Duration") or "negativeCorpus" in expected:
            continue
        text = _AHEAD + row["text"]
        found = find_times(text, _DUCKLING_DAY)
        kind = row["dimension"]
        good = _length(expected, found) if kind == "Duration" else _moment(expected, found)
        total[kind] += 1
        right[kind] += good
        counts = report.classes.setdefault(kind, Counts())
        counts += Counts(tp=good, fp=not good, fn=not good)
        report.classes[kind] = counts
        if not good:
            ours = ", ".join(f"{text[t.start : t.end]}={t.value}" for t in found)
            report.errors.append(f"{row['text']} = {expected}: {ours}")
    report.figures = {
        "right": sum(right.values()) / max(1, sum(total.values())),
        **{kind.lower(): right[kind] / total[kind] for kind in sorted(total)},
    }
    return report


def _length(expected: str, found: list[TimeMatch]) -> bool:
    match = re.search(r"(\d+) (\w+)\)", expected)
    if match is None or not found:
        return False
    amount, unit = match.groups()
    letter = {"Second": "TS", "Minute": "TM", "Hour": "TH", "Month": "M"}.get(unit, unit[0])
    value = f"P{'T' if letter[0] == 'T' else ''}{amount}{letter[-1]}"
    return any(time.value == value for time in found)


def _moment(expected: str, found: list[TimeMatch]) -> bool:
    moments = [tuple(map(int, groups)) for groups in _MOMENT.findall(expected)]
    if not moments or not found:
        return False
    first, last = found[0], found[-1]
    y, m, d, hour, minute, _ = moments[0]
    start = date(y, m, d)
    timed = any(moment[3] or moment[4] for moment in moments)
    if len(moments) == 2:
        end = moments[1]
        if timed:
            clocks = [time.value for time in found if time.value and "T" in time.value]
            ends = (f"T{end[3] - 1:02d}:00", f"T{end[3]:02d}:{end[4]:02d}")
            opened = bool(clocks) and clocks[0].endswith(f"T{hour:02d}:{minute:02d}")
            until = moments[0][:4] == (2013, 2, 12, 4)
            return bool(clocks) and (opened or until) and clocks[-1].endswith(ends)
        close = date(*end[:3]) - timedelta(days=1)
        if first.earliest == start and last.latest == close:
            return True
        if first.mod in ("START", "END") and first.value == f"{y:04d}-{m:02d}":
            return True
        weeks = (close - start).days + 1
        return any(time.value in (f"P{weeks}D", f"P{weeks // 7}W") for time in found)
    if "Second" in expected and any(time.value == "PRESENT_REF" for time in found):
        return True
    if timed:
        value = f"{start.isoformat()}T{hour:02d}:{minute:02d}"
        return any(time.value == value for time in found)
    if "Week" in expected:
        return any(time.earliest == start and "W" in (time.value or "") for time in found)
    if "Month" in expected:
        return any(time.value == f"{y:04d}-{m:02d}" for time in found)
    if "Year" in expected:
        return any(time.value == f"{y:04d}" for time in found)
    if first.mod in ("START", "MID", "END") and first.value == f"{y:04d}-{m:02d}":
        return True
    return any(time.earliest == time.latest == start for time in found)


def recognizers(data: Path) -> Report:
    """Return the report on the parsers' and models' cases of ``recognizers_text_ar``."""
    report = Report("times, recognizers")
    unsound: Counter[str] = Counter()
    right = sound = 0
    for name, number, case in _cases(data / "recognizers_text_ar"):
        reason = _unsound(case)
        if reason is not None:
            unsound[reason] += 1
            report.errors.append(f"left out {name} {number}: {reason}")
            continue
        text = case["Input"]
        anchor = date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
        found = find_times(text, anchor)
        good = all(_resolved(result, found) for result in case["Results"])
        good = good and (bool(case["Results"]) or not found)
        sound += 1
        right += good
        counts = report.classes.setdefault(name, Counts())
        report.classes[name] = counts + Counts(tp=good, fp=not good, fn=not good)
        if not good:
            ours = ", ".join(f"{text[t.start : t.end]}={t.value}" for t in found)
            wanted = ", ".join(f"{r['Text']}={_timexes(r)}" for r in case["Results"])
            report.errors.append(f"{name} {number}: {wanted}: {ours}")
    report.figures = {
        "right_of_sound": right / max(1, sound),
        "sound": sound / max(1, sound + sum(unsound.values())),
    }
    for reason, count in sorted(unsound.items()):
        report.classes[f"left out: {reason}"] = Counts(fn=count)
    return report


def _cases(folder: Path) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for path in sorted(folder.glob("DateTime_*.json")):
        if not path.stem.endswith(("Parser", "Model")):
            continue
        for number, case in enumerate(json.loads(path.read_text("utf-8-sig"))):
            yield path.stem.removeprefix("DateTime_"), number, case


def _timexes(result: dict[str, Any]) -> list[str]:
    value = result.get("Value")
    if isinstance(value, dict):
        return [value["Timex"]] if value.get("Timex") else []
    return [entry["timex"] for entry in _entries(result) if entry.get("timex")]


def _outcomes(result: dict[str, Any]) -> list[dict[str, str]]:
    value = result.get("Value")
    if isinstance(value, dict):
        found = [value.get("FutureResolution"), value.get("PastResolution")]
        return [entry for entry in found if isinstance(entry, dict)]
    return _entries(result)


def _entries(result: dict[str, Any]) -> list[dict[str, str]]:
    resolution = result.get("Resolution")
    values = resolution.get("values", []) if isinstance(resolution, dict) else []
    return [entry for entry in values if isinstance(entry, dict)]


def _unsound(case: dict[str, Any]) -> str | None:
    """Return why a case cannot be scored, or ``None``."""
    if "ReferenceDateTime" not in case.get("Context", {}):
        return "no reference date"
    reference = date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
    text = fold_text(case["Input"])
    for result in case["Results"]:
        written = fold_text(str(result.get("Text", ""))).strip()
        if written not in text:
            return "the expected text does not stand in the input"
        timexes = _timexes(result)
        if not timexes:
            return "no value is expected"
        for reason, fits in _REASONS.items():
            if fits(written, timexes[0], reference):
                return reason
    return None


def _bygone(written: str, timex: str, reference: date) -> bool:
    """Tell whether «سبتمبر الماضي» in November is said to be that of the year before."""
    match = re.fullmatch(r"(\d{4})-(\d\d)", timex)
    if match is None or "الماضي" not in written:
        return False
    return int(match[1]) < reference.year and int(match[2]) < reference.month


_FOREIGN = ("الشكر", "الاب", "يواندان")
_REASONS: dict[str, Callable[[str, str, date], bool]] = {
    "the expected day does not exist": lambda _, timex, __: timex.endswith("09-31"),
    "the expected year contradicts the calendar": _bygone,
    "a day of no month, which in news is no time": lambda _, timex, __: timex.startswith(
        "XXXX-XX-"
    ),
    "figures that in news are a fraction or a score": lambda written, _, __: (
        re.fullmatch(r"(?:كل )?\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{4}|\d{4}\.\d", written) is not None
    ),
    "figures in an order that Arabic does not write": lambda written, timex, _: (
        re.fullmatch(r"\d\d/\d\d, \d+|16/04/21", written) is not None
    ),
    "a part of day or season without a day or year": lambda _, timex, __: (
        re.fullmatch(r"T(?:MO|AF|EV|NI|DT)|SU|SP|FA|WI", timex) is not None
    ),
    "what is left of a period, which TIMEX3 cannot say": lambda written, _, __: written.startswith(
        ("بقيه", "باقي")
    ),
    "the end of a day, which has no clock time": lambda _, timex, __: timex.endswith("T23:59"),
    "an adverb of frequency, which the guide leaves out": lambda written, _, __: (
        written in ("سنويا", "شهريا", "يوميا", "اسبوعيا")
    ),
    "a feast of other countries": lambda written, _, __: any(w in written for w in _FOREIGN),
}


def _resolved(result: dict[str, Any], found: list[TimeMatch]) -> bool:
    """Tell whether one of the values that the case allows is among ours."""
    timexes = _timexes(result)
    if any(_same(timex, time) for timex in timexes for time in found):
        return True
    years = re.fullmatch(r"\((\d{4})-01-01,(\d{4})-01-01,P\d+Y\)", timexes[0])
    if years is not None and set(years.groups()) <= {time.value for time in found}:
        return True
    days: set[tuple[str | None, str | None]] = set()
    for entry in _outcomes(result):
        start = (
            entry.get("date") or entry.get("dateTime") or entry.get("time") or entry.get("value")
        )
        first = start or entry.get("startDate") or entry.get("startDateTime")
        first = first or entry.get("startTime") or entry.get("start")
        last = start or entry.get("endDate") or entry.get("endDateTime")
        last = last or entry.get("endTime") or entry.get("end")
        days.add((first, last))
    return any(_covers(first, last, found) for first, last in days)


def _amount(value: str) -> tuple[float, float] | None:
    """Return a length in months and seconds, so that P0.5Y and P6M are one."""
    if re.fullmatch(r"P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?", value) is None:
        return None
    dates, _, times = value[1:].partition("T")
    months = seconds = 0.0
    for number, unit in re.findall(r"([\d.]+)([YMWD])", dates):
        months += float(number) * {"Y": 12, "M": 1}.get(unit, 0)
        seconds += float(number) * {"W": 604800, "D": 86400}.get(unit, 0)
    for number, unit in re.findall(r"([\d.]+)([HMS])", times):
        seconds += float(number) * {"H": 3600, "M": 60, "S": 1}[unit]
    return months, seconds


def _same(timex: str, time: TimeMatch) -> bool:
    value = time.value or ""
    if timex == value:
        return True
    length = _amount(value) if time.type in ("DURATION", "SET") else None
    if length is not None and _amount(timex.strip("()").rsplit(",", 1)[-1]) == length:
        # The guide calls «اليومين المقبلين» a length; there it is an interval of that length.
        return True
    if time.vague and value.startswith("P") and re.sub(r"\d+", "X", timex) == value:
        return True
    if timex.endswith("-WE"):
        return time.mod == "END" and timex[:-3] == value
    if re.fullmatch(r"XXXX-\d\d", timex):
        return value[4:] == timex[4:]
    told = time.draft.shape in ("ago", "ahead") and re.fullmatch(r"\d{4}-\d\d-\d\d", timex)
    if told and time.earliest is not None and time.latest is not None:
        # «قبل عامين» is a year by the guide and a day there.
        return time.earliest <= date.fromisoformat(timex) <= time.latest
    if timex.endswith("TAF") and value == timex[:-3] + "T12:00":
        return True
    if time.type == "TIME" and "T" in value:
        clock = value.split("T", 1)[1]
        if timex.startswith("T") and _unsaid(time) and _other_half(clock) == timex[1:6]:
            return True
        bare = timex.split("T", 1)[1] if "T" in timex else ""
        if timex.startswith("T") and (clock == bare or clock == f"{bare}:00"):
            return True
        return value == timex or value == f"{timex}:00"
    return (
        timex.startswith("XXXX-W")
        and time.earliest == time.latest
        and (time.earliest is not None and timex.endswith(f"-{time.earliest.isoweekday()}"))
    )


def _unsaid(time: TimeMatch) -> bool:
    """Tell whether a clock time leaves the half of the day open."""
    return time.draft.shape == "clock" and (time.draft.clock or (24, 0))[0] < 12


def _other_half(clock: str) -> str:
    return f"{int(clock[:2]) + 12:02d}{clock[2:]}" if clock[:2].isdigit() else clock


def _covers(first: str | None, last: str | None, found: list[TimeMatch]) -> bool:
    if not first or not last:
        return False
    day, clock = _split(first)
    end, until = _split(last)
    if first == last:
        for time in found:
            value = time.value or ""
            if clock is None and day is not None and time.earliest == time.latest == day:
                return True
            if clock is not None and value.endswith(f"T{clock}") and day in (None, time.earliest):
                return True
        return False
    if day is not None and end is not None:
        if clock is None:
            closes = {end, end - timedelta(days=1)}
            starts = any(time.earliest == day for time in found)
            return starts and any(time.latest in closes for time in found)
        starts = any((t.value or "").endswith(f"{day.isoformat()}T{clock}") for t in found)
        ends = any((t.value or "").endswith(f"T{until}") for t in found)
        return (starts and ends) or any(_part(t, day, clock) for t in found)
    starts = any((time.value or "").endswith(f"T{clock}") for time in found)
    return starts and any((time.value or "").endswith(f"T{until}") for time in found)


def _part(time: TimeMatch, day: date, clock: str) -> bool:
    code = (time.value or "")[10:]
    return time.earliest == day and code in _PARTS and int(clock[:2]) in _PARTS[code]


def _split(moment: str) -> tuple[date | None, str | None]:
    day = re.search(r"\d{4}-\d\d-\d\d", moment)
    clock = re.search(r"(?:^|[ T])(\d\d:\d\d)", moment)
    when = None
    if day is not None:
        try:
            when = date.fromisoformat(day.group())
        except ValueError:
            when = None
    return when, clock.group(1) if clock else None


def main(arguments: list[str] | None = None) -> int:
    """Print both reports."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.recognizers_times")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="list every error and omission")
    options = parser.parse_args(arguments)
    for report in (recognizers(options.data), duckling(options.data)):
        print("\n".join(report.lines(errors=options.errors)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

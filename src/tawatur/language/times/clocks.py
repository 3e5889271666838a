"""Clock times and parts of the day: الساعة 13:50 بتوقيت غرينتش، فجر اليوم، ليل الجمعة السبت."""

from __future__ import annotations

from tawatur.language.times.days import day_level
from tawatur.language.times.model import Draft
from tawatur.language.times.reader import Reader, Sense
from tawatur.language.times.words import cues

__all__ = ["clock", "followed", "nearly", "night", "part_of_day"]

_SHARES = (0, 0.5, 0.25, 1 / 3)
_LESS = frozenset({"الا"})
# How far a time zone's name may run: بتوقيت مكة المكرمة، بالتوقيتين المحلي والعالمي.
_ZONE_WORDS = 3


def clock(reader: Reader, index: int) -> Draft | None:
    """Return the clock time at ``index`` with its part of day, zone and the day it lies on."""
    sense = reader.sense(index, "oclock", particle=True)
    at = index if sense is None else sense.last + 1
    if reader.word(at) == "ال":
        at += 1
    read = _hour(reader, at, sense is not None)
    if read is None:
        return None
    hour, minute, last, written = read
    start = reader.tokens.start[index] if sense is None else reader.start(sense, index)
    number = reader.number(index) if sense is None else None
    if number is not None:
        start = number.start
    found = Draft(index, last, "clock", start, clock=(hour, minute))
    part = _part_after(reader, found.last + 1)
    zoned = False
    if part is not None:
        found.part, found.last = part.entry.value, part.last
    zone = _zone(reader, found.last + 1)
    if zone is not None:
        found.last, zoned = zone, True
    if found.part is None:
        second = _second_clock(reader, found.last + 1)
        if second is not None:
            found.clock, found.of = _clocked(hour, minute, second.part), second.of
            return found
    joined = _day_after(reader, found.last + 1, found.part is None)
    if joined is not None:
        found.of, found.last = joined, joined.last
        found.part = found.part or joined.part
        zone = _zone(reader, found.last + 1)
        if zone is not None:
            found.last, zoned = zone, True
    if sense is None:
        # Without the word «الساعة», a part of day or a zone makes figures a clock time.
        told = found.part is not None or zoned
        if not (told or (written == ":" and reader.preposition_before(index))):
            return None
    about = reader.sense(found.last + 1, "approx_after")
    if about is not None and about.entry.value == "APPROX":
        found.mod, found.last = "APPROX", about.last
    found.clock = _clocked(hour, minute, found.part)
    if joined is not None:
        joined.part = None
    found.part = None
    return found


def _second_clock(reader: Reader, index: int) -> Draft | None:
    """Return the second of two times (من 5 إلى 6 مساء), whose part and day the first shares."""
    at = index + 1
    if reader.word(index) not in (cues("range") | {"و", "-"}):
        return None
    sense = reader.sense(at, "oclock")
    if sense is not None:
        at = sense.last + 1
    if reader.word(at) == "ال":
        at += 1
    second = _hour(reader, at, True)
    if second is None or second[0] > 12:
        return None
    found = Draft(at, second[2], "clock", clock=second[:2])
    part = _part_after(reader, second[2] + 1)
    if part is not None:
        found.part, found.last = part.entry.value, part.last
    if part is None and second[3] != ":":
        return None
    found.of = _day_after(reader, found.last + 1, False)
    return found if part is not None or found.of is not None else None


def _hour(reader: Reader, index: int, sure: bool) -> tuple[int, int, int, str] | None:
    """Return hour, minute, last token and how it was written (``:``, ``digits``, ``word``)."""
    if index >= reader.size:
        return None
    text = reader.text[index]
    if reader.kind[index] == "number":
        return _figures(reader, index, text, sure)
    if reader.word(index) == "صفر" and sure:
        return 0, 0, index, "word"
    number = reader.number(index)
    if number is None or not (sure or (number.ordinal and text.lstrip("وبفل")[:1] == "ا")):
        return None
    value, fraction = int(number.value), number.value % 1
    if not 1 <= value <= 24 or not any(abs(fraction - share) < 0.01 for share in _SHARES):
        return None
    if not sure and not _feminine(reader, number.last):
        return None
    minute, last = _past_hour(reader, number.last, round(fraction * 60))
    if minute < 0:
        return (value - 1) % 24, 60 + minute, last, "word"
    return value, minute, last, "word"


def _feminine(reader: Reader, last: int) -> bool:
    return reader.text[last].endswith("ه") or reader.text[last - 1].endswith("ه")


def _turned(reader: Reader, index: int) -> tuple[int, int, int, str] | None:
    """Read 13،00 and agencies' 33ر06, in which the letter is a point and the minutes come first."""
    first, mark, second = reader.word(index), reader.word(index + 1), reader.word(index + 2)
    if mark not in ("ر", "،") or not (first.isdigit() and second.isdigit()):
        return None
    if len(second) != 2 or len(first) > 2 or (mark == "ر" and len(first) != 2):
        return None
    hour, minute = (int(second), int(first)) if mark == "ر" else (int(first), int(second))
    return (hour, minute, index + 2, ":") if hour <= 24 and minute <= 59 else None


def _figures(reader: Reader, index: int, text: str, sure: bool) -> tuple[int, int, int, str] | None:
    minute, last, written = 0, index, "digits"
    turned = _turned(reader, index) if sure else None
    if turned is not None:
        return turned
    if reader.word(index + 1) == ":" and len(text) <= 2 and text.isdigit():
        other = reader.word(index + 2)
        if len(other) != 2 or not other.isdigit():
            return None
        hour, minute, last, written = int(text), int(other), index + 2, ":"
        if reader.word(last + 1) == ":" and len(reader.word(last + 2)) == 2:
            last += 2
    elif (
        sure and len(text) in (4, 5) and text[-3] in ".," and text.replace(text[-3], "").isdigit()
    ) or (len(text) in (4, 5) and text[-3:-2] == "." and text.replace(".", "").isdigit()):
        hour, minute = int(text[:-3]), int(text[-2:])
    elif len(text) == 4 and text.isdigit() and (sure or _part_after(reader, index + 1)):
        hour, minute = int(text[:2]), int(text[2:])
    elif len(text) <= 2 and text.isdigit():
        hour = int(text)
        minute, last = _past_hour(reader, index, 0)
        if minute < 0:
            hour, minute = hour - 1, 60 + minute
    else:
        return None
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return hour, minute, last, written


def _past_hour(reader: Reader, last: int, minute: int) -> tuple[int, int]:
    """Read والنصف، وعشر دقائق، إلا ربعا after the hour; minutes before it are negative."""
    at = last + 1
    word = reader.word(at)
    if word in _LESS:
        share = reader.sense(at + 1, "share")
        if share is not None:
            return -round(60 * float(share.entry.value)), at + 1
        number = reader.number(at + 1)
        form = reader.unit(number.last + 1) if number is not None else None
        if number is not None and form is not None and form.code == "M":
            return -int(number.value), number.last + 1
        return minute, last
    share = reader.sense(at, "share", particle=True)
    if share is not None and share.entry.prefix == "و":
        return round(60 * float(share.entry.value)), at
    joined = word == "و"
    number = reader.number(at + 1 if joined else at)
    if number is not None and (joined or number.particle) and 0 < number.value < 60:
        form = reader.unit(number.last + 1)
        if form is not None and form.code == "M":
            return int(number.value), number.last + 1
    return minute, last


def _part_after(reader: Reader, index: int) -> Sense | None:
    sense = reader.sense(index, "part_after", "part_alone")
    if sense is not None and reader.sense(index, "part") and _day_after(reader, index, True):
        # «الثامنة مساء اليوم»: the part belongs to the day.
        return None
    return sense


def _zone(reader: Reader, index: int) -> int | None:
    """Return the last token of a time zone's name that begins at ``index``."""
    at = index
    closing = reader.word(at) in ("(", "[")
    if closing:
        at += 1
    sense = reader.sense(at, "zone", "zone_full")
    if sense is None:
        return None
    last = sense.last
    if sense.entry.role == "zone":
        last += 1
        for _ in range(_ZONE_WORDS):
            word = reader.word(last + 1)
            if closing and word not in (")", "]"):
                last += 1
            elif word.startswith(("وال", "ال")) and reader.text[last] not in ("المحلي", "العالمي"):
                if reader.sense(last + 1, "weekday", "day", particle=True):
                    break
                last += 1
            elif word.startswith("وال") or word == "الصيفي":
                last += 1
            else:
                break
    if closing:
        if reader.word(last + 1) not in (")", "]"):
            return None
        last += 1
    return last if last < reader.size else None


def _day_after(reader: Reader, index: int, parted: bool) -> Draft | None:
    """Return the day that a clock time lies on: من صباح الجمعة، يوم الأحد، مساء اليوم."""
    at = index + 1 if reader.word(index) in ("من", "في") else index
    if reader.word(at) in ("،", ","):
        dated = day_level(reader, at + 1)
        return dated if dated is not None and dated.of is not None else None
    found = (part_of_day(reader, at) or night(reader, at)) if parted else None
    if found is None:
        found = day_level(reader, at)
        if found is not None and (found.shape == "feast" or found.first > at):
            return None
    return found


def _clocked(hour: int, minute: int, part: str | None) -> tuple[int, int]:
    if part in ("AF", "EV") and hour < 12:
        hour += 12
    elif part == "NI":
        hour = 24 if hour == 12 and not minute else 0 if hour == 12 else hour
        hour += 12 if 5 < hour < 12 else 0
    elif part == "NOON" and hour < 4:
        hour += 12
    elif part == "MO" and hour == 12:
        hour = 0
    return hour, minute


def part_of_day(reader: Reader, index: int) -> Draft | None:
    """Return the part of a day at ``index``: صباح الأحد، فجر اليوم، ليل السبت الأحد."""
    this = reader.sense(index, "part_this", particle=True)
    if this is not None:
        return Draft(
            index,
            this.last,
            "day",
            reader.start(this, index),
            shift=0,
            part=this.entry.value,
        )
    sense = reader.sense(index, "part", particle=True)
    if sense is None:
        return _midnight(reader, index)
    at = sense.last + 1
    if reader.word(at) == "يوم" and reader.sense(at + 1, "day", "weekday") is None:
        inner = day_level(reader, at)
    else:
        inner = day_level(reader, at)
    if inner is None or inner.shape != "day" or inner.first != at:
        return _midnight(reader, index)
    if inner.start is not None and inner.start > reader.tokens.start[at]:
        return None
    found = inner
    found.first, found.start = index, reader.start(sense, index)
    found.part, found.today = sense.entry.value, False
    if found.part == "NI" and found.weekday is not None and found.direction is None:
        _second_day(reader, found)
    return found


def nearly(reader: Reader, index: int) -> Draft | None:
    """Return an approximate clock time or part of day: نحو الساعة السابعة، الفجر تقريبا."""
    sense = reader.sense(index, "approx", particle=True)
    if sense is not None:
        at = sense.last + 1
        found = clock(reader, at) if reader.sense(at, "oclock") else _midnight(reader, at)
        if found is None:
            return None
        found.first, found.start = index, reader.start(sense, index)
        found.mod = "APPROX"
        return found
    part = reader.sense(index, "part_after", particle=True)
    after = None if part is None else reader.sense(part.last + 1, "approx_after")
    if part is None or after is None or after.entry.value != "APPROX":
        return None
    found = Draft(index, after.last, "day", reader.start(part, index), shift=0)
    found.part, found.mod = part.entry.value, "APPROX"
    return found


def _midnight(reader: Reader, index: int) -> Draft | None:
    sense = reader.sense(index, "part_alone", particle=True)
    if sense is None or sense.entry.value != "MIDNIGHT":
        return None
    return Draft(index, sense.last, "clock", reader.start(sense, index), clock=(24, 0))


def _second_day(reader: Reader, found: Draft) -> None:
    """Take the morning after along: ليل الجمعة السبت، ليل السبت - الأحد، ليلة السبت على الأحد."""
    at = found.last + 1
    if reader.word(at) in ("-", "/", "علي", "الي"):
        at += 1
    sense = reader.sense(at, "weekday")
    if sense is None or found.weekday is None:
        return
    if int(sense.entry.value) == found.weekday % 7 + 1:
        found.last = sense.last


def night(reader: Reader, index: int) -> Draft | None:
    """Return the night told from the day of writing: الليلة الماضية، ليل أمس."""
    sense = reader.sense(index, "night", particle=True)
    if sense is None:
        return None
    found = Draft(
        index,
        sense.last,
        "day",
        reader.start(sense, index),
        shift=int(sense.entry.value),
        part="NI",
    )
    named = reader.sense(found.last + 1, "weekday")
    if named is not None:
        found.weekday, found.last = int(named.entry.value), named.last
    return found


def followed(reader: Reader, found: Draft) -> Draft:
    """Take along the part of day or clock time that follows a day: الأحد مساء، ... الساعة 9."""
    at = found.last + 1
    if found.part is None:
        joint = at + 1 if reader.word(at) == "في" else at
        part = reader.sense(joint, "part_after", "part_alone")
        if part is not None and (
            joint == at or part.entry.role == "part_alone" or reader.text[joint].startswith("ال")
        ):
            inner = part_of_day(reader, joint)
            if inner is None and not (reader.text[joint] == "مساء" and reader.number(joint + 1)):
                found.part, found.last, found.today = part.entry.value, part.last, False
                return found
    joint = at + 1 if reader.word(at) in ("علي", "،") else at
    if reader.sense(joint, "oclock", particle=reader.word(at) != "علي"):
        inner = clock(reader, joint)
        if inner is not None and inner.of is None and inner.clock is not None:
            last, hour = inner.last, inner.clock
            if found.part in ("EV", "AF") and hour[0] < 12:
                hour = hour[0] + 12, hour[1]
            found.part = None
            return Draft(found.first, last, "clock", found.start, clock=hour, of=found)
    return found

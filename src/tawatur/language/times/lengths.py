"""Lengths of time, and what is told by a length: ستة أشهر، السنوات الـ15 المقبلة، قبل أسبوع."""

from __future__ import annotations

from typing import cast

from tawatur.language.times.model import Draft, Unit
from tawatur.language.times.months import month
from tawatur.language.times.reader import Reader, Sense
from tawatur.language.times.words import UnitForm, cues
from tawatur.language.times.years import direction, year
from tawatur.records import TimeMod

__all__ = ["length", "recurring", "told_by_length"]

# Nobody counts more nights than these, but for the thousand and one.
_NIGHTS = 1000
# An age between commas is a number and its unit, no more.
_AGE_WORDS = 3
# The smaller units that an addition may have: عام وثلاثة أشهر.
_ORDER = ("CE", "DE", "Y", "MO", "W", "D", "N", "H", "M", "S")


def length(reader: Reader, index: int, *, sure: bool = False) -> Draft | None:
    """Return the length of time at ``index``, with what makes it approximate.

    ``sure`` tells that a word before it allows a bare unit (قبل شهر، منذ أيام).
    """
    found = _approximate(reader, index, sure) or _plain(reader, index, sure)
    if found is None or is_age(reader, found):
        return None
    after = reader.sense(found.last + 1, "approx_after")
    if after is not None and found.mod is None:
        found.mod = cast(TimeMod, after.entry.value)
        found.last = after.last
    return found


def _approximate(reader: Reader, index: int, sure: bool) -> Draft | None:
    sense = reader.sense(index, "approx", particle=True)
    if sense is None:
        return None
    found = _plain(reader, sense.last + 1, True)
    if found is None:
        return None
    found.first, found.start = index, reader.start(sense, index)
    found.mod = cast(TimeMod, sense.entry.value)
    return found


def _plain(reader: Reader, index: int, sure: bool) -> Draft | None:
    return (
        _counted(reader, index)
        or _definite(reader, index)
        or _dual(reader, index, sure)
        or _some(reader, index)
        or _bare(reader, index, sure)
    )


def _unit(form: UnitForm) -> Unit:
    return cast(Unit, form.code)


def _counted(reader: Reader, index: int) -> Draft | None:
    """Read a number with its unit: 6 أشهر، ثلاث سنوات، الـ48 ساعة الماضية، نصف ساعة."""
    at = index + 1 if reader.word(index) == "ال" else index
    number = reader.number(at)
    if number is None or number.ordinal:
        return None
    after = number.last + 1
    if number.value < 1:
        return _fraction(reader, index, number.value, after)
    form = reader.unit(after)
    if form is None or (form.definite and form.number != "n"):
        return None
    if form.number == "2" or (form.definite and direction(reader, after + 1) is None):
        return None
    if form.code == "Y" and (number.value < 3 or year(reader, after)) and form.number == "1":
        # «4663 عام 2009»: the year belongs to what follows.
        return None
    if form.code == "N" and number.value >= _NIGHTS:
        # «ألف ليلة وليلة»
        return None
    start = number.start if at == index else reader.tokens.start[index]
    found = Draft(index, after, "length", start, amount=number.value, unit=_unit(form))
    _added(reader, found)
    _oriented(reader, found)
    return found if _is_time(reader, found) else None


def _is_time(reader: Reader, found: Draft) -> bool:
    """Tell decades and centuries from contracts and horns: the words beside them say."""
    if found.unit != "DE" or found.direction is not None:
        return True
    return reader.before(found.first, "length_cue", 3)


def _fraction(reader: Reader, index: int, value: float, at: int) -> Draft | None:
    form = reader.unit(at)
    if form is None or form.number != "1" or form.code in ("D", "W", "S", "M"):
        return None
    start = reader.number(index)
    found = Draft(
        index,
        at,
        "length",
        None if start is None else start.start,
        amount=value,
        unit=_unit(form),
    )
    _oriented(reader, found)
    return found


def _added(reader: Reader, found: Draft) -> None:
    """Take «ونصف»، «وثلاثة أشهر»، «و20 دقيقة» along."""
    at = found.last + 1
    word = reader.word(at)
    share = reader.sense(at, "share", particle=True)
    if share is not None and share.entry.prefix == "و" and found.amount is not None:
        found.amount += float(share.entry.value)
        found.last = at
        form = reader.unit(at + 1)
        if form is not None and form.code == found.unit:
            found.last = at + 1
        return
    joined = word in ("و", "،", ",")
    single = reader.sense(at + 1 if joined else at, "unit", particle=not joined)
    if single is not None and (joined or single.entry.prefix == "و"):
        _added_unit(reader, found, single)
        return
    number = reader.number(at + 1 if joined else at)
    if number is None or number.ordinal or not (joined or number.particle):
        return
    form = reader.unit(number.last + 1)
    if form is None or form.definite or found.unit is None:
        return
    smallest = found.extra[-1][1] if found.extra else found.unit
    if _ORDER.index(form.code) <= _ORDER.index(smallest):
        return
    found.extra = (*found.extra, (number.value, _unit(form)))
    found.last = number.last + 1
    if len(found.extra) < len(_ORDER):
        _added(reader, found)


def _added_unit(reader: Reader, found: Draft, single: Sense) -> None:
    """Take a dual or a single unit along: عام وشهرين، سنة وشهر."""
    form = reader.units[single.entry.value]
    smallest = found.extra[-1][1] if found.extra else found.unit
    if form.definite or form.number == "n" or smallest is None:
        return
    if _ORDER.index(form.code) <= _ORDER.index(smallest):
        return
    found.extra = (*found.extra, (2 if form.number == "2" else 1, _unit(form)))
    found.last = single.last
    _added(reader, found)


def _oriented(reader: Reader, found: Draft) -> None:
    whole = reader.sense(found.last + 1, "whole")
    if whole is not None:
        found.last = whole.last
    oriented = direction(reader, found.last + 1)
    if oriented is not None and oriented[0] in ("past", "future", "last", "before", "next"):
        found.direction, found.last = oriented


def _definite(reader: Reader, index: int) -> Draft | None:
    """Read السنوات الـ15 المقبلة، الأيام الثلاثة الماضية، الأيام القليلة الماضية."""
    sense = reader.sense(index, "unit", particle=True)
    form = reader.units[sense.entry.value] if sense else None
    if form is None or sense is None or not form.definite or form.number == "1":
        return None
    start = reader.start(sense, index)
    at = index + 1
    if form.number == "2":
        oriented = direction(reader, at)
        if oriented is None or oriented[0] == "same":
            return None
        return Draft(
            index,
            oriented[1],
            "length",
            start,
            amount=2,
            unit=_unit(form),
            direction=oriented[0],
        )
    if reader.word(at) == "ال":
        at += 1
    number = reader.number(at)
    amount: float | None = None
    if number is not None and not (number.ordinal and number.digits):
        amount, at = number.value, number.last + 1
        if number.ordinal and number.value > 1:
            amount, at = None, index + 1
    few = reader.sense(at, "few")
    if few is not None:
        at = few.last + 1
    oriented = direction(reader, at)
    if oriented is None and amount == 3 and form.code == "MO":
        quarter = _three_months(reader, index, at, start)
        if quarter is not None:
            return quarter
    if oriented is None:
        first = reader.word(at) in cues("first_last")
        if amount is None or not first:
            return None
        return Draft(index, at, "length", start, amount=amount, unit=_unit(form))
    if oriented[0] in ("same", "present"):
        return None
    return Draft(
        index,
        oriented[1],
        "length",
        start,
        amount=amount,
        unit=_unit(form),
        direction=oriented[0],
        vague=amount is None,
    )


def _three_months(reader: Reader, index: int, at: int, start: int) -> Draft | None:
    """Read «الأشهر الثلاثة من يوليو إلى سبتمبر» as the quarter that it is."""
    if reader.word(at) != "من":
        return None
    first = month(reader, at + 1, day=True)
    if first is None or reader.word(first.last + 1) not in cues("range"):
        return None
    last = month(reader, first.last + 2, day=True)
    if last is None or first.month is None or last.month != first.month + 2 or last.month % 3:
        return None
    return Draft(index, last.last, "quarter", start, number=last.month // 3, of=last.of)


def _dual(reader: Reader, index: int, sure: bool) -> Draft | None:
    sense = reader.sense(index, "unit", particle=True)
    form = reader.units[sense.entry.value] if sense else None
    if form is None or sense is None or form.number != "2" or form.definite:
        return None
    if form.code == "DE" and not (sure or reader.before(index, "span", 2)):
        return None
    found = Draft(index, index, "length", reader.start(sense, index), amount=2, unit=_unit(form))
    _added(reader, found)
    _oriented(reader, found)
    return found


def _some(reader: Reader, index: int) -> Draft | None:
    """Read عدة أشهر، بضعة أيام، عشرات السنين: a length without a number."""
    sense = reader.sense(index, "some", particle=True)
    if sense is None:
        return None
    form = reader.unit(sense.last + 1)
    if form is None or form.number != "n":
        return None
    found = Draft(
        index,
        sense.last + 1,
        "length",
        reader.start(sense, index),
        unit=_unit(form),
        vague=True,
    )
    _oriented(reader, found)
    return found


def _bare(reader: Reader, index: int, sure: bool) -> Draft | None:
    """Read a unit without a number where a word before it says that it is a length."""
    sense = reader.sense(index, "unit", particle=True)
    form = reader.units[sense.entry.value] if sense else None
    if form is None or sense is None or form.definite or form.number == "2":
        return None
    prefix = sense.entry.prefix
    if form.code == "H" and form.number == "1":
        # «ساعة و54 دقيقة» needs no other word.
        found = Draft(index, index, "length", reader.start(sense, index), amount=1, unit="H")
        _added(reader, found)
        if found.extra:
            return found
    if form.number == "1" and form.code != "Y" and reader.sense(index + 1, "whole"):
        # «يوم كامل»
        found = Draft(index, index + 1, "length", reader.start(sense, index), amount=1)
        found.unit = _unit(form)
        return found
    if not sure and not (
        (prefix.endswith("ل") and form.number == "n") or reader.before(index, "span")
    ):
        return None
    start = reader.start(sense, index)
    few = reader.sense(index + 1, "few", "some")
    if form.number == "n":
        found = Draft(index, index, "length", start, unit=_unit(form), vague=True)
        if form.code == "DE" and not (few or reader.before(index, "length_cue")):
            return None
        if few is not None:
            found.last = few.last
        elif not sure and reader.word(index - 1) in ("في", "كل"):
            return None
        _oriented(reader, found)
        return found
    if not sure and reader.word(index - 1) in ("في", "كل", "من"):
        return None
    number = reader.number(index + 1)
    if number is not None and (number.digits or number.ordinal):
        return None
    if reader.sense(index + 1, "month", "weekday", "day"):
        return None
    if form.code == "Y" and year(reader, index) is not None:
        return None
    found = Draft(index, index, "length", start, amount=1, unit=_unit(form))
    if number is not None and number.value == 1:
        found.last = number.last
    if form.counted and found.last == index and form.code in ("S", "M", "DE"):
        return None
    _added(reader, found)
    _oriented(reader, found)
    return found


def is_age(reader: Reader, found: Draft) -> bool:
    """Tell whether a length is somebody's age, which is a quantity and not a time."""
    if found.unit not in ("Y", "MO", "W", "D") or found.amount is None:
        return False
    if reader.before(found.first, "age_before", 3):
        return True
    after = found.last + 1
    if reader.word(after) == "من" and reader.word(after + 1) in cues("of_life"):
        return True
    opened, closed = reader.word(found.first - 1), reader.word(after)
    if found.unit != "Y" or found.direction is not None:
        return False
    # فلان (40 عاما)، فلان "23 عاما و37 مباراة"، فلان، 40 عاما، ...
    return (
        (opened in ("(", "[") and closed in (")", "]", "،"))
        or (opened in ('"', "«", "“") and (closed in ('"', "»", "”", "و") or closed[:1] == "و"))
        or (opened == closed == "،" and found.last - found.first < _AGE_WORDS)
    )


def told_by_length(reader: Reader, index: int) -> Draft | None:
    """Return what قبل، منذ or بعد makes of a length: a day or year in the past or ahead.

    A length that hangs on an event (قبل ثلاثة أشهر من الانتخابات) stays a length, without the
    preposition.
    """
    sense = reader.sense(index, "ago", "since", "after", particle=True)
    if sense is None:
        return None
    found = length(reader, sense.last + 1, sure=True)
    if found is None:
        return None
    role = sense.entry.role
    behind = found.last + 1
    follower = reader.word(behind + 1 if reader.word(behind) in cues("only") else behind)
    hanging = follower in ("من", "علي", "عن") or follower.startswith("لل")
    if hanging and reader.word(found.last + 2) in ("الان", "اليوم"):
        found.last, hanging = found.last + 2, False
    if (hanging and role != "since") or found.direction is not None:
        return found
    found.name = role
    found.shape = "ahead" if role == "after" else "ago"
    return found


def recurring(reader: Reader, index: int) -> Draft | None:
    """Return what recurs: كل يوم، كل ثلاثة أسابيع، كل يوم جمعة، أيام الجمعة."""
    sense = reader.sense(index, "every", particle=True)
    if sense is None:
        return _on_weekdays(reader, index)
    if sense.entry.prefix in ("ك", "وك"):
        return None
    start = reader.start(sense, index)
    at = sense.last + 1
    headed = reader.word(at) == "يوم"
    named = reader.sense(at + 1 if headed else at, "weekday")
    if named is not None:
        return Draft(index, named.last, "set", start, weekday=int(named.entry.value), every=True)
    counted = _counted(reader, at) or _dual(reader, at, True)
    if counted is not None:
        return Draft(
            index, counted.last, "set", start, amount=counted.amount, unit=counted.unit, every=True
        )
    form = reader.unit(at)
    if form is None or form.definite or form.number != "1" or form.code in ("S", "M"):
        return None
    return Draft(index, at, "set", start, amount=1, unit=_unit(form), every=True)


def _on_weekdays(reader: Reader, index: int) -> Draft | None:
    sense = reader.sense(index, "unit", particle=True)
    form = reader.units[sense.entry.value] if sense else None
    named = reader.sense(index + 1, "weekday")
    if sense is None or form is None or named is None or form.code != "D" or form.number != "n":
        return None
    after = named.last + 1
    if form.definite or direction(reader, after) or reader.number(after):
        return None
    if reader.sense(after, "weekday", particle=True) or reader.word(after) == "و":
        # «أيام الجمعة والسبت والأحد» are mostly days of one week.
        return None
    start = reader.start(sense, index)
    return Draft(index, named.last, "set", start, weekday=int(named.entry.value), every=True)

"""Days, months and years as they are written: 17 أغسطس/آب الحالي، الاثنين 3-8-2015، عام 2012."""

from __future__ import annotations

from tawatur.language.calendars import Calendar
from tawatur.language.times.model import Draft
from tawatur.language.times.reader import Number, Reader

__all__ = [
    "any_month",
    "calendar_month",
    "day_of_month",
    "direction",
    "month",
    "numbered_month",
    "numeric",
    "plain_year",
    "relative_day",
    "year",
    "year_number",
]

_DIRECTIONS = (
    "past",
    "past2",
    "future",
    "future2",
    "present",
    "before",
    "next",
    "same",
    "last",
)
_GREGORIAN = range(1000, 2200)
_HIJRI = range(1250, 1500)
# A year that stands for itself after a preposition must look like one.
_BARE_YEARS = range(1900, 2060)
_SEPARATORS = frozenset({"/", "-", "\\"})


def direction(reader: Reader, index: int) -> tuple[str, int] | None:
    """Return the orienting word at ``index`` (past, future, present ...) and its last token."""
    sense = reader.sense(index, *_DIRECTIONS)
    return None if sense is None else (sense.entry.role, sense.last)


def year_number(reader: Reader, index: int, *, bare: bool = False) -> Draft | None:
    """Return the year whose number stands at ``index``, with its era (2015م، 1436 هـ)."""
    number = reader.number(index)
    if number is None or number.whole is None or number.ordinal:
        return None
    value = number.whole
    last = number.last
    era = reader.sense(last + 1, "hijri", "gregorian")
    if era is not None and _era_fits(reader, era.last, value):
        last = era.last
        if era.entry.role == "hijri" and value in _HIJRI:
            return Draft(index, last, "year", number.start, calendar="hijri", year=value)
    if number.digits and len(reader.text[index]) != 4:
        return None
    if not number.digits and value not in range(1000, 2200):
        return None
    if value in (_BARE_YEARS if bare else _GREGORIAN):
        if value in _HIJRI and not bare:
            return Draft(index, last, "year", number.start, calendar="hijri", year=value)
        return Draft(index, last, "year", number.start, year=value)
    return None


def _era_fits(reader: Reader, last: int, value: int) -> bool:
    # «م» is also the abbreviation of metre and of a title.
    return reader.text[last] != "م" or value >= 1000


def year(reader: Reader, index: int) -> Draft | None:
    """Return the year at ``index`` that says that it is one: عام 2012، العام الماضي، سنة 1436هـ."""
    at, start = index, None
    this = reader.sense(at, "this", "samehead", particle=True)
    if this is not None:
        start, at = reader.start(this, at), this.last + 1
    sense = reader.sense(at, "unit", particle=this is None)
    unit = None if sense is None else reader.units[sense.entry.value]
    if sense is None or unit is None or unit.code != "Y" or unit.number != "1":
        return None
    if this is None:
        start = reader.start(sense, at)
    after = at + 1
    kind = reader.sense(after, "year_kind", "hijri", "gregorian")
    name = None
    calendar: Calendar = "gregorian"
    if kind is not None and unit.definite and kind.entry.role == "year_kind":
        name, after = reader.text[after], kind.last + 1
    elif kind is not None and unit.definite and kind.entry.role == "hijri":
        calendar, after = "hijri", kind.last + 1
    if reader.word(after) == "." and reader.kind[min(after + 1, reader.size - 1)] == "number":
        # Agencies' line ends turn «عام 2015.» into «عام .2015».
        after += 1
    number = year_number(reader, after)
    last = after - 1
    found = Draft(index, last, "year", start, calendar, name=name)
    if number is not None:
        found.year, found.calendar, found.last = number.year, number.calendar, number.last
        oriented = direction(reader, found.last + 1)
        if oriented is not None and oriented[0] in ("past", "present", "future"):
            found.direction, found.last = oriented
        return found
    if reader.word(after) == "(" and name is not None:
        number = year_number(reader, after + 1)
        if number is not None and reader.word(number.last + 1) == ")":
            found.year, found.calendar, found.last = number.year, number.calendar, number.last + 1
            return found
    if this is not None:
        found.direction = "present" if this.entry.role == "this" else "same"
        return found
    oriented = direction(reader, after) if unit.definite else None
    if oriented is not None:
        found.direction, found.last = oriented
        return found
    return found if name is not None else None


def plain_year(reader: Reader, index: int) -> Draft | None:
    """Return the bare year at ``index`` where the words around it allow one (في 2015، منذ 2008)."""
    found = year_number(reader, index, bare=True)
    if found is None:
        return None
    if found.calendar == "hijri":
        return found
    era = found.last > index or _year_range(reader, index)
    heading = reader.before(index, "year_head")
    if not (era or heading or _introduced(reader, index)):
        return None
    following = reader.word(found.last + 1)
    if following in ("%", "$") or reader.before(found.last + 2, "year_not_after"):
        return None
    return found


def _year_range(reader: Reader, index: int) -> bool:
    """Tell whether the year is one end of 2014-2018."""
    text = reader.text
    if reader.word(index + 1) == "-" and reader.word(index + 2).isdigit():
        first, last = text[index], text[index + 2]
    elif reader.word(index - 1) == "-" and reader.word(index - 2).isdigit():
        first, last = text[index - 2], text[index]
    else:
        return False
    if len(first) != 4 or len(last) != 4:
        return False
    return int(first) in _BARE_YEARS and 0 < int(last) - int(first) < 100


def _introduced(reader: Reader, index: int) -> bool:
    if reader.preposition_before(index):
        return True
    before = reader.word(index - 1)
    if before == "(":
        return reader.word(index + 1) == ")"
    if before in ("-", "و", "/", "،", ","):
        earlier = reader.number(index - 2)
        return (
            earlier is not None
            and earlier.digits
            and earlier.whole in _BARE_YEARS
            and _introduced(reader, index - 2)
        )
    return len(before) == 1 and before in "لب"


def month(reader: Reader, index: int, *, day: bool = False) -> Draft | None:
    """Return the month at ``index``: شهر أغسطس/آب 2015، يوليو الماضي، رمضان 1436هـ.

    With ``day`` a day stands before it, so that ambiguous names are months as well.
    """
    at, headed = index, False
    unit = reader.unit(at)
    if unit is not None and unit.code == "MO" and unit.number == "1" and not unit.definite:
        at, headed = at + 1, True
    this = reader.sense(at, "this")
    if this is not None:
        at = this.last + 1
    sense = reader.sense(at, "month", particle=not (day or headed))
    if sense is None:
        return None
    match = reader.month(at, sense.entry.value)
    if match is None:
        return None
    chosen = match.month
    found = Draft(
        index,
        match.last,
        "month",
        None if at > index else reader.start(sense, at),
        calendar=chosen.calendar,
        month=chosen.number,
    )
    if this is not None:
        found.direction = "present"
    if not match.agree:
        found.why = "the two names are of different months; read by the first"
    _complete(reader, found, comma=day)
    if not day and found.of is None and found.direction is None:
        dated = _day_behind(reader, found)
        if dated is not None:
            return dated
    marked = found.of is not None or found.direction is not None
    if not (marked or headed or day or match.names > 1):
        if chosen.bare in ("marked", "paired") and not _written_with_madda(reader, at):
            return None
        if chosen.bare != "free" and not (sense.entry.prefix.endswith(("ب", "ل"))):
            if not reader.preposition_before(at) or reader.before(at, "month_not_before"):
                return None
    if chosen.bare == "paired" and match.names < 2 and not (day and found.of is not None):
        return None
    if chosen.bare == "marked" and not day and reader.before(at, "month_not_before"):
        return None
    return found


def _day_behind(reader: Reader, found: Draft) -> Draft | None:
    """Read the day that stands behind its month: أكتوبر 2، يوليو 13-15، أغسطس 12، 2015."""
    at = found.last + 1
    if reader.word(at) == "/" and reader.number(at + 1):
        at += 1
    number = reader.number(at)
    if number is None or number.particle or not 1 <= (number.whole or 0) <= 31:
        return None
    if not (number.digits and len(reader.text[at]) <= 2) and not number.ordinal:
        return None
    after = number.last + 1
    behind = reader.skip_marks(after, "،,")
    year_behind = _year_after(reader, behind, found.calendar)
    ranged = reader.word(after) in ("-", "الي", "حتي") and reader.number(after + 1) is not None
    if year_behind is None and not ranged and after < reader.size:
        if reader.kind[after] != "mark" or reader.word(after) in ("/", "%", "-", ":"):
            return None
    of = Draft(found.first, number.last, "month", None, found.calendar, month=found.month)
    of.of = year_behind
    last = number.last if year_behind is None else year_behind.last
    return Draft(found.first, last, "day", found.start, found.calendar, day=number.whole, of=of)


def _written_with_madda(reader: Reader, index: int) -> bool:
    # «آب» is August, «أب» more often a father.
    tokens = reader.tokens
    return "\u0622" in tokens.folded.original[tokens.start[index] : tokens.end[index]]


def _complete(reader: Reader, found: Draft, *, comma: bool = False) -> None:
    """Read what follows a month: its year, an orienting word, or the year it lies in."""
    after = reader.skip_marks(found.last + 1, "،,") if comma else found.last + 1
    number = _year_after(reader, after, found.calendar)
    if number is not None:
        found.of, found.last = number, number.last
        oriented = direction(reader, number.last + 1)
        if oriented is not None and oriented[0] in ("past", "present", "future"):
            number.direction, found.last = oriented
        return
    oriented = direction(reader, found.last + 1)
    if oriented is not None:
        found.direction, found.last = oriented
        number = _year_after(reader, found.last + 1, found.calendar)
        if number is not None:
            found.of, found.last = number, number.last
        return
    joint = found.last + 1
    if reader.word(joint) in ("من", "ل", "في"):
        if reader.sense(joint + 1, "every") and (unit := reader.unit(joint + 2)):
            if unit.code == "Y" and unit.number == "1":
                found.every, found.last = True, joint + 2
                return
        inner = year(reader, joint + 1)
        if inner is None and reader.word(joint) == "من":
            inner = year_number(reader, joint + 1, bare=True)
        if inner is not None:
            found.of, found.last = inner, inner.last
        return
    inner = None if reader.word(joint).startswith(("و", "ف")) else year(reader, joint)
    if inner is not None:
        found.of, found.last = inner, inner.last


def _year_after(reader: Reader, index: int, calendar: Calendar) -> Draft | None:
    found = year_number(reader, index)
    if found is None:
        return None
    if calendar == "gregorian" and found.calendar == "hijri":
        # 5 ديسمبر 1391: no era is written, and the month is Gregorian.
        written = reader.number(index)
        if written is None or found.last > written.last:
            return None
        found.calendar = "gregorian"
    if calendar == "hijri" and found.calendar == "gregorian":
        return found if (found.year or 0) > 1500 else None
    return found


def day_number(reader: Reader, index: int) -> Number | None:
    """Return the number of a day (1 to 31) at ``index``, in digits or words."""
    first = reader.sense(index, "first", particle=True)
    number = reader.number(index)
    if number is None and first is not None:
        return Number(1, first.last, False, True, reader.start(first, index), False)
    if number is None or number.whole is None or not 1 <= number.whole <= 31:
        return None
    if number.digits and len(reader.text[index]) > 2:
        return None
    return number


def day_of_month(reader: Reader, index: int) -> Draft | None:
    """Return the date at ``index`` that begins with the number of a day.

    17 أغسطس 2015، السابع عشر من الشهر الحالي، 20 الجاري، 12 و13 مارس (the first of two).
    """
    number = day_number(reader, index)
    if number is None:
        return None
    after = number.last + 1
    if number.digits and reader.word(after) in ("/", "-", ".") and reader.sense(after + 1, "month"):
        after += 1
    of = _month_of_day(reader, after)
    if of is None and number.digits and reader.word(after) in ("-", "و", "الي", "حتي", "،", "او"):
        # 12 و13 مارس: the month of the second is that of the first.
        second = reader.number(after + 1)
        if second is not None and second.digits and 1 <= (second.whole or 0) <= 31:
            whole = numeric(reader, after + 1)
            of = whole.of if whole else _month_of_day(reader, second.last + 1)
            if of is None and reader.word(index - 1) in ("من", "بين"):
                # من 4 إلى 22 في الشهر المقبل
                behind = second.last + 1
                of = calendar_month(reader, behind + 1 if reader.word(behind) == "في" else behind)
            if of is not None:
                return Draft(
                    index, number.last, "day", number.start, of.calendar, day=number.whole, of=of
                )
        return None
    if of is None and number.ordinal and reader.word(after) in ("الي", "حتي", "وحتي"):
        # من الثالث حتى السادس من أكتوبر
        second = day_number(reader, after + 1)
        if second is not None and second.ordinal and not second.particle:
            of = _month_of_day(reader, second.last + 1)
            if of is not None:
                return Draft(
                    index, number.last, "day", number.start, of.calendar, day=number.whole, of=of
                )
        return None
    if of is None:
        oriented = direction(reader, after) if (number.digits or number.ordinal) else None
        if (
            oriented is None
            or oriented[0] not in ("past", "future", "present")
            or (not number.digits)
        ):
            return None
        if reader.unit(index - 1) is None and not reader.preposition_before(index):
            return None
        of = Draft(after, oriented[1], "month", direction=oriented[0])
    found = Draft(index, of.last, "day", number.start, of.calendar, day=number.whole, of=of)
    found.every = of.every
    found.why = of.why
    return found


def _month_of_day(reader: Reader, index: int) -> Draft | None:
    at = index
    if reader.word(at) == "من":
        at += 1
    elif reader.word(at) == "منه":
        return Draft(index, index, "month", direction="same")
    found = month(reader, at, day=True)
    if found is None and at > index:
        found = calendar_month(reader, at) or numbered_month(reader, at)
    return found


def any_month(reader: Reader, index: int) -> Draft | None:
    """Return the month at ``index``, by name, place or number; a particle may be written on."""
    sense = reader.sense(index, "unit", particle=True)
    if sense is not None and sense.entry.prefix in ("ب", "ل") and sense.entry.value == "شهر":
        found = month(reader, index + 1, day=True) or numbered_month(reader, index)
        if found is not None:
            found.first = index
            return found
    return (
        month(reader, index, day=True)
        or month(reader, index)
        or calendar_month(reader, index)
        or numbered_month(reader, index)
    )


def numbered_month(reader: Reader, index: int) -> Draft | None:
    """Read شهر 3، الشهر الثامن as months of the Gregorian year."""
    sense = reader.sense(index, "unit", particle=True)
    unit = None if sense is None else reader.units[sense.entry.value]
    if unit is None or unit.code != "MO" or unit.number != "1":
        return None
    number = reader.number(index + 1)
    if number is None or number.particle or not 1 <= (number.whole or 0) <= 12:
        return None
    if number.ordinal != unit.definite or (not number.digits and number.whole == 1):
        return None
    if number.digits and reader.unit(number.last + 1) is not None:
        return None
    found = Draft(index, number.last, "month", month=number.whole)
    _complete(reader, found)
    return found


def calendar_month(reader: Reader, index: int) -> Draft | None:
    """Return the month that is called by its place: الشهر الحالي، هذا الشهر، نفس الشهر."""
    at = index
    this = reader.sense(at, "this", "samehead")
    if this is not None:
        at = this.last + 1
    unit = reader.unit(at)
    if unit is None or unit.code != "MO" or unit.number != "1" or not unit.definite:
        return None
    found = Draft(index, at, "month")
    if this is not None:
        found.direction = "present" if this.entry.role == "this" else "same"
        return found
    oriented = direction(reader, at + 1)
    if oriented is None:
        return None
    found.direction, found.last = oriented
    return found


def numeric(reader: Reader, index: int) -> Draft | None:
    """Return the date in figures at ``index``: 12/3/2015، 2015-03-12، 18-10-1436هـ، 3/8."""
    if index >= reader.size or reader.kind[index] != "number":
        return None
    text = reader.text[index]
    if "." in text:
        parts, last = text.split("."), index
    else:
        parts, last = [text], index
        separator = reader.word(index + 1)
        while (
            len(parts) < 3
            and separator in _SEPARATORS
            and reader.word(last + 1) == separator
            and last + 2 < reader.size
            and reader.kind[last + 2] == "number"
        ):
            parts.append(reader.text[last + 2])
            last += 2
    if len(parts) not in (2, 3) or not all(p.isdigit() and len(p) <= 4 for p in parts):
        return None
    if reader.word(last + 1) in _SEPARATORS and last + 2 < reader.size:
        if reader.kind[last + 2] == "number":
            return None
    sizes = [len(part) for part in parts]
    numbers = [int(part) for part in parts]
    era = reader.sense(last + 1, "hijri", "gregorian")
    if len(parts) == 2:
        return _day_and_month(reader, index, last, sizes, numbers)
    if sizes[0] == 4 and max(sizes[1:]) <= 2:
        y, m, d = numbers
    elif sizes[2] == 4 and max(sizes[:2]) <= 2:
        d, m, y = numbers
    elif max(sizes) <= 2 and "." not in text:
        d, m, y = numbers
        if d > 31 or (m > 31):
            return None
        y += 2000 if y < 50 else 1900
    else:
        return None
    why = None
    if m > 12 >= d:
        d, m = m, d
        why = "the month stands first: the other order is no date"
    hijri = y in _HIJRI
    if not (1 <= m <= 12 and 1 <= d <= (30 if hijri else 31)) or y not in _GREGORIAN:
        return None
    if era is not None and (era.entry.role == "hijri") == hijri:
        last = era.last
    calendar: Calendar = "hijri" if hijri else "gregorian"
    of = Draft(index, last, "month", None, calendar, month=m)
    of.of = Draft(index, last, "year", None, calendar, year=y)
    return Draft(index, last, "day", None, calendar, day=d, of=of, why=why)


def _day_and_month(
    reader: Reader, index: int, last: int, sizes: list[int], numbers: list[int]
) -> Draft | None:
    """Read 22/4 as a day and month, and 3/2015 as a month and year, where a word says so."""
    if sizes[1] == 4 and sizes[0] <= 2 and 1 <= numbers[0] <= 12 and numbers[1] in _BARE_YEARS:
        if not reader.preposition_before(index) or "." in reader.text[index]:
            return None
        of = Draft(index, last, "year", year=numbers[1])
        return Draft(index, last, "month", month=numbers[0], of=of)
    if max(sizes) > 2 or "." in reader.text[index]:
        return None
    before = reader.word(index - 1)
    if not (reader.unit(index - 1) or reader.sense(index - 1, "weekday") or "تاريخ" in before):
        return None
    d, m = numbers
    if m > 12 >= d:
        d, m = m, d
    if not (1 <= m <= 12 and 1 <= d <= 31):
        return None
    return Draft(index, last, "day", day=d, of=Draft(index, last, "month", month=m))


def relative_day(reader: Reader, index: int) -> Draft | None:
    """Return the day at ``index`` that is told from the day of writing: أمس، اليوم، بعد غد."""
    sense = reader.sense(index, "day", particle=True)
    if sense is None:
        return None
    return Draft(
        index,
        sense.last,
        "day",
        reader.start(sense, index),
        shift=int(sense.entry.value),
        today=sense.entry.value == "0",
    )

"""TIMEX3 values and the days that they cover."""

from __future__ import annotations

from datetime import date, timedelta

from tawatur.language.calendars import month_days, year_days
from tawatur.language.times.model import Unit, Value

__all__ = [
    "add_months",
    "century",
    "day",
    "decade",
    "half",
    "length_value",
    "month",
    "quarter",
    "season",
    "span",
    "week",
    "year",
]

_DESIGNATORS: dict[str, tuple[str, str]] = {
    "S": ("T", "S"),
    "M": ("T", "M"),
    "H": ("T", "H"),
    "D": ("", "D"),
    "N": ("", "D"),
    "W": ("", "W"),
    "MO": ("", "M"),
    "Y": ("", "Y"),
    "DE": ("", "Y"),
    "CE": ("", "Y"),
}
_YEARS = {"DE": 10, "CE": 100}
_HALVED: dict[str, tuple[Unit, int]] = {"Y": ("MO", 12), "H": ("M", 60), "D": ("H", 24)}
# Meteorological seasons of the northern hemisphere: first month, months.
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PARTS = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI", "NOON": "T12:00", "DT": "TDT"}


def day(when: date, part: str | None = None) -> Value:
    """Return the value of a day, or of a part of it; a night runs into the next day."""
    if part is None:
        return Value(when.isoformat(), when, when)
    if part == "MIDNIGHT":
        return Value(f"{when.isoformat()}T24:00", when, when)
    latest = when + timedelta(days=1) if part == "NI" else when
    return Value(when.isoformat() + _PARTS[part], when, latest)


def week(when: date) -> Value:
    """Return the value of the ISO week (Monday to Sunday) that ``when`` lies in."""
    monday = when - timedelta(days=when.weekday())
    iso = when.isocalendar()
    return Value(f"{iso.year:04d}-W{iso.week:02d}", monday, monday + timedelta(days=6))


def month(number_of_year: int, number: int) -> Value:
    """Return the value of a Gregorian month."""
    return Value(f"{number_of_year:04d}-{number:02d}", *month_days(number_of_year, number))


def year(number: int) -> Value:
    """Return the value of a Gregorian year."""
    return Value(f"{number:04d}", *year_days(number))


def quarter(number_of_year: int, number: int) -> Value:
    """Return the value of a quarter, 1 to 4."""
    first = date(number_of_year, 3 * number - 2, 1)
    return Value(
        f"{number_of_year:04d}-Q{number}", first, month_days(number_of_year, 3 * number)[1]
    )


def half(number_of_year: int, number: int) -> Value:
    """Return the value of a half-year, 1 or 2."""
    first = date(number_of_year, 6 * number - 5, 1)
    return Value(
        f"{number_of_year:04d}-H{number}", first, month_days(number_of_year, 6 * number)[1]
    )


def season(number_of_year: int, name: str) -> Value:
    """Return the value of a season (meteorological, of the year in which it begins)."""
    first = date(number_of_year, _SEASONS[name], 1)
    ends = add_months(first, 3) - timedelta(days=1)
    return Value(f"{number_of_year:04d}-{name}", first, ends)


def decade(first_year: int) -> Value:
    """Return the value of the decade that begins with ``first_year``."""
    return Value(f"{first_year // 10:03d}", date(first_year, 1, 1), date(first_year + 9, 12, 31))


def century(number: int) -> Value:
    """Return the value of the ``number``-th century, 21 being the present one."""
    first = 100 * (number - 1)
    return Value(f"{number - 1:02d}", date(max(first, 1), 1, 1), date(first + 99, 12, 31))


def span(first: date, last: date, why: str | None = None) -> Value:
    """Return a stretch of days that no Gregorian unit names, as an ISO 8601 interval."""
    return Value(f"{first.isoformat()}/{last.isoformat()}", first, last, why=why)


def add_months(when: date, months: int) -> date:
    """Return the first day of the month that lies ``months`` after that of ``when``."""
    total = when.year * 12 + when.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)


def length_value(
    amount: float | None, unit: Unit, extra: tuple[tuple[float, Unit], ...] = ()
) -> str:
    """Return the TIMEX3 value of a length; without ``amount`` the number is ``X``."""
    if amount is None:
        time, letter = _DESIGNATORS[unit]
        return f"P{time}X{letter}"
    parts = [_normal(amount, unit), *(_normal(more, smaller) for more, smaller in extra)]
    dates = "".join(
        f"{_figure(n)}{_DESIGNATORS[u][1]}" for n, u in parts if u not in ("S", "M", "H")
    )
    times = "".join(f"{_figure(n)}{_DESIGNATORS[u][1]}" for n, u in parts if u in ("S", "M", "H"))
    return f"P{dates}T{times}" if times else f"P{dates}"


def _normal(amount: float, unit: Unit) -> tuple[float, Unit]:
    if unit in _YEARS:
        amount, unit = amount * _YEARS[unit], "Y"
    if amount % 1 and unit in _HALVED:
        smaller, size = _HALVED[unit]
        if (amount * size) % 1 == 0:
            return amount * size, smaller
    return amount, unit


def _figure(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"

"""Counted nouns: the number, in digits or words, with the noun in the form that it takes."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from evaluation.simulator.data_files import Row, rows

__all__ = ["Case", "Counted", "agreement", "counted"]

Case = Literal["nom", "acc", "gen"]

# Words for numbers before a masculine and before a feminine noun: the gender of 3 to 10 is
# that of the other.
_UNITS = {
    3: ("ثلاثة", "ثلاث"),
    4: ("أربعة", "أربع"),
    5: ("خمسة", "خمس"),
    6: ("ستة", "ست"),
    7: ("سبعة", "سبع"),
    8: ("ثمانية", "ثماني"),
    9: ("تسعة", "تسع"),
    10: ("عشرة", "عشر"),
}
_TENS = {
    20: "عشر",
    30: "ثلاث",
    40: "أربع",
    50: "خمس",
    60: "ست",
    70: "سبع",
    80: "ثمان",
    90: "تسع",
}
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
# Up to here newspapers write numbers out; beyond it digits are the rule.
_LAST_WORD = 20


class Counted(NamedTuple):
    """A counted phrase; the figure itself stands at ``start`` to ``end`` of ``text``."""

    text: str
    start: int
    end: int


@cache
def _nouns() -> dict[str, Row]:
    return {row["id"]: row for row in rows("nouns")}


def agreement(value: int) -> int:
    """Return 0, 1 or 2 for the singular, dual or plural that follows a number of things."""
    return min(value, 3) - 1


def counted(
    noun: str, value: int, case: Case, *, words: bool = False, indic: bool = False
) -> Counted:
    """Return ``value`` things in the given case.

    Args:
        noun: id of the noun in ``data/nouns.tsv``.
        value: how many, at least 1.
        case: case of the whole phrase.
        words: write small numbers out.
        indic: use Arabic-Indic digits.
    """
    row = _nouns()[noun]
    if value == 1:
        one = "واحدة" if row["gender"] == "f" else "واحد"
        one += "ًا" if case == "acc" and row["gender"] == "m" else ""
        text = f"{row['one_acc'] if case == 'acc' else row['one']} {one}"
        return Counted(text, 0, len(text))
    if value == 2:
        text = row["two_nom"] if case == "nom" else row["two_obl"]
        return Counted(text, 0, len(text))
    number = _in_words(value, row["gender"], case) if words and value <= _LAST_WORD else None
    if number is None:
        number = str(value).translate(_INDIC) if indic else str(value)
    return Counted(f"{number} {_form(row, value, case)}", 0, len(number))


def _form(row: Row, value: int, case: Case) -> str:
    rest = value % 100
    few = row["few_nom"] if case == "nom" else row["few_obl"]
    if 3 <= rest <= 10:
        return few
    if rest >= 11:
        return row["many"] or few
    return row["hundred"] if row["many"] else few


def _in_words(value: int, gender: str, case: Case) -> str | None:
    masculine = gender == "m"
    if value in _UNITS:
        return _UNITS[value][0 if masculine else 1]
    if value == 11:
        return "أحد عشر" if masculine else "إحدى عشرة"
    if value == 12:
        tail = ("عشر", "عشرة")[not masculine]
        head = {True: ("اثنا", "اثنتا"), False: ("اثني", "اثنتي")}[case == "nom"][not masculine]
        return f"{head} {tail}"
    if 13 <= value <= 19:
        return f"{_UNITS[value - 10][0 if masculine else 1]} {'عشر' if masculine else 'عشرة'}"
    if value in _TENS:
        return _TENS[value] + ("ون" if case == "nom" else "ين")
    return None

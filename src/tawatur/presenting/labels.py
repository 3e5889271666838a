"""Labels of the brief in two languages, read from a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from babel import Locale
from babel.dates import format_date
from markupsafe import Markup

__all__ = [
    "Label",
    "Language",
    "both",
    "label",
    "labels",
    "pair",
    "reason",
    "spoken_day",
    "spoken_span",
]

Language = Literal["ar", "en"]
# Order of the forms in a cell that is divided by bars (CLDR plural categories).
_FORMS: Mapping[str, tuple[str, ...]] = {
    "ar": ("one", "two", "few", "many", "other"),
    "en": ("one", "other"),
}
_REASON = "why:"


class Label(NamedTuple):
    """One label in both languages."""

    ar: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the label in ``language``."""
        return self.ar if language == "ar" else self.en


@cache
def labels() -> Mapping[str, Label]:
    """Return the table of labels by key."""
    text = (files("tawatur.presenting") / "labels.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["key"]: Label(row["ar"], row["en"]) for row in rows}


def label(key: str, n: int | None = None) -> Label:
    """Return a label, in the plural form for ``n`` where it counts something.

    A key that the table does not hold (a kind that a plug-in made) is shown by its last part.
    """
    found = labels().get(key)
    if found is None:
        bare = key.rsplit(".", 1)[-1]
        return Label(bare, bare)
    if n is None:
        return found
    return Label(_counted(found.ar, n, "ar"), _counted(found.en, n, "en"))


def reason(why: str | None) -> Label:
    """Return a reason of the records in both languages, as far as the table has it.

    Reasons are fixed English sentences, several joined by «; », some with names in them, for
    which the table has ``{0}``, ``{1}``. What the table does not hold stays as it is.
    """
    if not why:
        return Label("", "")
    whole = _patterned(why, joined=True)
    if whole is not None:
        return whole
    parts = [_reason(part.strip()) for part in why.split("; ")]
    return Label("؛ ".join(part.ar for part in parts), "; ".join(part.en for part in parts))


def pair(key: str, n: int | None = None) -> Markup:
    """Return markup that holds a label in both languages; the page shows one of them."""
    return both(label(key, n))


def both(text: Label) -> Markup:
    """Return markup for a text in both languages."""
    if text.ar == text.en:
        return Markup("<bdi>{}</bdi>").format(text.ar)
    return Markup(
        '<span class="l" lang="ar" dir="rtl">{}</span><span class="l" lang="en" dir="ltr">{}</span>'
    ).format(text.ar, text.en)


@cache
def spoken_day(day: str) -> Label:
    """Return an ISO date in words of both languages, or as it is when it is none."""
    try:
        at = date.fromisoformat(day[:10])
    except ValueError:
        return Label(day, day)
    return Label(
        *(format_date(at, "d MMMM y", locale=Locale(language)) for language in ("ar", "en"))
    )


def spoken_span(first: str, last: str) -> Label:
    """Return two ISO dates as one span in words, what they have in common said once."""
    if first[:10] == last[:10]:
        return spoken_day(first)
    one, other = spoken_day(first), spoken_day(last)
    if first[:4] != last[:4] or one.ar == one.en or other.ar == other.en:
        return Label(f"{one.ar} – {other.ar}", f"{one.en} – {other.en}")
    words = 1 if first[:7] == last[:7] else 2
    return Label(
        f"{' '.join(one.ar.split()[:words])} – {other.ar}",
        f"{' '.join(one.en.split()[:words])} – {other.en}",
    )


def _reason(why: str) -> Label:
    found = labels().get(_REASON + why)
    if found is not None:
        return found
    return _patterned(why, joined=False) or Label(why, why)


def _patterned(why: str, *, joined: bool) -> Label | None:
    """Return a reason with names in it; ``joined`` are those that hold a «; » themselves."""
    for fixed, form in _patterns():
        if any("; " in part for part in fixed) is not joined:
            continue
        values = _match(why, fixed)
        if values is not None:
            inner = [_reason(value) for value in values]
            return Label(
                _filled(form.ar, [value.ar for value in inner]),
                _filled(form.en, [value.en for value in inner]),
            )
    return None


def _match(text: str, fixed: tuple[str, ...]) -> list[str] | None:
    """Return what stands between the fixed parts of a reason, each found at its first place."""
    if not text.startswith(fixed[0]) or not text.endswith(fixed[-1]):
        return None
    values = []
    at, stop = len(fixed[0]), len(text) - len(fixed[-1])
    for part in fixed[1:-1]:
        found = text.find(part, at, stop)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(part)
    values.append(text[at:stop])
    return values if at <= stop and all(values) else None


def _filled(form: str, values: list[str]) -> str:
    # In one pass, so that a name that holds {1} is not filled in turn.
    return re.sub(r"\{(\d)\}", lambda match: values[int(match.group(1))], form)


@cache
def _patterns() -> list[tuple[tuple[str, ...], Label]]:
    """Return the reasons with names in them, each with its fixed parts."""
    return [
        (tuple(re.split(r"\{\d\}", key.removeprefix(_REASON))), text)
        for key, text in labels().items()
        if key.startswith(_REASON) and "{0}" in key
    ]


def _counted(forms: str, n: int, language: str) -> str:
    parts = forms.split("|")
    if len(parts) > 1:
        names = _FORMS[language]
        form = str(Locale(language).plural_form(n))
        at = names.index(form) if form in names else len(names) - 1
        forms = parts[at]
    return forms.replace("{n}", f"{n:,}")

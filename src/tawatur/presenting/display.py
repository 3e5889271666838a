"""Text of strangers made fit to be shown: characters, addresses, values."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from babel.numbers import format_compact_decimal

from tawatur.presenting.labels import Label, label
from tawatur.records import Figure, Number

__all__ = ["clean", "clip", "link", "number", "short_number", "value_label"]

# Explicit embeddings, isolates and pops would reach beyond the element that they stand in; the
# page isolates every foreign text itself. Overrides reverse letters, so they are shown.
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202D), *range(0x2066, 0x206A)], None)
_SHOWN = {0x202D: "⟦U+202D⟧", 0x202E: "⟦U+202E⟧"}
# What HTML and XML do not carry: C0 and C1 controls, lone surrogates, non-characters.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return ``text`` without what would disturb the page around it.

    Line breaks and tabs stay; other control characters become U+FFFD; bidirectional overrides
    are shown by name, other explicit bidirectional controls are left out.
    """
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).translate(
        {**_CONTROLS, **_SHOWN}
    )


def clip(text: str, length: int) -> str:
    """Return ``text`` on one line, cut after a whole word at ``length`` characters at most."""
    flat = " ".join(clean(text[: length * 4]).split())
    if len(flat) <= length and len(text) <= length * 4:
        return flat
    cut = flat.rfind(" ", length // 2, length)
    return flat[: cut if cut > 0 else length].rstrip(" ،,.") + "…"


def link(url: str | None) -> str | None:
    """Return an address that may be followed, or ``None``: only http and https pass."""
    if not url or len(url) > 2000:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return url.strip()


def number(value: Number) -> str:
    """Return a number with Latin digits, thousands apart, without idle decimals."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    try:
        return f"{int(value):,}"
    except (OverflowError, ValueError):
        return str(value)


def short_number(value: Number) -> Label:
    """Return a number as an axis has room for, from a hundred thousand on in words."""
    rounded = round(value, 2)
    if not 1e5 <= abs(value) < 1e15:
        text = number(int(rounded) if rounded == int(rounded) else rounded)
        return Label(text, text)
    return Label(
        *(
            format_compact_decimal(value, locale=language, fraction_digits=1)
            for language in ("ar", "en")
        )
    )


def value_label(figure: Figure) -> Label:
    """Return the value of a claim in both languages.

    The number that a codebook puts for it stands behind it in brackets, unless the texts give that
    very number.
    """
    found = _reading(figure)
    coded = figure.coded
    if coded is None or coded.best is None or (coded.best == figure.best and not figure.approx):
        return found
    note = f"({coded.convention.upper()} {number(coded.best)})"
    return Label(f"{found.ar} {note}", f"{found.en} {note}")


def _reading(figure: Figure) -> Label:
    """Return a figure as the texts give it."""
    if figure.best is not None:
        text = number(figure.best)
        if figure.approx:
            about = label("approx")
            return Label(f"{about.ar} {text}", f"{about.en} {text}")
        return Label(text, text)
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        to = label("to")
        return Label(f"{number(low)} {to.ar} {number(high)}", f"{number(low)}–{number(high)}")
    for bound, key in ((low, "at_least"), (high, "at_most")):
        if bound is not None:
            side = label(key)
            return Label(f"{number(bound)} {side.ar}", f"{side.en} {number(bound)}")
    words = clean(figure.text or "—")
    return Label(words, words)

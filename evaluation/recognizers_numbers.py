"""Numbers on public phrase sets: Recognizers-Text (Arabic) and Duckling (Arabic).

Run ``python -m evaluation.recognizers_numbers [DATA]``. The sets are translated assistant
phrases; part of their labels was never run upstream. Cases that are judged unsound, and kinds
that the reader of news sets aside on purpose, are listed with the reason and counted apart, so
that both shares can be read.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.language import tokenize
from tawatur.language.numbers import find_numbers, parse_number

__all__ = ["Case", "cases", "main", "unsound"]


class Case(NamedTuple):
    """One phrase with the values that its set gives, in order of the text."""

    source: str
    text: str
    values: tuple[float, ...]
    kind: str


# Reason -> pattern in the phrase, pattern in the labels. The first that holds is the reason.
_UNSOUND: tuple[tuple[str, str, str], ...] = (
    ("unsound: powers and exponents are formulas, not running text", r"\^|\de[+\d-]", ""),
    ("unsound: division spelled out is an expression", "", r"على|جزء|اجزاء|أجزاء| في واحد"),
    ("unsound: 'one of N' names a member, it is no number", "", "(واحد|أجزاء) من "),
    (
        "unsound: tens with a fraction (twenty fifths) are translated word for word",
        "",
        r"(عشرون|عشرين|ثلاثون) (أ?ا?خماس|خمس)|وعشرونات|ثلاث وخمس|وخ.?مس.ين$|و خمسين$"
        r"|\d+ خمس$|(عشرون|مائة) خمس$|خمس العشرون|خمسمائة خمسة",
    ),
    ("unsound: the value of the label is not that of its words", "", "٣٢٢ ألف|اثني عشر مليار"),
    ("unsound: parts of an address or date are labelled", r"\d[./]\d+[./]|http", ""),
    ("unsound: the label holds a word that the phrase has not", "رقمان", "اثنين"),
    ("unsound: the phrase is split against its spelling", "423 0000", ""),
    ("unsound: a number written onto its unit is left out", r"\d(ميلي|من|دولار)", ""),
    ("unsound: phrase and label disagree on what is an ordinal", "كتابين", ""),
    ("set aside: relative ordinals (next, last)", "", "end|current"),
    ("set aside: signs; in news a hyphen before a number is a dash", r"^ ?- ?\d|ناقص", ""),
    ("set aside: a/b, which in news is a date or a result", r"\d/\d", ""),
    ("set aside: a leading point, which in news is a displaced full stop", r"^\.\d", ""),
    ("set aside: a fifth and an eighth alone read as five and price", "", "^(خمس|ثمن)( |$)"),
)


def unsound(case: Case, labels: str) -> str | None:
    """Return why a case is judged unsound or set aside, or ``None``."""
    for reason, phrase, label in _UNSOUND:
        if (phrase and re.search(phrase, case.text)) or (label and re.search(label, labels)):
            return reason
    return None


def cases(data: Path) -> Iterator[tuple[Case, str]]:
    """Yield the cases of both sets, each with its labels as written."""
    for name, kind in (
        ("NumberModel", "number"),
        ("PercentModel", "percent"),
        ("OrdinalModel", "ordinal"),
    ):
        path = data / "recognizers_text_ar" / f"Number_{name}.json"
        for entry in json.loads(path.read_text("utf-8-sig")):
            values, labels = _labels(entry)
            if values is None:
                values = ()
                labels = "end " + labels
            yield Case(f"recognizers {kind}", entry["Input"], values, kind), labels
    with (data / "duckling_ar" / "examples.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            match = re.match(r"\((?:NumeralValue|OrdinalData) \(?(-?[\d.]+)\)?\)", row[1])
            if row[0] in ("Numeral", "Ordinal") and match:
                kind = "ordinal" if row[0] == "Ordinal" else "whole"
                yield Case(f"duckling {row[0]}", row[2], (float(match.group(1)),), kind), row[2]


def _labels(entry: dict[str, Any]) -> tuple[tuple[float, ...] | None, str]:
    values = []
    written = []
    for result in entry["Results"]:
        written.append(result["Text"])
        value = str(result.get("Resolution", {}).get("value", ""))
        try:
            values.append(float(value.rstrip("%")))
        except ValueError:
            return None, " ".join([*written, value])
    return tuple(values), " ".join(written)


def _found(case: Case) -> tuple[float, ...]:
    if case.kind == "whole":
        value = parse_number(case.text)
        return () if value is None else (float(value),)
    matches = find_numbers(tokenize(case.text))
    if case.kind == "ordinal":
        # A definite cardinal may serve as an ordinal (العشرون): its reading is the caller's.
        matches = [m for m in matches if m.kind == "ordinal" or m.definite] or matches
    return tuple(
        -float(m.value) if case.text[: m.start].rstrip().endswith("سالب") else float(m.value)
        for m in matches
        if m.kind != "ordinal" or case.kind == "ordinal"
    )


def _same(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return len(a) == len(b) and all(
        abs(x - y) <= 1e-6 * max(1, abs(y)) for x, y in zip(a, b, strict=True)
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the share right by set, over all cases and over those judged sound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", action="store_true", help="list every case that fails")
    options = parser.parse_args(arguments)
    totals: dict[str, list[int]] = {}
    reasons: dict[str, int] = {}
    for case, labels in cases(options.data):
        found = _found(case)
        right = _same(found, case.values)
        reason = unsound(case, labels)
        if reason:
            reasons[reason] = reasons.get(reason, 0) + 1
        count = totals.setdefault(case.source, [0, 0, 0, 0])
        count[0] += 1
        count[1] += right
        count[2] += reason is None
        count[3] += right and reason is None
        if options.errors and not right:
            print(f"  ! {case.text} | wanted {case.values} | found {found} | {reason or 'sound'}")
    for name, (all_, good_all, sound, good) in totals.items():
        print(
            f"{name:<22} all {good_all}/{all_} = {good_all / all_:.3f}   "
            f"sound {good}/{sound} = {good / sound:.3f}"
        )
    for reason, number in sorted(reasons.items()):
        print(f"  {number:>3} {reason}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

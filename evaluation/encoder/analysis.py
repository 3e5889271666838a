"""Where agreement goes wrong: its errors by what two statements differ in.

``report`` takes the probabilities of any system; ``python -m evaluation.encoder.analysis`` shows
the rival's (or, with ``--shipped``, the encoder's) and lists errors with ``--errors``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.encoder import data as sets
from evaluation.encoder.data import STANCES, Pair
from evaluation.encoder.rivals import pair_chances
from evaluation.encoder.shipped import shipped
from evaluation.encoder.statements import compare, read
from evaluation.encoder.tasks import Probabilities

__all__ = ["CLASSES", "Class", "classes_of", "lines", "main", "report"]

# Class -> what it means, in the order of the table. A pair may be of several.
CLASSES = {
    "numbers": "both give numbers, and different ones",
    "negation": "one is negated, the other is not",
    "antonyms": "a word of the one is the opposite of a word of the other",
    "order": "nearly the same words in another order: roles may be swapped",
    "near": "more than half of the words in common, none of the above",
    "far": "less than a fifth of the words in common, none of the above",
    "between": "the rest",
}


class Class(NamedTuple):
    """What a system does with one class: pairs, right ones, and errors.

    ``confusions`` counts (gold, answer); ``errors`` are the wrong pairs with answer and
    probability, the surest first.
    """

    name: str
    pairs: int
    right: int
    confusions: dict[tuple[str, str], int]
    errors: tuple[tuple[Pair, str, float], ...]


def classes_of(pair: Pair) -> list[str]:
    """Return the classes of a pair, at least one."""
    difference = compare(read(pair.a), read(pair.b))
    found = [
        name for name in ("numbers", "negation", "antonyms", "order") if getattr(difference, name)
    ]
    if found:
        return found
    return ["near" if difference.share > 0.5 else "far" if difference.share < 0.2 else "between"]


def report(pairs: Sequence[Pair], chances: Probabilities, names: Sequence[str]) -> Iterator[Class]:
    """Yield every class that occurs, with the answers of a system: the likeliest of ``names``."""
    held: dict[str, list[tuple[Pair, str, float]]] = {name: [] for name in CLASSES}
    for at, pair in enumerate(pairs):
        answer = max(names, key=lambda name: (chances[name][at], name))
        for one in classes_of(pair):
            held[one].append((pair, answer, chances[answer][at]))
    for name, items in held.items():
        if not items:
            continue
        confusions: dict[tuple[str, str], int] = {}
        for pair, answer, _ in items:
            key = pair.label, answer
            confusions[key] = confusions.get(key, 0) + 1
        errors = sorted(
            (item for item in items if item[0].label != item[1]), key=lambda item: -item[2]
        )
        yield Class(
            name,
            len(items),
            len(items) - len(errors),
            dict(sorted(confusions.items())),
            tuple(errors),
        )


def lines(title: str, classes: Sequence[Class], errors: int = 0) -> Iterator[str]:
    """Yield a table of the classes, and up to ``errors`` errors of each."""
    yield f"{title}: class, pairs, accuracy, gold>answer"
    for one in classes:
        wrong = "  ".join(
            f"{gold}>{answer} {count}"
            for (gold, answer), count in one.confusions.items()
            if gold != answer
        )
        yield f"  {one.name:<9} {one.pairs:5}  {one.right / one.pairs:.2f}  {wrong}"
        for pair, answer, chance in one.errors[:errors]:
            yield f"    {pair.label}>{answer} {chance:.2f}: {pair.a} | {pair.b}"


def main(arguments: list[str] | None = None) -> int:
    """Print the classes of ArEntail's test and ANS's development part."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.encoder.analysis")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list N of each class")
    parser.add_argument("--shipped", action="store_true", help="the encoder, not the rival")
    options = parser.parse_args(arguments)
    predictor, why = shipped()
    if options.shipped and predictor is None:
        parser.error(why)
    for title, train, test in (
        ("ArEntail", sets.entailment(options.data, "train"), sets.entailment(options.data, "test")),
        ("ANS", sets.stance(options.data, "train"), sets.stance(options.data, "dev")),
    ):
        names = STANCES if title == "ANS" else ("entails", "not")
        if options.shipped and predictor is not None:
            chances = dict(predictor.agreement([(one.a, one.b) for one in test]))
            if "entails" in chances:
                chances["not"] = [1 - chance for chance in chances["entails"]]
        else:
            chances = dict(pair_chances(train, test))
        if all(name in chances for name in names):
            print("\n".join(lines(title, list(report(test, chances, names)), options.errors)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

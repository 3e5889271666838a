"""The lexical rivals for events: lists of words, without regard to context.

One list holds the Arabic verbs that translators proposed for CAMEO's groups, unvetted; to which
type a verb belongs is read from the codes of the rules of its English heads. The other holds the
project's own nouns that name what happened.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tawatur.language import fold_text, lexicon, peel, tokenize
from tawatur.language.verbs import Verbs, load_verbs

__all__ = ["Listed", "Nouns", "verbs_of"]

# The first two digits of the CAMEO codes of each type, and the classes of ``event_nouns``.
_CODES = {"ASSAULT": ("18", "19", "20"), "PROTEST": ("14",)}
_CLASSES = {"ASSAULT": ("attack", "clash", "abduction"), "PROTEST": ("protest",)}
# Least share of the rules of a verb's English heads that have a code of the type. On the set
# itself 0.1, 0.3, 0.5 give F1 0.18, 0.20, 0.19 for ASSAULT and 0.09, 0.10, 0.11 for PROTEST.
_SHARE = 0.3


def _table(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return rows


@cache
def _groups(folder: Path) -> tuple[Mapping[str, Counter[str]], Mapping[str, Counter[str]]]:
    """Return the codes of each English head, and the heads of each Arabic verb."""
    codes: dict[str, Counter[str]] = {}
    for rule in _table(folder, "CameoRule"):
        code = str(rule["cameoCode"]).lstrip(":")[:2]
        codes.setdefault(rule["word"], Counter())[code] += 1
    words = {row["id"]: row.get("text", "") for row in _table(folder, "Word")}
    heads = {row["id"]: words.get(row["idWord"], "") for row in _table(folder, "SynsetEntry")}
    verbs: dict[str, Counter[str]] = {}
    for row in _table(folder, "SynsetWord"):
        head = heads.get(row["idSynsetEntry"], "")
        if row["languageCode"] == "ar" and head in codes:
            verb = fold_text(str(row["word"]).replace("_", " "))
            verbs.setdefault(verb, Counter())[head] += 1
    return codes, verbs


def verbs_of(data: Path, event: str, share: float = _SHARE) -> frozenset[tuple[str, ...]]:
    """Return the folded verbs, as words, whose English heads have ``share`` of the type's codes.

    The share of a verb is the mean over the heads that it was proposed for. ``data`` is the
    folder of all sets. Words of fewer than three letters are left out: they are slips of the
    list and match everywhere.
    """
    codes, verbs = _groups(data / "cameo_ar_verbs")
    of_head = {
        head: sum(counts[code] for code in _CODES[event]) / sum(counts.values())
        for head, counts in codes.items()
    }
    found = set()
    for verb, heads in verbs.items():
        mean = sum(of_head[head] * times for head, times in heads.items()) / sum(heads.values())
        if mean >= share and len((verb.split() or [""])[0]) >= 3:
            found.add(tuple(verb.split()))
    return frozenset(found)


class Listed:
    """Finds listed verbs in any of their forms.

    A verb that the project can conjugate is found by its forms, masdars among them; another by
    its bare spelling, clitics peeled.
    """

    def __init__(self, verbs: Iterable[tuple[str, ...]]) -> None:
        self._verbs: dict[str, set[tuple[str, ...]]] = {}
        for verb in verbs:
            self._verbs.setdefault(verb[0], set()).add(verb[1:])
        self._known: Verbs = load_verbs("verbs", "reporting_verbs")

    def __call__(self, sentence: str) -> bool:
        """Tell whether the sentence holds a listed verb, with all words of its phrase after it."""
        words = [token.text for token in tokenize(sentence) if token.kind == "word"]
        return any(
            all(
                any(rest in (way.stem for way in peel(word)) for word in words[at + 1 :])
                for rest in tail
            )
            for at, word in enumerate(words)
            for lemma in self._lemmas(word)
            for tail in self._verbs.get(lemma, ())
        )

    def _lemmas(self, word: str) -> set[str]:
        found = {fold_text(reading.lexeme.lemma) for reading in self._known.read(word)}
        return found | {way.stem for way in peel(word)}


class Nouns:
    """Finds nouns of the project's list ``event_nouns``, clitics and article peeled."""

    def __init__(self, event: str) -> None:
        rows = lexicon.load("event_nouns").rows
        self._nouns = {fold_text(row["form"]) for row in rows if row["class"] in _CLASSES[event]}

    def __call__(self, sentence: str) -> bool:
        """Tell whether the sentence holds a listed noun."""
        return any(
            way.stem.removeprefix("ال") in self._nouns
            for token in tokenize(sentence)
            for way in peel(token.text)
        )

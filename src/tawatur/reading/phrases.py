"""The lexicon of furniture, arranged for looking up lines."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tawatur.language import fold_text, lexicon
from tawatur.reading.lines import Line

__all__ = ["Phrase", "Phrases", "phrases"]

_WORD = re.compile(r"[^\W_]+")
_CRUMBS = re.compile(r"\s[/>»›\\<«‹]\s?|[»›>|]")
_PATH_WORDS = 24
_COLON = ":"
# Rows of buttons and menus are split into lines long before they have more words.
_SHORT = 12


class Phrase(NamedTuple):
    """One row of the lexicon; ``key`` is its folded words."""

    key: str
    role: str
    match: str
    zone: str
    words: int


class Phrases:
    """The phrases by the way in which they match, each list with the longest phrase first."""

    def __init__(self) -> None:
        self.lines: dict[str, Phrase] = {}
        self.parts: dict[tuple[str, ...], Phrase] = {}
        self.sections: dict[tuple[str, ...], Phrase] = {}
        self.starts: dict[str, list[Phrase]] = {}
        self.glued: list[Phrase] = []
        self.ends: list[Phrase] = []
        self.holds: list[Phrase] = []
        for row in lexicon.load("furniture").rows:
            found = _WORD.findall(fold_text(row["phrase"]))
            phrase = Phrase(
                " ".join(found), row["role"], row["match"], row["zone"], int(row["words"])
            )
            if phrase.match == "line":
                self.lines.setdefault(phrase.key, phrase)
            elif phrase.match == "part":
                self.parts.setdefault(tuple(found), phrase)
            elif phrase.match in ("section", "home"):
                self.sections.setdefault(tuple(found), phrase)
            elif phrase.match in ("start", "label", "tail"):
                self.starts.setdefault(found[0], []).append(phrase)
            elif phrase.match == "glued":
                self.glued.append(phrase)
            elif phrase.match == "end":
                self.ends.append(phrase)
            elif phrase.match == "holds":
                self.holds.append(phrase)
        for listed in (*self.starts.values(), self.glued, self.ends):
            listed.sort(key=lambda phrase: (-len(phrase.key), phrase.key, phrase.match))
        self.tails = [p for listed in self.starts.values() for p in listed if p.match == "tail"]
        self.longest = max(map(len, (*self.parts, *self.sections)))

    def of_line(self, line: Line) -> Phrase | None:
        """Return the phrase that makes ``line`` furniture where its zone allows, or ``None``."""
        key = line.key
        if not key:
            return None
        bare = key
        if line.words <= _SHORT:
            bare = " ".join(word for word in key.split() if not word.isdigit()) or key
            exact = self.lines.get(key) or self.lines.get(bare)
            if exact:
                return exact
        for phrase in self.starts.get(key.partition(" ")[0], ()):
            if self._starts(phrase, line):
                return phrase
        for phrase in self.glued:
            if key.startswith(phrase.key):
                return phrase
        for phrase in self.ends:
            if line.words <= phrase.words and (" " + key).endswith(" " + phrase.key):
                return phrase
        for phrase in self.holds:
            if line.words <= phrase.words and f" {phrase.key} " in f" {key} ":
                return phrase
        return self._made_of(bare, self.parts) if line.words <= _SHORT else None

    def _starts(self, phrase: Phrase, line: Line) -> bool:
        if line.words > phrase.words or not (line.key + " ").startswith(phrase.key + " "):
            return False
        if phrase.match != "label" or line.key == phrase.key:
            return True
        return _label_end(line.folded, phrase.key) is not None

    def is_label(self, line: Line, phrase: Phrase) -> bool:
        """Tell whether ``line`` is the phrase alone, so that what it announces follows."""
        return line.key == phrase.key

    def sections_of(self, line: Line) -> list[Phrase]:
        """Return the section names that make up ``line``, or an empty list."""
        found: list[Phrase] = []
        if self._made_of(line.key, self.sections, found) is None:
            return []
        return found

    def is_breadcrumb(self, line: Line) -> bool:
        """Tell whether ``line`` is a path of sections: home > news > a country."""
        if line.words > _PATH_WORDS or line.stop:
            return False
        sections = self.sections_of(line)
        if sections:
            return len(sections) > 1 or sections[0].match == "home"
        parts = [_WORD.findall(part) for part in _CRUMBS.split(line.folded) if part.strip()]
        known = [self.sections.get(tuple(part)) for part in parts]
        if len(parts) < 2 or known[0] is None:
            return False
        return known[0].match == "home" or (
            sum(one is not None for one in known) > 1 and all(len(part) <= 4 for part in parts)
        )

    def _made_of(
        self,
        key: str,
        table: dict[tuple[str, ...], Phrase],
        found: list[Phrase] | None = None,
    ) -> Phrase | None:
        """Return the first of the phrases that ``key`` is made of without rest, or ``None``."""
        words = key.split()
        if not words or len(words) > _SHORT:
            return None
        first: Phrase | None = None
        at = 0
        while at < len(words):
            for size in range(min(self.longest, len(words) - at), 0, -1):
                phrase = table.get(tuple(words[at : at + size]))
                if phrase:
                    break
            else:
                return None
            if found is not None:
                found.append(phrase)
            first = first or phrase
            at += size
        return first


def _label_end(folded: str, key: str) -> int | None:
    """Return where the label ``key`` at the head of ``folded`` ends with its colon, or ``None``."""
    at = 0
    for word in key.split():
        found = folded.find(word, at)
        # Nothing but marks and spaces may stand before the words of the label.
        if found < 0 or any(char.isalnum() for char in folded[at:found]):
            return None
        at = found + len(word)
    rest = folded[at : at + 3].lstrip()
    return at + 1 if rest.startswith((_COLON, "|", "/")) else None


@cache
def phrases() -> Phrases:
    """Return the lexicon, loaded once."""
    return Phrases()

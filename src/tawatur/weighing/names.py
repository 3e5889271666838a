"""Names that are one: disjoint sets of names, and the rules by which full names join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import combinations, pairwise
from typing import NamedTuple

from tawatur.annotating.mentions.naming import consonants, sound_key

__all__ = ["Joined", "Key", "Name", "join_people", "join_spellings"]

# With more full names than this between one first and one last part (محمد … أحمد) shorter forms
# say nothing, and comparing them all would cost its square.
_CROWD = 100

Key = tuple[str, ...]


class Name(NamedTuple):
    """Type and key of a name: what mentions must share to be one at least."""

    type: str
    key: Key


class Joined:
    """Disjoint sets of names; a set has at most one id of a gazetteer."""

    def __init__(self) -> None:
        self._parent: dict[Name, Name] = {}
        self._curated: dict[Name, str] = {}

    def add(self, name: Name, curated: str | None) -> None:
        """Enter a name, with the gazetteer's id where it has one."""
        root = self.root(name)
        if curated is not None:
            self._curated.setdefault(root, curated)

    def root(self, name: Name) -> Name:
        """Return the name that stands for the set of ``name``."""
        parent = self._parent.setdefault(name, name)
        while parent != name:
            grand = self._parent[parent]
            self._parent[name] = grand
            name, parent = parent, grand
        return name

    def join(self, a: Name, b: Name) -> None:
        """Make two sets one, unless gazetteers hold them for different things."""
        a, b = sorted((self.root(a), self.root(b)))
        if a == b:
            return
        mine, theirs = self._curated.get(a), self._curated.get(b)
        if mine is not None and theirs is not None and mine != theirs:
            return
        self._parent[b] = a
        if mine is None and theirs is not None:
            self._curated[a] = theirs

    def curated(self, name: Name) -> str | None:
        """Return the gazetteer's id of the set of ``name``."""
        return self._curated.get(self.root(name))


def join_people(joined: Joined, people: set[Key], fathers: set[Key]) -> None:
    """Join full names of which one is a shorter form of the other, and of no third.

    A shorter form has the same first and last part (علي صالح), or leaves off the end of a row of
    fathers (محمد بن نايف). A name's end is not a shorter form: it is the father's name.
    """
    ends: dict[tuple[str, str], list[Key]] = {}
    starts: dict[Key, list[Key]] = {}
    sounds: dict[Key, list[Key]] = {}
    for key in sorted(people):
        ends.setdefault((key[0], key[-1]), []).append(key)
        for size in range(2, len(key)):
            if key[:size] in fathers:
                starts.setdefault(key[:size], []).append(key)
        sound = sound_key(key)
        if sound is not None:
            sounds.setdefault(sound, []).append(key)
    for key in sorted(people):
        group = ends[key[0], key[-1]]
        longer = [
            other
            for other in (group if len(group) <= _CROWD else ())
            if len(other) > len(key) and _within(key, other)
        ]
        longer += starts.get(key, ())
        if longer and _one_line(longer):
            for other in longer:
                joined.join(Name("PER", key), Name("PER", other))
    for group in sounds.values():
        for other in group[1:]:
            joined.join(Name("PER", group[0]), Name("PER", other))


def join_spellings(joined: Joined, offices: Mapping[Key, Set[str]]) -> None:
    """Join full names of the same consonants whose bearers are given one office.

    Two spellings (ماندور، مندور) of one holder of an office; without the office the names may be
    those of two people (سعد، سعيد).

    Args:
        joined: the sets to join in.
        offices: the offices that stand beside each full name in the pile.
    """
    alike: dict[Key, list[Key]] = {}
    for key in sorted(offices):
        sounds = consonants(key)
        if sounds is not None:
            alike.setdefault(sounds, []).append(key)
    for group in alike.values():
        for one, other in combinations(group[:_CROWD], 2):
            if offices[one] & offices[other]:
                joined.join(Name("PER", one), Name("PER", other))


def _within(short: Key, long: Key) -> bool:
    """Tell whether ``short`` is ``long`` with parts left out."""
    rest = iter(long)
    return all(part in rest for part in short)


def _one_line(keys: Sequence[Key]) -> bool:
    """Tell whether of the names each is a shorter form of the next: no two people."""
    line = sorted(set(keys), key=lambda key: (len(key), key))
    return all(_within(a, b) for a, b in pairwise(line))

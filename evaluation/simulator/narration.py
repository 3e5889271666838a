"""Sentences on what people did around an event, made of small parts that seldom meet again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from evaluation.simulator.data_files import Row, rows
from evaluation.simulator.phrases import Piece, fill

__all__ = ["CALM", "Pick", "act", "parts", "standing"]

Pick: TypeAlias = Callable[[Iterable[Row], str], Row]
"""Takes one of several rows; the name is that of the column that tells them apart."""

CALM = frozenset({"sweep", "summit"})
"""Kinds of events without victims: nobody rushes to the scene."""

_GROUPS = ("rescue", "police", "residents", "officials", "outside", "kind")
_GROUPS_CALM = ("police", "officials", "outside", "kind")
_VICTIMS = frozenset({"المصابين", "الضحايا", "الأضرار", "الحزن", "بتنكيس"})
_FIRST_YEAR, _LAST_YEAR = 1961, 2022


def act(group: str, kind: str, pick: Pick) -> str:
    """Return a frame of somebody of a group doing something that goes with a kind of event."""
    fitting = [
        row
        for row in rows("acts")
        if row["group"] == group
        and row["kind"] in ("", kind)
        and not (kind in CALM and _VICTIMS & set(re.findall(r"\w+", row["rest"])))
    ]
    row = pick(fitting, "rest")
    if group == "kind":
        return f"{row['verb_f']} {row['rest']}"
    actor = pick((a for a in rows("actors") if a["group"] == group), "text")
    verb = row["verb_f"] if actor["gender"] == "f" else row["verb_m"]
    return f"{verb} {actor['text']} {row['rest']}"


def parts(kind: str, rng: random.Random, pick: Pick) -> dict[str, str]:
    """Return what the slots of a frame of narration hold: two acts and adjuncts."""
    groups = _GROUPS_CALM if kind in CALM else _GROUPS
    first = "kind" if rng.random() < 0.4 else rng.choice(groups)
    second = rng.choice([group for group in groups if group != first])
    found = {"A": act(first, kind, pick), "B": act(second, kind, pick)}
    for slot in ("time", "manner", "cause", "sub"):
        found[slot] = pick((r for r in rows("adjuncts") if r["slot"] == slot), "text")["text"]
    return found


def standing(seed: int, author: str, kind: str, slots: dict[str, str]) -> tuple[Piece, ...]:
    """Return an author's standing paragraph on a kind of event in a country: always the same."""
    rng = random.Random(f"{seed}:standing:{author}:{slots['country']}:{kind}")

    def pick(candidates: Iterable[Row], key: str) -> Row:
        del key
        return rng.choice(list(candidates))

    fixed = slots | {
        "province": rng.choice(rows("provinces"))["form"],
        "place": f"{rng.choice(rows('places'))['head']} {rng.choice(rows('places'))['tail']}",
        "landmark": rng.choice(rows("landmarks"))["form"],
        "person": f"{rng.choice(rows('given'))['form']} {rng.choice(rows('family'))['form']}",
        "year": str(rng.randint(_FIRST_YEAR, _LAST_YEAR)),
        **parts(kind, rng, pick),
    }
    return fill(rng.choice(rows("backgrounds"))["text"], fixed, rng)

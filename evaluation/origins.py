"""Claims, their outlets and origins, and disputes, on a story read by hand.

A gold claim is found when a system claim shares at least one of its statements: spans of one
article that overlap. Each gold claim is matched to the system claim that shares most statements.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation import gold as sets
from evaluation.scores import Counts, Report, overlap
from tawatur.records import Claim
from tawatur.story import Story

__all__ = ["score"]

_NUMBERS = frozenset(
    {"killed", "injured", "arrested", "troops", "attacks", "money", "percent", "count", "distance"}
)


def score(gold: Path) -> Report:
    """Score origins, outlets and disputes on the set ``story`` below ``gold``.

    Figures: ``claims_found``; ``origins_exact`` and ``outlets_exact``, the share of gold claims
    whose count is exactly right (a claim that is not found is wrong), over all claims and over
    those of numbers; ``disputes_recall``, the share of gold disputes of which at least two claims
    stand in one system dispute, over all and over those of figures.
    """
    folder = gold / "story"
    story: dict[str, Any] = json.loads((folder / "story.json").read_text("utf-8"))
    system = Story(sets.articles(folder), workers=1)
    report = Report("origins")
    found = {claim["id"]: _match(claim, system.claims) for claim in story["claims"]}
    for name, chosen in (
        ("", story["claims"]),
        ("_figures", [c for c in story["claims"] if c["what"] in _NUMBERS]),
    ):
        total = max(1, len(chosen))
        matched = [(c, found[c["id"]]) for c in chosen]
        report.figures[f"claims_found{name}"] = sum(m is not None for _, m in matched) / total
        for field in ("n_origins", "n_outlets"):
            right = sum(m is not None and getattr(m, field) == c[field] for c, m in matched)
            key = f"{field.removeprefix('n_')}_exact{name}"
            report.figures[key] = right / total
    for claim in story["claims"]:
        match = found[claim["id"]]
        counts = report.classes.setdefault(claim["what"], Counts())
        if match is not None and match.n_origins == claim["n_origins"]:
            counts.tp += 1
        else:
            counts.fn += 1
            got = (
                "none" if match is None else f"{match.n_origins} origins, {match.n_outlets} outlets"
            )
            value = claim["value"]["text"] or claim["value"]["best"]
            report.errors.append(
                f"{claim['id']} ({claim['about']}: {value}):"
                f" {claim['n_origins']} origins, {claim['n_outlets']} outlets, but {got}"
            )
    _disputes(story, system, found, report)
    return report


def _match(claim: dict[str, Any], claims: tuple[Claim, ...]) -> Claim | None:
    def shared(other: Claim) -> int:
        return sum(
            any(
                mine.article == wanted["article"]
                and overlap((mine.start, mine.end), (wanted["start"], wanted["end"]))
                for mine in other.statements
            )
            for wanted in claim["statements"]
        )

    kind = [c for c in claims if (c.what == claim["what"]) or claim["what"] not in _NUMBERS]
    # Where several share as many, the claim of the kind asked for is meant, and a quotation that
    # happens to hold the words is not.
    best = max(
        kind,
        key=lambda c: (
            shared(c),
            c.what == claim["what"],
            c.what != "quote",
            -len(c.statements),
            c.id,
        ),
        default=None,
    )
    return best if best is not None and shared(best) else None


def _disputes(
    story: dict[str, Any], system: Story, found: dict[str, Claim | None], report: Report
) -> None:
    for name, chosen in (
        ("", story["disputes"]),
        ("_figures", [d for d in story["disputes"] if d["kind"] == "figure"]),
    ):
        hits = 0
        for dispute in chosen:
            ids = {match.id for key in dispute["claims"] if (match := found[key]) is not None}
            hit = any(len(ids & set(mine.claims)) >= 2 for mine in system.disputes)
            hits += hit
            if not hit and not name:
                report.errors.append(f"dispute {dispute['id']} ({dispute['about']}) not found")
        report.figures[f"disputes_recall{name}"] = hits / max(1, len(chosen))

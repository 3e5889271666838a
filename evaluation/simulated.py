"""Lineage, figures, origins and disputes on a simulated world, whose truth is known in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.lineage import class_counts, macro_f1
from evaluation.scores import Counts, Report, overlap
from evaluation.simulator import TrueClaim, TrueStatement, World, simulate
from tawatur.records import Claim, Derivation, Family
from tawatur.story import Story

__all__ = ["CAUSES", "Cost", "claim_costs", "score", "score_world"]

# A world of some 70 claims, so that one claim is a point and a half.
ARTICLES, SEED = 200, 1
_TURNED = {"a>b": "b>a", "b>a": "a>b", "common": "common", None: None}
CAUSES = (
    "figure not found",
    "claim split",
    "claims mixed",
    "stray figure",
    "attribution missed",
    "carrier counted",
    "origin split",
    "origin unknown",
    "attribution cut",
    "origins merged",
)
"""Why the count of a claim's origins can be wrong, in the order in which they are looked for."""


def score(gold: Path) -> Report:
    """Return how the program does on the default world; ``gold`` is not needed."""
    del gold
    return score_world(simulate(ARTICLES, SEED))


def score_world(world: World, *, workers: int | None = None) -> Report:
    """Return how the program does on a world.

    Figures: ``derivation_macro_f1`` and ``direction_accuracy`` over the pairs of articles of one
    event, both ways round, pairs left out that share a standing paragraph alone or whose shared
    sentences were all written anew (``reworded_recall`` is the share of those found);
    ``cross_event_clean``, the share of the derivations found that stay within an event;
    ``family_pair_f1`` over the pairs of articles that share a sentence; ``credit_accuracy`` of
    families; ``claims_b3_f1``, B-cubed over the true statements; ``statements_found``;
    ``origins_exact``, and ``origins_exact_recoverable`` over the claims of which some carrier's
    sentence names every origin; ``disputes_recall`` and ``disputes_precision``.
    """
    story = Story(world.articles, workers=workers)
    report = Report("simulated")
    _lineage(world, story, report)
    _families(world, story.families, report)
    _claims(world, story, report)
    return report


# Lineage


def _lineage(world: World, story: Story, report: Report) -> None:
    records: dict[tuple[str, str], Derivation] = {
        (record.a, record.b): record for record in (*story.derivations, *story.trace.reversed)
    }
    right: list[str] = []
    said: list[str] = []
    directed = ways = reworded = recalled = 0
    for pair in world.relations:
        straight, turned = records.get((pair.a, pair.b)), records.get((pair.b, pair.a))
        if pair.stratum == "background":
            continue
        if pair.stratum == "reworded":
            reworded += 1
            recalled += straight is not None
            continue
        for record, wanted in ((straight, pair.b_from_a), (turned, pair.a_from_b)):
            answer = record.derivation if record is not None and not record.boilerplate else "none"
            right.append(wanted)
            said.append(answer)
            if answer != wanted:
                report.errors.append(
                    f"pair {pair.a} {pair.b} ({pair.stratum}): {wanted}, said {answer}"
                )
        if pair.direction is not None and straight is not None:
            directed += 1
            ways += straight.direction == pair.direction
            if straight.direction != pair.direction:
                report.errors.append(
                    f"direction {pair.a} {pair.b}: {pair.direction}, said {straight.direction}"
                    f" ({straight.why})"
                )
    event = {line.id: line.episode for episode in world.episodes for line in episode.lines}
    standing = _standing(world)
    found = [record for record in story.derivations if not record.boilerplate]
    astray = [
        record
        for record in found
        if event[record.a] != event[record.b] and not standing[record.a] & standing[record.b]
    ]
    for record in astray:
        right.append("none")
        said.append(record.derivation)
        report.errors.append(f"pair {record.a} {record.b} (two events): said {record.derivation}")
    counts = class_counts(right, said)
    report.classes.update(counts)
    report.figures |= {
        "derivation_macro_f1": macro_f1(counts),
        "direction_accuracy": ways / max(1, directed),
        "reworded_recall": recalled / max(1, reworded),
        "cross_event_clean": 1 - len(astray) / max(1, len(found)),
    }


def _standing(world: World) -> dict[str, set[str]]:
    return {
        article.id: {line.unit for line in article.lines if line.role == "background"}
        for episode in world.episodes
        for article in episode.lines
    }


def _families(world: World, families: Sequence[Family], report: Report) -> None:
    true: set[tuple[str, str]] = set()
    holders: dict[str, set[str]] = defaultdict(set)
    for episode in world.episodes:
        for article in episode.lines:
            for line in article.lines:
                if line.role not in ("headline", "background"):
                    if not line.reworded:
                        holders[line.unit].add(article.id)
                    if line.statement:
                        holders[line.statement].add(article.id)
    for sharing in holders.values():
        true |= _pairs(sharing)
    standing = _standing(world)
    said: set[tuple[str, str]] = set()
    for family in families:
        said |= _pairs({member.article for member in family.members})
    said = {pair for pair in said if pair in true or not standing[pair[0]] & standing[pair[1]]}
    counts = Counts(len(true & said), len(said - true), len(true - said))
    report.classes["family pairs"] = counts
    report.figures["family_pair_f1"] = counts.f1
    named = {a.id: bool(a.credited) for e in world.episodes for a in e.lines if a.sources}
    judged = correct = 0
    for family in families:
        if family.origin is None:
            continue
        for says, members in ((True, family.credited), (False, family.uncredited)):
            for key in members:
                if key in named:
                    judged += 1
                    correct += named[key] == says
                    if named[key] != says:
                        given = "given" if named[key] else "not given"
                        report.errors.append(f"credit {key}: {given}, said otherwise")
    report.figures["credit_accuracy"] = correct / max(1, judged)


def _pairs(members: Iterable[str]) -> set[tuple[str, str]]:
    ordered = sorted(members)
    return {(a, b) for at, a in enumerate(ordered) for b in ordered[at + 1 :]}


# Claims


class Cost(NamedTuple):
    """One true claim whose count of origins is wrong, and why."""

    claim: TrueClaim
    cause: str
    said: int | None
    example: str


def _claims(world: World, story: Story, report: Report) -> None:
    # Quotations, fates and dates have words for a value.
    figures = [claim for claim in story.claims if claim.value.text is None]
    place = _placed(world.claims, figures)
    by_id = {claim.id: claim for claim in figures}
    report.figures["claims_b3_f1"] = _b_cubed(world.claims, place)
    total = sum(len(claim.statements) for claim in world.claims)
    report.figures["statements_found"] = len(place) / max(1, total)
    costs = claim_costs(world.claims, by_id, place, story)
    report.figures["origins_exact"] = 1 - len(costs) / max(1, len(world.claims))
    shown = sum(claim.recoverable for claim in world.claims)
    missed = sum(cost.claim.recoverable for cost in costs)
    report.figures["origins_exact_recoverable"] = 1 - missed / max(1, shown)
    for cause in CAUSES:
        of = [cost for cost in costs if cost.cause == cause]
        report.classes[f"cost: {cause}"] = Counts(len(world.claims) - len(of), 0, len(of))
        report.errors += [
            f"origins {cost.claim.id} ({cost.claim.what}): {cost.claim.n_origins},"
            f" said {cost.said}: {cause}; {cost.example}"
            for cost in of
        ]
    _disputes(world, story, by_id, place, report)


def _placed(
    true: Sequence[TrueClaim], figures: Sequence[Claim]
) -> dict[tuple[str, int], tuple[str, str]]:
    """Return, by article and offset of a true statement, the claim and origin that it got."""
    at: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
    for claim in figures:
        for statement in claim.statements:
            at[statement.article].append(
                (statement.start, statement.end, claim.id, statement.origin)
            )
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for one in true:
        for wanted in one.statements:
            best = max(
                (
                    (overlap((start, end), (wanted.start, wanted.end)), key, origin)
                    for start, end, key, origin in at[wanted.article]
                ),
                default=(0, "", ""),
            )
            if best[0]:
                found[wanted.article, wanted.start] = best[1], best[2]
    return found


def _b_cubed(
    claims: Sequence[TrueClaim], place: Mapping[tuple[str, int], tuple[str, str]]
) -> float:
    """Return the B-cubed F1 of the true statements; one that is not found stands alone."""
    system: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    items: list[tuple[str, str, int]] = []
    for claim in claims:
        for statement in claim.statements:
            where = (statement.article, statement.start)
            got = place[where][0] if where in place else f"{statement.article}@{statement.start}"
            system[got] += 1
            both[claim.id, got] += 1
            items.append((claim.id, got, len(claim.statements)))
    if not items:
        return 0.0
    precision = sum(both[true, got] / system[got] for true, got, _ in items) / len(items)
    recall = sum(both[true, got] / size for true, got, size in items) / len(items)
    return 2 * precision * recall / (precision + recall)


def _matched(
    claim: TrueClaim, place: Mapping[tuple[str, int], tuple[str, str]]
) -> tuple[str, list[tuple[TrueStatement, str]]] | None:
    """Return the system claim that holds most of a claim's statements, and their origins there."""
    held: dict[str, list[tuple[TrueStatement, str]]] = defaultdict(list)
    for statement in claim.statements:
        got = place.get((statement.article, statement.start))
        if got is not None:
            held[got[0]].append((statement, got[1]))
    if not held:
        return None
    best = min(held, key=lambda key: (-len(held[key]), key))
    return best, held[best]


def claim_costs(
    claims: Sequence[TrueClaim],
    by_id: Mapping[str, Claim],
    place: Mapping[tuple[str, int], tuple[str, str]],
    story: Story,
) -> list[Cost]:
    """Return the true claims whose number of origins is wrong, each with its first cause."""
    text = {article.id: article.text for article in story.articles}
    true_of = {
        (statement.article, statement.start): claim.id
        for claim in claims
        for statement in claim.statements
    }
    foreign: dict[str, set[str]] = defaultdict(set)
    for where, (key, _) in place.items():
        foreign[key].add(true_of[where])
    costs = []
    for claim in claims:
        match = _matched(claim, place)
        if match is None:
            first = claim.statements[0]
            costs.append(Cost(claim, CAUSES[0], None, _around(first, text)))
            continue
        key, held = match
        got = by_id[key]
        if got.n_origins != claim.n_origins:
            cause, at = _cause(claim, got, held, foreign[key])
            costs.append(Cost(claim, cause, got.n_origins, _around(at, text)))
    return costs


def _cause(
    claim: TrueClaim, got: Claim, held: Sequence[tuple[TrueStatement, str]], holds: set[str]
) -> tuple[str, TrueStatement]:
    """Return why a count is wrong and a statement to look at."""
    kinds = {origin.id: origin.kind for origin in got.origins}
    first = held[0][0]
    inside = {statement.origin for statement, _ in held}
    if inside != claim.origins:
        lost = {statement.article + str(statement.start) for statement, _ in held}
        away = [s for s in claim.statements if s.article + str(s.start) not in lost]
        return "claim split", next((s for s in away if s.origin not in inside), first)
    own = {origin for _, origin in held}
    if {k for k, kind in kinds.items() if kind != "unknown"} - own:
        return ("claims mixed" if len(holds) > 1 else "stray figure"), first
    of: dict[str, set[str]] = defaultdict(set)
    for statement, origin in held:
        of[statement.origin].add(origin)
    said = sorted(held, key=lambda pair: not pair[0].attributed)
    for statement, origin in said:
        if kinds[origin] in ("agency", "outlet", "document"):
            return ("attribution missed" if statement.attributed else "carrier counted"), statement
    for statement, _ in said:
        if sum(kinds[origin] != "unknown" for origin in of[statement.origin]) > 1:
            return "origin split", statement
    for statement, _ in said:
        if all(kinds[origin] == "unknown" for origin in of[statement.origin]):
            return ("origin unknown" if statement.attributed else "attribution cut"), statement
    return "origins merged", first


def _around(statement: TrueStatement, text: Mapping[str, str]) -> str:
    whole = text[statement.article]
    line = whole.rfind("\n", 0, statement.start) + 1
    end = whole.find("\n", statement.end)
    return f"{statement.article}:{statement.start} {whole[line : end if end > 0 else None]}"


def _disputes(
    world: World,
    story: Story,
    by_id: Mapping[str, Claim],
    place: Mapping[tuple[str, int], tuple[str, str]],
    report: Report,
) -> None:
    matches = {claim.id: _matched(claim, place) for claim in world.claims}
    system = [dispute for dispute in story.disputes if dispute.type == "figure"]
    hits = settled = 0
    for dispute in world.disputes:
        keys = {match[0] for key in dispute.claims if (match := matches[key]) is not None}
        holding = [mine for mine in system if len(keys) == 2 and keys <= set(mine.claims)]
        hits += bool(holding)
        settled += any(mine.resolved_by == dispute.resolved_by for mine in holding)
        counts = report.classes.setdefault(f"dispute {dispute.course}", Counts())
        if holding:
            counts.tp += 1
        else:
            counts.fn += 1
            report.errors.append(f"dispute {' '.join(dispute.claims)} ({dispute.course}) missed")
    question = {claim.id: claim.question for claim in world.claims}
    true_of: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in world.claims:
        for statement in claim.statements:
            got = place.get((statement.article, statement.start))
            if got is not None:
                true_of[got[0]][claim.id] += 1
    judged = right = 0
    for mine in system:
        mains = [min(c, key=lambda k: (-c[k], k)) for key in mine.claims if (c := true_of[key])]
        if not mains:
            continue
        judged += 1
        asked = Counter(question[main] for main in set(mains))
        if max(asked.values()) > 1:
            right += 1
        else:
            report.errors.append(f"dispute {mine.id} of {' '.join(mains)} ({mine.about}) is none")
    report.figures |= {
        "disputes_recall": hits / max(1, len(world.disputes)),
        "disputes_settled_right": settled / max(1, hits),
        "disputes_precision": right / max(1, judged),
    }

"""Types of edits: on copies of the simulator and on pairs of sentences written for it.

The simulator's newsroom does one thing at a time here, so that every difference between a
dispatch and its copy is of one known kind. What newsrooms of the simulator do not do (exchange
names, add reserve, move words) is in ``edit_types.tsv``, one edit a sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from evaluation.scores import Counts, Report
from evaluation.simulator.events import make_event
from evaluation.simulator.habits import Habits, Outlet
from evaluation.simulator.newsroom import rework
from evaluation.simulator.rendering import render
from evaluation.simulator.writing import Line, Writer
from tawatur.language.lexicon import parse
from tawatur.records import Article, Edit
from tawatur.tracing.alignment import SeedIndex, align
from tawatur.tracing.edits import typed_edits
from tawatur.tracing.texts import Vocabulary, read_text

__all__ = ["Copy", "Written", "copies", "edits_between", "score", "written"]

SEED, EVENTS = 1, 24
# An exchanged synonym may take a word more or less, and some are forms of one stem or reports.
_EXCHANGED = frozenset(
    {"substituted", "added", "dropped", "respelled", "reordered", "attribution_changed"}
)
# What a newsroom does -> the kinds that its edits may be called.
KINDS = {
    "substitute": _EXCHANGED,
    "drop_attribution": frozenset({"attribution_changed"}),
    # The noun takes the form that the wrong number asks for.
    "mistake": frozenset({"number_changed", "respelled"}),
    "renoun": frozenset({"substituted", "respelled", "added", "dropped"}),
    "style": frozenset({"respelled"}),
}
_RATES = (
    "cut",
    "reorder",
    "reword",
    "substitute",
    "drop_attribution",
    "colour",
    "mistake",
    "renoun",
)
_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


class Copy(NamedTuple):
    """A dispatch, what a newsroom made of it, and the one thing that it did."""

    did: str
    dispatch: str
    copy: str


class Written(NamedTuple):
    """Two sentences and the kind of the edit between them."""

    kind: str
    a: str
    b: str


def copies(seed: int = SEED, events: int = EVENTS) -> Iterator[Copy]:
    """Yield dispatches of the simulator with copies in which one kind of thing was done."""
    plain = Outlet(name="أ", called="أ", rewrites=1.0)
    other = Outlet(name="ب", called="ب", digits="indic", hamza="bare", tanwin="none", words=False)
    for number in range(events):
        event = make_event(seed, number, 14.0)
        rng = random.Random(f"{seed}:edits:{number}")
        writer = Writer(seed, event, "وكالة", rng, set(), count())
        lines = writer.first("dispatch", ["ministry"], None)
        nouns = {question.id: question.nouns for question in event.questions}
        dispatch = _text(lines, plain)
        for did in KINDS:
            if did == "style":
                yield Copy(did, dispatch, _text(lines, other))
                continue
            habits = Habits(**{name: float(name == did) for name in _RATES})
            copy = rework(lines, plain, habits, rng, nouns, writer.remade)
            yield Copy(did, dispatch, _text(copy, plain))


def _text(lines: Sequence[Line], outlet: Outlet) -> str:
    # The headline is left out: two desks write two of them.
    return render(lines, outlet, "", "").text.partition("\n\n")[2]


def written() -> Iterator[Written]:
    """Yield the pairs of ``edit_types.tsv``."""
    file = Path(__file__).with_name("edit_types.tsv")
    table = parse("edit_types", file.read_text("utf-8"))
    for row in table.rows:
        text = f"{table.head['carrier']} {row['text']}"
        yield Written(row["kind"], _chosen(text, 1), _chosen(text, 2))


def _chosen(text: str, side: int) -> str:
    return " ".join(_CHOICE.sub(lambda match: match[side], text).split())


def edits_between(a: str, b: str) -> list[Edit]:
    """Return the edits in all passages that two texts share."""
    vocabulary = Vocabulary()
    one = read_text(Article(id="a", text=a), (), vocabulary)
    other = read_text(Article(id="b", text=b), (), vocabulary)
    found: list[Edit] = []
    for aligned in align(SeedIndex(one.words), other.words):
        found.extend(typed_edits(aligned, one, other, vocabulary))
    return found


def score(gold: Path) -> Report:
    """Return the share of edits that are called what they are; ``gold`` is not needed.

    ``simulated``: of all edits in copies with one thing done, those of a kind that fits, by what
    was done. ``written``: of the pairs of ``edit_types.tsv``, those whose edits are all of the
    kind given; by kind with precision and recall.
    """
    del gold
    report = Report("edit_types")
    right = total = 0
    for copy in copies():
        counts = report.classes.setdefault(f"simulated {copy.did}", Counts())
        for edit in edits_between(copy.dispatch, copy.copy):
            total += 1
            if edit.op in KINDS[copy.did]:
                right += 1
                counts.tp += 1
            else:
                counts.fn += 1
                report.errors.append(f"{copy.did}: said {edit.op}: {_show(edit, copy)}")
    report.figures["simulated"] = right / max(1, total)
    good = pairs = 0
    for pair in written():
        pairs += 1
        said = sorted({edit.op for edit in edits_between(pair.a, pair.b)})
        good += said == [pair.kind]
        for kind in {pair.kind, *said}:
            counts = report.classes.setdefault(kind, Counts())
            counts.tp += kind == pair.kind and kind in said
            counts.fp += kind != pair.kind
            counts.fn += kind == pair.kind and kind not in said
        if said != [pair.kind]:
            report.errors.append(f"{pair.kind}: said {', '.join(said) or 'nothing'}: {pair.b}")
    report.figures["written"] = good / max(1, pairs)
    return report


def _show(edit: Edit, copy: Copy) -> str:
    a = copy.dispatch[slice(*edit.a)] if edit.a else "-"
    b = copy.copy[slice(*edit.b)] if edit.b else "-"
    return f"{a} > {b}"


if __name__ == "__main__":
    print("\n".join(score(Path()).lines(errors=True)))

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from lxml import html

from tawatur import presenting, records
from tawatur.presenting import render_html, render_markdown
from tawatur.presenting.differences import KINDS, compare
from tawatur.presenting.labels import Label, labels
from tawatur.presenting.lineage import Stemma, stemmata
from tawatur.presenting.places import Places
from tawatur.presenting.stemma import draw
from tawatur.records import Article, Derivation
from tawatur.tracing import Trace
from tawatur.weighing import Situation
from tests.presenting import sample

COMMON = Label("نص مشترك", "common text")


def trees(pairs: list[dict[str, Any]], days: dict[str, str]) -> list[Stemma]:
    situation = Situation(
        articles=tuple(
            Article(id=key, text=f"نص {key}", outlet=f"منبر {key}", published=day)
            for key, day in days.items()
        ),
        annotations={},
        trace=Trace(
            derivations=tuple(
                Derivation(**{"derivation": "wholly", "direction": None} | p) for p in pairs
            )
        ),
    )
    return stemmata(situation, Places(situation), COMMON)


def shape(stemma: Stemma) -> list[tuple[int, str, str | None]]:
    return [
        (
            n.depth,
            n.place.article.id if n.place else n.name.en if n.name else "",
            n.edge and n.edge.way,
        )
        for n in stemma.nodes
    ]


DAYS = {"a": "2024-05-01", "b": "2024-05-02", "c": "2024-05-03"}


def test_a_copy_hangs_on_what_it_followed() -> None:
    (tree,) = trees(
        [{"a": "a", "b": "b", "direction": "a>b"}, {"a": "c", "b": "b", "direction": "b>a"}], DAYS
    )
    assert shape(tree) == [(0, "a", None), (1, "b", "uncredited"), (2, "c", "uncredited")]


def test_an_agency_outside_the_pile_is_a_source() -> None:
    (tree,) = trees([{"a": "a", "b": "b", "direction": "common", "credit_b": "وكالة;أخرى"}], DAYS)
    assert shape(tree) == [(0, "وكالة", None), (1, "a", "uncredited"), (1, "b", "credited")]


def test_a_credited_outlet_in_the_pile_is_the_parent() -> None:
    (tree,) = trees([{"a": "a", "b": "b", "credit_b": "منبر a"}], DAYS)
    assert shape(tree) == [(0, "a", None), (1, "b", "credited")]


def test_common_text_and_unknown_direction() -> None:
    (tree,) = trees([{"a": "a", "b": "b", "direction": "common"}, {"a": "b", "b": "c"}], DAYS)
    assert shape(tree) == [
        (0, "common text", None),
        (1, "a", "uncredited"),
        (1, "b", "uncredited"),
        (2, "c", "unknown"),
    ]


def test_a_ring_is_broken() -> None:
    ring = [
        {"a": "a", "b": "b", "direction": "a>b"},
        {"a": "b", "b": "c", "direction": "a>b"},
        {"a": "c", "b": "a", "direction": "a>b"},
    ]
    (tree,) = trees(ring, DAYS)
    assert sorted(name for _, name, _ in shape(tree)) == ["a", "b", "c"]
    assert sum(way is None for *_, way in shape(tree)) == 1


def test_formulas_make_no_lineage() -> None:
    assert trees([{"a": "a", "b": "b", "boilerplate": True}], DAYS) == []


def test_sixty_articles_stay_inside_the_picture() -> None:
    situation = sample.pile(60)
    places = Places(situation)
    found = stemmata(situation, places, COMMON)
    assert sum(len(tree.places) for tree in found) == len(
        {k for d in situation.trace.derivations for k in (d.a, d.b)}
    )
    for tree in found:
        for narrow in (True, False):
            picture = draw(tree, set(), narrow=narrow)
            ys = [row.y for row in picture.rows]
            assert min(b - a for a, b in pairwise(ys)) >= 30
            assert all(0 < row.x < picture.width and row.y < picture.height for row in picture.rows)
            for row in picture.rows:
                if not row.source:
                    assert row.title_x > 80
                    assert len(row.title) >= 10


def test_every_kind_of_edit_has_a_label_and_a_mark() -> None:
    style = (Path(presenting.__file__).parent / "static" / "brief.css").read_text("utf-8")
    for kind in KINDS:
        assert kind in labels(), kind
        # Words for words are what marks look like without a kind of their own.
        assert kind == "substituted" or f".x-{kind}" in style, kind
    told = json.dumps(msgspec.json.schema(records.Edit))
    for kind in KINDS:
        assert kind in told, kind


def edited(*ops: str) -> Situation:
    story = sample.story()
    _, reuse = story.trace.reuse
    edits = tuple(
        records.Edit(op=op, a=edit.a, b=edit.b) for op, edit in zip(ops, reuse.edits, strict=True)
    )
    trace = msgspec.structs.replace(
        story.trace, reuse=(msgspec.structs.replace(reuse, edits=edits),)
    )
    return msgspec.structs.replace(story, trace=trace)


def test_kinds_of_edits_are_named_below_the_passages_the_gravest_first() -> None:
    situation = edited("hedged", "name_changed")
    page = html.document_fromstring(render_html(situation))
    (changes,) = page.find_class("changes")
    assert [node.get("class") for node in changes.iter("span") if "x" in node.classes] == [
        "x x-name_changed",
        "x x-hedged",
    ]
    assert "اسم تبدّل" in changes.text_content()
    assert "hedged" in changes.text_content()


def test_markdown_tells_what_changed_on_the_way() -> None:
    text = render_markdown(edited("attribution_changed", "number_changed"), labels="en")
    told = text[text.index("What changed on the way:") :]
    assert told.index("- number changed: «4»") < told.index("- attribution changed: «وأعلنت»")
    assert "/ «6» (" in told
    plain = render_markdown(edited("substituted", "respelled"), labels="en")
    assert "What changed on the way:" not in plain


def test_no_mark_is_drawn_around_the_end_of_a_line() -> None:
    story = sample.story()
    _, reuse = story.trace.reuse
    whole = records.Edit(op="name_changed", a=(reuse.a.start, reuse.a.end), b=None)
    side = compare(msgspec.structs.replace(reuse, edits=(whole,)), Places(story)).a
    assert "".join(text for text, _ in side.pieces).count("\n") == sum(
        text.count("\n") for text, classes in side.pieces if not classes
    )
    assert {classes for _, classes in side.pieces} <= {"", "x-name_changed"}


def test_translations_and_rewordings_are_said_to_be_such() -> None:
    story = sample.story()
    places = Places(story)
    first = story.trace.reuse[0]
    for why, how in (
        ("reworded; both name وكالة النورس", "reworded"),
        (
            "two translations of one text: 3 sentences in order; both name وكالة النورس",
            "translated",
        ),
        ("credit", ""),
    ):
        assert compare(msgspec.structs.replace(first, why=why), places).how == how

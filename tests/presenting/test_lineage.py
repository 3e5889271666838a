from __future__ import annotations

from itertools import pairwise
from typing import Any

from tawatur.presenting.labels import Label
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

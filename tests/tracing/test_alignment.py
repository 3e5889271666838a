from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.tracing.alignment import Aligned, SeedIndex, align

WORDS = st.lists(st.integers(0, 12), max_size=60)


def _check(a: list[int], b: list[int], passage: Aligned) -> None:
    """The steps lead from the one passage to the other without a gap."""
    at_a, at_b = passage.a0, passage.b0
    for op in passage.ops:
        assert (op.a0, op.b0) == (at_a, at_b)
        at_a, at_b = op.a1, op.b1
        if op.tag == "equal":
            assert a[op.a0 : op.a1] == b[op.b0 : op.b1]
        elif op.tag == "replace":
            assert op.a1 - op.a0 == op.b1 - op.b0 > 0
        elif op.tag == "insert":
            assert op.a0 == op.a1
            assert op.b0 < op.b1
        else:
            assert op.tag == "delete"
            assert op.a0 < op.a1
            assert op.b0 == op.b1
    assert (at_a, at_b) == (passage.a1, passage.b1)
    assert passage.ops[0].tag == passage.ops[-1].tag == "equal"


@given(WORDS, WORDS)
@settings(deadline=None)
def test_steps_rebuild_the_passages(a: list[int], b: list[int]) -> None:
    for passage in align(SeedIndex(a), b):
        _check(a, b, passage)


@given(st.lists(st.integers(), min_size=3, max_size=80, unique=True))
@settings(deadline=None)
def test_a_text_aligns_with_itself_in_one_piece(words: list[int]) -> None:
    (passage,) = align(SeedIndex(words), words)
    assert (passage.a0, passage.a1, passage.score) == (0, len(words), 1.0)


def test_a_changed_word_does_not_part_a_passage() -> None:
    a = list(range(20))
    b = [*range(8), 99, *range(9, 20)]
    (passage,) = align(SeedIndex(a), b)
    assert [op.tag for op in passage.ops] == ["equal", "replace", "equal"]
    assert passage.equal == 19


def test_exchanged_halves_are_two_passages() -> None:
    a = list(range(40))
    b = [*range(20, 40), *range(20)]
    found = align(SeedIndex(a), b)
    assert [(p.a0, p.b0, p.equal) for p in found] == [(20, 0, 20), (0, 20, 20)]


def test_a_long_insertion_parts_a_passage() -> None:
    a = list(range(20))
    b = [*range(10), *range(100, 140), *range(10, 20)]
    assert len(align(SeedIndex(a), b)) == 2

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.presenting.segments import Mark, WordEdges, cut

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: (min(p), max(p)))
marks = st.lists(
    st.tuples(
        spans, st.sampled_from(["claim", "quote", "name"]), st.sampled_from(["c1", "q1", ""])
    ),
    max_size=12,
).map(lambda found: [Mark(*span, kind, line) for span, kind, line in found])


@given(spans, marks)
def test_segments_cover_the_whole_once_and_know_their_marks(
    whole: tuple[int, int], found: list[Mark]
) -> None:
    segments = cut(*whole, found)
    assert [i for s in segments for i in range(s.start, s.end)] == list(range(*whole))
    for segment in segments:
        for at in range(segment.start, segment.end):
            over = [m for m in found if m.start <= at < m.end]
            assert set(segment.kinds) == {m.kind for m in over}
            assert set(segment.lines) == {m.line for m in over} - {""}


@given(st.text(alphabet="اب ت،\u064bx1\n", max_size=40), st.data())
def test_widened_spans_never_cut_a_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = WordEdges(text).widen(start, end)
    assert a <= start <= end <= b
    for edge in (a, b):
        inside = 0 < edge < len(text) and edge not in (start, end)
        assert not (inside and text[edge - 1].isalnum() and text[edge].isalnum())
    if start < end:
        for edge in (a, b):
            if 0 < edge < len(text):
                assert not (text[edge - 1].isalnum() and text[edge].isalnum())


def test_a_clitic_stays_with_its_word() -> None:
    text = "وقالت الهيئة وبالمرفأ"
    start = text.index("المرفأ"[1:])
    assert WordEdges(text).widen(start, len(text)) == (text.index("وبال"), len(text))

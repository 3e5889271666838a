"""The cut of the vocabulary, and the tokenizer over what is kept."""

import pytest

from training.vocabulary import build_tokenizer, kept_pieces
from training.wheel import Base

PIECES = [
    *((name, 0.0) for name in ("<s>", "<pad>", "</s>", "<unk>")),
    *((piece, -5.0 - at) for at, piece in enumerate(("▁", "▁نهر", "▁النهر", "ي", "ن", "چ"))),
    *(
        (piece, -9.0)
        for piece in ("▁چند", "▁река", "▁UN", "▁NATO", "ing", "▁and", "2015", "،", "«")
    ),
    *((letter, -12.0) for letter in "نهرالب"),
]


@pytest.fixture
def base() -> Base:
    return Base(8, 1, 1, 8, 1e-12, PIECES, 0, 2, 1, 3, {})


def test_what_arabic_news_needs_is_kept(base: Base) -> None:
    kept = {PIECES[at][0] for at in kept_pieces(base)}
    assert {"<s>", "▁نهر", "▁النهر", "چ", "▁UN", "▁NATO", "2015", "،", "«"} <= kept
    assert kept.isdisjoint({"▁چند", "▁река", "ing", "▁and"})


def test_offsets_lead_back_to_the_text_as_written(base: Base) -> None:
    tokenizer = build_tokenizer(base, kept_pieces(base))
    text = "النَّـهر ،2015"
    encoding = tokenizer.encode(text, add_special_tokens=False)
    assert encoding.tokens[:1] == ["▁النهر"]
    start, end = encoding.offsets[0]
    assert text[start:end] == "النَّـهر"
    assert [text[a:b] for a, b in encoding.offsets[-1:]] == ["2015"]

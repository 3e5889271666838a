"""Texts as bytes: what tracing has read of an article, to be kept or sent to another process.

Words travel in their folded spelling, since their numbers belong to one vocabulary of one process.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left

import msgspec

from tawatur.records import Article
from tawatur.tracing.credits import Credit, Credits
from tawatur.tracing.texts import Role, TracedSentence, TracedText, Vocabulary

__all__ = ["distinct_words", "pack", "unpack"]


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    id: str
    text: str
    published: str | None
    outlet: str | None
    words: str
    start: bytes
    end: bytes
    parts: list[tuple[int, int, Role]]
    credits: list[tuple[str, int, int, str]]
    byline: list[str]
    own: bool


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Packed)


def pack(text: TracedText, vocabulary: Vocabulary) -> bytes:
    """Return ``text`` as bytes that :func:`unpack` reads with any vocabulary."""
    spelled = vocabulary.text_of
    return _encoder.encode(
        _Packed(
            text.article.id,
            text.article.text,
            text.article.published,
            text.outlet,
            "\n".join([spelled[word] for word in text.words]),
            text.start.tobytes(),
            text.end.tobytes(),
            list(text.sentences),
            list(text.credits.text),
            list(text.credits.byline),
            text.credits.own,
        )
    )


def distinct_words(content: bytes) -> set[str]:
    """Return the words of a text that was packed, each once."""
    return set(filter(None, _decoder.decode(content).words.split("\n")))


def unpack(content: bytes, vocabulary: Vocabulary) -> TracedText:
    """Return the text that :func:`pack` packed; its article has what judging a pair needs."""
    packed = _decoder.decode(content)
    number_of, stem_of, known = vocabulary.word, vocabulary.stem_of, vocabulary.words
    spelled = packed.words.split("\n") if packed.words else []
    words = [known[word] if word in known else number_of(word) for word in spelled]
    stems = [stem_of[word] for word in words]
    start, end = array("I"), array("I")
    start.frombytes(packed.start)
    end.frombytes(packed.end)
    credits_ = Credits(
        tuple(Credit(*credit) for credit in packed.credits), tuple(packed.byline), packed.own
    )
    # The name of a source is no part of what was taken from it.
    for credit in credits_.text:
        for at in range(bisect_left(start, credit.start), bisect_left(start, credit.end)):
            stems[at] = vocabulary.credit_stem
    return TracedText(
        Article(id=packed.id, text=packed.text, published=packed.published, outlet=packed.outlet),
        words,
        stems,
        (start, end),
        [TracedSentence(*part) for part in packed.parts],
        credits_,
        packed.outlet,
    )

"""The Python work of tracing, row by row: reading articles, their grams, judging pairs.

Each is a callable that takes rows and yields rows. It holds only what it needs to be sent to
another process, and builds its vocabulary there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from tawatur.records import Article, Furniture, Record, encode_line
from tawatur.tracing.alignment import SeedIndex
from tawatur.tracing.credits import SourceNames
from tawatur.tracing.engine import Columns, Order, Row
from tawatur.tracing.families import sentence_spans
from tawatur.tracing.grams import content_stems, stem_grams, word_grams
from tawatur.tracing.judging import judged
from tawatur.tracing.packing import distinct_words, pack, unpack
from tawatur.tracing.settings import TraceSettings
from tawatur.tracing.texts import TracedText, Vocabulary, read_text

__all__ = [
    "GRAM_COLUMNS",
    "INPUT_COLUMNS",
    "JUDGED_COLUMNS",
    "JUDGE_ORDER",
    "STEM_COLUMNS",
    "TEXT_COLUMNS",
    "GramMaker",
    "PairJudge",
    "Reader",
    "StemCounter",
    "input_row",
]

INPUT_COLUMNS: Columns = (("article", "int"), ("fresh", "int"), ("record", "bytes"))
TEXT_COLUMNS: Columns = (
    ("article", "int"),
    ("fresh", "int"),
    ("day", "int"),
    ("outlet", "text"),
    ("named", "texts"),
    ("byline", "texts"),
    ("content", "bytes"),
)
STEM_COLUMNS: Columns = (("stem", "text"), ("texts", "int"))
GRAM_COLUMNS: Columns = (
    ("article", "int"),
    ("words", "longs"),
    ("stems", "longs"),
    ("rare", "longs"),
)
JUDGED_COLUMNS: Columns = (
    ("a", "int"),
    ("b", "int"),
    ("one", "text"),
    ("other", "text"),
    ("reuse", "bytes"),
    ("derivation", "bytes"),
    ("turned", "bytes"),
    ("formulas", "bytes"),
    ("sentences", "bytes"),
)
JUDGE_ORDER = Order(together="block", by="block, step, a, b")

_Input = tuple[Article, list[Furniture]]
_encode_input = msgspec.msgpack.Encoder()
_decode_input = msgspec.msgpack.Decoder(_Input)


def input_row(
    number: int, fresh: bool, article: Article, furniture: Sequence[Furniture] = ()
) -> Row:
    """Return the row of an article and its furniture for :class:`Reader`."""
    return number, int(fresh), _encode_input.encode((article, list(furniture)))


def day_of(article: Article) -> int | None:
    """Return the day of publication as a number, or ``None``."""
    try:
        return date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


class Reader:
    """Reads articles: rows of the inputs become rows of texts."""

    def __init__(self, outlets: Sequence[str]) -> None:
        """Take the names of the outlets of the collection."""
        self._outlets = tuple(outlets)

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the row of the text of each article."""
        vocabulary = Vocabulary(SourceNames(self._outlets))
        for number, fresh, record in rows:
            article, furniture = _decode_input.decode(record)
            text = read_text(article, furniture, vocabulary)
            yield (
                number,
                fresh,
                day_of(article),
                text.outlet,
                list(text.credits.names),
                list(text.credits.byline),
                pack(text, vocabulary),
            )


class StemCounter:
    """Counts the texts that have each stem: rows of contents become rows of counts, to be added."""

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield each stem with the number of texts among these that have it."""
        vocabulary = Vocabulary()
        counts: Counter[int] = Counter()
        for (content,) in rows:
            # The name of a source is a word of the text, too, when words are counted.
            words = distinct_words(content)
            counts.update({vocabulary.stem_of[vocabulary.word(word)] for word in words})
        for number, texts in counts.items():
            yield vocabulary.stem_text[number], texts


class _Weighed:
    """Work that needs to know what stems weigh."""

    def __init__(self, counts: Mapping[str, int], of: int, settings: TraceSettings) -> None:
        """Take the stems that many of ``of`` counted articles have, with how many, and settings."""
        self._counts = dict(counts)
        self._of = of
        self._settings = settings

    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(None, self._counts, self._of)


class GramMaker(_Weighed):
    """Makes grams: rows of numbers and contents become rows of grams."""

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the row of grams of each text."""
        vocabulary, settings = self._vocabulary(), self._settings
        for number, content in rows:
            text = unpack(content, vocabulary)
            yield (
                number,
                sorted(word_grams(text, vocabulary, settings.gram)),
                sorted(stem_grams(text, vocabulary, settings.stem_gram)),
                content_stems(text, vocabulary),
            )


class PairJudge(_Weighed):
    """Judges pairs: rows of the contents of a block, then of its pairs, become rows of records.

    A row is (block, step, a, b, content): step 0 brings the content of article ``a``, step 1 is
    the pair ``a``, ``b``. Only pairs that share something give a row.
    """

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the row of what each pair gives."""
        vocabulary, settings = self._vocabulary(), self._settings
        here: int | None = None
        contents: dict[int, bytes] = {}
        texts: dict[int, TracedText] = {}

        def text_of(number: int) -> TracedText:
            text = texts.get(number)
            if text is None:
                text = texts[number] = unpack(contents[number], vocabulary)
                text.index = number
            return text

        # Pairs come ordered by their first article, so that one index serves all its pairs.
        @lru_cache(maxsize=2)
        def index_of(number: int) -> SeedIndex:
            return SeedIndex(texts[number].words)

        for block, step, a, b, content in rows:
            if block != here:
                here = block
                contents.clear()
                texts.clear()
                index_of.cache_clear()
            if step == 0:
                contents[a] = content
                continue
            one, other = text_of(a), text_of(b)
            found = judged(one, index_of(a), other, vocabulary, settings)
            if found is not None:
                yield (
                    a,
                    b,
                    found.one,
                    found.other,
                    _lines(found.reuse),
                    _lines([] if found.derivation is None else [found.derivation]),
                    _lines([] if found.turned is None else [found.turned]),
                    _lines(found.formulas),
                    sentence_spans(found.sentences, one, other),
                )


def _lines(records: Sequence[Record]) -> bytes:
    return b"".join(map(encode_line, records))

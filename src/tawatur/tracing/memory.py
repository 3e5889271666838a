"""What a trace keeps of an earlier one, so that a new day costs its own part only.

A kept signature holds what the search for candidates takes of an article, and a mark of all that
a judgement takes of it. A kept pair holds what judging it gave. Both hold as long as the article,
the settings and the weights of words are the same; names of outlets that come or go touch the
articles that hold their words. So a trace that remembers finds what a trace of all at once finds.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple, Protocol

import msgspec

from tawatur.language import fold_text
from tawatur.records import Article, Furniture, encode_line
from tawatur.tracing.credits import words_of_name
from tawatur.tracing.engine import Row

__all__ = ["KeptPair", "KeptSignature", "Recollection", "Signature", "State", "TraceMemory"]

KeptSignature = tuple[str, str, bytes]
"""An article's id, the key of its input, and its signature."""
KeptPair = tuple[str, str, bytes, bytes]
"""The ids of two articles, the key of both, and what judging them gave."""

_BATCH = 500


class State(msgspec.Struct, frozen=True):
    """What all that is kept rests on."""

    base: str
    """Version and settings."""
    counted: str
    """The articles whose words were counted."""
    counts: dict[str, int]
    outlets: list[list[str]]
    """The names of outlets that articles were read with; several when a run was broken off."""
    whole: str = ""
    """The collection of which all is kept and nothing else, if the last run came to its end."""


class TraceMemory(Protocol):
    """Where a trace keeps what the next one may take."""

    def state(self) -> State | None:
        """Return the state that was put last."""
        ...

    def put_state(self, state: State) -> None:
        """Keep the state in place of the older one."""
        ...

    def restart(self, state: State) -> None:
        """Forget all signatures and pairs, and keep a state, at once."""
        ...

    def signatures(self) -> Iterable[KeptSignature]:
        """Return what is kept of articles."""
        ...

    def pairs(self) -> Iterable[KeptPair]:
        """Return what is kept of pairs."""
        ...

    def put(self, signatures: Sequence[KeptSignature], pairs: Sequence[KeptPair]) -> None:
        """Keep signatures and pairs in place of older ones, all or none."""
        ...

    def forget(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Forget pairs of articles."""
        ...


class Signature(msgspec.Struct, frozen=True, array_like=True):
    """What the search for candidates takes of an article."""

    mark: bytes
    """Digest of all that judging a pair takes of it."""
    day: int | None
    outlet: str | None
    named: list[str]
    byline: list[str]
    words: bytes
    stems: bytes
    rare: bytes

    def gram_row(self, number: int) -> Row:
        """Return the row of grams of the article, which has a number now."""
        return number, _longs(self.words), _longs(self.stems), _longs(self.rare)


_encode = msgspec.msgpack.Encoder()
_decode_signature = msgspec.msgpack.Decoder(Signature)
_Result = tuple[str, str, bytes, bytes, bytes, bytes, bytes]
_decode_result = msgspec.msgpack.Decoder(_Result)


def _longs(content: bytes) -> list[int]:
    numbers = array("q")
    numbers.frombytes(content)
    return numbers.tolist()


def mark_of(content: bytes) -> bytes:
    """Return the mark of a text that was packed."""
    return blake2b(content, digest_size=12).digest()


def input_key(article: Article, furniture: Iterable[Furniture]) -> str:
    """Return the key of an article and its furniture."""
    digest = blake2b(encode_line(article), digest_size=16)
    for record in furniture:
        digest.update(encode_line(record))
    return digest.hexdigest()


class _Known(NamedTuple):
    key: str
    signature: Signature


class Recollection:
    """What a memory holds of the articles of one run."""

    def __init__(
        self,
        memory: TraceMemory,
        articles: Sequence[Article],
        furniture: Mapping[str, Sequence[Furniture]],
        outlets: Sequence[str],
        base: str,
        counted: int,
    ) -> None:
        """Look what holds for ``articles``, of which the first are ``counted``."""
        self._memory = memory
        self._articles = articles
        self._outlets = list(outlets)
        self._keys = [input_key(a, furniture.get(a.id, ())) for a in articles]
        first = self._digest(articles[:counted])
        self._base, self._counted = base, first.hexdigest()
        whole = self._digest(articles)
        whole.update(msgspec.json.encode(self._outlets))
        self._whole = whole.hexdigest()
        state = memory.state()
        self.counts: dict[str, int] | None = None
        self.known: dict[int, Signature] = {}
        self.complete = False
        """Nothing has changed: what is kept is all there is."""
        if state is None or (state.base, state.counted) != (base, self._counted):
            return
        self.counts = state.counts
        self.complete = state.whole == self._whole
        if not self.complete:
            memory.put_state(self._state(state.counts, [*state.outlets, self._outlets]))
        changed = {
            words_of_name(outlet) for names in state.outlets for outlet in set(names) ^ set(outlets)
        }
        number_of = {article.id: number for number, article in enumerate(articles)}
        for name, key, content in memory.signatures():
            number = number_of.get(name)
            if number is None or self._keys[number] != key:
                continue
            if not (changed and _mentions(articles[number], changed)):
                self.known[number] = _decode_signature.decode(content)

    def _digest(self, articles: Sequence[Article]) -> blake2b:
        """Return the digest of the first articles and their furniture."""
        digest = blake2b(digest_size=16)
        for article, key in zip(articles, self._keys, strict=False):
            digest.update(f"{article.id} {key}\n".encode())
        return digest

    def _state(self, counts: dict[str, int], outlets: list[list[str]], whole: str = "") -> State:
        distinct = [list(names) for names in dict.fromkeys(map(tuple, outlets))]
        return State(self._base, self._counted, counts, distinct, whole)

    def begin(self, counts: dict[str, int]) -> None:
        """Forget what rests on other counts, before anything that rests on these is kept."""
        if self.counts is None:
            self._memory.restart(self._state(counts, [self._outlets]))
            self.counts = counts

    def done(self, marks: Callable[[int], bytes]) -> Iterator[Row]:
        """Yield the rows of pairs that need not be judged again, given each article's mark."""
        number_of = {article.id: number for number, article in enumerate(self._articles)}
        for one, other, key, content in self._memory.pairs():
            a, b = number_of.get(one), number_of.get(other)
            if a is None or b is None or key != marks(a) + marks(b):
                continue
            yield (a, b, *(_decode_result.decode(content) if content else _NOTHING))

    def keep_signatures(self, rows: Iterable[tuple[int, Signature]]) -> None:
        """Keep what was read anew."""
        batch: list[KeptSignature] = []
        for number, signature in rows:
            name, key = self._articles[number].id, self._keys[number]
            batch.append((name, key, _encode.encode(signature)))
            if len(batch) >= _BATCH:
                self._memory.put(batch, ())
                batch = []
        self._memory.put(batch, ())

    def keep_pairs(self, rows: Iterable[Row], marks: Callable[[int], bytes]) -> None:
        """Keep what was judged anew: (a, b, and the columns of what it gave, or nulls)."""
        batch: list[KeptPair] = []
        for a, b, *result in rows:
            content = b"" if result[0] is None else _encode.encode(tuple(result))
            one, other = self._articles[a].id, self._articles[b].id
            batch.append((one, other, marks(a) + marks(b), content))
            if len(batch) >= _BATCH:
                self._memory.put((), batch)
                batch = []
        self._memory.put((), batch)

    def end(self, gone: Iterable[tuple[int, int]]) -> None:
        """Forget pairs that are no more worth a comparison, and say that all else is kept."""
        pairs = [(self._articles[a].id, self._articles[b].id) for a, b in gone]
        if pairs:
            self._memory.forget(pairs)
        assert self.counts is not None
        self._memory.put_state(self._state(self.counts, [self._outlets], self._whole))


_NOTHING = (None,) * 7


def _mentions(article: Article, names: Iterable[tuple[str, ...]]) -> bool:
    folded = fold_text(f"{article.text}\n{article.byline or ''}")
    return any(all(word in folded for word in words) for words in names)

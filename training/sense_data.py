"""Examples for the trunk that judges sentences and pairs of statements."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from evaluation.encoder import data as sets
from tawatur.language import fold_text
from tawatur.language.encoder.marking import MARKS, mark_pair

__all__ = [
    "LONGEST",
    "SHORT",
    "Example",
    "batches",
    "events",
    "fold_numbers",
    "general",
    "parts",
    "widths",
]

# As many pieces as the shipped trunk reads of a sentence.
LONGEST = 254
# So many are read in training; one in twelve of the UN sentences is longer. Two more epochs on
# whole ones gave quad class 0.632 where it was 0.626.
SHORT = 96


@dataclass
class Example:
    """One input as numbers, with what it teaches.

    Attributes:
        task: Name of the head.
        ids: Pieces with begin and end.
        marks: A mark for each piece (see :data:`tawatur.language.encoder.marking.MARKS`).
        label: Class of the whole input.
        share: For a judged event: how much of a yes the annotators gave it, 0 to 1.
        words: For heads that label words: the place of each word's first piece.
        labels: For those heads: a tuple of 0 and 1 for each word.
        text: The sentence, whose letters are read beside the pieces; none of a pair.
    """

    task: str
    ids: list[int]
    marks: list[int]
    label: int = 0
    share: float = 0.0
    words: list[int] = field(default_factory=list)
    labels: list[tuple[int, ...]] = field(default_factory=list)
    text: str = ""


def _sentence(
    tokenizer: Tokenizer,
    task: str,
    text: str,
    label: int,
    share: float = 0.0,
    longest: int = LONGEST,
) -> Example:
    ids = [0, *tokenizer.encode(text, add_special_tokens=False).ids[: longest - 2], 2]
    return Example(task, ids, [0] * len(ids), label, share, text=text)


def _pair(tokenizer: Tokenizer, task: str, one: sets.Pair, label: int) -> Example:
    ids, marks = mark_pair(tokenizer, one.a, one.b)
    return Example(task, ids, marks, label)


def general(
    tokenizer: Tokenizer, data: Path, split: str, *, whole: bool = False, longest: int = LONGEST
) -> list[Example]:
    """Return the examples of every set but the events', of ``train`` or of what is held out.

    Of a sentence ``longest`` pieces are read. Sentences judged for relevance that have a quad class
    too are left out unless ``whole``: the class says the same, and more.
    """
    train = split == "train"
    made = [
        _sentence(tokenizer, "quad", one.text, one.label, longest=longest)
        for one in sets.quad_classes(data, "train" if train else "test")
    ]
    relevant = sets.relevance(data, "train" if train else "test")
    if train and not whole:
        known = {one.text for one in sets.quad_classes(data, "train")}
        relevant = [one for one in relevant if one.text not in known]
    made += [
        _sentence(tokenizer, "relevant", one.text, one.label, longest=longest) for one in relevant
    ]
    made += [
        _sentence(tokenizer, "subjective", one.text, one.label, longest=longest)
        for one in sets.subjectivity(data, "train" if train else "dev")
    ]
    made += [
        _pair(tokenizer, "entails", one, int(one.label == "entails"))
        for one in sets.entailment(data, "train" if train else "test")
    ]
    made += [
        _pair(tokenizer, "stance", one, sets.STANCES.index(one.label))
        for one in sets.stance(data, "train" if train else "dev")
    ]
    return made


def events(tokenizer: Tokenizer, data: Path, folds: Iterable[int] | None = None) -> list[Example]:
    """Return the sentences judged for ASSAULT and PROTEST, of some folds or of all."""
    wanted = None if folds is None else set(folds)
    return [
        _sentence(
            tokenizer,
            one.type.lower(),
            one.text,
            int(bool(one.event)),
            1.0 if one.event else one.accepted,
        )
        for one in sets.event_sentences(data)
        if wanted is None or one.fold in wanted
    ]


def fold_numbers(data: Path, task: str) -> list[int]:
    """Return the fold of each sentence judged for an event, in the order of :func:`events`."""
    return [one.fold for one in sets.event_sentences(data) if one.type.lower() == task]


def parts(tokenizer: Tokenizer, data: Path, folds: Iterable[int] | None = None) -> list[Example]:
    """Return one example a marked event: which words are source, target, verb.

    The verb is taught on the bare sentence, source and target with the verb's words marked.
    """
    wanted = None if folds is None else set(folds)
    made: list[Example] = []
    for one in sets.event_parts(data):
        if wanted is not None and one.fold not in wanted:
            continue
        words = one.text.split()
        keys = [_key(word) for word in words]
        verbs = [0] * len(words)
        for annotator in one.annotators:
            chosen = {_key(word) for part in annotator.verb for word in part.split()}
            if not chosen:
                continue
            marked = [int(key in chosen) for key in keys]
            verbs = [max(a, b) for a, b in zip(verbs, marked, strict=True)]
            roles = [
                {_key(word) for part in side for word in part.split()}
                for side in (annotator.source, annotator.target)
            ]
            made.append(
                _words(
                    tokenizer,
                    "parts",
                    words,
                    marked,
                    [tuple(int(key in role) for role in roles) for key in keys],
                )
            )
        made.append(_words(tokenizer, "verb", words, [0] * len(words), [(v,) for v in verbs]))
    return made


def _key(word: str) -> str:
    return "".join(letter for letter in fold_text(word) if letter.isalnum())


def _words(
    tokenizer: Tokenizer,
    task: str,
    words: Sequence[str],
    marked: Sequence[int],
    labels: list[tuple[int, ...]],
) -> Example:
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    ids = [0, *encoding.ids[: LONGEST - 2], 2]
    places = [-1, *encoding.word_ids[: LONGEST - 2], -1]
    trigger = MARKS.index("trigger")
    marks = [trigger if word >= 0 and marked[word] else 0 for word in places]
    first = {word: at for at, word in reversed(list(enumerate(places))) if word >= 0}
    kept = [word for word in range(len(words)) if word in first]
    places, own = [first[word] for word in kept], [labels[word] for word in kept]
    return Example(task, ids, marks, words=places, labels=own)


def widths(one: Example) -> int:
    """Return the length to which an example is padded: up in eights, for the kernels' sake."""
    return -(-len(one.ids) // 8) * 8


def batches(
    items: Sequence[Example], budget: int, shuffler: random.Random | None
) -> Iterator[list[Example]]:
    """Yield batches of one task and one padded length, in random order with a ``shuffler``."""
    groups: dict[tuple[str, int], list[Example]] = {}
    for one in items:
        groups.setdefault((one.task, widths(one)), []).append(one)
    made: list[list[Example]] = []
    for key in sorted(groups):
        group = groups[key]
        if shuffler is not None:
            shuffler.shuffle(group)
        size = max(1, budget // key[1])
        made += [group[at : at + size] for at in range(0, len(group), size)]
    if shuffler is not None:
        shuffler.shuffle(made)
    yield from made

"""The labelled text that the name head learns from.

ANERcorp, CLEANANERCorp and NewsFANE label one text. It is split once, by the published test of
ANERcorp: only sentences of the published training part are used, and NewsFANE's labels are taken
over for those sentences alone, found by their characters.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tawatur.annotating.document import Document
from tawatur.annotating.mentions import MentionStage
from tawatur.annotating.sentences import SentenceStage
from tawatur.language import fold_text
from tawatur.records import Article

__all__ = ["FEATURES", "Sentence", "add_features", "read_pairs", "training_sets"]

# What the rules say of a word: nothing, or the first or a later word of a name of a type.
FEATURES = ("O", *(f"{part}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for part in "BI"))
_TYPES = {"PERS": "PER", "MIS": "MISC", "MIS0": "MISC", "TIT": "ROLE"}
_LEAST = 20
_LONGEST = 90
_CHUNK = 25
_ONLY = 20


@dataclass
class Sentence:
    """Words, the labels of each set that labels them, and the rules' opinion of each word.

    Attributes:
        source: The set that the words come from.
        words: One string a word.
        labels: Set -> one label a word (``O``, ``B-PER`` …).
        features: Index into :data:`FEATURES` for each word.
    """

    source: str
    words: list[str]
    labels: dict[str, list[str]]
    features: list[int] = field(default_factory=list)


def _label(tag: str) -> str:
    if tag in ("O", "_") or len(tag) < 3:
        return "O"
    part, kind = tag[0], tag[2:]
    return f"{part}-{_TYPES.get(kind, kind)}"


def read_pairs(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, labels) of a file with a word and its label a line, blank between sentences."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = line.split()
        if len(parts) >= 2:
            words.append(parts[0])
            labels.append(_label(parts[-1]))
        elif not parts and words:
            yield words, labels
            words, labels = [], []


def _split(words: list[str], labels: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Cut a long sentence at a word outside names."""
    while len(words) > _LONGEST:
        at = next(
            (i for i in range(_LONGEST, _LONGEST // 2, -1) if not labels[i].startswith("I")),
            _LONGEST,
        )
        yield words[:at], labels[:at]
        words, labels = words[at:], labels[at:]
    yield words, labels


def _one_text(data: Path) -> list[Sentence]:
    """The published training part of ANERcorp, with the labels of all three sets."""
    sentences: list[Sentence] = []
    for words, labels in read_pairs(data / "anercorp_camel/ANERCorp_CamelLab_train.txt"):
        sentences += [Sentence("aner", w, {"aner": one}) for w, one in _split(words, labels)]
    clean = [
        (word, label)
        for words, labels in read_pairs(data / "cleananercorp/cleananercorp_TRAIN.txt")
        for word, label in zip(words, labels, strict=True)
    ]
    _carry(sentences, "clean", clean)
    fane: list[tuple[str, str]] = []
    for line in (
        (data / "newsfane_gold/NewsFANE_Gold_2014_170K.txt").read_text("utf-8").splitlines()
    ):
        word, _, label = line.replace("\ufeff", "").replace("\u200e", "").strip().partition("\t")
        if word and label:
            fane.append((word, label))
    counts = Counter(label[2:] for _, label in fane if label[0] == "B")
    _carry(
        sentences,
        "fane",
        [(w, one if one == "O" or counts[one[2:]] >= _LEAST else "O") for w, one in fane],
    )
    return sentences


def _carry(sentences: list[Sentence], name: str, labelled: Iterable[tuple[str, str]]) -> None:
    """Take the labels of another edition of the text over, sentence by sentence.

    The editions differ in order, in marks and in where words are split, so sentences are looked
    for by their letters, first a little ahead of the last one found, then, where long enough to be
    the only one, anywhere. A sentence not found stays without labels.
    """
    stream: list[str] = []
    labels: list[str] = []
    for word, label in labelled:
        folded = _characters(word)
        stream.append(folded)
        labels += [
            label if not i or label[0] != "B" else "I" + label[1:] for i in range(len(folded))
        ]
    text = "".join(stream)
    at = 0
    for sentence in sentences:
        words = [_characters(word) for word in sentence.words]
        letters = "".join(words)
        found = text.find(letters, at, at + 2_000 + len(letters))
        if found < 0 and len(letters) >= _ONLY:
            found = text.find(letters)
        if found < 0 or not letters:
            continue
        at = found
        carried = []
        for word in words:
            here = [one for one in labels[at : at + len(word)] if one != "O"]
            carried.append(here[0] if here else "O")
            at += len(word)
        sentence.labels[name] = carried


def _characters(word: str) -> str:
    # Alef goes: where one edition cuts the preposition off «للاتحاد» the article's alef comes back.
    return re.sub(r"[\W_ا]", "", fold_text(word))


def _caraner(path: Path) -> Iterator[Sentence]:
    words: list[str] = []
    labels: list[str] = []
    last = None
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Sentence_ID"] != last and words:
                yield from (Sentence("cara", w, {"cara": one}) for w, one in _split(words, labels))
                words, labels = [], []
            last = row["Sentence_ID"]
            word = row["Word"].strip()
            if word:
                words.append(word)
                labels.append(_label(row["Revised_Label"].strip() or "O"))
    if words:
        yield from (Sentence("cara", w, {"cara": one}) for w, one in _split(words, labels))


def training_sets(data: Path) -> list[Sentence]:
    """Return every sentence for training, without features."""
    sentences = _one_text(data)
    sentences += _caraner(data / "caraner/CAraNER.csv")
    for part in ("train", "testa", "testb"):
        for words, labels in read_pairs(data / f"aqmar_splits/ar.{part}.iob2"):
            sentences += [Sentence("aqmar", w, {"aqmar": one}) for w, one in _split(words, labels)]
    return sentences


def add_features(sentences: list[Sentence]) -> None:
    """Fill in what the rules say, a run of sentences of one set at a time as one article."""
    sense, stage = SentenceStage(), MentionStage()
    for first in range(0, len(sentences), _CHUNK):
        chunk = sentences[first : first + _CHUNK]
        starts: list[list[int]] = []
        text = ""
        for sentence in chunk:
            offsets = []
            for word in sentence.words:
                offsets.append(len(text))
                text += word + " "
            text = text[:-1] + "\n"
            starts.append(offsets)
        article = Article(id="a", text=text)
        given = list(sense(Document(article)))
        mentions = list(stage(Document(article, given)))
        marks = dict[int, str]()
        for mention in mentions:
            for place in range(mention.start, mention.end):
                marks[place] = mention.type if place > mention.start else "^" + mention.type
        for sentence, offsets in zip(chunk, starts, strict=True):
            features = []
            for word, start in zip(sentence.words, offsets, strict=True):
                here = [marks[i] for i in range(start, start + len(word)) if i in marks]
                begins = next((one[1:] for one in here if one[0] == "^"), None)
                name = f"B-{begins}" if begins else f"I-{here[0]}" if here else "O"
                features.append(FEATURES.index(name) if name in FEATURES else 0)
            sentence.features = features

"""Loaders of the public sets that the encoder is trained and scored on.

Every loader takes the folder of all sets, reads the files where they are and returns plain
tuples. The splits are part of the data: a training script that keeps to them can be scored.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from evaluation.encoder.groups import folds, groups, held_out, plain

__all__ = [
    "EVENTS",
    "NAME_SETS",
    "QUAD",
    "STANCES",
    "EventParts",
    "EventSentence",
    "Labelled",
    "Pair",
    "Parts",
    "Tagged",
    "entailment",
    "event_parts",
    "event_sentences",
    "names",
    "quad_classes",
    "relevance",
    "stance",
    "subjectivity",
]

Event = Literal["ASSAULT", "PROTEST"]
Split = Literal["train", "dev", "test"]

EVENTS: tuple[Event, ...] = ("ASSAULT", "PROTEST")
# The readme of the set gives the classes in another order; these are what the sentences show.
QUAD = (
    "irrelevant",
    "material conflict",
    "material cooperation",
    "verbal conflict",
    "verbal cooperation",
)
STANCES = ("agree", "disagree", "other")
_HELD_OUT = 0.1
# The id of a sentence is its document's id and a number.
_SENTENCE = re.compile(r"[-_]\d+$")


class EventSentence(NamedTuple):
    """A sentence judged for one event type; ``event`` is ``None`` where annotators were torn.

    ``accepted`` is the share of the annotators who said yes. As many of them as not may have: the
    set calls that a difficult no.
    """

    text: str
    type: Event
    event: bool | None
    label: str
    fold: int
    accepted: float


class Parts(NamedTuple):
    """The words of an event's parts; codes are CAMEO's, country and role, or ``None``."""

    source: tuple[str, ...]
    verb: tuple[str, ...]
    target: tuple[str, ...]
    source_code: str | None = None
    target_code: str | None = None


class EventParts(NamedTuple):
    """A sentence with the parts that each annotator marked, in order of the text.

    ``agreed`` holds the words that all of them marked: a set, in alphabetical order.
    """

    text: str
    type: Event
    annotators: tuple[Parts, ...]
    agreed: Parts
    fold: int


class Labelled(NamedTuple):
    """A sentence with its class."""

    text: str
    label: int


class Pair(NamedTuple):
    """Two statements and how they stand to each other."""

    a: str
    b: str
    label: str


class Tagged(NamedTuple):
    """A sentence as tokens with BIO tags."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]


def _rows(path: Path, delimiter: str = "\t") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


# Events


@cache
def _event_rows(data: Path) -> tuple[EventSentence, ...]:
    """Return the sentences of both files, one a text and type, in the order of the files."""
    found: dict[tuple[Event, str], str] = {}
    votes: dict[tuple[Event, str], list[int]] = {}
    documents: dict[str, set[str]] = {}
    for kind in EVENTS:
        for row in _rows(data / "arabic_event_gsr" / f"{kind.lower()}_gsr.csv", ","):
            text, label = row["text"], row["label"]
            documents.setdefault(text, set()).add(_SENTENCE.sub("", row["id"]))
            votes.setdefault((kind, text), []).extend([int(row["accept"]), int(row["reject"])])
            earlier = found.get((kind, text), label)
            # A sentence that was annotated twice: the judgement that was reached counts, and
            # opposite judgements leave it open.
            if _event(earlier) is None:
                found[kind, text] = label
            elif _event(label) not in (None, _event(earlier)):
                found[kind, text] = "ambiguous"
            else:
                found[kind, text] = earlier
    texts = [text for _, text in found]
    numbers = groups(texts, lambda at: sorted(documents[texts[at]]))
    labels = [f"{kind} {_event(label)}" for (kind, _), label in found.items()]
    return tuple(
        EventSentence(text, kind, _event(label), label, fold, _share(votes[kind, text]))
        for ((kind, text), label), fold in zip(
            found.items(), folds(texts, numbers, labels), strict=True
        )
    )


def _share(votes: list[int]) -> float:
    """Return the share of yes among votes that stand in the order yes, no, yes, no."""
    return sum(votes[::2]) / sum(votes)


def _event(label: str) -> bool | None:
    return None if label == "ambiguous" else label == "yes"


def event_sentences(
    data: Path, kind: Event | None = None, *, ambiguous: bool = False
) -> list[EventSentence]:
    """Return the sentences judged for ASSAULT and PROTEST, or for one ``kind`` of them.

    Five folds; the sentences of one document, and near-identical ones of both files, share a
    fold. Sentences on which the annotators were torn are left out unless ``ambiguous``.
    """
    return [
        one
        for one in _event_rows(data)
        if kind in (None, one.type) and (ambiguous or one.event is not None)
    ]


def event_parts(data: Path, kind: Event | None = None) -> list[EventParts]:
    """Return the sentences with source, verb and target, in the folds of their sentences."""
    fold_of = {(one.type, one.text): one.fold for one in _event_rows(data)}
    found: list[EventParts] = []
    for event in EVENTS if kind is None else (kind,):
        path = data / "arabic_event_gsr" / f"{event.lower()}_spans.json"
        for item in json.loads(path.read_text("utf-8")):
            source, verb, target = (
                tuple(str(item[f"{part}_gold"]).split()) for part in ("source", "verb", "target")
            )
            found.append(
                EventParts(
                    item["text"],
                    event,
                    tuple(_parts(span) for span in item["spans"]),
                    Parts(source, verb, target),
                    fold_of[event, item["text"]],
                )
            )
    return found


def _parts(span: dict[str, Any]) -> Parts:
    return Parts(
        tuple(span["source_actor"]),
        tuple(span["verb"]),
        tuple(span["target_actor"]),
        _code(span["source_role"]),
        _code(span["target_role"]),
    )


def _code(role: object) -> str | None:
    """Return country and role as one code; ``None`` where the annotator gave neither."""
    if not isinstance(role, dict):
        return None
    return (
        "".join(str(role[key]) for key in ("main", "role") if role.get(key, "None") != "None")
        or None
    )


# Sentences with a class


@cache
def _un(data: Path) -> tuple[dict[str, bool], list[Labelled], list[Labelled]]:
    """Return which texts are held out, the quad classes and the relevance labels."""
    folder = data / "un_quadclass_ar"
    quad = [
        Labelled(row["ar"], int(row["QuadClass"]))
        for row in _rows(folder / "ar_annotations_quad_multiclass.tsv")
    ]
    relevant = [
        Labelled(row["ar"], int(row["Relevant"]))
        for row in _rows(folder / "ar_annotations_binary_complete.tsv")
    ]
    relevant = list(dict.fromkeys(relevant))
    # Both files go through one split: what is held out of one is not trained on by the other.
    texts = list(dict.fromkeys(one.text for one in (*quad, *relevant)))
    out = held_out(texts, groups(texts), _HELD_OUT)
    return dict(zip(texts, out, strict=True)), quad, relevant


def quad_classes(data: Path, split: Literal["train", "test"]) -> list[Labelled]:
    """Return UN sentences with their class, an index of :data:`QUAD`.

    The test part is a tenth, chosen by hash; near-identical sentences are on one side.
    """
    out, quad, _ = _un(data)
    return [one for one in quad if out[one.text] == (split == "test")]


def relevance(data: Path, split: Literal["train", "test"]) -> list[Labelled]:
    """Return UN sentences with 1 for relevant to conflict or cooperation, else 0; split alike."""
    out, _, relevant = _un(data)
    return [one for one in relevant if out[one.text] == (split == "test")]


def subjectivity(data: Path, split: Split) -> list[Labelled]:
    """Return CheckThat! news sentences with 1 for subjective, 0 for objective."""
    name = {"train": "train_ar", "dev": "dev_ar", "test": "dev_test_ar"}[split]
    return [
        Labelled(row["sentence"], int(row["label"] == "SUBJ"))
        for row in _rows(data / "checkthat_subj_ar" / f"{name}.tsv")
    ]


# Pairs


def _without(pairs: Sequence[Pair], others: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that share no sentence with the others."""
    seen = {plain(text) for pair in others for text in (pair.a, pair.b)}
    return [pair for pair in pairs if plain(pair.a) not in seen and plain(pair.b) not in seen]


def entailment(data: Path, split: Literal["train", "test"]) -> list[Pair]:
    """Return ArEntail's headline pairs, labelled ``entails`` and ``not``.

    Training pairs that hold a headline of the test are left out.
    """
    wanted, test = (
        [
            Pair(
                row["premise"], row["hypothesis"], "entails" if row["label"] == "entails" else "not"
            )
            for row in _rows(data / "arentail" / f"ArEntail_{part}.tsv")
        ]
        for part in (split, "test")
    )
    return wanted if split == "test" else _without(wanted, test)


def stance(data: Path, split: Literal["train", "dev"]) -> list[Pair]:
    """Return the headline pairs of ANS, labelled as :data:`STANCES`.

    Training pairs that hold a headline of the development part are left out.
    """
    wanted, dev = (
        [
            Pair(row["s1"], row["s2"], row["stance"])
            for row in _rows(data / "ans" / f"stance_{part}.csv", ",")
        ]
        for part in (split, "dev")
    )
    return wanted if split == "dev" else _without(wanted, dev)


# Names

_TYPES = {"PERS": "PER", "MIS": "MISC"}
_NAME_TYPES = frozenset({"PER", "LOC", "ORG", "MISC"})
# Set -> split -> file. CAraNER has no split.
NAME_SETS: dict[str, dict[str, str]] = {
    "anercorp": {
        "train": "anercorp_camel/ANERCorp_CamelLab_train.txt",
        "test": "anercorp_camel/ANERCorp_CamelLab_test.txt",
    },
    "cleananercorp": {
        "train": "cleananercorp/cleananercorp_TRAIN.txt",
        "test": "cleananercorp/cleananercorp_TEST.txt",
    },
    "caraner": {"train": "caraner/CAraNER.csv"},
    "aqmar": {
        "train": "aqmar_splits/ar.train.iob2",
        "dev": "aqmar_splits/ar.testa.iob2",
        "test": "aqmar_splits/ar.testb.iob2",
    },
}


def names(data: Path, name: str, split: Split, *, titles: bool = False) -> list[Tagged]:
    """Return a set of :data:`NAME_SETS` as sentences with BIO tags of PER, LOC, ORG and MISC.

    An I tag that continues nothing becomes a B tag, as conlleval and seqeval read it. CAraNER's
    titles are O unless ``titles``, then TIT. ANERcorp and CLEANANERCorp are one text with the
    same split.
    """
    path = data / NAME_SETS[name][split]
    kept = _NAME_TYPES | {"TIT"} if titles else _NAME_TYPES
    lines = _caraner_lines(path) if path.suffix == ".csv" else _iob_lines(path)
    found: list[Tagged] = []
    tokens: list[str] = []
    tags: list[str] = []
    for token, label in (*lines, ("", "")):
        if not token:
            if tokens:
                found.append(Tagged(tuple(tokens), tuple(tags)))
            tokens, tags = [], []
            continue
        kind = _TYPES.get(label[2:], label[2:])
        tag = f"{label[0]}-{kind}" if kind in kept else "O"
        if tag[0] == "I" and (not tags or tags[-1][1:] != tag[1:]):
            tag = f"B-{kind}"
        tokens.append(token)
        tags.append(tag)
    return found


def _iob_lines(path: Path) -> Iterator[tuple[str, str]]:
    # Not splitlines: a token may hold a character that it takes for the end of a line.
    for line in path.read_text("utf-8").split("\n"):
        token, _, label = line.strip(" \r").rpartition(" ")
        yield token, label


def _caraner_lines(path: Path) -> Iterator[tuple[str, str]]:
    earlier = ""
    for row in _rows(path, ","):
        if row["Sentence_ID"] != earlier:
            yield "", ""
        earlier = row["Sentence_ID"]
        yield row["Word"], row["Revised_Label"].replace("_", "-", 1)

"""The rivals: word lists, logistic regression on TF-IDF, and the project's rules for names.

They are given the same input, folds and splits as the encoder and are scored by the same code.
scikit-learn is an optional part (the extra ``rivals``).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.encoder import data as sets
from evaluation.encoder.data import EVENTS, QUAD, STANCES, EventSentence, Labelled, Pair
from evaluation.encoder.groups import FOLDS
from evaluation.encoder.lexical import Listed, Nouns, verbs_of
from evaluation.encoder.scores import binary
from evaluation.encoder.stage_names import stage_tags
from evaluation.encoder.statements import compare, read
from evaluation.encoder.tasks import (
    NAME_TASKS,
    Probabilities,
    Row,
    binary_rows,
    class_rows,
    name_rows,
)
from tawatur.language import fold_text, tokenize

__all__ = ["agreement", "available", "lexical", "pair_chances", "rules", "sense"]

# Inverse strength of the penalty; not tuned.
_C = 10.0


def available() -> bool:
    """Tell whether scikit-learn is installed."""
    return importlib.util.find_spec("sklearn") is not None


def lexical(data: Path) -> Iterator[tuple[str, Row]]:
    """Yield the figures of the two word lists on all sentences judged for an event."""
    for event in EVENTS:
        judged = sets.event_sentences(data, event)
        rivals: dict[str, Callable[[str], bool]] = {
            "CAMEO verbs": Listed(verbs_of(data, event)),
            "event nouns": Nouns(event),
        }
        for name, found in rivals.items():
            counts = binary(
                [one.event is True for one in judged], [found(one.text) for one in judged]
            )
            yield name, Row(event, "F1", counts.f1, len(judged))
            yield name, Row(event, "precision", counts.precision, len(judged))
            yield name, Row(event, "recall", counts.recall, len(judged))


def rules(data: Path) -> Iterator[tuple[str, Row]]:
    """Yield the figures of the program's rules for names, without a model, on every test part."""
    for task, name in NAME_TASKS.items():
        gold = sets.names(data, name, "test")
        found = stage_tags([one.tokens for one in gold])
        yield from (("rules", row) for row in name_rows(task, gold, found))


def sense(data: Path) -> Iterator[tuple[str, Row]]:
    """Yield the figures of logistic regression on words and characters."""
    for event in EVENTS:
        judged = sets.event_sentences(data, event)
        yield from _named(binary_rows(event, _events(judged), _cross_validated(judged)))
    yield from _named(
        class_rows(
            "quad class",
            [QUAD[one.label] for one in sets.quad_classes(data, "test")],
            QUAD,
            _split(sets.quad_classes(data, "train"), sets.quad_classes(data, "test"), QUAD),
        )
    )
    for task, load in (("relevance", sets.relevance), ("subjectivity", sets.subjectivity)):
        train, test = load(data, "train"), load(data, "test")
        gold = ["yes" if one.label else "no" for one in test]
        chances = _split(train, test, ("no", "yes"))
        yield from _named(class_rows(task, gold, ("no", "yes"), chances))


def agreement(data: Path) -> Iterator[tuple[str, Row]]:
    """Yield the figures of logistic regression on features of the pair."""
    for task, names, train_pairs, test_pairs in (
        (
            "entailment, ArEntail",
            ("entails", "not"),
            sets.entailment(data, "train"),
            sets.entailment(data, "test"),
        ),
        ("stance, ANS", STANCES, sets.stance(data, "train"), sets.stance(data, "dev")),
    ):
        gold = [one.label for one in test_pairs]
        yield from _named(class_rows(task, gold, names, pair_chances(train_pairs, test_pairs)))


def _named(rows: Iterator[Row]) -> Iterator[tuple[str, Row]]:
    return (("TF-IDF", row) for row in rows)


def _events(judged: Sequence[EventSentence]) -> list[bool]:
    return [one.event is True for one in judged]


def _cross_validated(judged: Sequence[EventSentence]) -> list[float]:
    """Return the chance of yes for every sentence from a model that has not seen its fold."""
    chances = [0.0] * len(judged)
    for fold in range(FOLDS):
        train = [one for one in judged if one.fold != fold]
        test = [(at, one) for at, one in enumerate(judged) if one.fold == fold]
        model = _texts().fit([one.text for one in train], _events(train))
        for (at, _), row in zip(
            test, model.predict_proba([one.text for _, one in test]), strict=True
        ):
            chances[at] = float(row[1])
    return chances


def _split(
    train: Sequence[Labelled], test: Sequence[Labelled], names: Sequence[str]
) -> Probabilities:
    model = _texts().fit([one.text for one in train], [one.label for one in train])
    chances = model.predict_proba([one.text for one in test])
    return {names[number]: chances[:, at].tolist() for at, number in enumerate(model.classes_)}


def _words(text: str) -> list[str]:
    return [token.text for token in tokenize(text) if token.kind != "mark"]


def _texts() -> Any:
    """Return a pipeline over sentences: words, pairs of words, and 2 to 5 characters of words."""
    text = importlib.import_module("sklearn.feature_extraction.text")
    words = text.TfidfVectorizer(
        tokenizer=_words,
        token_pattern=None,
        lowercase=False,
        ngram_range=(1, 2),
        min_df=2,
        sublinear_tf=True,
    )
    characters = text.TfidfVectorizer(
        preprocessor=fold_text, analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True
    )
    pipeline = importlib.import_module("sklearn.pipeline")
    return pipeline.make_pipeline(pipeline.make_union(words, characters), _classifier())


def _classifier() -> Any:
    linear = importlib.import_module("sklearn.linear_model")
    return linear.LogisticRegression(C=_C, class_weight="balanced", max_iter=2000)


def pair_chances(train: Sequence[Pair], test: Sequence[Pair]) -> Probabilities:
    """Return the chances of every label for the ``test`` pairs, learnt from the ``train`` pairs.

    The features are the words that both, only the first and only the second have (TF-IDF), the
    overlap both ways, and whether numbers, negation, opposites and order differ.
    """
    text = importlib.import_module("sklearn.feature_extraction.text")
    pipeline = importlib.import_module("sklearn.pipeline")
    extraction = importlib.import_module("sklearn.feature_extraction")
    union = pipeline.make_union(
        text.TfidfVectorizer(analyzer=_pair_words, min_df=2, sublinear_tf=True),
        pipeline.make_pipeline(
            importlib.import_module("sklearn.preprocessing").FunctionTransformer(_pair_features),
            extraction.DictVectorizer(),
        ),
    )
    model = pipeline.make_pipeline(union, _classifier()).fit(train, [one.label for one in train])
    chances = model.predict_proba(test)
    return {str(name): chances[:, at].tolist() for at, name in enumerate(model.classes_)}


def _pair_words(pair: Pair) -> list[str]:
    a, b = set(read(pair.a).stems), set(read(pair.b).stems)
    return sorted(
        sign + word for sign, words in (("=", a & b), ("-", a - b), ("+", b - a)) for word in words
    )


def _pair_features(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    rows: list[dict[str, float]] = []
    for pair in pairs:
        a, b = read(pair.a), read(pair.b)
        mine, theirs = set(a.stems), set(b.stems)
        difference = compare(a, b)
        rows.append(
            {
                "share": difference.share,
                "first in second": len(mine & theirs) / max(1, len(mine)),
                "second in first": len(mine & theirs) / max(1, len(theirs)),
                "numbers": difference.numbers,
                "numbers only in second": bool(b.numbers - a.numbers),
                "negation": difference.negation,
                "antonyms": difference.antonyms,
                "order": difference.order,
                "shorter": len(theirs) < len(mine),
            }
        )
    return rows

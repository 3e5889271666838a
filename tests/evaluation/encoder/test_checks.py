"""The hand-written sets, how statements are compared, and the analysis of errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import pytest

from evaluation.encoder import contradictions, paraphrases
from evaluation.encoder.analysis import CLASSES, classes_of, lines, report
from evaluation.encoder.data import STANCES, Pair
from evaluation.encoder.statements import _opposites, compare, read


def test_paraphrases_are_balanced() -> None:
    pairs = paraphrases.load()
    assert Counter(pair.kind for pair in pairs) == {"paraphrase": 30, "different": 30}
    assert Counter(pair.story for pair in pairs) == {str(number): 2 for number in range(1, 31)}
    statements = list(chain(*((pair.a, pair.b) for pair in pairs)))
    assert len(set(statements)) == 120
    assert all(one.endswith(".") and one == one.strip() for one in statements)


def perfect(sentences: Sequence[str]) -> list[list[float]]:
    number = {}
    for pair in paraphrases.load():
        for side, text in enumerate((pair.a, pair.b)):
            number[text] = (
                int(pair.story) if pair.kind == "paraphrase" else 100 * (side + 1) + int(pair.story)
            )
    return [[float(number[one] == at) for at in range(300)] for one in sentences]


def test_paraphrases_of_perfect_vectors() -> None:
    assert {row.value for row in paraphrases.score(perfect)} == {1.0}


def test_paraphrases_of_equal_vectors() -> None:
    figures = {
        row.measure: row.value for row in paraphrases.score(lambda ones: [[1.0, 2.0]] * len(ones))
    }
    assert figures["AUC against same topic"] == 0.5
    assert figures["nearest is paraphrase"] == 0.0
    assert figures["mean reciprocal rank"] == pytest.approx(1 / 119)


def test_character_overlap_takes_the_bait() -> None:
    figures = {row.measure: row.value for row in paraphrases.score(paraphrases.characters)}
    assert figures["AUC against same topic"] < 0.1


def test_contradictions_are_balanced() -> None:
    items = contradictions.load()
    assert Counter(pair.label for _, pair in items) == dict.fromkeys(STANCES, 20)
    assert set(Counter(way for way, _ in items).values()) == {12}
    assert len({pair.a for _, pair in items}) == 20
    assert len({pair.b for _, pair in items}) == 60


def test_contradictions_of_a_system() -> None:
    labels = [pair.label for _, pair in contradictions.load()]
    right = {name: [float(label == name) for label in labels] for name in STANCES}
    rows = {
        row.measure: row.value
        for row in contradictions.score(lambda _: {**right, "entails": right["agree"]})
    }
    assert rows["accuracy"] == rows["accuracy, roles"] == rows["AUC of entails"] == 1.0
    blind = {row.measure for row in contradictions.score(lambda _: {"entails": [0.5] * 60})}
    assert blind == {"AUC of entails"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("مقتل 12 جنديا في كمين", "مقتل تسعة جنود في كمين", "numbers"),
        ("مقتل 12 جنديا في كمين", "مقتل اثني عشر جنديا في كمين", ""),
        ("الحكومة ستوقع الاتفاق", "الحكومة لن توقع الاتفاق", "negation"),
        ("لا يزال الميناء مغلقا", "الميناء مغلق", ""),
        ("ارتفع سعر القمح", "انخفاض أسعار القمح", "antonyms"),
        ("رفضت النقابة العرض", "وافقت النقابة على العرض", "antonyms"),
        ("اتهم وفد سروان وفد تيماران", "اتهم وفد تيماران وفد سروان", "order"),
    ],
)
def test_differences(a: str, b: str, expected: str) -> None:
    difference = compare(read(a), read(b))
    flags = [
        name for name in ("numbers", "negation", "antonyms", "order") if getattr(difference, name)
    ]
    assert flags == [expected] * bool(expected)


def test_no_word_is_its_own_opposite() -> None:
    for word, keys in _opposites().items():
        assert not keys & {(line, 1 - side) for line, side in keys}, word


def test_analysis() -> None:
    swapped = Pair("اتهم وفد سروان وفد تيماران", "اتهم وفد تيماران وفد سروان", "disagree")
    counted = Pair("أصيب 12 عاملا في الحريق", "أصيب 20 عاملا في الحريق", "disagree")
    far = Pair("فاز نادي الشعلة بالكأس", "افتتح الوزير معرض الكتاب", "other")
    assert [classes_of(pair) for pair in (swapped, counted, far)] == [
        ["order"],
        ["numbers"],
        ["far"],
    ]
    chances = {"agree": [0.9, 0.2, 0.1], "disagree": [0.1, 0.7, 0.1], "other": [0.0, 0.1, 0.8]}
    classes = list(report([swapped, counted, far], chances, STANCES))
    assert [(one.name, one.pairs, one.right) for one in classes] == [
        ("numbers", 1, 1),
        ("order", 1, 0),
        ("far", 1, 1),
    ]
    assert classes[1].confusions == {("disagree", "agree"): 1}
    assert classes[1].errors == ((swapped, "agree", 0.9),)
    shown = "\n".join(lines("ANS", classes, 1))
    assert "disagree>agree 1" in shown
    assert swapped.b in shown
    assert {one.name for one in classes} <= set(CLASSES)

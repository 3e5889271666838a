"""Rules and a tagger together, with a tagger that says what the test wants."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tawatur.annotating import Document
from tawatur.annotating.mentions import MentionStage
from tawatur.annotating.sentences import SentenceStage
from tawatur.records import Article, Mention

LABELS = ("O", "B-LOC", "I-LOC", "B-MISC", "I-MISC", "B-ORG", "I-ORG", "B-PER", "I-PER")


class Says:
    """Labels given words with a given probability, all others O; keeps the marks it was shown."""

    name = "says/1"
    labels = LABELS

    def __init__(self, told: dict[str, tuple[str, float]], outside: float = 0.99) -> None:
        self.told = told
        self.outside = outside
        self.marks: list[list[str]] = []

    def tag(
        self, sentences: Sequence[Sequence[str]], marks: Sequence[Sequence[str]]
    ) -> list[NDArray[np.float32]]:
        self.marks += [list(one) for one in marks]
        return [np.log(np.stack([self._row(word) for word in words])) for words in sentences]

    def _row(self, word: str) -> NDArray[np.float32]:
        label, chance = self.told.get(word, ("O", self.outside))
        row = np.full(len(LABELS), (1 - chance) / (len(LABELS) - 1), np.float32)
        row[LABELS.index(label)] = chance
        return row


def mentions(text: str, tagger: Says | None) -> list[Mention]:
    article = Article(id="a", text=text)
    given = list(SentenceStage()(Document(article)))
    found = list(MentionStage(tagger=tagger)(Document(article, given)))
    assert all(one.text == text[one.start : one.end] for one in found)
    return found


def pairs(text: str, tagger: Says | None) -> list[tuple[str, str]]:
    return [(one.text, one.type) for one in mentions(text, tagger)]


def test_a_name_that_no_rule_finds_is_added_without_its_conjunction() -> None:
    text = "تفاوضت القبائل قرب شعفاط العليا، ثم عادت وشعفاط تنتظر."
    assert pairs(text, None) == []
    tagger = Says({"شعفاط": ("B-LOC", 0.9), "وشعفاط": ("B-LOC", 0.9)})
    assert pairs(text, tagger) == [("شعفاط", "LOC"), ("شعفاط", "LOC")]


@pytest.mark.parametrize(("chance", "count"), [(0.6, 0), (0.75, 1)])
def test_what_the_model_doubts_is_left_out(chance: float, count: int) -> None:
    text = "ما زالت شعفاط صامتة منذ الصباح."
    assert pairs(text, None) == []
    assert len(pairs(text, Says({"شعفاط": ("B-LOC", chance)}))) == count


def test_a_listed_name_stands_against_the_model() -> None:
    text = "وصل الوفد إلى بغداد."
    assert pairs(text, Says({})) == pairs(text, None) == [("بغداد", "LOC")]


def test_a_name_made_of_a_pattern_falls_where_the_model_is_sure() -> None:
    text = "قال العميد زيدون الحمداوي إن الطريق مفتوح."
    assert pairs(text, None) == [("زيدون الحمداوي", "PER")]
    assert pairs(text, Says({}, outside=0.9)) == [("زيدون الحمداوي", "PER")]
    assert pairs(text, Says({}, outside=0.995)) == []


def test_the_model_moves_the_end_of_a_name_of_a_pattern() -> None:
    text = "قال العميد زيدون الحمداوي الخفاقي إن الطريق مفتوح."
    told = {
        "زيدون": ("B-PER", 0.97),
        "الحمداوي": ("I-PER", 0.97),
        "الخفاقي": ("I-PER", 0.97),
    }
    assert ("زيدون الحمداوي الخفاقي", "PER") in pairs(text, Says(told))


def test_the_rules_are_shown_to_the_model_as_marks() -> None:
    tagger = Says({})
    mentions("وصل الوفد إلى بغداد.", tagger)
    assert tagger.marks == [["O", "O", "O", "B-LOC", "O"]]


def test_other_kinds_of_names_are_not_added() -> None:
    assert pairs("عُرضت المسرحية في الساحة.", Says({"المسرحية": ("B-MISC", 0.99)})) == []


def test_long_sentences_are_read_in_runs() -> None:
    text = "تحركت القافلة " * 70 + "قرب شعفاط العليا."
    assert pairs(text, Says({"شعفاط": ("B-LOC", 0.9)})) == [("شعفاط", "LOC")]


def test_the_tagger_is_part_of_the_version_and_none_leaves_the_rules() -> None:
    assert "says/1" in MentionStage(tagger=Says({})).version
    assert MentionStage(tagger=Says({})).with_encoder(None).version == MentionStage().version

"""The table, the tasks of a system, and the rivals on tiny sets."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from evaluation.encoder import data as sets
from evaluation.encoder import rivals
from evaluation.encoder.data import QUAD, STANCES, Pair
from evaluation.encoder.lexical import Listed, Nouns, verbs_of
from evaluation.encoder.paraphrases import characters
from evaluation.encoder.report import GROUPS, main, rows_of, rows_of_folds, table
from evaluation.encoder.shipped import Shipped, _runs, shipped
from evaluation.encoder.stage_names import stage_tags
from evaluation.encoder.tasks import Probabilities, Row, Vectors

ATTACK = "هاجم مسلحون مركز الشرطة في بلدة عين الصفصاف وقتلوا ثلاثة من أفراده."
QUIET = "ناقش مجلس البلدية مشروع الموازنة في جلسة مغلقة."


class Keywords:
    """A system that knows one word of each task."""

    folds: Sequence[int] = (0, 1, 2, 3, 4)
    seen: Sequence[str] = ("names, AQMAR",)

    does: Sequence[str] = GROUPS

    def names(self, sentences: Sequence[Sequence[str]], like: str) -> Sequence[Sequence[str]]:
        return [["B-LOC" if word == "أرجوان" else "O" for word in one] for one in sentences]

    def sense(self, sentences: Sequence[str]) -> Probabilities:
        attack = [0.9 if "هاجم" in one else 0.1 for one in sentences]
        quad = {name: [0.0] * len(sentences) for name in QUAD}
        quad["material conflict"] = attack
        quad["irrelevant"] = [1 - chance for chance in attack]
        return {"ASSAULT": attack, "PROTEST": [0.0] * len(sentences), "relevant": attack, **quad}

    def agreement(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        return {"entails": [float(a == b) for a, b in pairs]}

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        return characters(sentences)


def write(path: Path, rows: Sequence[dict[str, object]], delimiter: str = "\t") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for path in (
        "anercorp_camel/ANERCorp_CamelLab_test.txt",
        "cleananercorp/cleananercorp_TEST.txt",
    ):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("زار O\nرشيد B-PERS\nأرجوان B-LOC\n. O\n", "utf-8")
    for kind in sets.EVENTS:
        events: list[dict[str, object]] = [
            {"id": "a-1", "label": "yes" if kind == "ASSAULT" else "easy no", "text": ATTACK},
            {"id": "b-1", "label": "easy no", "text": QUIET},
        ]
        for event in events:
            event["accept"], event["reject"] = (3, 0) if event["label"] == "yes" else (0, 3)
        write(tmp_path / f"arabic_event_gsr/{kind.lower()}_gsr.csv", events, ",")
    numbers = range(50)
    texts = [
        f"{ATTACK} {'ا' * number}" if number % 2 else f"{QUIET} {'ب' * number}"
        for number in numbers
    ]
    un = tmp_path / "un_quadclass_ar"
    quad: list[dict[str, object]] = [
        {"ar": text, "QuadClass": number % 2} for number, text in enumerate(texts)
    ]
    binary: list[dict[str, object]] = [
        {"ar": text, "Relevant": number % 2} for number, text in enumerate(texts)
    ]
    write(un / "ar_annotations_quad_multiclass.tsv", quad)
    write(un / "ar_annotations_binary_complete.tsv", binary)
    for name in ("train_ar", "dev_test_ar"):
        write(tmp_path / f"checkthat_subj_ar/{name}.tsv", [{"sentence": QUIET, "label": "OBJ"}])
    for name in ("train", "test"):
        pairs: list[dict[str, object]] = [
            {"premise": ATTACK, "hypothesis": ATTACK, "label": "entails"},
            {"premise": ATTACK, "hypothesis": QUIET, "label": "not entail"},
        ]
        write(tmp_path / f"arentail/ArEntail_{name}.tsv", pairs)
    for name in ("train", "dev"):
        write(
            tmp_path / f"ans/stance_{name}.csv",
            [{"s1": ATTACK, "s2": QUIET, "stance": "other"}],
            ",",
        )
    return tmp_path


def test_rows_of_a_system(data: Path) -> None:
    rows = {(row.task, row.measure): row for row in rows_of(Keywords(), data)}
    assert rows["names, ANERcorp", "F1"].value == pytest.approx(2 / 3)
    assert rows["names, ANERcorp", "F1 LOC"].value == 1.0
    assert ("names, AQMAR", "F1") not in rows  # training has seen it
    assert rows["ASSAULT", "F1"] == Row("ASSAULT", "F1", 1.0, 2)
    assert rows["PROTEST", "F1"].value == 0.0
    assert ("subjectivity", "accuracy") not in rows  # no such probability
    assert rows["entailment, ArEntail", "accuracy"].value == 1.0
    assert ("stance, ANS", "accuracy") not in rows
    assert rows["paraphrases", "AUC against same topic"].items == 60


def test_no_unseen_fold_no_figure(data: Path) -> None:
    system = Keywords()
    system.folds = ()
    assert not {"ASSAULT", "PROTEST"} & {row.task for row in rows_of(system, data, ["sense"])}


def test_folds_left_out(tmp_path: Path) -> None:
    path = tmp_path / "folds.json"
    path.write_text(json.dumps({"assault": [[0.9, 1], [0.2, 0], [0.7, 0]]}), "utf-8")
    rows = {(row.task, row.measure): row.value for row in rows_of_folds(path)}
    assert rows["ASSAULT", "F1"] == pytest.approx(2 / 3)
    assert rows["ASSAULT", "average precision"] == 1.0
    assert ("PROTEST", "F1") not in rows


def test_table() -> None:
    row = Row("quad class", "accuracy", 0.5, 10)
    shown = list(
        table(
            [
                ("encoder", row),
                ("TF-IDF", row._replace(value=0.25)),
                ("lists", row._replace(task="ASSAULT")),
            ]
        )
    )
    assert shown[0] == "| task | measure | items | encoder | TF-IDF | lists |"
    assert shown[2:] == [
        "| quad class | accuracy | 10 | 0.500 | 0.250 | - |",
        "| ASSAULT | accuracy | 10 | - | - | 0.500 |",
    ]


def test_main_without_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--data", str(tmp_path / "none")])
    assert stopped.value.code == 2
    assert "--data" in capsys.readouterr().err


def test_shipped_is_there_or_says_why() -> None:
    predictor, why = shipped()
    assert predictor is not None or why
    assert predictor is None or predictor.does


class FakeSense:
    """Answers as the shipped model of sense does."""

    def sense(self, sentences: Sequence[str]) -> list[SimpleNamespace]:
        one = SimpleNamespace(
            quad=(0.1, 0.6, 0.1, 0.1, 0.1), relevant=0.8, assault=0.7, protest=0.2, subjective=0.3
        )
        return [one] * len(sentences)

    def agreement(self, pairs: Sequence[tuple[str, str]]) -> list[SimpleNamespace]:
        return [SimpleNamespace(entails=0.9, agree=0.5, disagree=0.3, other=0.2)] * len(pairs)


def test_adapter_of_sense() -> None:
    system = Shipped(False, FakeSense())
    assert system.does == ("sense", "agreement", "vectors")
    chances = system.sense([ATTACK, QUIET])
    assert set(chances) == {"ASSAULT", "PROTEST", "relevant", "subjective", *QUAD}
    assert chances["ASSAULT"] == [0.7, 0.7]
    assert chances["material conflict"] == [0.6, 0.6]
    assert system.agreement([(ATTACK, QUIET)]) == {
        "entails": [0.9],
        "agree": [0.5],
        "disagree": [0.3],
        "other": [0.2],
    }


def test_lexical(tmp_path: Path) -> None:
    tables: dict[str, list[dict[str, object]]] = {
        "CameoRule": [
            {"word": "attack", "cameoCode": "190"},
            {"word": "attack", "cameoCode": "111"},
            {"word": "praise", "cameoCode": "051"},
        ],
        "Word": [{"id": 1, "text": "attack"}, {"id": 2, "text": "praise"}],
        "SynsetEntry": [{"id": 10, "idWord": 1}, {"id": 20, "idWord": 2}],
        "SynsetWord": [
            {"idSynsetEntry": 10, "word": "هاجم", "languageCode": "ar"},
            {"idSynsetEntry": 10, "word": "أطلق_النار", "languageCode": "ar"},
            {"idSynsetEntry": 10, "word": "atacar", "languageCode": "es"},
            {"idSynsetEntry": 20, "word": "مدح", "languageCode": "ar"},
        ],
    }
    for name, rows in tables.items():
        path = tmp_path / f"cameo_ar_verbs/{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(rows), "utf-8")
    verbs = verbs_of(tmp_path, "ASSAULT")
    assert verbs == {("هاجم",), ("اطلق", "النار")}
    assert verbs_of(tmp_path, "ASSAULT", 0.6) == frozenset()
    found = Listed(verbs)
    assert found("وسيهاجمون المدينة")
    assert found("أطلقوا النار على الحشد")
    assert not found("أطلقوا سراح الأسير")
    assert not found("مدح الشاعر الأمير")
    assert Nouns("PROTEST")("شارك الآلاف في المظاهرات")
    assert not Nouns("PROTEST")("شارك الآلاف في السباق")


def test_regression_learns_the_obvious() -> None:
    pytest.importorskip("sklearn")
    train = [
        Pair(f"وصلت السفينة رقم {number} إلى الميناء", text, label)
        for number in range(3, 23)
        for text, label in (
            (f"السفينة رقم {number} وصلت إلى الميناء", "agree"),
            (f"لم تصل السفينة رقم {number} إلى الميناء", "disagree"),
        )
    ]
    chances = rivals.pair_chances(train, train[-2:])
    assert set(chances) <= set(STANCES)
    assert chances["agree"][0] > 0.5 > chances["agree"][1]


def test_tags_of_the_stage() -> None:
    sentences = [
        ["قال", "الوزير", "رشيد", "العابد", "إنه", "سيزور", "لبنان", "."],
        ["وعاد", "العابد", "من", "بغداد", "."],
    ]
    assert stage_tags(sentences) == [
        ["O", "O", "B-PER", "I-PER", "O", "O", "B-LOC", "O"],
        ["O", "B-PER", "O", "B-LOC", "O"],
    ]
    assert stage_tags([["وصل", "وفد", "لبغداد", "."]])[0][2] == "B-LOC"


def test_long_sentences_are_cut_outside_names() -> None:
    marks = ["O"] * 85 + ["B-ORG", *["I-ORG"] * 9] + ["O"] * 100
    spans = _runs(marks)
    assert spans[0] == (0, 84)
    assert [span[0] for span in spans[1:]] == [span[1] for span in spans[:-1]]
    assert spans[-1][1] == len(marks)
    assert all(0 < end - begin <= 90 for begin, end in spans)
    assert _runs([]) == [(0, 0)]

"""The loaders, each on tiny files of the same format, and the splits."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.encoder import data
from evaluation.encoder.groups import folds, groups, held_out, plain

ATTACK = "هاجم مسلحون مجهولون مركز الشرطة في بلدة وادي السرو فجر أمس وقتلوا ثلاثة من أفراده."
MARCH = "خرج مئات من عمال مصنع النسيج في مدينة الرملانية في مسيرة احتجاجا على تأخر الرواتب."
BUDGET = "ناقش مجلس بلدية الرملانية مشروع الموازنة في جلسة مغلقة استمرت أربع ساعات."


def write(path: Path, rows: list[dict[str, object]], delimiter: str = "\t") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


VOTES = {"yes": (3, 0), "easy no": (0, 3), "difficult no": (2, 2), "ambiguous": (1, 0)}


def event_row(identity: str, text: str, label: str, kind: str) -> dict[str, object]:
    accept, reject = VOTES[label]
    row = {"": 0, "event_type": kind, "id": identity, "label": label, "text": text}
    return {**row, "accept": accept, "reject": reject, "total": accept + reject}


@pytest.fixture
def events(tmp_path: Path) -> Path:
    assault = [
        event_row("AAW_1.0001-2", ATTACK, "yes", "ASSAULT"),
        event_row("AAW_1.0001-9", BUDGET, "easy no", "ASSAULT"),
        event_row("AAW_1.0002-1", MARCH.replace("مئات", "آلاف"), "difficult no", "ASSAULT"),
        event_row("AAW_1.0003-1", "انفجرت عبوة قرب السوق ولم يعرف سببها.", "ambiguous", "ASSAULT"),
    ]
    protest = [
        event_row("e68f_4", MARCH, "ambiguous", "PROTEST"),
        event_row("e68f_4", MARCH, "yes", "PROTEST"),
        event_row("e70a_1", ATTACK, "easy no", "PROTEST"),
    ]
    write(tmp_path / "arabic_event_gsr/assault_gsr.csv", assault, ",")
    write(tmp_path / "arabic_event_gsr/protest_gsr.csv", protest, ",")
    span = {
        "source_actor": ["مسلحون", "مجهولون"],
        "verb": ["هاجم"],
        "target_actor": ["مركز", "الشرطة"],
        "source_role": {"main": "None", "role": "UAF"},
        "target_role": "UNKNOWN",
    }
    other = {**span, "source_actor": [], "source_role": {}, "target_role": {"main": "SDN"}}
    item = {
        "text": ATTACK,
        "spans": [span, other],
        "source_gold": "",
        "verb_gold": "هاجم",
        "target_gold": "الشرطة مركز",
    }
    folder = tmp_path / "arabic_event_gsr"
    (folder / "assault_spans.json").write_text(json.dumps([item]), "utf-8")
    (folder / "protest_spans.json").write_text("[]", "utf-8")
    return tmp_path


def test_events(events: Path) -> None:
    sentences = data.event_sentences(events)
    assert [(one.type, one.event) for one in sentences] == [
        ("ASSAULT", True),
        ("ASSAULT", False),
        ("ASSAULT", False),
        ("PROTEST", True),
        ("PROTEST", False),
    ]
    # The march was judged twice: one who said yes, then three.
    assert [one.accepted for one in sentences] == [1, 0, 0.5, 1, 0]
    assert len(data.event_sentences(events, "ASSAULT", ambiguous=True)) == 4
    folds_of: dict[str, set[int]] = {}
    for one in sentences:
        folds_of.setdefault(one.text, set()).add(one.fold)
    attack, budget, thousands, march = (
        folds_of[text] for text in (ATTACK, BUDGET, MARCH.replace("مئات", "آلاف"), MARCH)
    )
    assert len(attack) == 1
    assert attack == budget  # one document
    assert thousands == march  # near-identical
    assert attack != march


def test_a_sentence_judged_both_ways_is_ambiguous(events: Path, tmp_path: Path) -> None:
    rows = [
        event_row("e68f_4", MARCH, "yes", "PROTEST"),
        event_row("e68f_4", MARCH, "difficult no", "PROTEST"),
    ]
    write(tmp_path / "arabic_event_gsr/protest_gsr.csv", rows, ",")
    assert data.event_sentences(events, "PROTEST") == []


def test_event_parts(events: Path) -> None:
    (one,) = data.event_parts(events)
    assert one.agreed == data.Parts((), ("هاجم",), ("الشرطة", "مركز"))
    assert one.annotators[0].source == ("مسلحون", "مجهولون")
    assert [(part.source_code, part.target_code) for part in one.annotators] == [
        ("UAF", None),
        (None, "SDN"),
    ]
    assert one.fold == data.event_sentences(events, "ASSAULT")[0].fold
    assert data.event_parts(events, "PROTEST") == []


def test_quad_classes_and_relevance(tmp_path: Path) -> None:
    folder = tmp_path / "un_quadclass_ar"
    texts = [
        f'"أدان المجلس الهجوم رقم {number} على قرية السروية {"ال" * number}"'
        for number in range(60)
    ]
    write(
        folder / "ar_annotations_quad_multiclass.tsv",
        [{"ar": text, "QuadClass": number % 5} for number, text in enumerate(texts[:40])],
    )
    write(
        folder / "ar_annotations_binary_complete.tsv",
        [{"ar": text, "Relevant": int(number % 5 > 0)} for number, text in enumerate(texts)] * 2,
    )
    quad = {part: data.quad_classes(tmp_path, part) for part in ("train", "test")}
    binary = {part: data.relevance(tmp_path, part) for part in ("train", "test")}
    assert sorted(Counter(one.label for part in quad.values() for one in part)) == [0, 1, 2, 3, 4]
    assert sum(map(len, quad.values())) == 40
    assert sum(map(len, binary.values())) == 60
    assert all(one.text.startswith('"أدان') for one in quad["train"])
    for part, other in (("train", "test"), ("test", "train")):
        apart = {plain(one.text) for one in (*quad[part], *binary[part])}
        assert apart.isdisjoint(plain(one.text) for one in (*quad[other], *binary[other]))


def test_pairs(tmp_path: Path) -> None:
    ship = "وصول سفينة إغاثة إلى ميناء السروية"
    train = [
        {"premise": ATTACK, "hypothesis": MARCH, "label": "not entail"},
        {"premise": BUDGET, "hypothesis": ship, "label": "entails"},
    ]
    test = [{"premise": ship + ".", "hypothesis": ship, "label": "entails"}]
    write(tmp_path / "arentail/ArEntail_train.tsv", train)
    write(tmp_path / "arentail/ArEntail_test.tsv", test)
    assert data.entailment(tmp_path, "train") == [(ATTACK, MARCH, "not")]
    assert data.entailment(tmp_path, "test") == [(ship + ".", ship, "entails")]
    stances = [
        {"s1": ATTACK, "s2": MARCH, "stance": "other"},
        {"s1": ship, "s2": MARCH, "stance": "disagree"},
    ]
    write(tmp_path / "ans/stance_train.csv", stances, ",")
    write(tmp_path / "ans/stance_dev.csv", stances[1:], ",")
    assert data.stance(tmp_path, "dev") == [(ship, MARCH, "disagree")]
    assert data.stance(tmp_path, "train") == []


def test_subjectivity(tmp_path: Path) -> None:
    for name, label in (("train_ar", "OBJ"), ("dev_ar", "SUBJ"), ("dev_test_ar", "OBJ")):
        row: dict[str, object] = {"sentence_id": "1", "sentence": name, "label": label}
        write(tmp_path / f"checkthat_subj_ar/{name}.tsv", [row])
    assert data.subjectivity(tmp_path, "train") == [("train_ar", 0)]
    assert data.subjectivity(tmp_path, "dev") == [("dev_ar", 1)]
    assert data.subjectivity(tmp_path, "test") == [("dev_test_ar", 0)]


IOB = "زار O\nرشيد B-PERS\nالعابد I-PERS\nالرملانية I-LOC\n. O\n\n\nنهر B-MISC \n"


@pytest.mark.parametrize(
    ("name", "split"),
    [
        (name, split)
        for name in ("anercorp", "cleananercorp", "aqmar")
        for split in ("train", "test")
    ],
)
def test_names(tmp_path: Path, name: str, split: data.Split) -> None:
    path = tmp_path / data.NAME_SETS[name][split]
    path.parent.mkdir()
    path.write_text(IOB, "utf-8")
    assert data.names(tmp_path, name, split) == [
        (("زار", "رشيد", "العابد", "الرملانية", "."), ("O", "B-PER", "I-PER", "B-LOC", "O")),
        (("نهر",), ("B-MISC",)),
    ]


def test_caraner(tmp_path: Path) -> None:
    words = [("1", "الوزير", "B_TIT"), ("1", "رشيد", "B_PER"), ("2", "السروية", "I_LOC")]
    rows: list[dict[str, object]] = [
        {"Sentence_ID": number, "Word": word, "Revised_Label": label}
        for number, word, label in words
    ]
    write(tmp_path / "caraner/CAraNER.csv", rows, ",")
    assert data.names(tmp_path, "caraner", "train") == [
        (("الوزير", "رشيد"), ("O", "B-PER")),
        (("السروية",), ("B-LOC",)),
    ]
    assert data.names(tmp_path, "caraner", "train", titles=True)[0].tags == ("B-TIT", "B-PER")


WORDS = st.sampled_from(
    [
        "أعلن",
        "وزير",
        "النفط",
        "زيادة",
        "الإنتاج",
        "في",
        "حقل",
        "الرمال",
        "إلى",
        "300",
        "ألف",
        "برميل",
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), max_size=25, unique=True)


def alike(a: str, b: str) -> float:
    grams = []
    for text in (a, b):
        parts = ["^", *plain(text).split(), "$"]
        grams.append({tuple(parts[at : at + 3]) for at in range(len(parts) - 2)})
    return len(grams[0] & grams[1]) / len(grams[0] | grams[1])


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_groups_hold_every_alike_pair(texts: list[str]) -> None:
    numbers = groups(texts)
    for a in range(len(texts)):
        for b in range(a):
            if alike(texts[a], texts[b]) >= 0.5:
                assert numbers[a] == numbers[b]


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_splits_do_not_depend_on_order(texts: list[str]) -> None:
    shuffled = sorted(texts, key=lambda text: text[::-1])
    parts = []
    for order in (texts, shuffled):
        numbers = groups(order)
        labels = [str(len(text) % 3 == 0) for text in order]
        parts.append(
            (
                dict(zip(order, folds(order, numbers, labels), strict=True)),
                dict(zip(order, held_out(order, numbers, 0.3), strict=True)),
            )
        )
    assert parts[0] == parts[1]


def test_unlike_sentences_stand_alone() -> None:
    assert groups([ATTACK, MARCH, BUDGET]) == [0, 1, 2]


def test_folds_spread_rare_labels() -> None:
    texts = [f"جملة {'ا' * number}" for number in range(100)]
    labels = ["yes" if number < 10 else "no" for number in range(100)]
    spread = folds(texts, list(range(100)), labels)
    counted = Counter(zip(spread, labels, strict=True))
    assert [counted[fold, "yes"] for fold in range(5)] == [2] * 5
    assert [counted[fold, "no"] for fold in range(5)] == [18] * 5

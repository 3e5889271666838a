"""The weights that ship: that they load, read Arabic, and answer the same way every time."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tawatur.annotating import default_pipeline
from tawatur.annotating.document import Document
from tawatur.language.encoder import missing, name_tagger
from tawatur.language.encoder.decoding import decode
from tawatur.language.encoder.names import NameModel
from tawatur.language.encoder.pieces import LONGEST, pieces
from tawatur.language.encoder.sense import QUAD, SenseModel, sense_model
from tawatur.language.encoder.weights_folder import card, path
from tawatur.records import Article

WORDS = [
    *("وصل", "وزير", "الدفاع", "زيدان", "الخفاقي", "إلى", "مدينة"),
    *("سرمدا", "حيث", "التقى", "قادة", "حركة", "الفجر", "."),
]


def labels(model: NameModel, words: list[str]) -> list[str]:
    (scores,) = model.tag([words], [["O"] * len(words)])
    return [model.labels[at] for at in decode(scores, model.labels)]


@pytest.fixture(scope="module")
def sense() -> SenseModel:
    model = sense_model()
    if model is None:
        pytest.skip("no weights of sense in the package")
    return model


def test_nothing_is_missing_and_everything_fits_in_sixty_megabytes() -> None:
    assert missing() is None
    assert sum(file.stat().st_size for file in path("").iterdir()) <= 60_000_000


def test_the_card_names_the_data_and_their_licences() -> None:
    for file in path("").glob("*.onnx"):
        assert card()[file.stem]["data"]
        assert all(one["licence"] for one in card()[file.stem]["data"])


def test_names_are_found_in_a_sentence_about_invented_people() -> None:
    found = labels(NameModel(), WORDS)
    assert found[3:5] == ["B-PER", "I-PER"]
    assert found[WORDS.index("سرمدا")].endswith("-LOC")
    assert found[0] == found[-1] == "O"


def test_a_row_of_log_probabilities_for_every_word_even_beyond_what_is_read() -> None:
    model = NameModel()
    words = WORDS * 30
    (scores,) = model.tag([words], [["O"] * len(words)])
    assert scores.shape == (len(words), len(model.labels))
    assert np.exp(scores).sum(1) == pytest.approx(1, abs=2e-3)
    assert len(pieces().of_words(words).ids) == LONGEST
    assert model.labels[int(scores[-1].argmax())] == "O"


def test_a_word_of_marks_alone_has_its_row() -> None:
    (scores,) = NameModel().tag([["قال", "ًٌ", "زيدان"]], [["O"] * 3])
    assert len(scores) == 3


def test_another_convention_has_other_labels_and_an_unknown_one_is_refused() -> None:
    assert "B-ROLE" in NameModel("cara").labels
    with pytest.raises(ValueError, match="aner"):
        NameModel("zebra")


def test_the_answer_depends_on_nothing_but_the_article() -> None:
    article = Article(id="a", text=" ".join(WORDS) + "\n" + "أعلنت بلدة سرمدا الحداد.")
    code = (
        "import json, sys\n"
        "from tawatur.annotating import default_pipeline\n"
        "from tawatur.records import Article, encode_line\n"
        "text = json.load(sys.stdin)\n"
        "article = Article(id='a', text=text)\n"
        "sys.stdout.buffer.writelines(map(encode_line, default_pipeline().run(article)))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(article.text).encode(),
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert default_pipeline().run(article) == default_pipeline().run(article)


def test_without_the_encoder_the_rules_alone_work() -> None:
    assert name_tagger(None) is None
    with_it, without = default_pipeline(), default_pipeline(None)
    article = Article(id="a", text=" ".join(WORDS))
    assert Document(article)
    names = [stage.version for stage in without.stages if stage.name == "mentions"]
    assert names != [stage.version for stage in with_it.stages if stage.name == "mentions"]
    assert without.run(article)


def test_where_onnxruntime_is_missing_the_commands_go_on_and_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل الوفد إلى بغداد.", "utf-8")
    code = (
        "import importlib.util as u, sys\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'onnxruntime' else find(name, *a)\n"
        "sys.modules['onnxruntime'] = None\n"
        "from tawatur.cli import app\n"
        f"app(['annotate', {str(tmp_path / 'a.txt')!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "onnxruntime not installed" in done.stderr.decode()
    assert "بغداد" in done.stdout.decode()


def test_an_attack_and_a_march_are_told_from_a_price(sense: SenseModel) -> None:
    attack, march, price = sense.sense(
        [
            "قتل مسلحون ثلاثة جنود في هجوم على حاجز شمال المدينة.",
            "تظاهر آلاف العمال في العاصمة احتجاجا على خفض الأجور.",
            "ارتفع سعر القمح في الأسواق المحلية بنسبة طفيفة.",
        ]
    )
    assert attack.assault > max(march.assault, price.assault)
    assert march.protest > max(attack.protest, price.protest)
    assert sum(attack.quad) == pytest.approx(1, abs=1e-4)
    assert len(attack.quad) == len(QUAD)


def test_a_restatement_is_told_from_a_contradiction(sense: SenseModel) -> None:
    premise = "الحكومة توافق على اتفاق وقف إطلاق النار"
    same, opposite, elsewhere = sense.agreement(
        [
            (premise, "موافقة حكومية على اتفاق وقف إطلاق النار"),
            (premise, "الحكومة ترفض اتفاق وقف إطلاق النار"),
            (premise, "أسعار القمح ترتفع في الأسواق"),
        ]
    )
    assert opposite.disagree > same.disagree
    assert same.agree > opposite.agree
    assert same.entails > elsewhere.entails


def test_vectors_have_length_one_and_near_sentences_are_near(sense: SenseModel) -> None:
    vectors = sense.vectors(
        [
            "أعلنت وزارة الصحة وفاة عشرة مرضى",
            "قالت السلطات الصحية إن عشرة مصابين توفوا",
            "فاز الفريق الأبيض بكأس البلاد",
        ]
    )
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    near = vectors @ vectors.T
    assert near[0, 1] > near[0, 2]
    assert sense.vectors([]).shape[0] == 0


def test_the_words_of_an_event_are_found(sense: SenseModel) -> None:
    words = ["هاجم", "مسلحون", "مجهولون", "دورية", "للشرطة", "قرب", "الجسر", "أمس", "."]
    assert int(np.argmax(sense.triggers(words))) == 0
    parts = sense.parts(words, range(1))
    assert len(parts) == len(words)
    assert all(0 <= chance <= 1 for part in parts for chance in part)

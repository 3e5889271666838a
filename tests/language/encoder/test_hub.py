"""A model named by its user, on a tiny checkpoint made here."""

from pathlib import Path

import numpy as np
import pytest

from tawatur.annotating import Document
from tawatur.annotating.mentions import MentionStage
from tawatur.annotating.sentences import SentenceStage
from tawatur.errors import EncoderError
from tawatur.language.encoder import name_tagger
from tawatur.records import Article

torch = pytest.importorskip("torch", reason="the extra 'hub' is not installed")
transformers = pytest.importorskip("transformers", reason="the extra 'hub' is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

WORDS = ["[UNK]", "[PAD]", "وصل", "زيدون", "الحمداوي", "إلى", "أمس", "."]
LABELS = ["O", "B-PERS", "I-PERS", "B-LOC"]


def _save(folder: Path, labels: list[str]) -> Path:
    """Save a model of one layer whose head tells a word by its place in the vocabulary."""
    from tokenizers import Tokenizer, pre_tokenizers
    from tokenizers.models import WordLevel

    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", model_max_length=32
    )
    fast.save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=0,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=32,
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    model = transformers.BertForTokenClassification(config).eval()
    wanted = {"زيدون": 1, "الحمداوي": 2}
    with torch.no_grad():
        for table in (
            model.bert.embeddings.position_embeddings,
            model.bert.embeddings.token_type_embeddings,
        ):
            table.weight.zero_()
        # Without layers the state of a word is its row: give each label a direction of its own.
        rows = torch.full((len(WORDS), 8), -1.0)
        for at, word in enumerate(WORDS):
            rows[at, wanted.get(word, 0)] = 4.0
        model.bert.embeddings.word_embeddings.weight.copy_(rows)
        model.classifier.weight.copy_(torch.eye(len(labels), 8) * 5)
        model.classifier.bias.zero_()
    model.save_pretrained(folder)
    return folder


def test_a_folder_gives_a_tagger_and_its_names_reach_the_stage(tmp_path: Path) -> None:
    tagger = name_tagger(str(_save(tmp_path / "tiny", LABELS)))
    assert tagger is not None
    words = ["وصل", "زيدون", "الحمداوي", "أمس", "."]
    (scores,) = tagger.tag([words], [["O"] * len(words)])
    assert scores.shape == (5, len(tagger.labels))
    assert [tagger.labels[at] for at in scores.argmax(1)] == ["O", "B-PER", "I-PER", "O", "O"]
    assert np.exp(scores).sum(1) == pytest.approx(1, abs=1e-3)

    article = Article(id="a", text="وصل زيدون الحمداوي أمس.")
    given = list(SentenceStage()(Document(article)))
    found = MentionStage(tagger=tagger)(Document(article, given))
    assert [(one.text, one.type) for one in found] == [("زيدون الحمداوي", "PER")]


def test_the_name_of_the_model_is_part_of_the_version(tmp_path: Path) -> None:
    folder = str(_save(tmp_path / "tiny", LABELS))
    stage = MentionStage().with_encoder(folder)
    assert folder in stage.version
    assert stage.version != MentionStage().version


def test_what_cannot_be_loaded_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cannot be loaded"):
        name_tagger(str(tmp_path / "nothing"))
    with pytest.raises(EncoderError, match="BIO tags"):
        name_tagger(str(_save(tmp_path / "other", ["POSITIVE", "NEGATIVE"])))

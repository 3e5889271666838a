"""The pipeline orders stages and refuses what cannot be ordered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

import pytest

from tawatur.annotating import Document, Pipeline, Stage, default_pipeline, discover
from tawatur.errors import PipelineError
from tawatur.records import Annotation, Article, Furniture, Sentence


@dataclass
class Made:
    """A stage that notes what it is given and makes one sentence record."""

    name: str
    requires: tuple[str, ...] = ("article",)
    provides: tuple[str, ...] = ()
    version: str = "1"
    ran: list[str] = field(default_factory=list)

    def __call__(self, document: Document) -> Sequence[Annotation]:
        self.ran.append(document.article.id)
        text = document.text[:2]
        return [
            Sentence(id=document.id("s", 1), article=document.article.id, start=0, end=2, text=text)
        ]


def test_stages_are_ordered_by_what_they_need_from_any_order() -> None:
    stages = [
        Made("c", ("mention", "time"), ("quote",)),
        Made("a", ("sentence",), ("time",)),
        Made("b", ("sentence",), ("mention",)),
        Made("z", ("article",), ("sentence",)),
    ]
    orders = {
        tuple(stage.name for stage in Pipeline.arranged(some).stages)
        for some in permutations(stages)
    }
    assert orders == {("z", "a", "b", "c")}


@pytest.mark.parametrize(
    ("stages", "complaint"),
    [
        ([Made("b", ("time",)), Made("a", (), ("time",))], "requires time"),
        ([Made("a", (), ("time",)), Made("b", (), ("time",))], "both provide 'time'"),
        ([Made("a"), Made("a")], "two stages are named 'a'"),
    ],
)
def test_a_wrong_order_is_refused_when_built(stages: list[Stage], complaint: str) -> None:
    with pytest.raises(PipelineError, match=complaint):
        Pipeline(stages)


def test_a_circle_is_refused() -> None:
    with pytest.raises(PipelineError, match="wait for each other"):
        Pipeline.arranged([Made("a", ("x",), ("y",)), Made("b", ("y",), ("x",))])


def test_keys_change_with_what_a_stage_depends_on_only() -> None:
    def keys(time_version: str, source: str = "s") -> dict[str, str]:
        return Pipeline(
            [
                Made("times", ("article",), ("time",), version=time_version),
                Made("names", ("article",), ("mention",)),
                Made("figures", ("time",), ("quantity",)),
            ]
        ).keys(source)

    old, new = keys("1"), keys("2")
    assert {name for name in old if old[name] != new[name]} == {"times", "figures"}
    assert not set(old.values()) & set(keys("1", "other").values())


def test_kept_work_is_not_done_again() -> None:
    first, second = Made("first", (), ("sentence",)), Made("second", ("sentence",), ("time",))
    pipeline = Pipeline([first, second])
    article = Article(id="x", text="خبر")
    kept = {"first": first(Document(article))}
    first.ran.clear()
    made = pipeline.work(article, kept=kept)
    assert list(made) == ["second"]
    assert not first.ran


def test_installed_stages_come_through_the_entry_points() -> None:
    names = [stage.name for stage in discover()]
    assert "sentences" in names
    assert next(stage.name for stage in default_pipeline().stages) == "sentences"


def test_documents_answer_by_kind() -> None:
    article = Article(id="x", text="شارك الخبر\nوصل الوفد. وغادر.")
    share = Furniture(id="x#f1", article="x", start=0, end=10, text="شارك الخبر", role="share")
    document = Document(article, [share])
    sentences = Pipeline.arranged([s for s in discover() if s.name == "sentences"])
    document.add(sentences.run(article))
    assert document.is_furniture(0, 4)
    assert not document.is_furniture(8, 14)
    assert [s.text for s in document.of(Sentence)] == ["شارك الخبر", "وصل الوفد.", "وغادر."]
    found = document.sentence_at(article.text.index("غادر"))
    assert found is not None
    assert found.text == "وغادر."
    assert document.sentence_at(10) is None

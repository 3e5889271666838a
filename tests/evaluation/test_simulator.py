"""The simulator: grammar, determinism, and a truth that agrees with the texts."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.simulated import score_world
from evaluation.simulator import Habits, World, episodes, simulate
from evaluation.simulator.__main__ import main
from evaluation.simulator.data_files import rows
from evaluation.simulator.grammar import counted
from tawatur.language import fold_text
from tawatur.records import Article, decode_lines

WORLD = simulate(120, 7)
CALM = simulate(120, 7, noise=0.0)


def encoded(world: World) -> bytes:
    return msgspec.json.encode(world)


@pytest.mark.parametrize(
    ("noun", "value", "case", "words", "text"),
    [
        ("soldier", 3, "nom", True, "ثلاثة جنود"),
        ("soldier", 11, "nom", False, "11 جنديًا"),
        ("soldier", 100, "nom", False, "100 جندي"),
        ("soldier", 105, "nom", False, "105 جنود"),
        ("soldier", 112, "acc", False, "112 جنديًا"),
        ("soldier", 2, "nom", False, "جنديان"),
        ("soldier", 2, "gen", False, "جنديين"),
        ("soldier", 1, "nom", False, "جندي واحد"),
        ("soldier", 12, "nom", True, "اثنا عشر جنديًا"),
        ("soldier", 12, "gen", True, "اثني عشر جنديًا"),
        ("soldier", 20, "acc", True, "عشرين جنديًا"),
        ("family", 3, "nom", True, "ثلاث أسر"),
        ("family", 8, "gen", True, "ثماني أسر"),
        ("family", 15, "nom", True, "خمس عشرة أسرة"),
        ("other", 20, "nom", False, "20 آخرون"),
        ("other", 20, "acc", False, "20 آخرين"),
        ("military", 5, "nom", False, "5 عسكريين"),
        ("weapon", 4, "gen", False, "4 قطع سلاح"),
    ],
)
def test_counted_nouns_agree(noun: str, value: int, case: str, words: bool, text: str) -> None:
    assert counted(noun, value, case, words=words).text == text  # type: ignore[arg-type]


@given(
    st.sampled_from([row["id"] for row in rows("nouns")]),
    st.integers(1, 2000),
    st.sampled_from(["nom", "acc", "gen"]),
    st.booleans(),
    st.booleans(),
)
def test_figure_stands_where_it_is_said_to(
    noun: str, value: int, case: str, words: bool, indic: bool
) -> None:
    phrase = counted(noun, value, case, words=words, indic=indic)  # type: ignore[arg-type]
    figure = phrase.text[phrase.start : phrase.end]
    assert figure
    if value > 20:
        assert int(figure) == value


def test_same_arguments_same_world() -> None:
    assert encoded(simulate(60, 3)) == encoded(simulate(60, 3))
    assert encoded(simulate(60, 3)) != encoded(simulate(60, 4))


@pytest.mark.parametrize("size", [1, 2, 13, 40, 333])
def test_world_has_as_many_articles_as_asked_for(size: int) -> None:
    world = simulate(size, 5)
    assert len(world.articles) == size
    assert len({article.id for article in world.articles}) == size


@pytest.mark.parametrize(("size", "noise"), [(0, 0.5), (10, -0.1), (10, 1.1)])
def test_arguments_out_of_range_are_refused(size: int, noise: float) -> None:
    with pytest.raises(ValueError, match="at least one article"):
        list(episodes(size, 1, noise=noise))


@pytest.mark.parametrize("world", [WORLD, CALM])
def test_statements_stand_in_the_text(world: World) -> None:
    text = {article.id: article.text for article in world.articles}
    for claim in world.claims:
        assert claim.statements
        for statement in claim.statements:
            written = fold_text(text[statement.article][statement.start : statement.end])
            if claim.value > 20 or written.isdigit():
                assert int(written) == claim.value


@pytest.mark.parametrize("world", [WORLD, CALM])
def test_lines_are_in_order_and_hold_text(world: World) -> None:
    text = {article.id: article.text for article in world.articles}
    for episode in world.episodes:
        for article in episode.lines:
            ends = [0]
            for line in article.lines:
                assert ends[-1] <= line.start < line.end <= len(text[article.id])
                assert text[article.id][line.start : line.end].strip()
                ends.append(line.end)


@pytest.mark.parametrize("mark", ["{", "}", "[", "]", "|", "  ", " ،", "@"])
def test_no_mark_of_a_frame_is_left(mark: str) -> None:
    assert not [article.id for article in WORLD.articles if mark in article.text]


def test_article_carries_its_title_at_its_head() -> None:
    for article in WORLD.articles:
        assert article.title
        assert article.text.startswith(article.title + "\n\n")


def test_copies_are_later_than_their_sources() -> None:
    published = {article.id: article.published for article in WORLD.articles}
    for pair in WORLD.relations:
        if pair.direction == "a>b":
            assert published[pair.a] < published[pair.b]
        elif pair.direction == "b>a":
            assert published[pair.b] < published[pair.a]


def test_without_noise_copies_are_verbatim_and_credited() -> None:
    text = {article.id: article.text for article in CALM.articles}
    seen: dict[str, Counter[str]] = {}
    for episode in CALM.episodes:
        for article in episode.lines:
            assert all(not line.reworded for line in article.lines)
            for line in article.lines:
                if line.role == "detail":
                    written = fold_text(text[article.id][line.start : line.end])
                    seen.setdefault(line.unit, Counter())[written.replace("ى", "ي")] += 1
    shared = [copies for copies in seen.values() if copies.total() > 1]
    assert shared
    assert all(len(copies) == 1 for copies in shared)
    assert not [dispute for dispute in CALM.disputes if dispute.course == "mistake"]


def test_noise_makes_reworded_lines_and_mistakes() -> None:
    loud = simulate(200, 2, noise=1.0)
    lines = [line for e in loud.episodes for article in e.lines for line in article.lines]
    assert any(line.reworded for line in lines)
    assert any(dispute.course == "mistake" for dispute in loud.disputes)


def test_truth_names_every_kind_of_case() -> None:
    world = simulate(400, 1)
    assert {pair.stratum for pair in world.relations} >= {"copy", "statement", "same_event"}
    assert {pair.direction for pair in world.relations} == {"a>b", "b>a", "common", None}
    assert {pair.b_from_a for pair in world.relations} == {"none", "partially", "wholly"}
    courses = {dispute.course for dispute in world.disputes}
    assert courses == {"growth", "correction", "contradiction", "mistake"}
    assert {claim.n_origins for claim in world.claims} >= {1, 2, 3}


def test_disputed_claims_are_claims_of_one_question() -> None:
    known = {claim.id: claim for claim in WORLD.claims}
    for dispute in WORLD.disputes:
        one, other = (known[key] for key in dispute.claims)
        assert one.question == other.question
        assert one.value != other.value


def test_independent_reports_share_little_text() -> None:
    # What two authors write of one event may meet in names and phrases, not in sentences.
    text = {article.id: fold_text(article.text).split() for article in CALM.articles}

    def grams(key: str) -> set[tuple[str, ...]]:
        words = text[key]
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    shares = [
        len(grams(pair.a) & grams(pair.b)) / min(len(grams(pair.a)), len(grams(pair.b)))
        for pair in CALM.relations
        if pair.stratum == "same_event"
    ]
    assert shares
    assert sum(shares) / len(shares) < 0.1


def test_habits_can_be_set() -> None:
    world = simulate(60, 1, habits=Habits(lookalike=0.0, own=0.0, relay=0.0, mix=0.0))
    assert not [episode for episode in world.episodes if episode.kind == "bulletins"]
    assert all(len(article.sources) <= 1 for e in world.episodes for article in e.lines)


def test_command_writes_articles_and_truth(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "world.jsonl"
    assert main(["30", "--seed", "9", "-o", str(file)]) == 0
    articles = list(decode_lines(file.read_bytes().splitlines()))
    assert len(articles) == 30
    assert all(isinstance(article, Article) for article in articles)
    kinds = Counter(
        msgspec.json.decode(line)["kind"]
        for line in (tmp_path / "world.truth.jsonl").read_bytes().splitlines()
    )
    assert kinds["true_article"] == 30
    assert {"true_claim", "true_pair"} <= set(kinds)
    assert "world.truth.jsonl" in capsys.readouterr().err


def test_score_of_a_small_world() -> None:
    report = score_world(simulate(14, 1, noise=0.0), workers=1)
    assert all(0 <= value <= 1 for value in report.figures.values())
    assert report.figures["statements_found"] > 0.8
    assert report.figures["claims_b3_f1"] > 0.6

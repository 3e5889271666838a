from __future__ import annotations

from tawatur.annotating.document import Document
from tawatur.annotating.pipeline import Pipeline, Stage
from tawatur.annotating.sentences import SentenceStage
from tawatur.annotating.times import TimeStage
from tawatur.records import Article, Furniture, Time, decode_line, encode_line

TEXT = (
    "الخميس 25 أبريل / أبريل 2024\n\n"
    "وصل وزير المياه ماهر سلوم أمس إلى مدينة وادي النسيم، وفي اليوم نفسه التقى نظيره.\n"
    "ومن المقرر أن تستأنف الجولة في حزيران/يونيو المقبل."
)


def times(published: str | None, *, furniture: bool = True) -> list[Time]:
    article = Article(id="n1", text=TEXT, published=published)
    end = TEXT.index("\n")
    mark = Furniture(
        id="n1#f1", article="n1", start=0, end=end, text=TEXT[:end], role="render_date"
    )
    return list(TimeStage()(Document(article, [mark] if furniture else [])))


def test_the_stage_is_one_and_fits_the_pipeline() -> None:
    assert isinstance(TimeStage(), Stage)
    made = Pipeline([SentenceStage(), TimeStage()]).run(Article(id="n1", text=TEXT))
    assert any(isinstance(record, Time) for record in made)


def test_records_carry_their_text_and_survive_json() -> None:
    found = times("2021-05-11")
    assert found
    for record in found:
        assert TEXT[record.start : record.end] == record.text
        assert decode_line(encode_line(record)) == record


def test_values_are_told_from_the_day_of_publication() -> None:
    found = {record.text: record for record in times("2021-05-11T18:30:00+03:00")}
    assert found["أمس"].value == "2021-05-10"
    assert found["أمس"].anchor == "published"
    assert found["حزيران/يونيو المقبل"].value == "2021-06"
    assert found["حزيران/يونيو المقبل"].earliest == "2021-06-01"


def test_an_anchor_in_the_text_is_named_by_its_record() -> None:
    found = times("2021-05-11")
    same = next(record for record in found if record.text == "اليوم نفسه")
    anchor = next(record for record in found if record.id == same.anchor)
    assert (anchor.text, same.value) == ("أمس", "2021-05-10")


def test_a_render_date_is_emitted_but_is_nobody_s_anchor() -> None:
    found = times(None)
    assert found[0].value == "2024-04-25"
    assert found[0].text == "الخميس 25 أبريل / أبريل 2024"
    assert all(record.anchor is None for record in found)
    assert all(record.value is None and record.why for record in found[1:])


def test_a_date_that_is_none_is_not_guessed() -> None:
    assert all(record.value is None for record in times("sometime")[1:])


def test_the_same_document_gives_the_same_records() -> None:
    assert times("2021-05-11") == times("2021-05-11")

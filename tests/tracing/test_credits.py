from __future__ import annotations

import pytest

from tawatur.language import tokenize
from tawatur.records import Article
from tawatur.tracing.credits import SourceNames, find_credits, is_agency, outlet_name


def names(text: str, outlet: str | None = None, byline: str | None = None) -> list[str]:
    article = Article(id="a", text=text, outlet=outlet, byline=byline)
    return list(find_credits(article, tokenize(text)).names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("السروان (رويترز) - غرقت سفينة شراعية قبالة الساحل.", ["Reuters"]),
        ("السروان - أ ف ب: غرقت سفينة شراعية قبالة الساحل.", ["AFP"]),
        ("السروان - أ.ف.ب - غرقت سفينة شراعية قبالة الساحل.", ["AFP"]),
        ("واس - السروان: غرقت سفينة شراعية قبالة الساحل.", ["SPA"]),
        ("غرقت سفينة شراعية، بحسب ما أوردت وكالة الأنباء السعودية.", ["SPA"]),
        ("غرقت سفينة شراعية نقلا عن وكالة فرانس برس.", ["AFP"]),
        ("قال البحار مروان لرويترز إن السفينة غرقت.", ["Reuters"]),
        ("وقال البحار مروان لوكالة فرانس برس إن السفينة غرقت.", ["AFP"]),
        ("وذكرت صحيفة «الوطن» نقلا عن مصدر مطلع أن السفينة غرقت.", ["Al-Watan"]),
        ("ووفقا لصحيفة «الجزيرة» غرقت السفينة.", ["Al-Jazirah"]),
        ("غرقت سفينة شراعية قبالة الساحل.\n\nالمصادر:\nرويترز، أ ف ب", ["Reuters", "AFP"]),
    ],
)
def test_a_source_is_found_in_every_form(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "زار الوفد الوطن بعد غياب طويل.",
        "غادرت السفينة الجزيرة صباح اليوم.",
        "أقيم الحفل في المدينة القديمة.",
        "نشر البحار صورة السفينة عبر تويتر.",
        "أ و ب رمزان في الجدول.",
    ],
)
def test_ordinary_words_and_platforms_are_no_source(text: str) -> None:
    assert names(text) == []


def test_the_outlet_itself_is_no_credit() -> None:
    text = "وعلمت صحيفة «عكاظ» أن السفينة غرقت، بحسب ما نقلته رويترز."
    assert names(text, outlet="okaz") == ["Reuters"]
    assert names(text, outlet="الساحل") == ["Okaz", "Reuters"]


def test_credits_point_at_the_words() -> None:
    text = "قال البحّار مروان لوكالة فرانس برس إن السفينة غرقت."
    credits_ = find_credits(Article(id="a", text=text), tokenize(text))
    (credit,) = credits_.text
    assert "فرانس برس" in text[credit.start : credit.end]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("واس - الرياض", ("SPA",)),
        ("نيويورك: أ ف ب", ("AFP",)),
        ("دمشق - وكالات:", ("agencies",)),
        ("هلال الجردان (السروان)", ()),
        (None, ()),
    ],
)
def test_an_author_line_names_agencies(byline: str | None, expected: tuple[str, ...]) -> None:
    article = Article(id="a", text="نص", byline=byline)
    assert find_credits(article, tokenize("نص")).byline == expected


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [
        ("okaz", "Okaz"),
        ("www.okaz.com.sa", "Okaz"),
        ("صحيفة عكاظ", "Okaz"),
        ("دفتر الساحل", "دفتر الساحل"),
        (None, None),
    ],
)
def test_outlets_have_one_name(outlet: str | None, expected: str | None) -> None:
    assert outlet_name(Article(id="a", text="", outlet=outlet)) == expected


def test_the_address_names_the_outlet_where_nothing_else_does() -> None:
    article = Article(id="a", text="", url="https://www.okaz.com.sa/news/1")
    assert outlet_name(article) == "Okaz"
    assert outlet_name(Article(id="a", text="", url="http://[::")) is None


def test_outlets_of_the_collection_are_looked_for() -> None:
    text = "غرقت سفينة شراعية، بحسب ما ذكرت صحيفة «المرساة» اليوم."
    article = Article(id="a", text=text)
    assert find_credits(article, tokenize(text)).names == ()
    known = SourceNames(["يومية المرساة"])
    assert find_credits(article, tokenize(text), known).names == ("يومية المرساة",)


def test_agencies_are_told_from_outlets() -> None:
    assert is_agency("Reuters")
    assert is_agency("وكالة أنباء المرساة")
    assert not is_agency("Okaz")
    assert not is_agency(None)

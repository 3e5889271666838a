"""Pages: the article without its surroundings, and what the page says about itself."""

import pytest

from tawatur.errors import InputError
from tawatur.reading import page_text, read_html
from tawatur.reading.page_blocks import nesting

TITLE = "قطار السواحل يبدأ رحلاته التجريبية بين ثلاث مدن"
ONE = (
    "بدأ قطار السواحل، صباح الأحد، أولى رحلاته التجريبية بين رأس النخيل والميناء القديم وعين "
    "الوادي، بعد تأخير دام عامين بسبب نقص التمويل."
)
TWO = (
    "وقالت مديرة المشروع رنا الجبلي إن القطار سيقل الركاب مجانا في الشهر الأول، وإن السعر "
    "سيحدد بعد مشاورات مع البلديات الثلاث."
)
THREE = "وتبلغ كلفة المشروع أربعين مليون دينار، وتموله هيئة النقل مع شركاء من القطاع الخاص."
LINKS = "".join(
    f"<li><a href='/{n}'>{text}</a></li>"
    for n, text in enumerate(
        [
            "وزير الزراعة يفتتح سوق الخضار الجديد في ضاحية البساتين",
            "إغلاق طريق الجبل أمام الشاحنات حتى نهاية الأسبوع",
            "فريق الميناء يتأهل إلى الدور الثاني من بطولة الكأس",
            "الأرصاد تتوقع أمطارا غزيرة على المرتفعات الشمالية",
        ]
    )
)
ARTICLE = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"


def page(head: str = "", body: str | None = None, title: str = TITLE) -> bytes:
    inside = body if body is not None else f"<article><h1>{TITLE}</h1>{ARTICLE}</article>"
    return (
        f"<!doctype html><html lang='ar' dir='rtl'><head><meta charset='utf-8'>"
        f"<title>{title}</title>{head}</head><body><nav><ul>{LINKS}</ul></nav>{inside}"
        f"<footer>© 2031 جميع الحقوق محفوظة</footer></body></html>"
    ).encode()


def test_the_text_is_the_article_alone() -> None:
    article, furniture = read_html(page(title=f"{TITLE} - بريد السواحل"))
    assert article.text == f"{ONE}\n{TWO}\n{THREE}"
    assert article.title == TITLE
    assert article.outlet == "بريد السواحل"
    assert article.published is None
    assert (article.published_why or "").startswith("the page gives no date of publication")
    assert furniture == ()


def test_the_page_of_an_old_site_in_tables() -> None:
    body = (
        f"<table><tr><td colspan=3><b>صحيفة الميناء</b></td></tr><tr><td><ul>{LINKS}</ul></td>"
        f"<td><font size=4>{TITLE}</font><br>الأحد 4 آذار 2007<br><br>{ONE}<br><br>{TWO}<br><br>"
        f"{THREE}</td><td><b>الأكثر قراءة</b><ul>{LINKS}</ul></td></tr>"
        "<tr><td colspan=3>جميع الحقوق محفوظة 2031</td></tr></table>"
    )
    data = (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1256'>"
        f"<title>{TITLE} - صحيفة الميناء</title></head><body>{body}</body></html>"
    ).encode("cp1256")
    article, _ = read_html(data)
    assert article.text == f"{ONE}\n{TWO}\n{THREE}"
    assert (article.published, article.published_from) == ("2007-03-04", "dateline")
    assert article.outlet == "صحيفة الميناء"


def test_comments_and_share_rows_of_the_page_are_left_out() -> None:
    body = (
        f"<div><h1>{TITLE}</h1>{ARTICLE}<p>شارك هذا الخبر</p><p>إضافة تعليق جديد</p>"
        "<p>أعجبني الخبر كثيرا وأتمنى أن يصل القطار إلى بلدتنا في أقرب وقت.</p></div>"
    )
    article, _ = read_html(page(body=body))
    assert article.text == f"{ONE}\n{TWO}\n{THREE}"


def test_the_lead_is_kept_where_the_description_repeats_it() -> None:
    tags = ("name=description", "property=og:description")
    lead = "".join(f"<meta {tag} content='{ONE}'>" for tag in tags)
    assert read_html(page(lead))[0].text == f"{ONE}\n{TWO}\n{THREE}"


@pytest.mark.parametrize(
    ("head", "day", "source"),
    [
        (
            '<script type="application/ld+json">{"@context":"https://schema.org","@graph":'
            '[{"@type":"WebPage","datePublished":"2024-01-01"},{"@type":["NewsArticle"],'
            '"datePublished":"2024-03-05T08:30:00+03:00","publisher":{"name":"بريد السواحل"}}]}'
            '</script><meta property="article:published_time" content="2024-02-02">',
            "2024-03-05T08:30:00+03:00",
            "metadata",
        ),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":\n'
            '"2024-03-05",\n"description":"سطر\nوسطر"}</script>',
            "2024-03-05",
            "metadata",
        ),
        ('<meta property="article:published_time" content="2024-03-05">', "2024-03-05", "metadata"),
        (
            '<meta property="article:published_time" content="الثلاثاء، 05 مارس 2024 - 12:09 م">',
            "2024-03-05",
            "metadata",
        ),
        ('<meta name="DC.date.issued" content="2024-03-05">', "2024-03-05", "metadata"),
        ('<meta itemprop="datePublished" content="2024-03-05">', "2024-03-05", "metadata"),
        (
            '<link rel="canonical" href="https://e.org/news/2024/3/5/train">',
            "2024-03-05",
            "metadata",
        ),
        (
            '<meta property="og:url" content="https://e.org/a/20240305-train">',
            "2024-03-05",
            "metadata",
        ),
        ('<meta property="article:modified_time" content="2024-03-05">', None, None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00">', None, None),
        ('<link rel="canonical" href="https://e.org/2024/03/train">', None, None),
        ('<script type="application/ld+json">{"@type":"VideoObject","uploadDate":"2020-01-01",'
         '"datePublished":"2020-01-01"}</script>', None, None),
        ('<script type="application/ld+json">{broken</script>', None, None),
    ],
)  # fmt: skip
def test_where_the_day_of_publication_is_found(
    head: str, day: str | None, source: str | None
) -> None:
    article, _ = read_html(page(head))
    assert (article.published, article.published_from) == (day, source)
    assert day or article.published_why


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("تم نشره الثلاثاء 5 آذار / مارس 2024 09:22 مساءً", "2024-03-05"),
        ("5 مارس 2024", "2024-03-05"),
        ("الثلاثاء 5 مارس/آذار 2024 | 24 شعبان 1445 هـ", "2024-03-05"),
        ("٥ مارس ٢٠٢٤", "2024-03-05"),
        ("آخر تحديث: 5 مارس 2024", None),
        ("كتب في المدينة", None),
    ],
)
def test_dates_that_the_page_shows(line: str, day: str | None) -> None:
    body = f"<div class='top'>الجمعة 1 يناير 2031</div><p>{ONE}</p><p>{ONE}</p><p>{TWO}</p>"
    body = f"{body}<div>الجمعة 1 يناير 2031</div><h1>{TITLE}</h1><div>{line}</div>{ARTICLE}"
    article, _ = read_html(page(body=body))
    assert article.published == day
    assert article.published_from == ("dateline" if day else None)


def test_encodings_of_pages_against_their_declaration() -> None:
    text = page().decode()
    wrong = text.replace("charset='utf-8'", "charset='windows-1256'").encode()
    assert read_html(wrong)[0].title == TITLE
    arabic = text.replace("©", "").encode("cp1256")
    assert read_html(arabic)[0].title == TITLE
    broken = page().replace("القطار".encode(), "القطار".encode()[:-1] + b" ", 1)
    assert TWO[:20] in read_html(broken)[0].text


def test_entities_are_resolved() -> None:
    coded = "".join(f"&#{ord(char)};" for char in TITLE)
    article, _ = read_html(page(body=f"<h1>{coded}</h1>{ARTICLE}", title=coded))
    assert article.title == TITLE


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "b", "blockquote"])
def test_nesting_of_any_depth(tag: str) -> None:
    data = f"<html><body>{f'<{tag}>' * 10_000}{ARTICLE}"
    assert nesting(data) >= 10_000 or tag == "table><tr><td"
    assert read_html(data.encode())[0].text == f"{ONE}\n{TWO}\n{THREE}"


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<p>", b"<" * 5000, b"%PDF-1.4", b"<script>" * 2000]
)
def test_a_page_without_an_article_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_html(data)


def test_page_text_takes_a_page_as_text() -> None:
    assert page_text(page().decode()) == f"{ONE}\n{TWO}\n{THREE}"
    assert page_text("") == ""

"""Furniture is marked where it is, and the article is left alone."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.reading import mark_furniture, read_text
from tawatur.records import Article

BODY = (
    "أعلنت وزارة الموارد المائية في جمهورية سندان، أمس الثلاثاء، أن أعمال الصيانة في سد "
    "الوادي الأخضر ستبدأ مطلع الشهر المقبل، وأن المياه ستقطع عن ثلاث بلدات."
)
MORE = (
    "وقال الناطق باسم الوزارة هاني الصفدي إن الفرق الفنية انتهت من معاينة البوابات، مضيفا أن "
    "الكلفة لن تتجاوز مليوني دينار."
)
TITLE = "صيانة سد الوادي الأخضر تقطع المياه عن ثلاث بلدات"


def marked(text: str, title: str | None = None, outlet: str | None = None) -> list[tuple[str, str]]:
    article = Article(id="a", text=text, title=title, outlet=outlet)
    return [(mark.role, mark.text) for mark in mark_furniture(article)]


def test_a_page_dump_with_everything() -> None:
    text = "\n\n".join(
        [
            "الأربعاء 6 مارس / آذار 2024",
            TITLE,
            TITLE,
            "Changed",
            "وزير الموارد المائية خلال جولة في السد (رويترز)\n"
            "وزير الموارد المائية خلال جولة في السد (رويترز)\n" + BODY,
            "الكلفة والمواعيد",
            MORE,
            "المصادر:\nالتلفزيون العربي، أ ف ب",
            "شارك القصة",
            "تابع القراءة\nClose",
        ]
    )
    caption = "وزير الموارد المائية خلال جولة في السد (رويترز)"
    assert marked(text) == [
        ("render_date", "الأربعاء 6 مارس / آذار 2024"),
        ("repeated_title", TITLE),
        ("widget", "Changed"),
        ("photo_caption", caption),
        ("photo_caption", caption),
        ("credits", "المصادر:\nالتلفزيون العربي، أ ف ب"),
        ("share", "شارك القصة"),
        ("read_more", "تابع القراءة"),
        ("widget", "Close"),
    ]


def test_breadcrumb_and_section_between_the_headline_and_its_repetition() -> None:
    head = f"{TITLE}\n\nالرئيسية مقالات\nمركز الأفق للدراسات\n\nقراءات في المياه\n{TITLE}"
    text = f"{head}\n\n{BODY}\n{MORE}\n\nتعليقات الموقع"
    assert marked(text) == [
        ("breadcrumb", "الرئيسية مقالات"),
        ("credits", "مركز الأفق للدراسات"),
        ("section", "قراءات في المياه"),
        ("repeated_title", TITLE),
        ("comments_heading", "تعليقات الموقع"),
    ]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("الرئيسية > أخبار > محليات", "breadcrumb"),
        ("الرئيسية / عربي ودولي / تقارير خاصة", "breadcrumb"),
        ("عربي ودولي", "section"),
        ("فيسبوك تويتر واتساب تلغرام", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("نُشر في: 6 مارس/آذار 2024", "time_stamp"),
        ("آخر تحديث: 06-03-2024 | 14:35", "time_stamp"),
        ("حجم الخط", "widget"),
        ("الأربعاء، 6 مارس 2024", "render_date"),
    ],
)
def test_lines_before_the_headline(line: str, role: str) -> None:
    assert (role, line) in marked(f"{line}\n\n{TITLE}\n\n{BODY}\n{MORE}")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("المصدر: رويترز", "credits"),
        ("(أ ف ب)", "credits"),
        ("المصدر : الأناضول + وكالات", "credits"),
        ("* خدمة «رويترز»", "credits"),
        ("اقرأ أيضا: وزير النقل يتفقد أعمال الطريق الدائري في العاصمة", "teaser"),
        ("مواضيع ذات صلة", "teaser"),
        ("...المزيد", "read_more"),
        ("اقرأ المزيد", "read_more"),
        ("التعليقات (3)", "comments_heading"),
        ("لا توجد تعليقات", "comments_heading"),
        ("أضف تعليقك", "comments_heading"),
        ("الكلمات المفتاحية: مياه، سدود، صيانة", "tags"),
        ("#سد_الوادي #مياه", "tags"),
        ("رابط الخبر: https://example.org/news/77", "source_link"),
        ("https://example.org/news/77", "source_link"),
        ("// انتهى //", "end_mark"),
        ("***", "end_mark"),
        ("جميع الحقوق محفوظة لصحيفة الميناء 2024", "widget"),
        ("للتواصل مع الكاتب أرسل رسالة إلى 88888", "widget"),
    ],
)
def test_lines_after_the_last_paragraph(line: str, role: str) -> None:
    assert marked(f"{TITLE}\n\n{BODY}\n{MORE}\n{line}\n") == [(role, line)]


@pytest.mark.parametrize(
    ("tail", "role"),
    [
        ("سمات المياه سد الوادي سندان", "tags"),
        (f"رابط الخبر بصحيفة الميناء: {TITLE}", "source_link"),
        ("...المزيد", "read_more"),
        ("//انتهى// 14:05 ت م", "end_mark"),
    ],
)
def test_what_is_written_onto_the_last_paragraph(tail: str, role: str) -> None:
    assert marked(f"{TITLE}\n\n{BODY} {MORE} {tail} \n") == [(role, tail)]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{BODY}\n{MORE}",
        # Datelines, decks and subheadings belong to the article.
        f"{TITLE}\n\nالميناء – رأس النخيل\n{BODY}\n\nالكلفة والمواعيد\n\n{MORE}",
        f"{TITLE}\n\nثلاث بلدات بلا مياه أسبوعين\nالوزارة تعد بصهاريج\n\n{BODY}",
        # Words of templates inside sentences are words.
        f"{TITLE}\n\n{BODY} وشارك في الاجتماع ممثلو البلدات. {MORE}",
        f"{TITLE}\n\n{BODY}\nالمصدر الذي طلب عدم نشر اسمه قال إن القرار قديم.\n{MORE}",
        f"{BODY}\nاقرأ أيضا ما كتبه المهندسون، قال الناطق أمس، لتعرفوا أن العيب قديم.\n{MORE}",
        f"{TITLE}\n\n{BODY} ومن سمات المشروع سرعة التنفيذ وقلة الكلفة.",
        f"{TITLE}\n\n{BODY}\n\nالخميس 7 مارس 2024\n\n{MORE}",
        f"{TITLE}\n\n{BODY} وقال إن الأمر انتهى.",
        # Verse repeats its lines.
        "يا سائرا نحو الجبال\nقف ساعة\nيا سائرا نحو الجبال\nقف ساعة\nوانظر إلى الوادي",
    ],
)
def test_the_article_is_left_alone(text: str) -> None:
    assert marked(text) == []


def test_the_headline_with_the_name_of_the_site_is_the_repetition() -> None:
    text = f"{TITLE} - صحيفة الميناء\n\n{TITLE}\n\n{BODY}"
    assert marked(text) == [("repeated_title", f"{TITLE} - صحيفة الميناء")]


def test_what_follows_the_foot_is_the_foot() -> None:
    foot = "شارك الخبر\n\nافتتاح معرض الكتاب في رأس النخيل\nفوز فريق البلدة"
    text = f"{TITLE}\n\n{BODY}\n{MORE}\n\n{foot}"
    assert [role for role, _ in marked(text)] == ["share", "teaser", "teaser"]


def test_the_name_of_the_outlet_stands_apart() -> None:
    text = f"بريد السواحل\n{TITLE}\n\n{BODY}"
    assert marked(text, title=TITLE, outlet="بريد السواحل") == [("site_name", "بريد السواحل")]
    motto = "بريد السواحل | صوت الساحل منذ نصف قرن"
    assert marked(f"{motto}\n{TITLE}\n\n{BODY}", title=TITLE, outlet="بريد السواحل") == [
        ("site_name", motto)
    ]


def test_captions_without_a_sign() -> None:
    head = f"{TITLE}\n\nوزير الموارد المائية\n{BODY}\n{MORE}"
    assert marked(head) == [("photo_caption", "وزير الموارد المائية")]
    foot = f"{TITLE}\n\n{BODY}\n{MORE}\nأعمال الصيانة في سد الوادي الأخضر"
    assert marked(foot) == [("photo_caption", "أعمال الصيانة في سد الوادي الأخضر")]
    author = f"{TITLE}\n\nالدكتور منذر البستاني\n{BODY}\n{MORE}\nليلى بنت سعيد"
    assert marked(author) == []


def test_title_of_a_plain_text() -> None:
    assert read_text(f"{TITLE}\n\n{BODY}")[0].title == TITLE
    assert read_text(f"الأربعاء 6 مارس 2024\n\n{TITLE}\n\n{BODY}")[0].title == TITLE
    assert read_text(f"{BODY}\n{MORE}")[0].title is None
    assert read_text(f"{TITLE}\n{BODY}")[0].title == TITLE
    assert read_text(f"الميناء – رأس النخيل\n{BODY}")[0].title is None
    assert read_text(f"سندان / سامي النجار / رويترز\n\n{TITLE}\n\n{BODY}")[0].title == TITLE
    assert read_text(f"عنوان آخر للصورة الكبيرة\n\n{TITLE}\n\nمقالات\n{TITLE}\n{BODY}")[
        0
    ].title == (TITLE)


_PIECES = st.sampled_from(
    [TITLE, BODY, MORE, "شارك القصة", "المصدر:", "رويترز", "...المزيد", "سمات مياه", "\n", "\n\n",
     "\r\n", "\u200f", " ", "2024", "الأربعاء 6 مارس 2024", "(أ ف ب)", "***", "Close", "\x1a"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=200))
def test_spans_are_in_order_without_overlap_and_say_what_they_are(text: str) -> None:
    marks = mark_furniture(Article(id="a", text=text))
    assert [mark.text for mark in marks] == [text[mark.start : mark.end] for mark in marks]
    assert all(mark.start < mark.end for mark in marks)
    assert all(a.end <= b.start for a, b in itertools.pairwise(marks))
    assert [mark.id for mark in marks] == [f"a#f{n}" for n in range(1, len(marks) + 1)]

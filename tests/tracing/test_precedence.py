from __future__ import annotations

import pytest

from tawatur.records import Article
from tawatur.tracing import trace
from tawatur.tracing.precedence import days_between, is_later

BULLETIN = (
    "أعلنت هيئة الأرصاد في جزيرة السنابل وصول موجة غبار كثيف إلى سواحلها الشرقية مساء الخميس. "
    "وقال مدير الهيئة راشد المرواني إن مدى الرؤية انخفض إلى 350 مترا قرب مطار القلعة، ودعا "
    "الصيادين إلى البقاء في موانئهم حتى إشعار آخر."
)
LATER = (
    "وأضاف المرواني أن الموجة أصابت شبكة الكهرباء في ثلاث قرى بعطل، وأن فرق الصيانة ستصل إليها "
    "قبل مغيب الشمس."
)


def published(at: str | None, name: str = "a") -> Article:
    return Article(id=name, text="نص", published=at)


@pytest.mark.parametrize(
    ("a", "b", "later"),
    [
        ("2024-02-06", "2024-02-05", True),
        ("2024-02-05", "2024-02-05", False),
        ("2024-02-05T10:00:00", "2024-02-05T09:59:00", True),
        ("2024-02-05T10:00:00+00:00", "2024-02-05T12:30:00+03:00", True),
        ("2024-02-05T10:00:00+00:00", "2024-02-05T13:00:00+03:00", False),
        # The clock of a local time may be half a day ahead or behind.
        ("2024-02-05T12:00:00", "2024-02-05T09:00:00+00:00", False),
        ("2024-02-06T03:00:00", "2024-02-05T09:00:00+00:00", True),
        # The day as a whole is over when the instant comes.
        ("2024-02-07T13:00:00+00:00", "2024-02-06", True),
        ("2024-02-07T11:00:00+00:00", "2024-02-06", False),
        ("2024-02-06", None, False),
        (None, None, False),
        ("أمس", "2024-02-06", False),
        ("0001-01-01", "9999-12-31T23:59:59+00:00", False),
    ],
)
def test_later_is_what_surely_is(a: str | None, b: str | None, later: bool) -> None:
    assert is_later(published(a), published(b)) is later
    if later:
        assert not is_later(published(b), published(a))


def test_days_are_counted_between_days() -> None:
    assert days_between(published("2024-02-05T23:00:00"), published("2024-02-07")) == 2
    assert days_between(published("2024-02-07"), published("2024-02-05")) == -2
    assert days_between(published(None), published("2024-02-05")) is None


def test_a_later_text_is_no_source_though_its_outlet_is_named() -> None:
    agency = "وكالة أنباء السنابل"
    taker = Article(
        id="taker",
        text=f"{BULLETIN}\nنقلا عن {agency}.",
        outlet="صحيفة الخليج الصغير",
        published="2024-02-05T08:00:00+00:00",
    )
    for hours, direction in (("07", "a>b"), ("15", "common")):
        update = Article(
            id="update",
            text=f"{BULLETIN}\n{LATER}",
            outlet=agency,
            published=f"2024-02-05T{hours}:00:00+00:00",
        )
        (record,) = trace([taker, update]).derivations
        assert (record.a, record.b) == ("update", "taker")
        assert record.direction == direction
        assert ("published later" in (record.why or "")) is (direction == "common")

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from tawatur import presenting, records
from tawatur.presenting.labels import label, labels, reason, spoken_span

PACKAGE = Path(presenting.__file__).parent
FORMS = {"ar": 5, "en": 2}


def test_both_languages_are_complete() -> None:
    for key, text in labels().items():
        for language, cell in text._asdict().items():
            assert cell.strip(), f"{key} has no {language}"
            if "|" in cell:
                assert cell.count("|") + 1 == FORMS[language], f"{key}: forms of {language}"
        assert ("|" in text.ar) == ("|" in text.en), key


def test_arabic_is_arabic_and_english_is_not() -> None:
    for key, text in labels().items():
        if key == "switch":
            continue
        assert re.search("[\u0621-\u064a]", text.ar), key
        assert not re.search("[\u0621-\u064a]", text.en), key


def test_keys_are_unique_and_sorted_rows_have_three_cells() -> None:
    rows = [
        line.split("\t")
        for line in (PACKAGE / "labels.tsv").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert {len(row) for row in rows} == {3}
    assert len({row[0] for row in rows}) == len(rows)


def test_every_key_that_templates_name_is_there() -> None:
    for template in (PACKAGE / "templates").glob("*.j2"):
        for key in re.findall(r"""(?:\bt|label)\(["']([\w.]+)["'][,)]""", template.read_text()):
            assert key in labels(), f"{template.name}: {key}"


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("status", records.ClaimStatus),
        ("dispute", records.DisputeKind),
        ("origin", records.OriginKind),
        ("holder", records.HolderType),
        ("verb", records.QuoteVerb),
        ("mode", records.QuoteMode),
        ("type", records.MentionType),
        ("what", records.QuantityWhat),
        ("published_from", records.PublishedFrom),
    ],
)
def test_every_value_of_the_records_has_a_label(prefix: str, values: object) -> None:
    for value in get_args(values):
        assert f"{prefix}.{value}" in labels()


@pytest.mark.parametrize(
    ("n", "ar"),
    [(1, "منبر واحد"), (2, "منبران"), (7, "7 منابر"), (11, "11 منبرًا"), (100, "100 منبر")],
)
def test_arabic_counts_agree(n: int, ar: str) -> None:
    assert label("n_outlets", n).ar == ar
    assert label("n_outlets", n).en == f"{n} outlet{'s' if n > 1 else ''}"


def test_reasons_are_given_in_both_languages() -> None:
    found = reason("the toll grows from report to report")
    assert found.en == "the toll grows from report to report"
    assert re.search("[\u0621-\u064a]", found.ar)
    joined = reason("both name وكالة النورس; something nobody foresaw")
    assert joined.en == "both name وكالة النورس; something nobody foresaw"
    assert joined.ar.startswith("كلتاهما تسمي وكالة النورس؛ ")


def test_reasons_inside_reasons_are_given_in_both_languages() -> None:
    why = (
        "81 % of the content of b is in a; the other way round: partially. "
        "Direction: a was published 3 days before b"
    )
    assert reason(why).en == why
    assert "نُشرت a قبل b" in reason(why).ar


def test_names_inside_reasons_are_not_filled_in_turn() -> None:
    assert reason("{1} was published {0} days before {2}").en == (
        "{1} was published {0} days before {2}"
    )


def test_spans_of_days_say_once_what_is_common() -> None:
    assert spoken_span("2024-05-05", "2024-05-07") == ("5 – 7 مايو 2024", "5 – 7 May 2024")
    assert spoken_span("2024-04-30", "2024-05-01").en == "30 April – 1 May 2024"
    assert spoken_span("2023-12-31", "2024-01-01").en == "31 December 2023 – 1 January 2024"
    assert spoken_span("2024-05-05", "2024-05-05").en == "5 May 2024"

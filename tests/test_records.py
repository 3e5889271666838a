"""Records: frozen, written and read back, documented."""

from pathlib import Path

import jsonschema
import msgspec
import pytest

from tawatur.records import (
    Article,
    Quote,
    Span,
    decode_line,
    decode_lines,
    encode_line,
    span_of,
)
from tawatur.schema import json_schema, reference

ARTICLE = Article(id="a", text="قال الوزير «نعم»", published="2023-03-05", sha256="00")
QUOTE = Quote(
    id="a#q1",
    article="a",
    start=0,
    end=16,
    text=ARTICLE.text,
    mode="direct",
    content=(span_of(ARTICLE, 12, 15),),
    verb="say",
)


def test_records_come_back_as_they_were() -> None:
    lines = [encode_line(ARTICLE), b"\n", encode_line(QUOTE)]
    assert list(decode_lines(lines)) == [ARTICLE, QUOTE]


def test_records_are_frozen() -> None:
    with pytest.raises(AttributeError):
        ARTICLE.text = ""  # type: ignore[misc]


def test_span_has_its_text() -> None:
    assert span_of(ARTICLE, 4, 10) == Span(start=4, end=10, text="الوزير")


@pytest.mark.parametrize(
    "line",
    [
        b'{"kind":"article","id":"a"}',
        b'{"kind":"nonsense"}',
        b'{"kind":"article","id":3,"text":""}',
    ],
)
def test_what_is_no_record_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_line(line)


def test_unknown_keys_are_passed_over() -> None:
    line = encode_line(ARTICLE).replace(b'"kind"', b'"new":1,"kind"', 1)
    assert decode_line(line) == ARTICLE


def test_schema_accepts_what_is_written_and_nothing_else() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for record in (ARTICLE, QUOTE):
        validator.validate(msgspec.json.decode(encode_line(record)))
    assert not validator.is_valid({"kind": "article", "id": "a"})


def test_every_field_is_documented() -> None:
    for name, definition in json_schema()["$defs"].items():
        assert definition.get("description"), name
        for field, about in definition["properties"].items():
            if field != "kind" or name == "ClaimOrigin":
                assert about.get("description"), f"{name}.{field}"


def test_the_reference_page_is_the_one_made_from_the_types() -> None:
    page = Path(__file__).parents[1] / "docs" / "records.md"
    assert page.read_text("utf-8") == reference(), (
        "run: tawatur schema --format md > docs/records.md"
    )

"""Bytes become the text that was meant, or a refusal that names the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.errors import InputError
from tawatur.reading import decode

TEXT = (
    "أكد رئيس بلدية رأس النخيل، خلال لقائه مندوبي الصحف، أن المدرسة الجديدة ستفتح أبوابها "
    "في الخريف، وأن عدد التلاميذ لن يتجاوز مئتي تلميذ.\r\nوقال: «هذا وعد قطعناه على أنفسنا»."
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16-le", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("cp1256", "cp1256"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256", "iso-8859-6", "no-such"])
def test_the_declaration_does_not_decide(name: str, expected: str, declared: str | None) -> None:
    assert decode(TEXT.encode(name), declared) == (TEXT, expected)


@pytest.mark.parametrize("name", ["iso8859_6", "mac_arabic"])
@pytest.mark.parametrize("declared", [None, "windows-1256"])
def test_rarer_encodings(name: str, declared: str | None) -> None:
    text = TEXT.replace("«", '"').replace("»", '"')
    assert decode(text.encode(name), declared).text == text


def test_a_declared_encoding_is_taken_where_it_is_plausible() -> None:
    data = "الخبر".encode("iso8859_6")
    assert decode(data, "iso-8859-6").text == "الخبر"


def test_latin_text_is_not_taken_for_arabic() -> None:
    text = "Le député a été reçu à l'hôtel de ville où il a été élu maire après trois années."
    assert decode(text.encode("latin-1")).text == text


def test_broken_bytes_are_refused_with_their_place() -> None:
    data = TEXT.encode()
    broken = data[:31] + b"\xff" + data[31:]
    with pytest.raises(InputError, match=r"byte 3[01] \(0x"):
        decode(broken)
    assert decode(broken, lenient=True).text.count("\ufffd") >= 1
    with pytest.raises(InputError, match="byte 40 breaks utf-16-le"):
        decode("\ufeff".encode("utf-16-le") + ("ا" * 19).encode("utf-16-le") + b"\x00\xd8ab")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04abc", b"\x00\x01\x02" * 50])
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        decode(data)


def test_letters_decoded_wrongly_before_are_refused() -> None:
    twice = (TEXT * 3).encode().decode("latin-1").encode()
    with pytest.raises(InputError, match="decoded wrongly"):
        decode(twice)


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text and text.isprintable()))
def test_utf8_is_what_it_is(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")

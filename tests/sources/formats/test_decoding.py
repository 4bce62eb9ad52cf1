"""Text comes out of bytes as it went in, whatever program wrote them."""

from io import BytesIO

import pytest

from sources.formats.decoding import open_text
from sources.formats.problems import UnreadableFile

RUSSIAN = "@book{a, author={Троцкий, Лев}, title={Моя жизнь}, publisher={Гранит}}"
JAPANESE = "@book{a, author={トロツキー}, title={わが生涯}, publisher={岩波書店}}"
GERMAN = "@book{a, author={Müller, Jürgen}, title={Über die Straße}}"
POLISH = "@book{a, author={Łukasz Wałęsa}, title={Życie}}"
CASES = [
    *(
        (RUSSIAN, encoding)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r")
    ),
    *((JAPANESE, encoding) for encoding in ("utf-8", "utf-16", "shift_jis", "euc_jp")),
    *((GERMAN, encoding) for encoding in ("utf-8", "latin-1", "cp1252", "mac_roman")),
    (POLISH, "cp1250"),
    ("革命と干渉", "shift_jis"),
    ("Aimé Césaire", "latin-1"),
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_encoding_is_detected(text: str, encoding: str) -> None:
    assert open_text(BytesIO(text.encode(encoding))).read() == text


def test_encoding_that_was_asked_for_is_taken() -> None:
    assert open_text(BytesIO("Троцкий".encode("cp866")), "cp866").read() == "Троцкий"


def test_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="unknown encoding"):
        open_text(BytesIO(b"x"), "klingon")


def test_one_stray_byte_does_not_change_the_rest() -> None:
    text = ("Моя жизнь\n" * 500).encode() + b"caf\xe9\n" + ("Гранит\n" * 500).encode()

    assert open_text(BytesIO(text)).read() == "Моя жизнь\n" * 500 + "café\n" + "Гранит\n" * 500


def test_line_ends_of_every_kind_are_one() -> None:
    assert open_text(BytesIO(b"a\r\nb\rc\n")).read() == "a\nb\nc\n"


def test_stream_outlives_its_text() -> None:
    stream = BytesIO(b"abc")
    open_text(stream).read()

    assert not stream.closed

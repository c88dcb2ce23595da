import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.decode import Decoded, decode
from kg.errors import EncodingError, InputError

WORDS = "“We’re here,” the mayor of Łódź said — in March. "
WESTERN = "The mayor said: “We’re staying” – although the café had closed. " * 3


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16"),
        (WORDS.encode("utf-32"), "utf-32"),
    ],
)
def test_unicode_is_read_without_doubt(data, encoding):
    assert decode(data, "f") == Decoded(WORDS, encoding)


def test_utf_16_without_a_mark_shows_by_its_zeros():
    assert decode(WESTERN.encode("utf-16-le"), "f") == Decoded(WESTERN, "utf-16-le", ("the encoding was detected: utf-16-le",))


def test_windows_text_is_detected_and_noted():
    assert decode(WESTERN.encode("cp1252"), "f") == Decoded(WESTERN, "cp1252", ("the encoding was detected: cp1252",))


def test_a_declared_charset_is_used_where_the_bytes_are_no_utf_8():
    russian = "Мэр города сказал, что дорога закрыта."
    assert decode(russian.encode("koi8-r"), "f", "KOI8-R") == Decoded(russian, "koi8-r")
    assert decode(russian.encode(), "f", "KOI8-R") == Decoded(russian, "utf-8")


def test_cyrillic_without_a_charset_is_detected():
    russian = "Правительство сообщило, что силы безопасности взяли город под контроль. Жители возвращаются домой. " * 3
    assert decode(russian.encode("cp1251"), "f").text == russian


def test_an_unknown_charset_is_passed_over():
    assert decode(WORDS.encode(), "f", "x-unheard-of").text == WORDS


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("“Good” words — and more “good” words".encode() + b"\xff" + b" end", 46),
        (b"nearly all of this is plain ASCII but one byte is none: \x81 and so it goes on for a while", 56),
        ("“cut” in the middle of a “sign”".encode()[:-1], 36),
    ],
)
def test_bytes_that_fit_nothing_are_refused_with_their_offset(data, offset):
    with pytest.raises(EncodingError) as caught:
        decode(data, "f")
    assert caught.value.offset == offset
    assert str(caught.value).startswith(f"f: byte 0x{data[offset]:02x} at offset {offset} is no utf-8")


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 \xe2\xe3", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04....", b"abc\0\0\0def" * 50, bytes(range(256)) * 20, b"\1\2\3\4" * 99],
)
def test_binary_data_is_refused(data):
    with pytest.raises(InputError, match=r"^f: (is .*, not text|byte 0x)"):
        decode(data, "f")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_any_text_in_utf_8_reads_back(text):
    if not text.startswith("\ufeff"):
        assert decode(text.encode(), "f") == Decoded(text, "utf-8")


@given(st.binary(min_size=1))
def test_any_bytes_give_text_or_an_input_error(data):
    try:
        assert isinstance(decode(data, "f").text, str)
    except InputError as error:
        assert str(error).startswith("f: ")

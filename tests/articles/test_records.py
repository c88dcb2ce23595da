import codecs
import datetime as dt
import gzip
import json

import pytest

from kg.articles import records
from kg.articles.records import digest, read_json, read_lines
from kg.articles.sources import Source
from kg.errors import EncodingError, FieldError, InputError
from kg.model import Article
from tests.articles.pages import BODY

FULL = {
    "title": "Army takes Tamber",
    "url": "https://a.example/1",
    "published": "2024-03-08",
    "publisher": "NPA",
    "author": "Ann Lee",
    "language": "en",
    "text": BODY[0],
}


def source(data: bytes | str, name: str = "a.jsonl") -> Source:
    return Source(name, name, name, "jsonl", data=data if isinstance(data, bytes) else data.encode())


def lines(*values: object) -> str:
    return "\n".join(value if isinstance(value, str) else json.dumps(value) for value in values)


def test_a_line_is_an_article_with_its_fields():
    (article,) = read_lines(source(lines(FULL)))
    assert (article.key, article.url, article.source_name, article.text) == (
        "https://a.example/1",
        "https://a.example/1",
        "a.jsonl",
        BODY[0],
    )
    assert (article.headline, article.published, article.publisher, article.authors) == (
        "Army takes Tamber",
        dt.date(2024, 3, 8),
        "NPA",
        ("Ann Lee",),
    )


def test_a_record_without_an_address_is_named_by_its_words():
    (article,) = read_lines(source(lines({"text": BODY[0], "title": "A"})))
    assert article.key == f"a.jsonl#{digest('A', BODY[0])}"
    assert digest("A", "b" * 300 + "c") == digest("A", "b" * 300 + "d") != digest("B", "b" * 300)


def test_html_is_read_as_a_page():
    page = f"<html><head><title>Army takes Tamber</title></head><body><article><p>{BODY[0]}</p><p>{BODY[1]}</p></article></body></html>"
    (article,) = read_lines(source(lines({"html": page})))
    assert (article.text, article.headline) == (f"{BODY[0]}\n{BODY[1]}", "Army takes Tamber")


def test_a_line_that_fails_is_named_and_the_others_are_read():
    found = list(
        read_lines(
            source(lines(FULL, "", "{oops", {"text": "x", "titel": "y"}, {"title": "y"}, "[1]", {**FULL, "url": "https://a.example/2"}))
        )
    )
    assert [item.key if isinstance(item, Article) else str(item) for item in found] == [
        "https://a.example/1",
        "a.jsonl:3: is no JSON: Expecting property name enclosed in double quotes (column 2)",
        "a.jsonl:4: unknown field titel; known are text, html, title, url, published, publisher, author, language",
        "a.jsonl:5: field text (or html) is missing: an article needs its words",
        "a.jsonl:6: an article must be a JSON object of fields",
        "https://a.example/2",
    ]
    assert isinstance(found[2], FieldError)


def test_a_line_beyond_measure_is_passed_over(monkeypatch):
    monkeypatch.setattr(records, "MOST_LINE", 500)
    found = list(read_lines(source(lines(FULL, {"text": "w" * 2000}, {**FULL, "url": "https://a.example/2"}))))
    assert [str(item) for item in found if isinstance(item, InputError)] == ["a.jsonl:2: a line of more than 0 MB is no article"]
    assert [item.key for item in found if isinstance(item, Article)] == ["https://a.example/1", "https://a.example/2"]


def test_bytes_that_are_no_utf_8_are_refused_with_line_and_offset():
    (error, article) = read_lines(source(b'{"text": "\xff"}\n' + lines(FULL).encode()))
    assert (str(error), type(error), error.line, error.offset, article.url) == (
        "a.jsonl: line 1: byte 0xff at offset 10 of the line is no UTF-8; JSON is UTF-8",
        EncodingError,
        1,
        10,
        FULL["url"],
    )


@pytest.mark.parametrize(
    "encode",
    [
        lambda t: codecs.BOM_UTF8 + t.encode(),
        lambda t: t.encode("utf-16"),
        lambda t: t.replace("\n", "\r\n").encode(),
        lambda t: gzip.compress(t.encode()),
    ],
)
def test_marks_line_ends_and_packing_do_not_matter(encode):
    found = list(read_lines(source(encode(lines(FULL, {**FULL, "url": "https://a.example/2"})))))
    assert [item.key for item in found] == ["https://a.example/1", "https://a.example/2"]


def test_short_lines_are_each_a_line():
    assert [str(error) for error in read_lines(source("1\n2\n\n3"))] == [
        f"a.jsonl:{n}: an article must be a JSON object of fields" for n in (1, 2, 4)
    ]


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_a_file_without_lines_is_refused(data):
    assert [str(error) for error in read_lines(source(data))] == ["a.jsonl: the file is empty"]


def test_a_packed_file_cut_short_yields_what_came_before():
    packed = gzip.compress(
        lines(*[{**FULL, "url": f"https://a.example/{n}", "text": f"{BODY[n % 4]} {n * 7919}"} for n in range(3000)]).encode()
    )
    found = []
    with pytest.raises(InputError, match="damaged or cut short"):
        for item in read_lines(source(packed[: len(packed) * 2 // 3])):
            found.append(item)
    assert found


def test_json_is_one_article_or_a_list():
    (one,) = read_json(source(json.dumps({"text": BODY[0]}), "a.json"))
    two = list(read_json(source(json.dumps([FULL, {"text": BODY[0]}]), "a.json")))
    assert (one.key, [item.key for item in two]) == ("a.json", [FULL["url"], f"a.json#{digest(None, BODY[0])}"])


def test_a_record_of_a_list_that_fails_is_named():
    found = list(read_json(source(json.dumps([FULL, {"title": 1}]), "a.json")))
    assert [str(item) for item in found if isinstance(item, InputError)] == ["a.json, record 2: field title must be text, not 1"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('{"text": "x",\n}', "a.json: is no JSON: "),
        ("[" * 100_000, "a.json: is JSON that cannot be read: "),
        ('{"text": ' + "1" * 5000 + "}", "a.json: is JSON that cannot be read: "),
        ("[]", "a.json: the list holds no article"),
        ("3", "a.json: an article must be a JSON object of fields"),
    ],
)
def test_what_is_no_article_in_json_is_refused(data, message):
    try:
        (error,) = read_json(source(data, "a.json"))
    except InputError as raised:
        error = raised
    assert str(error).startswith(message)
    assert "\n" not in str(error)

import datetime as dt

import pytest

from kg.articles.fields import Facts, content_of, facts_of
from kg.errors import FieldError


def test_all_fields_are_read():
    record = {
        "title": " A dam broke ",
        "url": "https://a.example/1",
        "published": "2024-03-06",
        "publisher": "The Courier",
        "author": ["Ann Lee", "Bo Day"],
        "language": "en",
    }
    assert facts_of(record, "f") == Facts(
        "A dam broke", "https://a.example/1", dt.date(2024, 3, 6), "The Courier", ("Ann Lee", "Bo Day"), "en"
    )


def test_null_and_empty_fields_are_unknown():
    assert facts_of({"title": None, "author": "", "published": None}, "f") == Facts()


@pytest.mark.parametrize(
    ("record", "message", "field"),
    [
        (
            {"titel": "x", "date": "y"},
            "f:3: unknown field date, titel; known are title, url, published, publisher, author, language",
            "date",
        ),
        ({"title": 7}, "f:3: field title must be text, not 7", "title"),
        ({"author": [{}]}, "f:3: field author must be text, not {}", "author"),
        ({"published": "soon"}, "f:3: field published must be a day such as 2019-03-08, not 'soon'", "published"),
        ({"title": "\ud800"}, "f:3: field title holds half a character (a lone surrogate) at character 0", "title"),
        ({"url": "ftp://a"}, "f:3: field url must be a web address such as https://example.org/a, not 'ftp://a'", "url"),
    ],
)
def test_what_is_wrong_is_named(record, message, field):
    with pytest.raises(FieldError) as caught:
        facts_of(record, "f", line=3)
    assert (str(caught.value), caught.value.field, caught.value.line) == (message, field, 3)


def test_text_belongs_to_records_and_not_to_sidecars():
    assert facts_of({"text": "x"}, "f", content=True) == Facts()
    with pytest.raises(FieldError, match="unknown field text"):
        facts_of({"text": "x"}, "f")


def test_the_words_of_a_record_are_its_text_or_its_html():
    assert content_of({"text": " a "}, "f") == ("text", " a ")
    assert content_of({"text": None, "html": "<p>"}, "f") == ("html", "<p>")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"title": "x"}, "f:2: field text (or html) is missing: an article needs its words"),
        ({"text": "a", "html": "b"}, "f:2: fields text and html are both given: give one"),
        ({"text": " \n"}, "f:2: field text is empty: an article needs its words"),
        ({"text": "a\0b"}, "f:2: field text holds a NUL character at character 1"),
    ],
)
def test_a_record_without_words_is_refused(record, message):
    with pytest.raises(FieldError) as caught:
        content_of(record, "f", 2)
    assert str(caught.value) == message


def test_facts_win_over_others_and_keep_both_notes():
    assert Facts(title="A", notes=("1",)).over(Facts(title="B", url="u", notes=("2",))) == Facts(title="A", url="u", notes=("1", "2"))

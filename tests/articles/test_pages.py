import datetime as dt

import pytest

from kg.articles.pages import declared_charset, extract, read_page_file
from kg.articles.sources import Source
from kg.errors import InputError
from kg.model import ZoneKind
from tests.articles.pages import BODY

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="windows-1252"><title>Army takes Tamber | The Courier</title>
<link rel="canonical" href="https://courier.example/tamber">
<meta property="og:site_name" content="The Courier"><meta property="og:title" content="Army takes Tamber">
<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2024-03-08T23:30:00+03:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Army takes Tamber</h1><p>{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[2]}</p><p>{BODY[3]}</p></article>
<footer>© 2019 The Courier. We use cookies.</footer></body></html>"""


def test_offsets_count_in_the_text_that_is_extracted():
    source = Source("p.html", "p.html", "p.html", "html", data=PAGE.encode("cp1252"))
    (article,) = read_page_file(source)
    assert article.text == "\n".join(["Army takes Tamber", *BODY])
    assert [zone.span.of(article.text) for zone in article.zones] == article.text.split("\n")
    assert [zone.kind for zone in article.zones] == [ZoneKind.TITLE, *[ZoneKind.BODY] * 4]


def test_what_the_page_says_of_itself_is_read():
    (article,) = read_page_file(Source("p.html", "p.html", "p.html", "html", data=PAGE.encode("cp1252")))
    assert (article.key, article.headline, article.published) == (
        "https://courier.example/tamber",
        "Army takes Tamber",
        dt.date(2024, 3, 8),
    )
    assert (article.publisher, article.authors, article.language, article.encoding) == ("The Courier", ("Ann Lee",), "en", "cp1252")


def test_a_day_in_the_text_is_no_day_of_publication():
    words = "This image released on March 7, 2019 shows a bridge. On 8 March 2019 the army came. Copyright 2018."
    page = f"<html><body><article><p>{words}</p><p>{BODY[0]}</p><p>{BODY[1]}</p></article></body></html>"
    assert extract(page, "p").facts.published is None


def test_the_address_may_tell_the_day():
    page = f"<html><body><article><p>{BODY[0]}</p><p>{BODY[1]}</p></article></body></html>"
    assert extract(page, "p", url="https://courier.example/2024/03/08/tamber").facts.published == dt.date(2024, 3, 8)


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("Plain words, and 3 < 4 > 2.", "p:2: is no HTML: it holds no markup; give plain text as .txt"),
        ("<html><body></body></html>", "p:2: no article was found in the page; give its text as .txt"),
        ("<html><head><script>x()</script></head><body><div></div></body></html>", "p:2: no article was found in the page"),
    ],
)
def test_what_is_no_page_is_refused(html, message):
    with pytest.raises(InputError) as caught:
        extract(html, "p", line=2)
    assert str(caught.value).startswith(message)


def test_the_charset_is_the_one_that_the_page_declares():
    assert declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">') == "koi8-r"
    assert declared_charset(b'<?xml version="1.0" encoding="iso-8859-1"?>') == "iso-8859-1"
    assert declared_charset(b"<p>charset=none</p>") is None

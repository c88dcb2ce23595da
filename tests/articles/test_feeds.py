import datetime as dt

import pytest

from kg.articles.feeds import read_feed
from kg.articles.sources import Source
from kg.errors import InputError
from kg.model import Article
from tests.articles.pages import BODY

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Basin Voice</title><link>https://basin.example/</link><language>en-gb</language>
<item><title>Army takes Tamber</title><link>https://basin.example/1</link><guid>g1</guid><dc:creator>Ann Lee</dc:creator>
<pubDate>Fri, 08 Mar 2024 00:30:00 +0300</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{BODY[0]}</p><p>{BODY[1]}</p>]]></content:encoded></item>
<item><title>Second</title><guid isPermaLink="false">g2</guid><description>{BODY[2]}</description></item>
<item><title>Third</title><link>https://basin.example/3</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Basin Voice</title><id>f</id>
<updated>2024-03-09T00:00:00Z</updated>
<entry><title>Army takes Tamber</title><id>e1</id><link href="https://basin.example/1"/><published>2024-03-08T23:30:00-08:00</published>
<updated>2024-03-10T00:00:00Z</updated><author><name>Ann Lee</name></author>
<content type="html">&lt;p&gt;{BODY[0]}&lt;/p&gt;</content></entry></feed>"""


def feed(text: str) -> Source:
    return Source("f.xml", "f.xml", "f.xml", "feed", data=text.encode())


def test_an_entry_of_rss_is_an_article():
    first, second, third = read_feed(feed(RSS))
    assert (first.key, first.url, first.text) == ("https://basin.example/1", "https://basin.example/1", f"{BODY[0]}\n{BODY[1]}")
    assert (first.headline, first.published, first.publisher, first.authors) == (
        "Army takes Tamber",
        dt.date(2024, 3, 8),
        "Basin Voice",
        ("Ann Lee",),
    )
    assert (second.key, second.url, second.text, second.published) == ("f.xml#g2", None, BODY[2], None)
    assert str(third) == "f.xml, entry 3: the entry holds no text of its own; give its link as a source"


def test_the_day_of_an_atom_entry_is_the_one_it_writes():
    (article,) = read_feed(feed(ATOM))
    assert isinstance(article, Article)
    assert (article.published, article.authors, article.text, article.language) == (dt.date(2024, 3, 8), ("Ann Lee",), BODY[0], "en")


@pytest.mark.parametrize("text", ["<html><body>Hello</body></html>", "just words", "<?xml version='1.0'?><catalogue/>", "<rss"])
def test_what_is_no_feed_is_refused(text):
    with pytest.raises(InputError, match=r"^f\.xml: is no RSS or Atom feed"):
        list(read_feed(feed(text)))


def test_a_feed_without_entries_is_refused():
    assert [str(error) for error in read_feed(feed("<rss version='2.0'><channel><title>x</title></channel></rss>"))] == [
        "f.xml: the feed holds no entry"
    ]

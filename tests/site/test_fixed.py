"""The files beside the pages hold what they should, and nothing that would break them."""

from xml.etree import ElementTree

import pytest

from kg.site import fixed
from kg.site.options import Options
from tests.store import story

OPTIONS = Options(story.BASE, "https://creativecommons.org/licenses/by/4.0/", "A & <b>", home="https://home.example/kg/")
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_has_the_newest_claims_first_and_no_clock():
    feed = ElementTree.fromstring(fixed.feed(story.told(), OPTIONS, "2024-03-06"))
    entries = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}title") == "A & <b>: new claims"
    assert feed.findtext(f"{ATOM}updated") == "2024-03-06T00:00:00Z"
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == sorted((e.findtext(f"{ATOM}updated") for e in entries), reverse=True)
    first = entries[0].find(f"{ATOM}link")
    assert first is not None
    assert first.get("href") == f"https://home.example/kg/page/{(entries[0].findtext(f'{ATOM}id') or '').removeprefix(story.BASE)}.html"
    assert len(entries) == len(story.told().query("SELECT ?c { ?c a kg:Claim }").rows)


def test_a_sitemap_names_pages_and_not_their_data(monkeypatch):
    assert fixed.sitemap(["", "actors", "map.json", "actor/é"], OPTIONS)["sitemap.xml"].count("<loc>") == 3
    assert "<loc>https://home.example/kg/page/actor/%C3%A9.html</loc>" in fixed.sitemap(["actor/é"], OPTIONS)["sitemap.xml"]
    monkeypatch.setattr(fixed, "SITEMAP_SIZE", 2)
    parts = fixed.sitemap(["", "actors", "places"], OPTIONS)
    assert sorted(parts) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert "<sitemap><loc>https://home.example/kg/sitemap-2.xml</loc></sitemap>" in parts["sitemap.xml"]


def test_the_period_of_a_graph_comes_from_its_articles():
    assert fixed.period(story.told()) == fixed.Period("2024-03-05", "2024-03-06")


@pytest.mark.parametrize("page", [fixed.lost(OPTIONS), fixed.gone("../index.html", OPTIONS), fixed.moved("a<", "b&", "b.html", OPTIONS)])
def test_small_pages_escape_what_they_hold(page):
    assert "<b>" not in page and "a<" not in page
    assert page.startswith("<!DOCTYPE html>\n")


def test_checksums_are_as_programs_read_them():
    assert fixed.checksums([("a", "00")]) == "00  a\n"

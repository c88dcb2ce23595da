"""Which files a page has, and what is a thing."""

import pytest

from kg.site.press import files_of, thing_of


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("actor/a", "actor/a"),
        ("actor/a/says/2", "actor/a"),
        ("article/x", "article/x"),
        ("article/x/claim/1-2", "article/x/claim/1-2"),
        ("comparison/c", "comparison/c"),
        ("", None),
        ("actors", None),
        ("actors/2", None),
        ("question/actors", None),
        ("network.json", None),
    ],
)
def test_a_page_is_of_a_thing_or_of_none(path, thing):
    assert thing_of(path) == thing


def test_a_thing_has_its_description_in_every_format_and_a_list_has_none():
    assert files_of("place/p") == ("page/place/p.html", "data/place/p.ttl", "data/place/p.jsonld", "data/place/p.nt", "data/place/p.csv")
    assert files_of("place/p/about") == ("page/place/p/about.html",)
    assert files_of("") == ("index.html",)
    assert files_of("map.json") == ("page/map.json",)

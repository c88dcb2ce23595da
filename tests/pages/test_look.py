"""Making references between pages."""

from kg.pages.look import Links, Look, ascii_reference, data_file, page_file

BASE = "http://example.org/"
LIVE, FILES = Look(BASE), Look(BASE, live=False)


def test_a_server_has_absolute_paths_below_its_root():
    links = Links(Look(BASE, root="/kg/"), "actor/x")
    assert links.page("") == "/kg/"
    assert links.page("claims", {"event": "killing", "by": "", "day": None}) == "/kg/page/claims?event=killing"
    assert (links.data("actor/x", "ttl"), links.static("kg.css")) == ("/kg/data/actor/x.ttl", "/kg/static/kg.css")
    assert links.served("api/figures.csv", {"place": "Tarn & Lenta"}) == "/kg/api/figures.csv?place=Tarn+%26+Lenta"


def test_files_have_relative_references_and_no_parameters():
    links = Links(FILES, "article/y/claim/1-2")
    assert links.page("") == "../../../../index.html"
    assert links.page("article/y") == "../../y.html"
    assert links.page("claims", {"event": "killing"}) == "../../../claims.html"
    assert links.page("map.json") == "../../../map.json"
    assert (links.data("actor/x", "nt"), links.static("kg.css")) == ("../../../../data/actor/x.nt", "../../../../static/kg.css")
    assert Links(FILES, "").page("actors") == "page/actors.html"


def test_a_thing_has_its_page_and_words_their_anchor():
    links = Links(LIVE, "")
    assert links.thing(f"{BASE}article/y#char=1,2") == "/page/article/y#char=1,2"
    assert links.thing(f"{BASE}actor/x", "says") == "/page/actor/x#says"
    assert links.thing("https://www.wikidata.org/wiki/Q1") == "https://www.wikidata.org/wiki/Q1"


def test_what_a_path_cannot_hold_is_encoded_once():
    assert Links(LIVE, "").thing(f"{BASE}actor/a%20b%25") == "/page/actor/a%20b%25"
    assert Links(FILES, "").page("actor/é ?#") == "page/actor/%C3%A9%20%3F%23.html"
    assert ascii_reference("/page/actor/é?q=1#a") == "/page/actor/%C3%A9?q=1#a"


def test_pages_and_descriptions_have_files():
    assert [page_file(path) for path in ("", "actor/x", "map.json")] == ["index.html", "page/actor/x.html", "page/map.json"]
    assert data_file("actor/x", "ttl") == "data/actor/x.ttl"

"""A site is whole, is made again only where something changed, and holds nothing that may not be given out."""

import datetime as dt
import gzip
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef

from kg import pipeline
from kg.errors import ConfigError, StoreError
from kg.model import Action, Decision
from kg.site.options import Options
from kg.site.press import thing_of
from kg.site.publish import ontology
from kg.store import curation
from kg.store.describe import serialised
from kg.store.graphs import GraphStore
from tests.site.conftest import BASE, LICENCE, OPTIONS, files, published, put, with_headline
from tests.store import story

VOID = "http://rdfs.org/ns/void#"


class References(HTMLParser):
    """Gather what a page leads to and loads, and the names of its parts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.names |= {value for name in ("id", "name") if (value := found.get(name))}
        self.links += [value for name in ("href", "src", "action") if (value := found.get(name)) is not None]


@cache
def named(page: Path) -> set[str]:
    """Return the names that a fragment of a page's address may have; anything, in a file that is no page."""
    return References(page.read_text(encoding="utf-8")).names


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def data(folder: Path, suffix: str) -> list[Path]:
    """Return the descriptions of things in a format."""
    found = sorted(path for path in (folder / "data").rglob(f"*.{suffix}") if path.stem != "ontology")
    assert found
    return found


def dumped(folder: Path) -> Graph:
    """Return the statements of all graphs of the dump together."""
    lines = gzip.decompress((folder / "dump.nq.gz").read_bytes()).decode().splitlines()
    return Graph().parse(data="\n".join(re.sub(r" <[^>]*> \.$", " .", line) for line in lines), format="nt")


def test_every_link_of_every_page_leads_to_a_file_of_the_site(site):
    lost = []
    for page in pages(site):
        for link in References(page.read_text(encoding="utf-8")).links:
            target, fragment = urldefrag(link.partition("?")[0] if not link.startswith("#") else link)
            if re.match(r"[a-z]+:", target):
                if target.startswith(BASE) and not (site / (unquote(target.removeprefix(BASE)) or "index.html")).is_file():
                    lost += [(page.name, link)] if not thing_of(target.removeprefix(BASE)) else []
                continue
            assert not target.startswith("/"), f"{page}: {link} leads out of the folder"
            place = (page.parent / unquote(target)).resolve() if target else page
            if not place.is_file() or (fragment and unquote(fragment) not in named(place)):
                lost.append((page.relative_to(site).as_posix(), link))
    assert lost == []


def test_there_is_a_page_with_its_data_for_every_thing(site, told):
    with GraphStore.open(told, read_only=True) as store:
        rows = store.query(
            "SELECT DISTINCT ?thing WHERE { VALUES ?kind { kg:Actor kg:Place kg:Claim kg:Comparison kg:Article } ?thing a ?kind }"
        ).rows
    for (thing,) in rows:
        path = str(thing).removeprefix(story.BASE)
        assert (site / "page" / f"{path}.html").is_file()
        for suffix in ("ttl", "jsonld", "nt"):
            assert (site / "data" / f"{path}.{suffix}").is_file()


def test_the_data_of_a_page_is_what_the_graph_says_of_it_under_the_new_base(site, told):
    with GraphStore.open(told, read_only=True) as store:
        for file in data(site, "nt"):
            path = file.relative_to(site / "data").as_posix().removesuffix(".nt")
            said = serialised(store, story.BASE + path, "nt", texts=False).decode().replace(f"<{story.BASE}", f"<{BASE}")
            kept = [line for line in said.splitlines() if not re.search(r"oa#(prefix|suffix)>|#wireFingerprint>", line)]
            assert sorted(file.read_text(encoding="utf-8").splitlines()) == sorted(kept)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_every_format_says_the_same(site, suffix, form):
    for file in data(site, "nt"):
        path = file.relative_to(site / "data").as_posix().removesuffix(".nt")
        other = Graph().parse(site / "data" / f"{path}.{suffix}", format=form)
        assert set(other) == set(Graph().parse(file, format="nt")), path


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (Debian: raptor2-utils) is not installed")
def test_another_parser_reads_all_turtle_too(site, run_program):
    for file in [*data(site, "ttl"), site / "dataset.ttl", *(site / "ontology").glob("*.ttl")]:
        run_program("rapper", "-q", "-c", "-i", "turtle", file)


def test_the_dump_keeps_the_shapes_that_are_published_with_it(site):
    shapes = Graph().parse(site / "ontology" / "shapes.ttl")
    conforms, _, report = validate(dumped(site), shacl_graph=shapes)
    assert conforms, report


def test_the_shapes_of_a_site_without_texts_ask_for_no_text(site):
    assert dict(ontology(texts=True)) != dict(ontology(texts=False))
    assert "sh:path kg:text ; sh:maxCount 1" in dict(ontology(texts=False))["ontology/shapes.ttl"]
    assert "sh:path kg:text ; sh:minCount 1" in dict(ontology(texts=True))["ontology/shapes.ttl"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_counts_of_the_description_are_those_of_the_dump(site):
    graph, void = dumped(site), Graph().parse(site / "dataset.ttl")
    node = URIRef(f"{BASE}dataset")
    assert int(void.value(node, URIRef(VOID + "triples"))) == len(graph)
    properties = {
        str(void.value(part, URIRef(VOID + "property"))): int(void.value(part, URIRef(VOID + "triples")))
        for part in void.objects(node, URIRef(VOID + "propertyPartition"))
    }
    classes = {
        str(void.value(part, URIRef(VOID + "class"))): int(void.value(part, URIRef(VOID + "entities")))
        for part in void.objects(node, URIRef(VOID + "classPartition"))
    }
    assert properties == {str(name): len(set(graph.subject_objects(name))) for name in set(graph.predicates())}
    kind = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert classes == {str(name): len(set(graph.subjects(kind, name))) for name in set(graph.objects(None, kind))}
    for form, suffix in (("json-ld", "jsonld"), ("nt", "nt")):
        assert set(Graph().parse(site / f"dataset.{suffix}", format=form)) == set(void)


def test_nothing_is_left_of_the_old_base_and_nothing_of_an_articles_text(site):
    texts = [body.decode("utf-8", "replace") for name, body in files(site).items() if not name.startswith("static/")]
    texts.append(gzip.decompress((site / "dump.nq.gz").read_bytes()).decode())
    assert not [text for text in texts if story.BASE in text or "localhost" in text]
    sentence = "Harbour Watch said at least 40 people fled Lenta on Monday."
    assert not [text for text in texts if sentence in text]


def test_the_text_is_given_out_where_it_is_asked_for(told, tmp_path):
    published(told, tmp_path / "site", replace(OPTIONS, texts=True))
    assert story.NINE_TEXT in gzip.decompress((tmp_path / "site" / "dump.nq.gz").read_bytes()).decode()
    article = tmp_path / "site" / "page" / "article" / f"{story.ARTICLES[2]}.html"
    assert "Troops will leave Tarn Province." in re.sub(r"<[^>]+>", "", article.read_text(encoding="utf-8"))


def test_publishing_again_makes_nothing(told, site, tmp_path):
    again = shutil.copytree(site, tmp_path / "site")
    done = published(told, again)
    assert (done.made, done.written, done.deleted) == (0, 0, 0)
    assert files(again) == files(site)


def test_the_same_graph_gives_the_same_site_in_any_number_of_processes(told, site, tmp_path, monkeypatch):
    monkeypatch.setattr("kg.site.press.WORTH", 1)
    published(told, tmp_path / "site", processes=2)
    assert files(tmp_path / "site") == files(site)


CHANGES = {
    "a headline": lambda graph: put(graph, with_headline(2, "Something else")),
    "an article": lambda graph: put(graph, with_headline(0, "Moved")),
    "a retraction": lambda graph: retract(graph, "mail.txt"),
    "a name": lambda graph: decide(graph, Action.NAME, "actor/harbour-watch", "Harbour Monitor"),
    "a type": lambda graph: decide(graph, Action.TYPE, "actor/river-league", "alliance"),
    "a rejection": lambda graph: decide(graph, Action.REJECT, "place/lenta", None),
    "a merger": lambda graph: decide(graph, Action.SAME, "actor/river-league", f"{story.BASE}actor/harbour-watch"),
    "a rejected claim": lambda graph: decide(graph, Action.REJECT, story.claim_iri(2, 0).removeprefix(story.BASE), None),
    "a redaction": lambda graph: decide(graph, Action.REDACT, "actor/omar-vale", "person-0123456789ab"),
}


def retract(graph: Path, name: str) -> None:
    with GraphStore.open(graph) as store:
        pipeline.retract(store, name)


def decide(graph: Path, action: Action, thing: str, value: str | None) -> None:
    with GraphStore.open(graph) as store:
        made = Decision(action, story.BASE + thing, value, "ann", dt.datetime(2024, 4, 1, tzinfo=dt.UTC))
        curation.record(store, made)
        pipeline.relate(store)


@pytest.mark.parametrize("change", CHANGES)
def test_a_site_that_followed_a_change_is_the_site_from_nothing(own, site, tmp_path, change):
    followed = shutil.copytree(site, tmp_path / "followed")
    CHANGES[change](own)
    done = published(own, followed)
    published(own, tmp_path / "anew")
    here, there = files(followed), files(tmp_path / "anew")
    past = {"kg-site.json", ".htaccess", "nginx.conf", "_redirects", *(name for name in here if b"<h1>Retracted</h1>" in here[name])}
    assert {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)} - past == set()
    assert done.made > 0


def test_a_change_of_one_article_makes_only_the_pages_that_may_show_it(own, site, tmp_path):
    followed = shutil.copytree(site, tmp_path / "site")
    put(own, with_headline(2, "Something else"))
    done = published(own, followed)
    assert 0 < done.made < done.pages


def test_a_file_that_was_lost_is_made_again(told, site, tmp_path):
    again = shutil.copytree(site, tmp_path / "site")
    (again / "page" / "actor" / "harbour-watch.html").unlink()
    (again / "dump.nq.gz").write_bytes(b"")
    published(told, again)
    assert files(again) == files(site)


def test_another_title_makes_every_page_anew(told, site, tmp_path):
    again = shutil.copytree(site, tmp_path / "site")
    done = published(told, again, replace(OPTIONS, title="Another"))
    assert done.made == done.pages


def test_a_retracted_article_leaves_a_tombstone_until_it_comes_back(own, site, tmp_path):
    followed = shutil.copytree(site, tmp_path / "site")
    name = f"article/{story.ARTICLES[1]}"
    retract(own, "mail.txt")
    published(own, followed)
    assert "<h1>Retracted</h1>" in (followed / "page" / f"{name}.html").read_text()
    assert not (followed / "data" / f"{name}.ttl").exists()
    assert not list((followed / "page" / name).rglob("*"))
    assert re.escape(name) in (followed / "nginx.conf").read_text()
    published(own, followed)
    assert "<h1>Retracted</h1>" in (followed / "page" / f"{name}.html").read_text()
    published(own, tmp_path / "anew")
    assert "<h1>Retracted</h1>" in (tmp_path / "anew" / "page" / f"{name}.html").read_text()
    put(own, story.READINGS[1])
    published(own, followed)
    assert "<h1>Retracted</h1>" not in (followed / "page" / f"{name}.html").read_text()
    assert story.ARTICLES[1] not in (followed / "nginx.conf").read_text()


def test_a_merged_thing_leads_on(own, tmp_path):
    CHANGES["a merger"](own)
    published(own, tmp_path / "site")
    assert 'content="0; url=harbour-watch.html"' in (tmp_path / "site" / "page" / "actor" / "river-league.html").read_text()


def test_a_redacted_person_is_named_nowhere(own, site, tmp_path):
    followed = shutil.copytree(site, tmp_path / "site")
    CHANGES["a redaction"](own)
    published(own, followed)
    found = {name: body for name, body in files(followed).items() if not name.startswith("static/")}
    found["dump"] = gzip.decompress(found.pop("dump.nq.gz"))
    assert [name for name, body in found.items() if b"omar-vale" in body or b"Omar Vale" in body or "omar-vale" in name] == []
    assert (followed / "page" / "actor" / "person-0123456789ab.html").is_file()


@pytest.mark.skipif(shutil.which("tidy") is None, reason="tidy (Debian: tidy) is not installed")
def test_every_page_is_html(site, tmp_path):
    """Hold pages to tidy's errors; of its warnings, those about ``<div>`` in ``<dl>`` and ``aria-current`` are older than HTML as it is."""
    for page in pages(site):
        done = subprocess.run(["tidy", "-q", "-e", "--drop-empty-elements", "no", page], capture_output=True, text=True, check=False)
        known = re.compile(r"aria-|<d[dlt]>|</d[dlt]>|implicit <dl>|before <dt>|before </div>|</div>|proprietary attribute")
        assert (done.returncode < 2, [line for line in done.stderr.splitlines() if not known.search(line)]) == (True, []), page


@pytest.mark.skipif(shutil.which("html-validate") is None, reason="html-validate (npm) is not on the path")
def test_every_page_keeps_the_rules_of_html(site, tmp_path, run_program):
    rules = '{"root": true, "extends": ["html-validate:standard"], "rules": {"long-title": "off", "no-trailing-whitespace": "off"}}'
    (tmp_path / "rules.json").write_text(rules)
    run_program("html-validate", "-c", tmp_path / "rules.json", *pages(site))


def test_hostile_words_stay_words(own, tmp_path):
    put(own, with_headline(2, "<script>alert(1)</script> \u0007 \u0627\u0644\u0641\u064a\u0636\u0627\u0646 & Lafaw \n]]>"))
    published(own, tmp_path / "site")
    assert not [page for page in pages(tmp_path / "site") if "<script>alert" in page.read_text(encoding="utf-8")]
    for name in ("feed.atom", "sitemap.xml"):
        ElementTree.parse(tmp_path / "site" / name)
    for file in data(tmp_path / "site", "ttl"):
        Graph().parse(file)


def test_a_folder_of_something_else_is_left_alone(told, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"1")
    with pytest.raises(StoreError, match="no site of kg"):
        published(told, tmp_path)
    assert list(files(tmp_path)) == ["photo.jpg"]


def test_an_empty_graph_gives_an_empty_site(tmp_path):
    with GraphStore.open(tmp_path / "graph", create=True):
        pass
    published(tmp_path / "graph", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").is_file()
    assert gzip.decompress((tmp_path / "site" / "dump.nq.gz").read_bytes()) == b""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"base": "https://data.example.org"}, "does not end with '/'"),
        ({"base": "https://data.example.org/#x"}, "a query or a fragment"),
        ({"base": "data"}, "not an absolute"),
        ({"licence": "CC BY"}, "is no IRI"),
        ({"home": "https://example.org/x"}, "does not end with '/'"),
        ({"title": "a\nb"}, "a line break"),
    ],
)
def test_options_that_cannot_be_used_are_refused(wrong, said):
    with pytest.raises(ConfigError, match=said):
        Options(**{"base": BASE, "licence": LICENCE, **wrong})

"""All pages of a graph together: what they link to is there, and nothing in them runs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html as parser
from store import story

from kg.errors import KgError
from kg.model import (
    Action,
    Article,
    AttributionKind,
    Claim,
    Comparison,
    Decision,
    Entity,
    Event,
    Link,
    Mention,
    Predicate,
    Quantity,
    Reading,
    Relation,
    Span,
    Status,
    Verdict,
)
from kg.pages import assets, page_file, paths, render, trouble
from kg.store.graphs import GraphStore
from kg.triples import iris
from kg.triples.quads import Thing, article_quads, comparison_iri, comparison_quads, decision_quads, entity_quads
from pages.conftest import FILES, LIVE, all_of

BASE = story.BASE
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)></title></script><!--"


def test_every_page_leads_only_to_what_there_is(site):
    pages = {page_file(path): page for path, page in site.items()}
    anchors = {name: {one.get("id") for one in _parsed(page).iter() if one.get("id")} for name, page in pages.items() if _is_html(page)}
    broken = []
    for name, page in pages.items():
        for href in _references(page):
            parts = urlsplit(href)
            if parts.scheme or href.startswith("data:"):
                continue
            to = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            known = to in pages or to in ("dump.nq.gz", "feed.atom") or to.startswith("data/") or to.removeprefix("static/") in assets()
            if not known or (parts.fragment and to in anchors and unquote(parts.fragment) not in anchors[to]):
                broken.append((name, href))
    assert broken == []


def test_every_page_has_one_heading_landmarks_and_no_identifier_twice(site):
    for path, page in site.items():
        if _is_html(page):
            document = _parsed(page)
            identifiers = [one.get("id") for one in document.iter() if one.get("id")]
            assert len(all_of(document, "h1")) == 1, path
            assert [len(all_of(document, one)) for one in ("main", "html[@lang]", "header//nav[@aria-label]")] == [1, 1, 1], path
            assert sorted(identifiers) == sorted(set(identifiers)), path


def test_every_field_has_a_label_and_every_table_a_caption(store):
    for path in paths(store):
        page = render(store, path, {}, LIVE)
        if _is_html(page) and not path.startswith(("network", "map", "timeline", "query")):
            document = _parsed(page)
            labels = {one.get("for") for one in all_of(document, "label")}
            fields = [*all_of(document, "input"), *all_of(document, "select")]
            assert [one.get("name") for one in fields if one.get("id") not in labels] == [], path
            assert [one for one in all_of(document, "table") if one.find("caption") is None] == [], path


def test_a_page_is_the_same_each_time(store, site):
    assert {path: render(store, path, {}, FILES) for path in site} == dict(site)


def hostile() -> GraphStore:
    """Return a graph in which everything that a source or a person writes is script."""
    text = f"{EVIL} said {EVIL} 7 {EVIL} fled {EVIL}.\n{EVIL}"
    whole, said = Span(0, len(text)), Span(len(EVIL) + 1, len(EVIL) + 5)
    entities = tuple(
        Entity(path, EVIL, kind, (Mention(Span(0, len(EVIL)), EVIL, kind, True, 1.0),), aliases=(EVIL + "2",), role=EVIL)
        for path, kind in (("actor/evil", "person"), ("actor/worse", "military"), ("place/evil", "settlement"))
    )
    quantity = Quantity(whole, text, counted=EVIL, unit=EVIL)
    claims = tuple(
        Claim(
            id=f"{end}-{len(text)}",
            content=Span(end, len(text)),
            kind=AttributionKind.INDIRECT,
            status=Status.DENIED,
            event=Event("killing", agent="actor/evil", agent_span=whole, patient="actor/worse", patient_span=whole, place="place/evil"),
            source="actor/evil",
            source_span=Span(0, len(EVIL)),
            cue_span=said,
            told_to="actor/worse",
            told_to_span=whole,
            quantity=quantity,
        )
        for end in (0, 3)
    )
    relation = Relation("actor/evil", Predicate.SPEAKS_FOR, "actor/worse", whole, EVIL)
    article = Article(
        "evil.txt", EVIL, text, headline=EVIL, published=dt.date(2024, 1, 1), publisher=EVIL, authors=(EVIL, EVIL + "b"),
        url="javascript:alert(3)", language="en\" onload=\"alert(4)", credits=(EVIL,), notes=(EVIL,),
    )  # fmt: skip
    reading = Reading(article, entities, claims, (relation,), engines={EVIL: EVIL}, doubts={EVIL: 1})
    one = iris.article_iri(BASE, iris.article_id(article))
    comparison = Comparison(tuple(sorted(f"{one}/claim/{claim.id}" for claim in claims)), Verdict.DISAGREE, EVIL)
    things = [Thing(e.id, EVIL, e.type, (EVIL + "2",), 1.5, 2.5, matches=("https://www.wikidata.org/wiki/Q1",)) for e in entities]
    decision = Decision(Action.CONFIRM, BASE + "actor/evil", None, EVIL, dt.datetime(2024, 4, 1, tzinfo=dt.UTC), EVIL)
    quads = [
        article_quads(reading, {}, BASE), comparison_quads([comparison], {}, BASE), decision_quads([decision], BASE),
        entity_quads(things, [Link("actor/evil", "actor/worse", 0.5, EVIL, doubtful=True)], BASE),
    ]  # fmt: skip
    assert comparison_iri(comparison, BASE)
    store = GraphStore.memory(BASE)
    store.replace({rows[0].graph_name.value: rows for rows in quads})
    return store


@pytest.mark.parametrize("look", [FILES, LIVE, dataclasses.replace(LIVE, texts=False, title=EVIL, publisher=EVIL, licence=EVIL)])
def test_a_hostile_article_runs_nothing_on_any_page(look):
    store = hostile()
    asked = {"q": EVIL, "text": EVIL, "type": EVIL, "outlet": EVIL, "event": EVIL, "by": EVIL}
    for path in paths(store):
        for parameters in ({}, asked):
            page = _made(store, path, parameters, look)
            if _is_html(page):
                assert _dangers(page) == [], path
            else:
                json.loads(page.body)


def _made(store, path, parameters, look):
    try:
        return render(store, path, parameters, look)
    except KgError as error:
        return trouble(store, path, look, error)


def _dangers(page) -> list[str]:
    document = _parsed(page)
    found = [f"{one.tag} {name}" for one in document.iter() if isinstance(one.tag, str) for name in one.attrib if name[:2] == "on"]
    found += [f"style of {one.tag}" for one in document.iter() if isinstance(one.tag, str) and (one.get("style") or one.tag == "style")]
    found += [f"image {one.get('src')}" for one in all_of(document, "img") if one.get("src") == "x"]
    found += [href for href in _references(page) if href.startswith("javascript:")]
    for script in all_of(document, "script"):
        if script.get("type") in ("application/ld+json", "application/json"):
            json.loads(script.text or "")
        elif not script.get("src") or script.text:
            found.append(f"script {script.text}")
    return found


def _references(page) -> Iterator[str]:
    if _is_html(page):
        for one in _parsed(page).iter():
            if isinstance(one.tag, str):
                yield from (one.get(name) for name in ("href", "src", "action") if one.get(name))


def _parsed(page) -> parser.HtmlElement:
    return parser.document_fromstring(page.body.replace(b'<?xml version="1.0"?>', b""))


def _is_html(page) -> bool:
    return page.media_type.startswith("text/html")

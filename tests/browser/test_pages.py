"""Every page, on a desk and on a phone, light and dark: whole, quiet, in bounds, and usable by all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pages import paths
from kg.store.graphs import GraphStore
from tests.browser.hostile import ARTICLE

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
#: How bad a finding of axe has to be to fail.
BAD = ("serious", "critical")
#: Pages that stand once in every graph.
FIXED = (
    "", "actors", "places", "claims", "comparisons", "articles", "outlets", "network", "map", "timeline", "questions", "query",
    "ontology", "search?q=Lenta", "question/actors",
)  # fmt: skip


def address(url: str, path: str) -> str:
    return f"{url}/page/{path}" if path else f"{url}/"


def findings(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in BAD
        for node in rule["nodes"]
    ]


def a_thing_of_each_kind(graph: Path) -> list[str]:
    with GraphStore.open(graph, read_only=True) as store:
        every = [path for path in paths(store) if "/" in path and not path.startswith("question/")]
    kinds = {path.split("/")[0] + "/claim" * ("/claim/" in path): path for path in every}
    return sorted({*kinds.values(), f"article/{ARTICLE}", "actor/evil", "place/port"})


@pytest.mark.parametrize("path", FIXED)
def test_a_page_is_whole_on_a_desk(open_page, url, path):
    page = open_page(address(url, path))
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert findings(page) == []


@pytest.mark.parametrize("path", FIXED)
def test_a_page_is_whole_on_a_phone_in_the_dark(open_page, url, path):
    page = open_page(address(url, path), width=390, scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert findings(page) == []


def test_the_page_of_a_thing_is_whole(open_page, url, graph):
    found = {}
    for path in a_thing_of_each_kind(graph):
        for width, scheme in ((1280, "light"), (390, "dark")):
            page = open_page(address(url, path), width=width, scheme=scheme)
            wide = page.evaluate("document.documentElement.scrollWidth")
            found[path, width] = [*findings(page), *([f"{wide} pixels wide"] if wide > width else [])]
    assert {where: faults for where, faults in found.items() if faults} == {}


def test_no_text_of_an_article_becomes_script(open_page, url):
    for path in ("", "network", "map", "timeline", "actors", "places", "claims", "articles", "outlets", f"article/{ARTICLE}", "actor/evil"):
        page = open_page(address(url, path))
        assert page.evaluate("typeof hacked") == "undefined", path


def test_the_first_stop_of_the_keyboard_leads_to_the_content(open_page, url):
    page = open_page(address(url, "network"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "main"

"""The network, the map and the timeline: what is asked for is drawn, listed, and kept in the address."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.browser.hostile import EVIL

TABLES = {"network": "#edges", "map": "#spots", "timeline": "#rows"}


def asked(page) -> dict[str, str]:
    return {name: value for name, value in parse_qsl(urlsplit(page.url).query) if name != "at"}


def rows(page, table: str) -> list[list[str]]:
    code = "table => [...document.querySelectorAll(table)].map(row => [...row.cells].map(cell => cell.textContent))"
    return page.evaluate(code, f"{table} tbody tr")


def drawn(open_page, address: str, **given):
    page = open_page(address, **given)
    page.wait_for_selector("html[data-drawn]", state="attached")
    assert page.evaluate("document.documentElement.dataset.drawn") == "yes"
    return page


@pytest.mark.parametrize("name", TABLES)
def test_without_scripts_a_page_has_its_table_and_its_filters(open_page, url, name):
    page = open_page(f"{url}/page/{name}?event=attack", java_script_enabled=False)
    assert page.locator(f"{TABLES[name]} tbody tr").count() == 1
    page.select_option("#f-event", "")
    page.click(".controls button[type=submit]")
    assert page.locator(f"{TABLES[name]} tbody tr").count() > 1


@pytest.mark.parametrize("name", TABLES)
def test_with_scripts_the_table_is_that_of_the_page_without(open_page, url, name):
    address = f"{url}/page/{name}?event=violence"
    page = open_page(address, java_script_enabled=False)
    plain = page.locator(f"{TABLES[name]} tbody").inner_text().split()
    assert drawn(open_page, address).locator(f"{TABLES[name]} tbody").inner_text().split() == plain


@pytest.mark.parametrize("name", TABLES)
def test_a_filter_changes_the_table_at_once_and_its_address_says_the_same_again(open_page, url, name):
    page = drawn(open_page, f"{url}/page/{name}")
    every = rows(page, TABLES[name])
    page.select_option("#f-event", "attack")
    few = rows(page, TABLES[name])
    assert 0 < len(few) < len(every)
    assert asked(page)["event"] == "attack"
    again = drawn(open_page, page.url)
    assert rows(again, TABLES[name]) == few
    again.click("button[type=reset]")
    assert rows(again, TABLES[name]) == every


def test_an_actor_of_the_network_opens_its_page(open_page, url):
    page = drawn(open_page, f"{url}/page/network")
    place = page.evaluate("""() => {
      const { renderer, graph } = window.kgNetwork;
      const node = graph.findNode((_, attributes) => attributes.label.startsWith("Evil"));
      const box = document.querySelector("#network .stage").getBoundingClientRect();
      const { x, y } = renderer.graphToViewport(graph.getNodeAttributes(node));
      return { x: box.x + x, y: box.y + y };
    }""")
    page.mouse.move(**place)
    with page.expect_navigation():
        page.mouse.click(**place)
    assert urlsplit(page.url).path == "/page/actor/evil"


def test_what_ties_an_actor_is_told_beside_the_network(open_page, url):
    page = drawn(open_page, f"{url}/page/network")
    page.fill("#f-actor", f"Twin {EVIL}")
    assert page.locator("#tied h2").inner_text() == f"Twin {EVIL}"
    assert page.locator("#tied li").count() == 2
    page.locator("#tied li button").first.click()
    assert asked(page)["actor"] == f"Evil {EVIL}"


def test_a_place_of_the_map_tells_its_claims(open_page, url):
    page = drawn(open_page, f"{url}/page/map")
    assert page.locator("#map path.spot").count() == len(rows(page, "#spots")) == 3
    page.locator("#map path.spot").last.click()
    place = asked(page)["place"]
    assert place in ("Pier", f"Port {EVIL}")
    again = drawn(open_page, page.url)
    assert again.locator("#at h2").inner_text() == place
    assert urlsplit(again.url).query == urlsplit(page.url).query


def test_the_timeline_shows_three_kinds_of_date(open_page, url):
    page = drawn(open_page, f"{url}/page/timeline")
    assert page.locator("#timeline text.name").all_text_contents()[:3] == ["happened", "said", "published"]
    for by, day in (("happened", "2024-03-07"), ("said", "2024-03-08"), ("published", "2024-03-09")):
        page.select_option("#f-by", by)
        page.fill("#f-from", day)
        page.fill("#f-to", day)
        assert [row[:3] for row in rows(page, "#rows") if "Twin" in row[5]] == [["2024-03-07", "2024-03-08", "2024-03-09"]]


def test_a_mark_of_the_timeline_leads_to_its_claims(open_page, url):
    page = drawn(open_page, f"{url}/page/timeline?event=attack")
    page.locator("#timeline .mark").first.click()
    assert asked(page)["event"] == "violence"
    assert [row[3] for row in rows(page, "#rows")] == ["attack"]


def test_the_timeline_is_zoomed_by_buttons(open_page, url):
    page = drawn(open_page, f"{url}/page/timeline?from=2024-03-01&to=2024-03-21")
    page.click("[data-zoom=in]")
    assert (asked(page)["from"], asked(page)["to"]) == ("2024-03-06", "2024-03-16")
    page.click("[data-zoom=all]")
    assert "from" not in asked(page)


@pytest.mark.parametrize(("name", "event", "count"), [("network", "violence", 2), ("map", "violence", 1), ("timeline", "displacement", 4)])
def test_a_published_picture_is_drawn_and_kept_in_its_address(open_page, site, name, event, count):
    page = drawn(open_page, f"{site}/page/{name}.html?event={event}")
    assert len(rows(page, TABLES[name])) == count

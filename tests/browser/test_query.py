"""The page of queries: a question, an answer, a limit, completion; and the same in a folder of files."""

from __future__ import annotations

from tests.browser.conftest import serving
from tests.browser.hostile import ARTICLE, EVIL

RUN = ".yasqe_queryButton"
ROW = ".yasr .dataTable tbody tr"
HEADLINES = 'SELECT ?headline WHERE { ?article schema:headline ?headline FILTER(!CONTAINS(?headline, "<")) } ORDER BY ?headline'
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def write(page, text: str) -> None:
    page.evaluate("text => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(text)", text)


def answer(page) -> list[str]:
    page.click(f".tabPanel.active {RUN}")
    page.wait_for_selector(f".tabPanel.active {ROW}")
    return page.locator(f".tabPanel.active {ROW}").all_inner_texts()


def test_a_saved_question_is_put_into_the_editor_and_answered(open_page, url):
    page = open_page(f"{url}/page/query")
    page.select_option("#f-question", "wire-copies")
    assert page.url == f"{url}/page/query?question=wire-copies"
    assert any("Fenwick Post" in row for row in answer(page))


def test_no_answer_becomes_script(open_page, url, watched):
    watched.expected = (
        "Executing inline event handler violates",
    )  # the editor's own cleaner reads the text, in a document that runs nothing
    page = open_page(f"{url}/page/query")
    write(page, f"SELECT ?headline WHERE {{ <http://example.org/article/{ARTICLE}> schema:headline ?headline }}")
    assert answer(page) == [f"Headline {EVIL}"]
    assert page.evaluate("typeof hacked") == "undefined"


def test_the_address_of_an_answer_asks_the_same_again(open_page, url):
    page = open_page(f"{url}/page/query")
    write(page, HEADLINES)
    rows = answer(page)
    assert len(rows) == 3
    again = open_page(page.url)
    assert answer(again) == rows


def test_classes_and_prefixes_of_the_graph_complete_what_is_written(open_page, url):
    page = open_page(f"{url}/page/query")
    write(page, "PREFIX kg: <https://w3id.org/newsclaims/ns#>\nSELECT * WHERE { ?a a kg:Arm")
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Space")
    page.locator(".cm-s-default .cm-variable-3", has_text="kg:ArmedGroup").or_(page.get_by_text("kg:ArmedGroup")).wait_for()


def test_a_query_that_cannot_be_read_says_so(open_page, url, watched):
    watched.expected = ("status of 400", "Bad Request")
    page = open_page(f"{url}/page/query")
    write(page, "SELECT ?a WHERE { ?a kg:claim")
    page.click(RUN)
    assert "line 1, column 30" in page.locator(".yasr .problem p").inner_text()


def test_a_query_that_takes_too_long_says_so(open_page, graph, watched):
    watched.expected = ("status of 503", "Service Unavailable")
    with serving(graph, "--timeout", "1") as url:
        page = open_page(f"{url}/page/query")
        write(page, ENDLESS)
        page.click(RUN)
        assert "took longer" in page.locator(".yasr .problem p").inner_text()


def test_without_scripts_a_query_can_be_sent(open_page, url):
    page = open_page(f"{url}/page/query", java_script_enabled=False)
    assert page.locator("#bare textarea").input_value()


def test_a_published_folder_answers_in_the_browser(open_page, site):
    page = open_page(f"{site}/page/query.html")
    write(page, HEADLINES)
    assert len(answer(page)) == 3
    write(page, "SELECT ?a WHERE { ?a kg:claim")
    page.click(RUN)
    assert "expected" in page.locator(".yasr .problem p").inner_text()

"""The pages of saved questions."""

from dataclasses import replace

from kg.pages import paths
from pages.conftest import FILES, LIVE, all_of, said, seen, words


def test_a_question_has_a_form_and_its_answer(store):
    page = seen(store, "question/denials")
    assert said(page, "h1") == ["What is denied, and by whom"]
    assert len(all_of(page, "tbody/tr")) == 2
    assert [one.get("href") for one in all_of(page, ".count")[0].findall("a")] == [
        "/api/denials.csv", "/api/denials.json", "/api/denials.tsv",
    ]  # fmt: skip


def test_what_was_asked_stays_in_the_form_and_in_the_links(store):
    page = seen(store, "question/figures", place="Lenta", event="displacement")
    assert [one.get("value") for one in all_of(page, "input") if one.get("name") == "place"] == ["Lenta"]
    assert all_of(page, ".count")[0].find("a").get("href") == "/api/figures.csv?place=Lenta&event=displacement"
    assert "kg ask figures --place Lenta --event displacement" in said(page, "code")


def test_what_cannot_be_used_is_said_beside_the_form(store):
    assert said(seen(store, "question/figures", place="Nowhere"), ".problem")[0].startswith("no place is called 'Nowhere'")


def test_a_question_that_needs_something_asks_for_it(store):
    page = seen(store, "question/evidence")
    assert "Fill in thing to ask." in said(page, "p")
    assert all_of(page, "table") == []


def test_files_show_the_answer_to_the_first_example(store):
    page = seen(store, "question/evidence", FILES)
    assert all_of(page, "main//form") == []
    assert "Asked with thing Lenta." in [words(one) for one in all_of(page, "main/p")]
    assert len(all_of(page, "tbody/tr")) > 5


def test_questions_of_a_folder_of_the_user_have_pages_too(store, tmp_path):
    text = '#+ summary = "How much is there"\n#+ [columns]\n#+ count = "statements"\nSELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }\n'
    (tmp_path / "how-much.rq").write_text(text, encoding="utf-8")
    assert "question/how-much" in list(paths(store, (str(tmp_path),)))
    page = seen(store, "question/how-much", replace(LIVE, questions=(str(tmp_path),)))
    assert (said(page, "h1"), len(all_of(page, "tbody/tr"))) == (["How much is there"], 1)

"""The page of an article."""

from dataclasses import replace

from store.story import BASE, NINE, NINE_TEXT, POST

from kg.pages import render
from pages.conftest import LIVE, all_of, said, seen, words

PATH = NINE.removeprefix(BASE)


def test_the_text_is_whole_and_every_mention_and_claim_in_it_is_marked(store):
    page = seen(store, PATH)
    [text] = all_of(page, ".text")
    for number in all_of(page, ".note"):
        number.drop_tree()
    assert words(text) == NINE_TEXT
    first = next(one for one in all_of(page, ".place") if one.tag == "a")
    assert (words(first), first.get("href")) == ("Lenta", "/page/place/lenta")
    assert {"claim", "planned"} <= set(all_of(page, ".planned")[0].get("class").split())


def test_a_claim_in_a_claim_is_marked_in_it(store):
    page = seen(store, PATH)
    assert [one.get("href") for one in all_of(page, ".note")] == [f"#claim-{number}" for number in range(1, 7)]
    inner = [one for one in all_of(page, ".piece") if words(one) == "detained"]
    assert inner[0].get("href").endswith("/claim/84-125")
    assert len(all_of(page, "article[@id='claim-3']")) == 1


def test_without_texts_only_the_words_of_claims_are_shown(store):
    page = render(store, PATH, {}, replace(LIVE, texts=False)).body.decode()
    assert "45 people had fled Lenta by Tuesday" in page
    assert 'class="text"' not in page
    assert NINE_TEXT not in " ".join(page.split())


def test_a_wire_copy_names_what_it_copies(store):
    assert "Shares its wire text withCoast Mail, 2024-03-06" in words(all_of(seen(store, POST.removeprefix(BASE)), ".facts")[0])


def test_what_was_left_out_of_the_reading_is_told(store):
    assert said(seen(store, POST.removeprefix(BASE)), "details") == ["How it was read namesrulesleft outa number beyond bounds 2"]

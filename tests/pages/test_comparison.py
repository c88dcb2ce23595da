"""The page of a comparison."""

from store.story import BASE, comparisons

from kg.triples.quads import comparison_iri
from pages.conftest import all_of, said, seen, words


def page(store, number):
    return seen(store, comparison_iri(comparisons()[number], BASE).removeprefix(BASE))


def test_a_disagreement_says_who_says_how_many_and_when(store):
    one = page(store, 0)
    assert said(one, "h1") == ["The claims exclude each other: displacement, people, Lenta"]
    assert said(one, ".lead") == ["at least 40 people (Harbour Watch) against no more than 10 people (Aldoran Army)"]
    assert [[words(cell) for cell in row] for row in all_of(one, "tbody/tr")] == [
        ["1", "2024-03-05", "Harbour Watch", "Fenwick Post", "at least 40 people", "asserted"],
        ["2", "2024-03-06", "Harbour Watch", "Coast Mail", "at least 40 people", "asserted"],
        ["3", "2024-03-06", "Aldoran Army", "Radio Nine", "at most 10 people", "asserted"],
    ]
    assert said(one, ".pairs") == ["Claim 1 contradicts claim 3 Claim 2 repeats claim 1".replace(" Claim 2", "Claim 2")]


def test_the_chart_has_a_bar_for_each_figure_and_says_which_bound_is_open(store):
    one = page(store, 0)
    bars = [bar.get("class") for bar in all_of(one, "rect")]
    assert bars == [
        "bar asserted open-high",
        "bar asserted open-high",
        "bar asserted open-low",
    ]
    assert [svg.get("role") for svg in all_of(one, "svg")] == ["group"]


def test_an_agreement_counts_its_independent_sources(store):
    numbers = {words(one.find("dt")): words(one.find("dd")) for one in all_of(page(store, 2), "dl/div")}
    assert numbers == {"claimed": "6", "claims": "3", "independent sources": "2"}

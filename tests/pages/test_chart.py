"""Drawing who says how many."""

from dataclasses import replace

from store.story import claim_iri

from kg.pages.chart import chart
from kg.pages.claimed import shown


def drawn(store, *claims):
    return chart([(claim, f"#{number}") for number, claim in enumerate(shown(store, [claim_iri(*one) for one in claims]))])


def test_bounds_that_are_open_reach_to_the_edge(store):
    found = drawn(store, (0, 0), (2, 0))
    assert [(bar.label, bar.figure, bar.open_low, bar.open_high) for bar in found.bars] == [
        ("Harbour Watch · Fenwick Post · 2024-03-05", "at least 40", False, True),
        ("Aldoran Army · Radio Nine · 2024-03-06", "at most 10", True, False),
    ]
    assert [bar.x + bar.width for bar in found.bars] == [468.0, 117.6]
    assert ([words for _, words in found.ticks], found.logarithmic) == (["0", "20", "40"], False)


def test_figures_far_apart_are_drawn_on_a_logarithmic_scale(store):
    few, many = shown(store, [claim_iri(0, 0), claim_iri(2, 4)])
    one = replace(few, figure=replace(few.figure, low="1"))
    found = chart([(one, "#1"), (many, "#2")])
    assert (found.logarithmic, [words for _, words in found.ticks]) == (True, ["1", "10"])


def test_a_single_figure_is_no_chart(store):
    assert drawn(store, (0, 0)) is None
    assert drawn(store, (0, 1), (0, 2)) is None

"""Counting what the graph holds."""

from kg.store.graphs import GraphStore
from kg.store.stats import Stats, stats
from store.story import told


def test_the_story_is_counted() -> None:
    store = told()
    assert stats(store) == Stats(
        articles=3,
        actors=5,
        places=2,
        mentions=29,
        references=0,
        claims=16,
        quantities=8,
        relations=5,
        comparisons=3,
        decisions=1,
        doubtful_links=1,
        quads=len(store),
        actors_by_type={"ArmedGroup": 1, "MediaOutlet": 1, "Military": 1, "Monitor": 1, "Person": 1},
        places_by_type={"Province": 1, "Settlement": 1},
        claims_by_kind={"indirect": 11, "narrator": 3, "direct": 2},
        claims_by_status={"asserted": 13, "denied": 2, "planned": 1},
        events_by_type={
            "displacement": 4,
            "killing": 3,
            "assessment": 2,
            "clash": 2,
            "shelling": 2,
            "declaration": 1,
            "detention": 1,
            "withdrawal": 1,
        },
        comparisons_by_verdict={"agree": 1, "disagree": 1, "updated": 1},
    )


def test_an_empty_graph_has_nothing() -> None:
    empty = stats(GraphStore.memory())
    assert (empty.articles, empty.quads, empty.claims_by_kind) == (0, 0, {})

from kg.export.facts import Facts, Said, Source, Thing, gather
from kg.export.happenings import co_claims_view, events_view, happenings, map_view

BASE = "http://x.example/"


def said(id_, *links, begin=None, end=None, event="siege"):
    return Said(f"c{id_}", "a", f"words {id_}", event=event, links=links, happening=f"e{id_}", begin=begin, end=end)


def facts(*claims, compared=()):
    things = {
        id_: Thing(id_, id_.upper(), kind, "person" if kind == "actor" else "camp")
        for id_, kind in (("x", "actor"), ("y", "actor"), ("p", "place"))
    }
    return Facts(things, {"a": Source("a", "A", "2024-01-02")}, {claim.id: claim for claim in claims}, (), {}, compared)


def test_claims_of_one_type_place_and_time_are_about_one_event():
    at = ("place", "p")
    found = happenings(
        facts(said(1, at, begin="1958-01-01"), said(2, at, begin="1958-01-01"), said(3, at), said(4, at, begin="1958-01-02"))
    )
    assert [(one.id, [claim.id for claim in one.claims]) for one in found] == [("e1", ["c1", "c2"]), ("e3", ["c3"]), ("e4", ["c4"])]


def test_claims_that_are_compared_are_about_one_event_and_groups_that_share_a_claim_are_one():
    found = happenings(facts(said(1), said(2), said(3), compared=(frozenset({"c1", "c2"}), frozenset({"c2", "c3"}))))
    assert [[claim.id for claim in one.claims] for one in found] == [["c1", "c2", "c3"]]


def test_an_event_has_its_actors_its_place_and_the_days_between_which_it_happened(query):
    graph = events_view(gather(query))
    event = next(node for node in graph.nodes if node.kind == "event")
    assert (event.id, event.label, event.weight, event.articles) == (BASE + "e1", "killing, Old Town", 2, 2)
    assert (event.latitude, event.longitude, event.figure) == (35.5, 40.25, "12 people")
    assert {(edge.source.removeprefix(BASE), edge.kind, edge.target.removeprefix(BASE)) for edge in graph.edges} == {
        ("bali", "speaks of", "e1"),
        ("monitor", "speaks of", "e1"),
        ("front", "acts in", "e1"),
        ("e1", "happened at", "town"),
    }


def test_an_open_interval_stays_open():
    graph = map_view(facts(said(1, ("place", "p"), begin="1915-04-24"), said(2, ("place", "p"), end="2024-01-01")))
    assert [(node.begin, node.end) for node in graph.nodes if node.kind == "event"] == [("1915-04-24", None), (None, "2024-01-01")]


def test_the_map_has_all_places_and_the_events_only_those_that_have_some():
    assert [node.id for node in map_view(facts(said(1))).nodes] == ["e1", "p"]
    assert events_view(facts(said(1))).nodes == ()


def test_actors_of_one_event_are_claimed_together_by_each_claim_that_names_one_of_them():
    one, other = said(1, ("agent", "x")), said(2, ("patient", "y"))
    [edge] = co_claims_view(facts(one, other, compared=(frozenset({"c1", "c2"}),))).edges
    assert (edge.source, edge.target, edge.kind, edge.weight) == ("x", "y", "claimed together", 2)
    assert co_claims_view(facts(one, other)).edges == ()

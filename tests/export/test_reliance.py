from kg.export.facts import Facts, Said, Source, Thing, gather
from kg.export.reliance import sources_view

BASE = "http://x.example/"


def edges(graph):
    return {(edge.source.removeprefix(BASE), edge.kind, edge.target.removeprefix(BASE), edge.weight) for edge in graph.edges}


def test_an_outlet_relies_on_its_sources_and_these_speak_of_their_subjects(query):
    assert edges(sources_view(gather(query))) == {
        ("outlet:the-post", "relies on", "bali", 1),
        ("bali", "speaks of", "town", 1),
        ("monitor", "speaks of", "front", 1),
    }


def test_a_source_without_a_name_is_one_of_its_outlet_and_the_own_voice_needs_none():
    claims = (
        Said("c1", "a", "x", "indirect", links=(("agent", "t"),), speaker="A  Resident"),
        Said("c2", "a", "y", "indirect", links=(("agent", "t"),), speaker="a resident"),
        Said("c3", "a", "z", "narrator", links=(("agent", "t"),), speaker="reportedly"),
        Said("c4", "b", "z", "narrator", links=(("agent", "t"),)),
    )
    sources = {"a": Source("a", "A", "2024-01-01", "خبرگزاری"), "b": Source("b", "B", "2024-01-01")}
    graph = sources_view(Facts({"t": Thing("t", "T", "actor", "person")}, sources, {claim.id: claim for claim in claims}, (), {}))
    [outlet] = [node for node in graph.nodes if node.kind == "outlet"]
    assert (outlet.label, outlet.weight, outlet.first) == ("خبرگزاری", 3, "2024-01-01")
    unnamed = f"source:{outlet.id.removeprefix('outlet:')}/a-resident"
    assert edges(graph) == {
        (outlet.id, "relies on", unnamed, 2),
        (unnamed, "speaks of", "t", 2),
        (outlet.id, "says itself of", "t", 1),
    }
    assert [node.label for node in graph.nodes if node.kind == "source"] == ["A Resident"]

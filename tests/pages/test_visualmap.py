import json

from kg.pages import Look, render
from kg.pages.visualmap import Spot, spots
from kg.store.graphs import GraphStore
from tests.store import story

LOOK = Look(story.BASE)


def html(parameters: dict[str, str]) -> str:
    return render(story.told(), "map", parameters, LOOK).body.decode()


def test_places_with_a_position_are_on_the_map():
    assert spots(story.told()) == (Spot(f"{story.BASE}place/lenta", "Lenta", "settlement", 12.5, -3.25),)


def test_a_position_that_is_not_on_earth_is_left_out():
    graph = story.told()
    name = graph.graph_iri("entities")
    far = [quad for quad in graph.read(name) if "wgs84_pos#lat" in quad.predicate.value]
    wrong = type(far[0])(far[0].subject, far[0].predicate, type(far[0].object)("912.5", datatype=far[0].object.datatype), far[0].graph_name)
    graph.exchange(name, far, [wrong])
    assert spots(graph) == ()


def test_the_data_holds_the_claims_at_places_that_have_a_position():
    found = json.loads(render(story.told(), "map.json", {}, LOOK).body)
    assert found["places"] == [{"label": "Lenta", "type": "settlement", "href": "/page/place/lenta", "at": [12.5, -3.25]}]
    assert {claim["words"] for claim in found["claims"]} >= {"at least 40 people fled Lenta on Monday", "that the army shelled Lenta"}
    assert all(claim["places"] == [0] for claim in found["claims"])
    assert found["left_out"] == 0


def test_the_table_counts_what_is_asked_for():
    row = '<td><a href="/page/place/lenta">Lenta</a></td><td>settlement</td><td class="number">{}</td><td>{}</td><td>{}</td>'
    assert row.format(2, "shelling (2)", "2024-03-05 to 2024-03-06") in html({"event": "violence"})
    assert row.format(1, "shelling (1)", "2024-03-05") in html({"event": "violence", "outlet": "Fenwick Post"})
    assert "No place with a known position." in html({"event": "aid"})


def test_claims_at_places_without_a_position_are_counted():
    assert "4 claims name a place whose position is not known." in html({})


def test_an_empty_graph_has_an_empty_map():
    assert json.loads(render(GraphStore.memory(story.BASE), "map.json", {}, LOOK).body)["claims"] == []

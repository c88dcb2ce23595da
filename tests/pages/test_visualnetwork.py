import json

from kg.pages import Look, render
from kg.pages.visual import Choice
from kg.pages.visualnetwork import Part, network
from kg.store.graphs import GraphStore
from tests.store import story

LOOK = Look(story.BASE)


def data(graph: GraphStore, look: Look = LOOK) -> dict:
    return json.loads(render(graph, "network.json", {}, look).body)


def html(parameters: dict[str, str], look: Look = LOOK) -> str:
    return render(story.told(), "network", parameters, look).body.decode()


def test_an_edge_knows_what_is_behind_it():
    [tie] = [tie for tie in network(story.told()).ties if tie.edge.kind == "acts on"]
    assert tie.parts == (Part("2024-03-05", "Fenwick Post", "clash", 1), Part("2024-03-06", "Coast Mail", "clash", 1))
    assert tie.weight(Choice()) == 2
    assert tie.weight(Choice(outlet="Coast Mail")) == 1
    assert tie.weight(Choice(last="2024-03-05", event="violence")) == 1
    assert tie.weight(Choice(event="aid")) == 0


def test_every_actor_has_a_place_a_page_and_the_edges_count_in_the_actors():
    found = data(story.told())
    army = found["nodes"][0]
    assert (army["label"], army["type"], army["href"], army["colour"]) == ("Aldoran Army", "military", "/page/actor/army", "#D55E00")
    assert all({"x", "y", "size"} <= node.keys() for node in found["nodes"])
    fights = [edge for edge in found["edges"] if found["kinds"][edge["kind"]]["name"] == "fights against"]
    assert [(found["nodes"][edge["source"]]["label"], found["nodes"][edge["target"]]["label"]) for edge in fights] == [
        ("River League", "Aldoran Army")
    ]


def test_the_picture_is_the_same_every_time():
    assert data(story.told()) == data(story.told())


def test_the_table_holds_what_is_asked_for_with_links_to_both():
    page = html({"kind": "fights against"})
    assert page.count("<tr><td>") == 1
    assert '<a href="/page/actor/river-league">River League</a></td><td>fights against</td><td><a href="/page/actor/army">' in page


def test_the_edges_of_one_actor_can_be_asked_for():
    assert html({"actor": "Omar Vale"}).count("<tr><td>") == 2


def test_a_page_of_files_holds_its_data_itself():
    filed = Look(story.BASE, live=False)
    page = html({}, filed)
    assert '<script type="application/json" id="data">' in page
    assert data(story.told(), filed)["nodes"][0]["href"] == "actor/army.html"
    assert 'id="data"' not in html({})


def test_an_empty_graph_has_an_empty_network():
    assert data(GraphStore.memory(story.BASE))["nodes"] == []
    assert render(GraphStore.memory(story.BASE), "network", {}, LOOK).title == "Network"

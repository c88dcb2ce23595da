from kg.export.facts import CLASSES, words
from kg.export.network import Edge, Node
from kg.export.palette import edge_colour, group_of, rgb, size_of


def test_every_type_of_actor_has_a_group():
    groups = {name: group_of(Node("a", "", "actor", words(name)))[0] for name in CLASSES["actor"]}
    assert groups["Person"] == "person"
    assert groups["NGO"] == "international organisation, NGO, monitor"
    assert groups["OtherOrganisation"] == "media, company, other"


def test_a_place_is_a_place_whatever_its_type():
    assert group_of(Node("a", "", "place", "river"))[0] == "place"


def test_the_area_of_a_node_grows_with_its_claims():
    sizes = [size_of(Node("a", "", "actor", "person", weight=weight)) for weight in (0, 4, 16)]
    assert sizes == [10.0, 20.0, 30.0]


def test_colours_are_hexadecimal_and_plain_edges_grey():
    assert rgb("#0072B2") == (0, 114, 178)
    assert edge_colour(Edge("a", "b", "speaks of")) == "#9AA1AC"

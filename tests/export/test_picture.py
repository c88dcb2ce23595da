import io
import xml.etree.ElementTree as ET

import pytest

from kg.export.network import GraphView
from kg.export.picture import HEIGHT, WIDTH, write_svg
from kg.export.views import VIEWS, view

SVG = "{http://www.w3.org/2000/svg}"


def drawn(graph):
    sink = io.BytesIO()
    write_svg(graph, sink)
    return ET.fromstring(sink.getvalue())


@pytest.mark.parametrize("name", VIEWS)
def test_the_picture_names_its_actors_and_explains_its_colours(query, name):
    texts = [element.text for element in drawn(view(query, name)).iter(SVG + "text")]
    assert {"Ann Bali", "River Front", "Delta Monitor"} <= set(texts)
    assert {"person", "armed group, military, alliance", "member of, speaks for", "speaks for"} & set(texts)


def test_everything_lies_inside_the_picture(query):
    picture = drawn(view(query, "network"))
    points = [(float(e.get("cx")), float(e.get("cy"))) for e in picture.iter(SVG + "circle")]
    points += [(float(e.get("x")), float(e.get("y"))) for e in picture.iter(SVG + "text")]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


def test_an_empty_network_is_an_empty_picture():
    assert drawn(GraphView("network", (), ())).tag == SVG + "svg"

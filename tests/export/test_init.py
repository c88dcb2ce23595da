import io

import pytest

from kg.export import EXPORTERS, VIEWS, view


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_writes_every_view(query, name):
    exporter = EXPORTERS[name]
    for graph in (view(query, view_name) for view_name in VIEWS):
        sink = io.BytesIO()
        exporter.write(graph, sink)
        assert sink.getvalue()


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_exporter_has_a_media_type_a_suffix_and_a_view(name):
    exporter = EXPORTERS[name]
    assert exporter.media_type.count("/") == 1
    assert exporter.suffix.startswith(".")
    assert exporter.view in VIEWS

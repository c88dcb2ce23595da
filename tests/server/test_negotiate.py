import pytest

from kg.server.formats import GRAPHS, RESULTS
from kg.server.negotiate import accepts_coding, choose


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("*", "json"),
        ("nonsense", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV", "csv"),
        ("text/*", "csv"),
        ("application/*;q=0.5, text/*", "csv"),
        ("application/xml", "xml"),
        ("application/json", "json"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.9", "tsv"),
        ("text/csv; q=0.5 , */*; q=0.1", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("text/*;q=0.9, text/csv;q=0.1", "tsv"),
        ("*/*;q=0.1, application/sparql-results+xml;q=0.1, text/csv;q=0.2", "csv"),
        ("text/csv;charset=utf-8", "csv"),
        ("text/csv;header=present", "csv"),
        ("text/csv;charset=latin-1, text/tab-separated-values;q=0.1", "tsv"),
        ("text/csv;q=high, text/tab-separated-values;q=0.1", "tsv"),
        ("text/html, */*;q=0", None),
        ("text/html", None),
        ("image/*", None),
        ("*/*;q=0", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "xml"),
    ],
)
def test_the_results_that_a_client_likes_best_are_chosen(header, name):
    chosen = choose(header, RESULTS)
    assert (chosen and chosen.name) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", "ttl"),
        ("application/rdf+xml, text/turtle;q=0.8", "rdfxml"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples, application/n-quads", "nt"),
        ("application/sparql-results+json, */*;q=0.5", "ttl"),
    ],
)
def test_the_graph_that_a_client_likes_best_is_chosen(header, name):
    chosen = choose(header, GRAPHS)
    assert (chosen and chosen.name) == name


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("", False), ("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=0, *", False), ("br", False), ("identity", False)],
)
def test_codings_are_accepted_as_the_header_says(header, accepted):
    assert accepts_coding(header, "gzip") is accepted

"""A dataset is described for VoID and DCAT readers alike, without blank nodes, the same bytes for the same facts."""

import datetime as dt

import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID

from kg.errors import StoreError
from kg.triples.dataset import FORMATS, Dataset, Download, Totals, described
from kg.triples.vocab import KG

BASE = "https://data.example.org/"
TOTALS = Totals(9, {KG + "event": 4, "https://schema.org/url": 5}, {KG + "Event": 2, KG + "event": 1})
DATASET = Dataset(
    BASE,
    'The "flood" <b>',
    TOTALS,
    BASE,
    "Desk",
    "https://creativecommons.org/licenses/by/4.0/",
    dt.date(2024, 3, 9),
    (dt.date(2024, 3, 1), dt.date(2024, 3, 9)),
    (Download(BASE + "dump.nq.gz", "application/n-quads", 12, "ab" * 32, "application/gzip"),),
    BASE + "sparql",
    (BASE + "actor/a",),
)
SPDX = Namespace("http://spdx.org/rdf/terms#")
NODE = URIRef(BASE + "dataset")


def graph(dataset: Dataset = DATASET) -> Graph:
    return Graph().parse(data=described(dataset), format="turtle")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_every_format_says_the_same() -> None:
    readers = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
    assert readers.keys() == FORMATS.keys()
    for form, reader in readers.items():
        assert set(Graph().parse(data=described(DATASET, form), format=reader)) == set(graph())
    with pytest.raises(StoreError, match="there is no RDF format 'nq'"):
        described(DATASET, "nq")


def test_it_is_a_dataset_of_both_vocabularies_in_a_catalogue() -> None:
    found = graph()
    assert set(found.objects(NODE, RDF.type)) == {VOID.Dataset, DCAT.Dataset}
    assert set(found.objects(URIRef(BASE + "catalog"), DCAT.dataset)) == {NODE}
    assert str(found.value(NODE, DCTERMS.title)) == 'The "flood" <b>'
    assert found.value(NODE, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(found.value(found.value(NODE, DCTERMS.publisher), FOAF.name)) == "Desk"
    assert found.value(NODE, DCTERMS.modified) == Literal(dt.date(2024, 3, 9))
    assert found.value(NODE, VOID.sparqlEndpoint) == URIRef(BASE + "sparql")
    assert not [term for triple in found for term in triple if isinstance(term, BNode)]


def test_every_class_and_property_is_a_part_with_its_count() -> None:
    found = graph()
    classes = {
        str(found.value(part, VOID["class"])): int(found.value(part, VOID.entities)) for part in found.objects(NODE, VOID.classPartition)
    }
    properties = {
        str(found.value(part, VOID.property)): int(found.value(part, VOID.triples)) for part in found.objects(NODE, VOID.propertyPartition)
    }
    assert (classes, properties) == (TOTALS.classes, TOTALS.properties)
    assert {str(one) for one in found.objects(NODE, VOID.vocabulary)} == {KG, "https://schema.org/"}


def test_a_download_tells_its_size_and_its_checksum() -> None:
    found = graph()
    one = found.value(NODE, DCAT.distribution)
    assert found.value(one, DCAT.downloadURL) == found.value(NODE, VOID.dataDump) == URIRef(BASE + "dump.nq.gz")
    assert int(found.value(one, DCAT.byteSize)) == 12
    checksum = found.value(one, SPDX.checksum)
    assert found.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert str(found.value(checksum, SPDX.checksumValue)) == "ab" * 32


def test_what_is_not_known_is_not_said() -> None:
    bare = graph(Dataset(BASE, "x", Totals(0, {}, {}), BASE))
    assert {bare.value(NODE, name) for name in (DCTERMS.license, DCTERMS.modified, DCTERMS.temporal, VOID.sparqlEndpoint)} == {None}

"""Describe a whole graph as a dataset: VoID with its class and property partitions, and DCAT 3 with its downloads.

One description serves the server and the published site. It has no blank nodes: its parts are named by fragments of the
dataset's own IRI, ``{base}dataset``. The counts are those of all named graphs together, as queries see them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import StoreError
from kg.triples import iris, vocab
from kg.triples.terms import date, integer, text

#: Prefixes of the description besides those of the graph.
PREFIXES: dict[str, str] = {
    **vocab.PREFIXES,
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
FORMATS: dict[str, RdfFormat] = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
_MEDIA = "https://www.iana.org/assignments/media-types/"
#: Vocabularies that the description says the graph uses: those that a class or property of it comes from.
_VOCABULARIES = tuple(iri for prefix, iri in vocab.PREFIXES.items() if prefix not in ("rdf", "rdfs", "xsd", "sh"))


@dataclass(frozen=True, slots=True)
class Totals:
    """Hold the counts of a whole graph: its statements, those of each property, and the things of each class."""

    triples: int
    properties: Mapping[str, int]
    classes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Download:
    """Hold a file that a dataset can be downloaded as: its address, what it is, and how to tell that it is whole."""

    url: str
    media_type: str
    size: int
    sha256: str
    compressed: str | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """Hold what is said of a dataset; ``home`` is where its pages lie, ``modified`` and the period come from the data."""

    base: str
    title: str
    totals: Totals
    home: str
    publisher: str = ""
    licence: str = ""
    modified: dt.date | None = None
    period: tuple[dt.date, dt.date] | None = None
    downloads: tuple[Download, ...] = ()
    endpoint: str | None = None
    examples: tuple[str, ...] = field(default=())

    @property
    def iri(self) -> str:
        """Return the IRI of the dataset."""
        return f"{self.base}dataset"


def described(dataset: Dataset, format: str = "ttl") -> bytes:
    """Return the description of a dataset as ``ttl``, ``nt``, ``jsonld`` or ``rdf``; StoreError for another format.

    Equal datasets give equal bytes.
    """
    if format not in FORMATS:
        raise StoreError(f"there is no RDF format {format!r}; use one of {', '.join(FORMATS)}")
    triples = sorted(set(_triples(dataset)), key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))
    return serialize(triples, format=FORMATS[format], prefixes=PREFIXES) or b""


def _name(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def _triples(dataset: Dataset) -> Iterator[Triple]:
    node = NamedNode(dataset.iri)
    yield from _about(node, dataset)
    yield from _rights(node, dataset)
    yield from _partitions(node, dataset.totals)
    for download in dataset.downloads:
        yield from _distribution(node, download)
    catalog = NamedNode(f"{dataset.base}catalog")
    yield Triple(catalog, vocab.TYPE, _name("dcat:Catalog"))
    yield Triple(catalog, _name("dcterms:title"), text(dataset.title))
    yield Triple(catalog, _name("dcat:dataset"), node)
    yield Triple(catalog, _name("foaf:homepage"), NamedNode(dataset.home))


def _about(node: NamedNode, dataset: Dataset) -> Iterator[Triple]:
    yield Triple(node, vocab.TYPE, _name("void:Dataset"))
    yield Triple(node, vocab.TYPE, _name("dcat:Dataset"))
    yield Triple(node, _name("dcterms:title"), text(dataset.title))
    yield Triple(node, _name("void:uriSpace"), text(dataset.base))
    yield Triple(node, _name("dcterms:conformsTo"), NamedNode(vocab.KG.rstrip("#")))
    yield Triple(node, _name("foaf:homepage"), NamedNode(dataset.home))
    yield Triple(node, _name("dcat:landingPage"), NamedNode(dataset.home))
    yield Triple(node, _name("void:feature"), NamedNode("http://www.w3.org/ns/formats/N-Quads"))
    names = (*dataset.totals.properties, *dataset.totals.classes)
    yield from (Triple(node, _name("void:vocabulary"), NamedNode(one)) for one in _VOCABULARIES if any(n.startswith(one) for n in names))
    yield from (Triple(node, _name("void:exampleResource"), NamedNode(one)) for one in dataset.examples)
    if dataset.modified is not None:
        yield Triple(node, _name("dcterms:modified"), date(dataset.modified))
    if dataset.period is not None:
        period = NamedNode(f"{dataset.iri}#period")
        yield Triple(node, _name("dcterms:temporal"), period)
        yield Triple(period, vocab.TYPE, _name("dcterms:PeriodOfTime"))
        yield Triple(period, _name("dcat:startDate"), date(dataset.period[0]))
        yield Triple(period, _name("dcat:endDate"), date(dataset.period[1]))
    if dataset.endpoint is not None:
        yield Triple(node, _name("void:sparqlEndpoint"), NamedNode(dataset.endpoint))


def _rights(node: NamedNode, dataset: Dataset) -> Iterator[Triple]:
    if dataset.licence:
        yield Triple(node, _name("dcterms:license"), NamedNode(dataset.licence))
    if dataset.publisher:
        publisher = NamedNode(f"{dataset.iri}#publisher")
        yield Triple(node, _name("dcterms:publisher"), publisher)
        yield Triple(publisher, vocab.TYPE, _name("foaf:Agent"))
        yield Triple(publisher, _name("foaf:name"), text(dataset.publisher))


def _partitions(node: NamedNode, totals: Totals) -> Iterator[Triple]:
    yield Triple(node, _name("void:triples"), integer(totals.triples))
    yield Triple(node, _name("void:classes"), integer(len(totals.classes)))
    yield Triple(node, _name("void:properties"), integer(len(totals.properties)))
    rows = (("class", totals.classes, "entities"), ("property", totals.properties, "triples"))
    for kind, counts, unit in rows:
        for name, count in counts.items():
            part = NamedNode(f"{node.value}#{kind}-{_part(name)}")
            yield Triple(node, _name(f"void:{kind}Partition"), part)
            yield Triple(part, vocab.TYPE, _name("void:Dataset"))
            yield Triple(part, _name(f"void:{kind}"), NamedNode(name))
            yield Triple(part, _name(f"void:{unit}"), integer(count))


def _part(iri: str) -> str:
    """Return a class or property as a part of a fragment: its prefix and its name, in the case that tells them apart."""
    found = next((f"{prefix}-{iri.removeprefix(start)}" for prefix, start in PREFIXES.items() if iri.startswith(start)), iri)
    return re.sub(r"[^A-Za-z0-9]+", "-", found).strip("-")


def _distribution(node: NamedNode, download: Download) -> Iterator[Triple]:
    one = NamedNode(f"{node.value}#{iris.slug(download.url.rpartition('/')[2])}")
    checksum = NamedNode(f"{one.value}-checksum")
    yield Triple(node, _name("dcat:distribution"), one)
    yield Triple(node, _name("void:dataDump"), NamedNode(download.url))
    yield Triple(one, vocab.TYPE, _name("dcat:Distribution"))
    yield Triple(one, _name("dcat:downloadURL"), NamedNode(download.url))
    yield Triple(one, _name("dcat:mediaType"), NamedNode(_MEDIA + download.media_type))
    yield Triple(one, _name("dcat:byteSize"), Literal(str(download.size), datatype=_name("xsd:nonNegativeInteger")))
    if download.compressed is not None:
        yield Triple(one, _name("dcat:compressFormat"), NamedNode(_MEDIA + download.compressed))
    yield Triple(one, _name("spdx:checksum"), checksum)
    yield Triple(checksum, vocab.TYPE, _name("spdx:Checksum"))
    yield Triple(checksum, _name("spdx:algorithm"), _name("spdx:checksumAlgorithm_sha256"))
    yield Triple(checksum, _name("spdx:checksumValue"), Literal(download.sha256, datatype=_name("xsd:hexBinary")))

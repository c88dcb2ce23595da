"""Read a SKOS file as rows of a gazetteer: Turtle, N-Triples or RDF/XML.

Standards: https://www.w3.org/TR/skos-reference/, https://www.w3.org/2003/01/geo/. Read of a concept are ``skos:prefLabel`` (the English
one, else one without language, else the first), ``skos:altLabel``, ``skos:hiddenLabel``, ``skos:broader`` (what contains a place),
``skos:exactMatch`` and ``owl:sameAs`` (to Wikidata and GeoNames), ``wgs:lat`` and ``wgs:long``, ``schema:addressCountry`` (a two-letter
code), and its type: a class of kg (``kg:Settlement``), of schema.org or FOAF by ``rdf:type`` or ``dcterms:type``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.entities.rows import GEONAMES, WIKIDATA, Place, Row, country_codes, identifier, name_of, names_of, position, type_of
from kg.errors import InputError
from kg.resources import toml_table
from kg.triples import vocab

#: The format that the end of a file's name tells, compression apart.
SUFFIXES: Mapping[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML, ".xml": RdfFormat.RDF_XML, ".owl": RdfFormat.RDF_XML,
}  # fmt: skip

_CONCEPT, _DCTERMS_TYPE = vocab.name("skos:Concept"), vocab.name("dcterms:type")
_HIDDEN_LABEL = vocab.name("skos:hiddenLabel")
_READ = frozenset(
    [
        vocab.TYPE, _DCTERMS_TYPE, vocab.PREF_LABEL, vocab.ALT_LABEL, _HIDDEN_LABEL, vocab.BROADER, vocab.EXACT_MATCH, vocab.SAME_AS,
        vocab.LAT, vocab.LONG, vocab.ADDRESS_COUNTRY,
    ]
)  # fmt: skip
_Facts = Mapping[NamedNode, list[NamedNode | Literal]]


def read_skos(stream: BinaryIO, source: str, type: str | None = None) -> Iterator[Row | InputError]:
    """Yield each concept as a row, or the error for which it is refused, by its IRI.

    Raises InputError, with the line, where the file is no RDF of the format that its name tells.
    """
    for node, facts in sorted(_concepts(stream, source).items(), key=lambda item: item[0].value):
        where = Place(source, None, type)
        try:
            yield _row(node, facts, where)
        except InputError as error:
            yield InputError(f"concept {node.value}: {str(error).removeprefix(f'{source}: ')}", source=source)


def _concepts(stream: BinaryIO, source: str) -> dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]:
    """Return what is said of each concept; a resource with a preferred label is one, whether the file says so or not."""
    name = source.lower().removesuffix(".gz")
    form = next((form for suffix, form in SUFFIXES.items() if name.endswith(suffix)), RdfFormat.TURTLE)
    rows: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
    try:
        for quad in parse(input=stream, format=form, base_iri="file:///", without_named_graphs=True):
            if quad.predicate in _READ and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                rows.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    except SyntaxError as error:
        raise InputError(f"is no {form.name}: {error.msg}; nothing was imported", source=source, line=error.lineno) from error
    return {node: facts for node, facts in rows.items() if vocab.PREF_LABEL in facts or _CONCEPT in facts.get(vocab.TYPE, ())}


def _row(node: NamedNode, facts: _Facts, where: Place) -> Row:
    latitude, longitude = position(_first(facts, vocab.LAT), _first(facts, vocab.LONG), where)
    labels = sorted((one for one in facts.get(vocab.PREF_LABEL, ()) if isinstance(one, Literal)), key=_label_order)
    others = [*labels[1:], *facts.get(vocab.ALT_LABEL, ()), *facts.get(_HIDDEN_LABEL, ())]
    matches = [one.value for one in (*facts.get(vocab.EXACT_MATCH, ()), *facts.get(vocab.SAME_AS, ()), node)]
    return Row(
        key=node.value,
        name=name_of(labels[0].value if labels else "", "skos:prefLabel", where),
        type=type_of(_type(facts), latitude is not None, "rdf:type", where),
        aliases=names_of(one.value for one in others if isinstance(one, Literal)),
        country=country_codes((one.value for one in facts.get(vocab.ADDRESS_COUNTRY, ())), "schema:addressCountry", where),
        inside=_first(facts, vocab.BROADER) or None,
        latitude=latitude,
        longitude=longitude,
        geonames=_matched(matches, ("geonames.org/",), GEONAMES, where),
        wikidata=_matched(matches, ("www.wikidata.org/entity/Q", "www.wikidata.org/wiki/Q"), WIKIDATA, where),
    )


def _first(facts: _Facts, predicate: NamedNode) -> str:
    return min((one.value for one in facts.get(predicate, ())), default="")


def _label_order(label: Literal) -> tuple[int, str, str]:
    language = label.language or ""
    return (0 if language.startswith("en") else 1 if not language else 2, language, label.value)


def _type(facts: _Facts) -> str | None:
    classes: dict[str, str] = toml_table("imports")["classes"]
    told = sorted(one.value for predicate in (vocab.TYPE, _DCTERMS_TYPE) for one in facts.get(predicate, ()))
    ours = (vocab.TYPES[NamedNode(iri)] for iri in told if iri.startswith(vocab.KG) and NamedNode(iri) in vocab.TYPES)
    return next(iter((*ours, *(classes[iri] for iri in told if iri in classes))), None)


def _matched(iris: Iterable[str], hosts: tuple[str, ...], pattern: str, where: Place) -> str | None:
    """Return the least identifier among the IRIs of one other gazetteer, or None; IRIs of others are not looked at."""
    found = (iri for iri in sorted(iris) if any(host in iri for host in hosts))
    return next((identifier(iri, pattern, "skos:exactMatch", where) for iri in found), None)

"""Make the page of the ontology: every class, property and concept with its definition and an example."""

from __future__ import annotations

from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore
from kg.store.ontology import IRI, OntologyTerm, terms

_HEADINGS = {"class": "Classes", "property": "Properties", "list": "Lists of concepts", "concept": "Concepts"}


def page(visit: Visit) -> Page:
    """Return the page of the ontology."""
    groups: dict[str, list[OntologyTerm]] = {heading: [] for heading in _HEADINGS.values()}
    for term in terms():
        groups[_HEADINGS[term.kind]].append(term)
    forms = tuple(
        (rel, visit.links.data("ontology", form), media)
        for form, media in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("nt", "application/n-triples"))
        for rel in ("describedby", "alternate")
    )
    known = frozenset(term.name for term in terms())
    return html(visit, "ontology.html", "Ontology", (("cite-as", IRI, ""), *forms), groups=groups, ontology=IRI, known=known)


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the path of the ontology."""
    return ("ontology",)

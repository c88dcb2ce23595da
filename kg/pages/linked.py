"""Say a page in the words of the web: its Link headers (FAIR Signposting) and its JSON-LD (schema.org)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.pages.visit import Visit
from kg.store.results import Cell

#: The forms in which a thing is described besides its page: (format, media type, name).
FORMS = (
    ("ttl", "text/turtle", "Turtle"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("nt", "application/n-triples", "N-Triples"),
    ("csv", "text/csv", "CSV"),
)
_SCHEMA = "https://schema.org/"


def head(visit: Visit, path: str, type: str) -> tuple[tuple[str, str, str], ...]:
    """Return the links of the page of a thing: its own IRI, its type, its licence, and its description in every form."""
    forms = tuple((rel, visit.links.data(path, form), media) for form, media, _ in FORMS for rel in ("describedby", "alternate"))
    licence = visit.look.licence
    rights = (("license", licence, ""),) if licence.startswith(("http://", "https://")) else ()
    iri = f"{visit.look.base}{visit.links.path_of(path)}"
    return (("cite-as", iri, ""), ("type", _SCHEMA + type, ""), ("type", f"{_SCHEMA}AboutPage", ""), *rights, *forms)


def ld(iri: str, type: str, **properties: object) -> dict[str, object]:
    """Return a thing as schema.org has it, without properties that are empty."""
    given = {name: value for name, value in properties.items() if value not in (None, "", (), [], {})}
    return {"@context": _SCHEMA, "@id": iri, "@type": type, **given}


def schema_type(values: Mapping[str, Sequence[Cell]], default: str) -> str:
    """Return the class of schema.org that a thing of the graph has, without its prefix."""
    found = [str(kind) for kind in values.get("rdf:type", ()) if str(kind).startswith(_SCHEMA)]
    return found[0].removeprefix(_SCHEMA) if found else default

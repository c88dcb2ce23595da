"""Make the page on which a person writes queries: saved questions to begin with, and the words of the graph to complete with."""

from __future__ import annotations

import re

from kg.pages.look import Look, Page
from kg.pages.visit import Visit
from kg.pages.visual import drawn, kept
from kg.store.graphs import GraphStore
from kg.store.header import MARKER
from kg.store.library import Library
from kg.triples.vocab import PREFIXES

#: The dump that a published folder has at its top; the browser queries it itself.
DUMP = "dump.nq.gz"
#: The endpoint of a server.
ENDPOINT = "sparql"
#: What the editor holds when nobody asked for anything.
BEGINNING = """SELECT ?outlet ?content ?status WHERE {
  ?claim a kg:Claim ; kg:content ?content ; kg:status ?status ; kg:inArticle ?article .
  ?article schema:publisher ?outlet .
}
LIMIT 20"""


def page(visit: Visit) -> Page:
    """Return the page of queries, or what its script needs."""
    return drawn(visit, "query", "Query", payload, endpoint=ENDPOINT, questions=_questions(visit.look), dump=DUMP)


def _questions(look: Look) -> list[dict[str, str]]:
    library = Library.load(look.questions)
    return [{"name": name, "summary": question.summary, "text": written(question.text)} for name, question in library.questions.items()]


def written(text: str) -> str:
    """Return a query as a person would write it: with the prefixes that it uses, without lines for parameters not given."""
    lines = [line for line in text.strip().splitlines() if not MARKER.search(line)]
    body = "\n".join(lines)
    used = [name for name in PREFIXES if re.search(rf"(?<![\w:]){name}:", body)]
    return "\n".join([*(f"PREFIX {name}: <{PREFIXES[name]}>" for name in used), "", body, ""])


def terms(graph: GraphStore) -> dict[str, list[str]]:
    """Return the classes and properties that the graph uses, most used first."""
    return kept(graph, "terms", _terms)


def _terms(graph: GraphStore) -> dict[str, list[str]]:
    classes = graph.query("SELECT ?class (COUNT(*) AS ?times) WHERE { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?times) ?class")
    properties = graph.query("SELECT ?name (COUNT(*) AS ?times) WHERE { ?a ?name ?b } GROUP BY ?name ORDER BY DESC(?times) ?name")
    return {"classes": [str(iri) for iri in classes.column("class")], "properties": [str(iri) for iri in properties.column("name")]}


def payload(visit: Visit) -> dict[str, object]:
    """Return what the script needs: prefixes, terms, questions, what to begin with, and where to ask."""
    look = visit.look
    asked = visit.links.served(ENDPOINT) if look.live else ""
    dump = "" if look.live else visit.links.file(DUMP)
    return {
        "prefixes": PREFIXES,
        **terms(visit.graph),
        "questions": _questions(look),
        "beginning": written(BEGINNING),
        "endpoint": asked,
        "dump": dump,
    }

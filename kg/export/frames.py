"""Make tables of a graph for pandas, polars and DuckDB: claims, mentions, entities and comparisons, one row each, by IRI.

Every column is described where it is declared; the descriptions go into the files and into ``kg export parquet --help``.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.export.facts import PREFIXES, gather, local
from kg.store.graphs import GraphStore
from kg.store.results import Cell

Value = str | int | float | bool | dt.date | list[str] | None
Row = Mapping[str, Value]


class Field(NamedTuple):
    """Hold a column: ``type`` is string, strings (a list), integer, double, boolean or date."""

    name: str
    type: str
    description: str


class Frame(NamedTuple):
    """Hold a table: its columns, and what reads its rows from a graph."""

    fields: tuple[Field, ...]
    rows: Callable[[GraphStore], Iterable[Row]]


_ARTICLE = (
    Field("article", "string", "IRI of the article"),
    Field("outlet", "string", "the outlet that published it"),
    Field("published", "date", "the day on which it was published"),
)
CLAIMS = (
    Field("claim", "string", "IRI of the claim"),
    Field("content", "string", "the exact words of the claim"),
    Field("start", "integer", "the first character of the words in the article's text, counted from 0"),
    Field("end", "integer", "the character after the last"),
    Field("attribution", "string", "direct, indirect, mixed, or narrator: the article's own voice"),
    Field("status", "string", "asserted, denied, possible, planned or conditional"),
    Field("source", "string", "IRI of the actor who says so"),
    Field("source_name", "string", "its name"),
    Field("source_words", "string", "the source as written"),
    Field("cue", "string", "the words that attribute the claim, such as said"),
    Field("on_behalf_of", "string", "IRI of the actor that the source speaks for"),
    Field("told_to", "string", "IRI of the actor that was told"),
    Field("within", "string", "IRI of the claim that this one is part of: A says that B says"),
    Field("event", "string", "the type of event, such as airstrike"),
    Field("agent", "string", "IRI of the actor who acts"),
    Field("agent_name", "string", "its name"),
    Field("agent_words", "string", "who acts, as written"),
    Field("patient", "string", "IRI of the actor who is acted on"),
    Field("patient_name", "string", "its name"),
    Field("patient_words", "string", "who is acted on, as written"),
    Field("place", "string", "IRI of the place"),
    Field("place_name", "string", "its name"),
    Field("latitude", "double", "of the place, WGS 84"),
    Field("longitude", "double", "of the place, WGS 84"),
    Field("begin", "date", "the first day of the event; empty where it is open or not told"),
    Field("finish", "date", "its last day"),
    Field("figure", "string", "the number as written"),
    Field("low", "double", "the least number that the words allow; empty where that is open"),
    Field("high", "double", "the greatest number that they allow"),
    Field("approximate", "boolean", "whether the words say that the number is no exact one"),
    Field("counted", "string", "what is counted"),
    Field("unit", "string", "the unit of the number"),
    Field("confidence", "double", "how sure the reader was, 0 to 1"),
    *_ARTICLE,
    Field("headline", "string", "the headline of the article"),
    Field("url", "string", "the address of the article"),
)
MENTIONS = (
    Field("mention", "string", "IRI of the mention"),
    Field("kind", "string", "mention (a name) or reference (a pronoun or description)"),
    Field("thing", "string", "IRI of the actor or place that it stands for"),
    Field("name", "string", "the name of that"),
    Field("words", "string", "the exact words"),
    Field("start", "integer", "the first character of the words in the article's text, counted from 0"),
    Field("end", "integer", "the character after the last"),
    Field("confidence", "double", "how sure the reader was, 0 to 1"),
    *_ARTICLE,
)
ENTITIES = (
    Field("thing", "string", "IRI of the actor or place"),
    Field("name", "string", "its preferred name"),
    Field("kind", "string", "actor or place"),
    Field("type", "string", "its type, such as armed group or settlement"),
    Field("aliases", "strings", "its other names"),
    Field("latitude", "double", "WGS 84; empty for actors and for places that no gazetteer knows"),
    Field("longitude", "double", "WGS 84"),
    Field("inside", "strings", "IRIs of the places that it lies in"),
    Field("same_as", "strings", "IRIs of the same thing in Wikidata, GeoNames and others"),
    Field("articles", "integer", "in how many articles it is mentioned"),
    Field("claims", "integer", "how many claims are by it or about it"),
)
COMPARISONS = (
    Field("comparison", "string", "IRI of the comparison"),
    Field("verdict", "string", "agree, disagree or updated"),
    Field("low", "double", "the least figure claimed"),
    Field("high", "double", "the greatest figure claimed"),
    Field("independent_sources", "integer", "how many voices there are; copies of one wire text are one"),
    Field("explanation", "string", "the verdict in words"),
    Field("claims", "strings", "IRIs of the claims that answer the same question"),
)

_OF_ARTICLE = """OPTIONAL { ?article schema:publisher ?outlet } OPTIONAL { ?article schema:datePublished ?published }"""
_CLAIMS = f"""SELECT * WHERE {{
  ?claim a kg:Claim ; kg:inArticle ?article ; kg:content ?content ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end . {_OF_ARTICLE}
  OPTIONAL {{ ?article schema:headline ?headline }} OPTIONAL {{ ?article schema:url ?url }}
  OPTIONAL {{ ?claim kg:attributionKind ?attribution }} OPTIONAL {{ ?claim kg:status ?status }}
  OPTIONAL {{ ?claim kg:attributedTo ?source . ?source skos:prefLabel ?source_name }}
  OPTIONAL {{ ?claim kg:sourceText ?source_words }} OPTIONAL {{ ?claim kg:cue ?cue }}
  OPTIONAL {{ ?claim kg:onBehalfOf ?on_behalf_of }} OPTIONAL {{ ?claim kg:toldTo ?told_to }} OPTIONAL {{ ?claim kg:within ?within }}
  OPTIONAL {{ ?claim kg:confidence ?confidence }}
  OPTIONAL {{ ?claim kg:reports ?happening OPTIONAL {{ ?happening kg:eventType ?event }}
    OPTIONAL {{ ?happening kg:agent ?agent . ?agent skos:prefLabel ?agent_name }} OPTIONAL {{ ?happening kg:agentText ?agent_words }}
    OPTIONAL {{ ?happening kg:patient ?patient . ?patient skos:prefLabel ?patient_name }}
    OPTIONAL {{ ?happening kg:patientText ?patient_words }}
    OPTIONAL {{ ?happening kg:place ?place . ?place skos:prefLabel ?place_name
      OPTIONAL {{ ?place wgs:lat ?latitude ; wgs:long ?longitude }} }}
    OPTIONAL {{ ?happening sem:hasBeginTimeStamp ?begin }} OPTIONAL {{ ?happening sem:hasEndTimeStamp ?finish }} }}
  OPTIONAL {{ ?claim kg:quantity ?quantity OPTIONAL {{ ?quantity kg:quantityText ?figure }} OPTIONAL {{ ?quantity kg:min ?low }}
    OPTIONAL {{ ?quantity kg:max ?high }} OPTIONAL {{ ?quantity kg:approximate ?approximate }}
    OPTIONAL {{ ?quantity kg:counted ?counted }} OPTIONAL {{ ?quantity kg:unit ?unit }} }}
}} ORDER BY ?claim ?source ?agent ?patient ?place"""
_MENTIONS = f"""SELECT * WHERE {{
  VALUES ?class {{ kg:Mention kg:Reference }} ?mention a ?class ; kg:inArticle ?article ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end ; oa:exact ?words . {_OF_ARTICLE}
  OPTIONAL {{ ?mention kg:refersTo ?thing . ?thing skos:prefLabel ?name }} OPTIONAL {{ ?mention kg:confidence ?confidence }}
  BIND(?class AS ?kind) }} ORDER BY ?mention ?thing"""
_COMPARISONS = """SELECT * WHERE { ?comparison a kg:Comparison ; kg:verdict ?verdict OPTIONAL { ?comparison kg:low ?low }
  OPTIONAL { ?comparison kg:high ?high } OPTIONAL { ?comparison kg:independentSources ?independent_sources }
  OPTIONAL { ?comparison kg:explanation ?explanation } } ORDER BY ?comparison"""


def _claims(store: GraphStore) -> Iterable[Row]:
    return _rows(store, _CLAIMS, CLAIMS, ("attribution", "status", "event"))


def _mentions(store: GraphStore) -> Iterable[Row]:
    return _rows(store, _MENTIONS, MENTIONS, ("kind",))


def _comparisons(store: GraphStore) -> Iterable[Row]:
    claims = _lists(store, "SELECT ?one ?other WHERE { ?one kg:compares ?other }")
    for row in _rows(store, _COMPARISONS, COMPARISONS, ("verdict",)):
        yield {**row, "claims": claims[str(row["comparison"])]}


def _entities(store: GraphStore) -> Iterable[Row]:
    facts = gather(lambda text: store.query(text).records())
    inside = _lists(store, "SELECT ?one ?other WHERE { ?one schema:containedInPlace ?other }")
    same = _lists(store, "SELECT ?one ?other WHERE { ?one owl:sameAs|skos:exactMatch ?other }")
    claims = Counter(target for claim in facts.claims.values() for target in {target for _, target in claim.links})
    for thing in facts.things.values():
        yield {
            "thing": thing.id,
            "name": thing.label,
            "kind": thing.kind,
            "type": thing.type,
            "aliases": list(thing.aliases),
            "latitude": thing.latitude,
            "longitude": thing.longitude,
            "inside": inside[thing.id],
            "same_as": same[thing.id],
            "articles": len(facts.seen.get(thing.id, ())),
            "claims": claims[thing.id],
        }


#: Tables by name, in the order in which they are written.
FRAMES: Mapping[str, Frame] = {
    "claims": Frame(CLAIMS, _claims),
    "mentions": Frame(MENTIONS, _mentions),
    "entities": Frame(ENTITIES, _entities),
    "comparisons": Frame(COMPARISONS, _comparisons),
}


def _rows(store: GraphStore, text: str, fields: Sequence[Field], concepts: Sequence[str]) -> Iterable[Row]:
    """Yield one row an IRI, the first of several; concepts of the ontology become their names."""
    seen = set[Cell]()
    for cells in store.query(PREFIXES + text).records():
        key = cells[fields[0].name]
        if key in seen:
            continue
        seen.add(key)
        named = {name: local(str(cells[name])).lower() for name in concepts if cells.get(name) is not None}
        yield {field.name: _value(named.get(field.name, cells.get(field.name)), field.type) for field in fields}


def _lists(store: GraphStore, text: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted({(str(one), str(other)) for one, other in store.query(PREFIXES + text).rows}):
        found[one].append(other)
    return found


def _value(cell: Cell, type_: str) -> Value:
    """Return a cell as its column wants it; one that is not of its type, such as a year for a day, is empty."""
    if cell is None or type_ == "strings":
        return None
    if type_ == "double":
        return float(cell) if isinstance(cell, int | float | Decimal) else None
    if type_ == "date":
        day = cell.date() if isinstance(cell, dt.datetime) else cell
        return day if isinstance(day, dt.date) else None
    if type_ in ("integer", "boolean"):
        return cell if isinstance(cell, int) else None
    return str(cell)

"""Make the pages of actors and places: names, what they claim, what is claimed of them, relations, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.pages import linked, tables
from kg.pages.claimed import Named, Values, Words, labels, selected, shown
from kg.pages.found import known
from kg.pages.layout import html
from kg.pages.lists import SIZE, cut, numbered
from kg.pages.look import Page
from kg.pages.show import words
from kg.pages.tables import ArticleRow
from kg.pages.visit import Visit
from kg.store.comparisons import Compared
from kg.store.describe import facts, pointing
from kg.store.graphs import GraphStore
from kg.triples.iris import path_of

#: So many claims of a kind are shown on the page of a thing; all of them have pages of their own.
FEW = 8
#: So many passages are shown for one relation, and so many articles and decisions in a list beside it.
PASSAGES = 5
ARTICLES = 20
#: Relations as they read from their object: "speaks for" is "for whom speaks".
_BACKWARD = {
    "speaksFor": "spoken for by", "memberOf": "has member", "leads": "led by", "fightsAgainst": "fought by", "alliedWith": "allied with",
    "communicatedWith": "communicated with", "wasAt": "was here", "containedInPlace": "contains",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold the words of an article that say a relation."""

    words: Words
    article: ArticleRow
    role: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold a relation to another thing: how, to whom, the first passages that say so and how many there are."""

    how: str
    other: Named
    passages: tuple[Passage, ...]
    count: int


def actor(visit: Visit) -> Page:
    """Return the page of an actor."""
    return _thing(visit, "Actor")


def place(visit: Visit) -> Page:
    """Return the page of a place."""
    return _thing(visit, "Place")


def says(visit: Visit) -> Page:
    """Return a list of what an actor claims."""
    return _claims(visit, "says", "What {} claims")


def about(visit: Visit) -> Page:
    """Return a list of what is claimed of an actor or a place."""
    return _claims(visit, "about", "What is claimed about {}")


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the paths of all actors and places, and of their lists of claims."""
    found = []
    for row in (*tables.actors(graph), *tables.places(graph)):
        path = path_of(graph.base, row.iri)
        found.append(path)
        for name in ("says", "about"):
            count = len(claims_of(graph, row.iri, name))
            found += numbered(f"{path}/{name}", count) if count > FEW else ()
    return tuple(found)


def claims_of(graph: GraphStore, iri: str, name: str) -> list[str]:
    """Return the claims by a thing or about it, in the order of the table of claims."""
    if name == "says":
        found = set(pointing(graph, iri, "kg:attributedTo", "kg:onBehalfOf"))
    else:
        events = pointing(graph, iri, "kg:agent", "kg:patient", "kg:place")
        found = {claim for event in events for claim in pointing(graph, event, "kg:reports")}
    position = tables.positions(graph)
    return sorted(found & position.keys(), key=position.__getitem__)


def _claims(visit: Visit, name: str, heading: str) -> Page:
    path = visit.path.rpartition(f"/{name}")[0]
    iri = known(visit.graph, path)
    label = labels(visit.graph, [iri]).get(iri, path)
    found = cut(visit, claims_of(visit.graph, iri, name), f"{path}/{name}")
    return html(visit, "said.html", heading.format(label), label=label, iri=iri, list=found, claims=shown(visit.graph, found.rows))


def _thing(visit: Visit, kind: str) -> Page:
    graph, iri = visit.graph, known(visit.graph, visit.path)
    own = facts(graph, [iri])[iri]
    label = labels(graph, [iri])[iri]
    rejected = any(str(one).endswith("#Rejected") for one in own.get("rdf:type", ()))
    said = {name: claims_of(graph, iri, name) for name in ("says", "about")}
    articles, mentions = _articles(graph, iri)
    aliases = [str(alias) for alias in own.get("skos:altLabel", ())]
    matches = [str(match) for name in ("owl:sameAs", "skos:exactMatch") for match in own.get(name, ())]
    type_ = linked.schema_type(own, "Thing" if kind == "Actor" else "Place")
    position = _position(own)
    ld = linked.ld(
        iri, type_, name=label, alternateName=aliases, sameAs=matches,
        geo=position and {"@type": "GeoCoordinates", "latitude": position[0], "longitude": position[1]},
    )  # fmt: skip
    return html(
        visit,
        "thing.html",
        label,
        linked.head(visit, visit.path, type_),
        ld=ld,
        iri=iri,
        kind=kind,
        rejected=rejected,
        types=_types(own, kind),
        aliases=aliases,
        matches=matches,
        position=position,
        said={name: shown(graph, found[:FEW]) for name, found in said.items()},
        counts={name: len(found) for name, found in said.items()},
        ties=_ties(graph, iri),
        inside=_named(graph, own, "schema:containedInPlace"),
        articles=articles[:ARTICLES],
        article_count=len(articles),
        mentions=mentions,
        doubts=_doubts(graph, iri),
        merged=[path_of(graph.base, old) for old in pointing(graph, iri, "dcterms:isReplacedBy")],
        decisions=_decisions(graph, iri),
        comparisons=_comparisons(graph, said),
        size=SIZE,
    )


def _types(own: Values, kind: str) -> list[str]:
    found = {str(one) for one in own.get("rdf:type", ()) if "newsclaims/ns#" in str(one)}
    return sorted(words(one) for one in found if not one.endswith(f"#{kind}")) or [kind.lower()]


def _position(own: Values) -> tuple[float, float] | None:
    lat, long = (own.get(name) for name in ("wgs:lat", "wgs:long"))
    return (float(str(lat[0])), float(str(long[0]))) if lat and long else None


def _named(graph: GraphStore, own: Values, name: str) -> list[Named]:
    found = labels(graph, [str(one) for one in own.get(name, ())])
    return [Named(iri, label) for iri, label in found.items()]


def _articles(graph: GraphStore, iri: str) -> tuple[list[ArticleRow], int]:
    """Return the articles that speak of a thing, newest first, and how often they do."""
    prefix, found = f"{graph.base}article/", defaultdict[str, int](int)
    for mention in pointing(graph, iri, "kg:refersTo"):
        found[prefix + mention.removeprefix(prefix).partition("/")[0]] += 1
    return [row for row in tables.articles(graph).values() if row.iri in found], sum(found.values())


def _ties(graph: GraphStore, iri: str) -> list[tuple[str, list[Tie]]]:
    """Return the relations of a thing by how it stands to others, each with the words that say so."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    relations: dict[str, Sequence[str]] = {name: pointing(graph, iri, f"kg:{name}") for name in ("subject", "object")}
    known_facts = facts(graph, [one for ones in relations.values() for one in ones])
    for name in relations:
        for one in relations[name]:
            values = known_facts[one]
            predicate = str(values["kg:predicate"][0]).rpartition("/")[2].rpartition("#")[2]
            how = words(predicate) if name == "subject" else _BACKWARD.get(predicate, words(predicate))
            other = str(values["kg:object" if name == "subject" else "kg:subject"][0])
            if other != iri:
                found[how, other].append(one)
    names = labels(graph, [other for _, other in found])
    grouped: dict[str, list[Tie]] = defaultdict(list)
    for (how, other), ones in found.items():
        passages = _passages(graph, ones[:PASSAGES], known_facts)
        grouped[how].append(Tie(how, Named(other, names.get(other, other)), tuple(passages), len(ones)))
    return [(how, sorted(ties, key=lambda tie: (-tie.count, tie.other.label))) for how, ties in sorted(grouped.items())]


def _passages(graph: GraphStore, relations: Sequence[str], known_facts: Mapping[str, Values]) -> list[Passage]:
    selectors = facts(graph, [str(one) for relation in relations for one in known_facts[relation].get("oa:hasSelector", ())])
    found = []
    for relation in relations:
        values = known_facts[relation]
        article = tables.articles(graph).get(str(values["kg:inArticle"][0]))
        for selector in values.get("oa:hasSelector", ()):
            if article is not None:
                role = next(iter(values.get("kg:roleText", ())), "")
                found.append(Passage(selected(selectors[str(selector)]), article, str(role)))
    return found


def _doubts(graph: GraphStore, iri: str) -> list[tuple[Named, str, str]]:
    """Return what a thing may be the same as and was not merged with: (thing, score, why)."""
    links = facts(graph, pointing(graph, iri, "kg:left", "kg:right"))
    found = []
    for values in links.values():
        if values.get("kg:doubtful") == (True,):
            other = next(str(end) for name in ("kg:left", "kg:right") for end in values[name] if str(end) != iri)
            found.append((Named(other, labels(graph, [other])[other]), str(values["kg:score"][0]), str(values["kg:because"][0])))
    return found


def _decisions(graph: GraphStore, iri: str) -> list[dict[str, str]]:
    """Return what people decided about a thing, oldest first."""
    rows = facts(graph, pointing(graph, iri, "kg:about", "kg:decided")).values()
    names = {"action": "kg:action", "by": "kg:decidedBy", "at": "prov:generatedAtTime", "why": "kg:why"}
    found = [{key: str(next(iter(values.get(name, ())), "")) for key, name in names.items()} for values in rows]
    return sorted(found, key=lambda one: one["at"])


def _comparisons(graph: GraphStore, said: dict[str, list[str]]) -> list[Compared]:
    claims = [claim for found in said.values() for claim in found]
    one = {compared.iri: compared for claim in claims for compared in tables.compared_in(graph).get(claim, ())}
    order = list(tables.comparisons(graph))
    return sorted(one.values(), key=lambda compared: order.index(compared.iri))[:ARTICLES]

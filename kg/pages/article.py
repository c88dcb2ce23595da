"""Make the page of an article: its text with every mention and claim marked, or, where the text may not be shown, its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model import READ_ZONES, Article, Claim, Reading, Span
from kg.pages import linked, tables
from kg.pages.claimed import Named, labels, shown
from kg.pages.found import known
from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.marks import Mark, paragraphs
from kg.pages.show import words
from kg.pages.visit import Visit
from kg.store.graphs import GraphStore
from kg.triples import iris
from kg.triples.quads import read_article


def page(visit: Visit) -> Page:
    """Return the page of an article."""
    graph, iri = visit.graph, known(visit.graph, visit.path)
    reading, assignment = read_article(graph.read(iris.article_graph(graph.base, visit.parts["article"])))
    article, row = reading.article, tables.articles(graph)[iri]
    standing = {entity: iris.resource(graph.base, path).value for entity, path in assignment.items()}
    names = labels(graph, standing.values())
    claims = shown(graph, [f"{iri}/claim/{claim.id}" for claim in reading.claims])
    marks = list(_marks(visit, reading, standing, names)) if visit.look.texts else []
    first = row.copy_of or iri
    copies = [one for one in tables.articles(graph).values() if first in (one.copy_of, one.iri) and one.iri != iri]
    ld = linked.ld(
        iri, "NewsArticle", headline=row.label, datePublished=row.published, url=article.url, inLanguage=article.language,
        author=[{"@type": "Person", "name": name} for name in article.authors],
        publisher=row.outlet and {"@type": "NewsMediaOrganization", "name": row.outlet},
    )  # fmt: skip
    return html(
        visit,
        "article.html",
        row.label,
        linked.head(visit, visit.path, "NewsArticle"),
        ld=ld,
        iri=iri,
        row=row,
        article=article,
        url=article.url if article.url and article.url.startswith(("http://", "https://")) else None,
        lines=list(paragraphs(article.text, marks)) if visit.look.texts else [],
        claims=claims,
        things=[(name, _things(graph, reading, standing, places=places)) for name, places in (("Actors", False), ("Places", True))],
        copies=copies,
        doubts=sorted(reading.doubts.items()),
        engines=sorted(reading.engines.items()),
    )


def paths(graph: GraphStore) -> tuple[str, ...]:
    """Return the paths of all articles and of their claims."""
    own = (iris.path_of(graph.base, iri) for table in (tables.articles, tables.claims) for iri in table(graph))
    return tuple(own)


def _things(graph: GraphStore, reading: Reading, standing: Mapping[str, str], *, places: bool) -> list[tuple[Named, str, int]]:
    """Return the actors or the places of an article, each with its type and how often it is spoken of, most often first."""
    known_things = tables.things(graph)
    counts: dict[str, int] = {}
    for entity in reading.entities:
        if entity.is_place == places and standing.get(entity.id, "") in known_things:
            counts[standing[entity.id]] = counts.get(standing[entity.id], 0) + len(entity.mentions)
    found = [(Named(iri, known_things[iri].label), known_things[iri].type, count) for iri, count in counts.items()]
    return sorted(found, key=lambda one: (-one[2], one[0].label))


def _marks(visit: Visit, reading: Reading, standing: Mapping[str, str], names: Mapping[str, str]) -> Iterator[Mark]:
    links = visit.links
    for number, claim in enumerate(reading.claims, start=1):
        what = f"claim {number}: {words(claim.event.type)}, {words(claim.status)}, {words(claim.kind)}"
        kind = f"claim {claim.kind} {claim.status}"
        yield Mark(*_ends(claim.content), kind, links.page(f"{visit.path}/claim/{claim.id}"), what, number)
        yield from (Mark(*_ends(span), role) for role, span in _parts(claim) if span is not None)
    for entity in reading.entities:
        iri = standing.get(entity.id, "")
        what = f"{names.get(iri, entity.name)} ({words(entity.type)})"
        for mention in entity.mentions:
            kind = f"mention {'place' if entity.is_place else 'actor'}{'' if mention.named else ' reference'}"
            yield Mark(*_ends(mention.span), kind, links.thing(iri) if iri else None, what)
    for relation in reading.relations:
        yield Mark(*_ends(relation.span), "relation")
    yield from _unread(reading.article)


def _parts(claim: Claim) -> Iterator[tuple[str, Span | None]]:
    """Yield the words behind each part of a claim; those that are not drawn are marked too, for other pages point to them."""
    event, figure = claim.event, claim.quantity
    yield from (("source", claim.source_span), ("cue", claim.cue_span))
    yield from (("part", span) for span in (claim.told_to_span, event.agent_span, event.patient_span, event.place_span))
    if event.time is not None:
        yield "part", event.time.span
    if figure is not None:
        yield from (("figure", figure.span), ("part", figure.part_of))


def _unread(article: Article) -> Iterator[Mark]:
    for zone in article.zones:
        if zone.kind not in READ_ZONES:
            yield Mark(*_ends(zone.span), "unread", None, f"not read: {words(zone.kind)}")


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end

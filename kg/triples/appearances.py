"""Write the actors and places of one article as triples, and read them back: appearances, mentions, relations.

An appearance is an entity as this one article knows it. Mentions, claims and relations point twice: at the canonical
resource, which questions are asked of, and at the appearance, so that the article can be linked anew without its source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.errors import ShapeError
from kg.model import Entity, Mention, Predicate, Relation
from kg.triples import iris, vocab
from kg.triples.context import Source, Writing
from kg.triples.terms import Node, Triple, maybe, score, text

_PREDICATES: dict[Node, Predicate] = {node: predicate for predicate, node in vocab.PREDICATES.items()}


def class_of(entity_type: str) -> Node:
    """Return the class of a type of actor or place; ShapeError for a type that the ontology does not know."""
    try:
        return vocab.CLASSES[entity_type][0]
    except KeyError:
        raise ShapeError(f"no class for the type {entity_type!r}; the types are those of ActorType and PlaceType") from None


def entity_triples(entities: Sequence[Entity], writing: Writing) -> Iterator[Triple]:
    """Yield the appearance of each entity, its mentions, and which place the text says contains it."""
    for entity in entities:
        yield from _appearance(entity, writing)
    mentions = [(entity.id, mention) for entity in entities for mention in entity.mentions]
    seen: dict[str, int] = defaultdict(int)
    for owner, mention in sorted(mentions, key=lambda pair: (*mention_order(pair[1]), pair[0])):
        local = f"{mention.span.start}-{mention.span.end}"
        kind = "mention" if mention.named else "reference"
        seen[kind + local] += 1
        count = seen[kind + local]
        node = writing.iris.part(kind, local if count == 1 else f"{local}-{count}")
        yield from _mention(node, owner, mention, writing)


def _appearance(entity: Entity, writing: Writing) -> Iterator[Triple]:
    node, canonical = writing.iris.part("appearance", entity.id), writing.canonical(entity.id)
    yield node, vocab.TYPE, vocab.APPEARANCE
    yield node, vocab.IN_ARTICLE, writing.iris.article
    yield node, vocab.APPEARANCE_OF, canonical
    yield node, vocab.NAME, text(entity.name)
    yield node, vocab.SEEN_AS, class_of(entity.type)
    yield from ((node, vocab.ALTERNATE_NAME, text(alias)) for alias in entity.aliases)
    yield from maybe(node, vocab.GAZETTEER_ID, entity.gazetteer, text)
    yield from maybe(node, vocab.ROLE_TEXT, entity.role, text)
    if entity.inside is not None:
        yield node, vocab.INSIDE, writing.iris.part("appearance", entity.inside)
        container = writing.canonical(entity.inside)
        if container != canonical:
            yield canonical, vocab.CONTAINED_IN, container


def _mention(node: Node, owner: str, mention: Mention, writing: Writing) -> Iterator[Triple]:
    yield node, vocab.TYPE, vocab.MENTION if mention.named else vocab.REFERENCE
    yield node, vocab.TYPE, vocab.ANNOTATION
    yield node, vocab.IN_ARTICLE, writing.iris.article
    yield from writing.entity(node, (vocab.REFERS_TO, vocab.MENTION_OF), owner)
    yield node, vocab.SEEN_AS, class_of(mention.type)
    yield node, vocab.CONFIDENCE, score(mention.probability)
    yield from writing.selected(node, vocab.HAS_SELECTOR, mention.span)


def read_entities(source: Source, words: str) -> tuple[Entity, ...]:
    """Return the entities that ``entity_triples`` was given, by id."""
    mentions: dict[str | None, list[Mention]] = defaultdict(list)
    for kind, named in ((vocab.MENTION, True), (vocab.REFERENCE, False)):
        for node in source.facts.of_class(kind):
            mentions[source.entity(node, vocab.MENTION_OF)].append(_read_mention(source, node, named, words))
    entities = (_read_appearance(source, node, mentions) for node in source.facts.of_class(vocab.APPEARANCE))
    return tuple(sorted(entities, key=lambda entity: entity.id))


def mention_order(mention: Mention) -> tuple[object, ...]:
    """Return what mentions are sorted by: where they stand, then what they were read as."""
    return mention.span, mention.type, mention.named, mention.probability


def _read_mention(source: Source, node: Node, named: bool, words: str) -> Mention:
    span = source.span(node, vocab.HAS_SELECTOR)
    if span is None:
        raise ShapeError(f"{node} has no selector; check the graph with 'kg check'")
    return Mention(span, span.of(words), _read_type(source, node), named, source.facts.score(node, vocab.CONFIDENCE))


def _read_type(source: Source, node: Node) -> str:
    kind = source.facts.node(node, vocab.SEEN_AS)
    if kind is None or kind not in vocab.TYPES:
        raise ShapeError(f"{node} is seen as no class of actor or place; check the graph with 'kg check'")
    return vocab.TYPES[kind]


def _read_appearance(source: Source, node: Node, mentions: Mapping[str | None, Sequence[Mention]]) -> Entity:
    facts, local = source.facts, source.iris.local("appearance", node)
    return Entity(
        id=local,
        name=facts.words(node, vocab.NAME),
        type=_read_type(source, node),
        mentions=tuple(sorted(mentions.get(local, ()), key=mention_order)),
        aliases=facts.values(node, vocab.ALTERNATE_NAME),
        gazetteer=facts.value(node, vocab.GAZETTEER_ID),
        role=facts.value(node, vocab.ROLE_TEXT),
        inside=source.entity(node, vocab.INSIDE),
    )


def read_assignment(source: Source) -> dict[str, str]:
    """Return the canonical path of each entity."""
    found = {}
    for node in source.facts.of_class(vocab.APPEARANCE):
        canonical = source.facts.node(node, vocab.APPEARANCE_OF)
        if canonical is not None:
            found[source.iris.local("appearance", node)] = iris.path_of(source.iris.base, canonical.value)
    return found


def relation_triples(relations: Sequence[Relation], writing: Writing) -> Iterator[Triple]:
    """Yield each relation with the words that say it, the edge itself, and the post that it tells of."""
    for relation in relations:
        told = iris.short_hash(relation.subject, relation.predicate, relation.object, relation.role or "")
        node = writing.iris.part("relation", f"{relation.span.start}-{relation.span.end}-{told}")
        subject, predicate = writing.canonical(relation.subject), vocab.PREDICATES[relation.predicate]
        target = writing.canonical(relation.object)
        yield node, vocab.TYPE, vocab.RELATION
        yield node, vocab.IN_ARTICLE, writing.iris.article
        yield node, vocab.PREDICATE, predicate
        yield from writing.entity(node, (vocab.SUBJECT, vocab.SUBJECT_APPEARANCE), relation.subject)
        yield from writing.entity(node, (vocab.OBJECT, vocab.OBJECT_APPEARANCE), relation.object)
        yield node, vocab.CONFIDENCE, score(relation.probability)
        yield from maybe(node, vocab.ROLE_TEXT, relation.role, text)
        yield from writing.selected(node, vocab.HAS_SELECTOR, relation.span)
        if subject != target:
            yield subject, predicate, target
            if relation.role and relation.predicate in vocab.POSTS:
                yield from _post(node, subject, target, relation.role, writing)


def _post(relation: Node, holder: Node, organisation: Node, role: str, writing: Writing) -> Iterator[Triple]:
    base = writing.iris.base
    role_node = iris.resource(base, f"role/{iris.slug(role)}")
    told = iris.short_hash(*(node.value.removeprefix(base) for node in (holder, organisation, role_node)))
    post = iris.resource(base, f"post/{told}")
    yield post, vocab.TYPE, vocab.MEMBERSHIP
    yield post, vocab.MEMBER, holder
    yield post, vocab.ORGANIZATION, organisation
    yield post, vocab.ROLE, role_node
    yield post, vocab.DERIVED_FROM, relation
    yield role_node, vocab.TYPE, vocab.ROLE_CLASS
    yield role_node, vocab.PREF_LABEL, text(role.casefold())


def read_relations(source: Source) -> tuple[Relation, ...]:
    """Return the relations that ``relation_triples`` was given, in text order."""
    facts, found = source.facts, []
    for node in facts.of_class(vocab.RELATION):
        span, predicate = source.span(node, vocab.HAS_SELECTOR), facts.node(node, vocab.PREDICATE)
        subject, target = source.entity(node, vocab.SUBJECT_APPEARANCE), source.entity(node, vocab.OBJECT_APPEARANCE)
        if span is None or predicate not in _PREDICATES or subject is None or target is None:
            raise ShapeError(f"{node} is no whole relation; check the graph with 'kg check'")
        role, probability = facts.value(node, vocab.ROLE_TEXT), facts.score(node, vocab.CONFIDENCE)
        found.append(Relation(subject, _PREDICATES[predicate], target, span, role, probability))
    return tuple(sorted(found, key=relation_order))


def relation_order(relation: Relation) -> tuple[object, ...]:
    """Return what relations are sorted by: where they are said, then what they say."""
    return relation.span, relation.subject, relation.predicate, relation.object, relation.role or ""

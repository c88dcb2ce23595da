"""Group an article's mentions into entities: one for each actor and each place that the article speaks of.

The flow: named mentions -> forms (one a spelling) -> recognised in the gazetteer -> joined by rules -> entities; then
roles, containment, and the pronouns and descriptions that stand for an entity. Two forms are never joined when their
types cannot be one thing, nor when the gazetteer knows them as two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.entities.aliases import RULES, Scene, national, words
from kg.entities.containment import containers
from kg.entities.forms import Form, forms_of, vote
from kg.entities.gazetteer import Entry, Gazetteer, shipped
from kg.entities.minors import is_minor
from kg.entities.partition import Partition
from kg.entities.persons import full_names, short_names
from kg.entities.recognise import recognise
from kg.entities.references import references
from kg.entities.roles import roles
from kg.entities.settle import settle
from kg.entities.spelling import fold, slug
from kg.model import ActorType, Article, Entity, Mention, PlaceType, Text

_VAGUE = frozenset({PlaceType.REGION, PlaceType.OTHER})


def group(text: Text, mentions: Sequence[Mention], article: Article, gazetteer: Gazetteer | None = None) -> tuple[Entity, ...]:
    """Return the article's entities in the order of their first mention, each with its names and its references.

    ``article`` gives the headline's and publisher's facts; ``gazetteer`` is the shipped one unless another is given.
    """
    known = gazetteer or shipped()
    entities = _with_publisher(named_entities(text, mentions, known), article.publisher or "")
    entities = _with_roles(text, entities)
    entities = _with_containers(text, entities, known)
    return _with_references(text, entities, known)


def named_entities(text: Text, mentions: Iterable[Mention], gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """Return entities of the named mentions alone."""
    forms = _states(text.text, forms_of(text.text, settle(text.text, mentions, gazetteer)), gazetteer)
    entries = tuple(None if is_minor(text.text, form) else entry for form, entry in zip(forms, recognise(forms, gazetteer), strict=True))
    scene = Scene(text.text, forms, entries, gazetteer)
    partition = Partition(range(len(forms)))
    for rule in (*RULES, full_names, short_names):
        for left, right in rule(scene):
            if _joinable(scene, partition, left, right):
                partition.join(left, right)
    taken: set[str] = set()
    return tuple(_entity(scene, members, taken) for members in partition.sets())


def _states(text: str, forms: tuple[Form, ...], gazetteer: Gazetteer) -> tuple[Form, ...]:
    """Type governments of countries as their states, for the two act as one ("Israel", "the Israeli government")."""
    scene = Scene(text, forms, (), gazetteer)
    kinds = frozenset({ActorType.STATE, ActorType.GOVERNMENT_BODY, ActorType.OTHER})
    codes = national(scene, words("state"), kinds)
    return tuple(replace(form, type=ActorType.STATE) if code else form for form, code in zip(forms, codes, strict=True))


def _family(form: Form) -> str:
    """Return what a form can be one with: people, states, all other actors, and each kind of place."""
    if form.place:
        return "any place" if form.type in _VAGUE else form.type
    return form.type if form.type in (ActorType.PERSON, ActorType.STATE) else "organisation"


def _joinable(scene: Scene, partition: Partition[int], left: int, right: int) -> bool:
    """Tell whether the sets of two forms may be one: one family of types, and at most one entry of the gazetteer."""
    roots = {partition.find(left), partition.find(right)}
    members = [i for i in range(len(scene.forms)) if partition.find(i) in roots]
    families = {_family(scene.forms[i]) for i in members} - {"any place"}
    entries = {entry.id for i in members if (entry := scene.entries[i])}
    places = {scene.forms[i].place for i in members}
    return len(families) <= 1 and len(entries) <= 1 and len(places) == 1


def _entity(scene: Scene, members: Sequence[int], taken: set[str]) -> Entity:
    forms = [scene.forms[i] for i in members]
    entry = next((e for i in members if (e := scene.entries[i])), None)
    mentions = tuple(sorted((m for form in forms for m in form.mentions), key=lambda m: m.span))
    kind = _type(forms, entry)
    name = _written(max(forms, key=_fullness))
    id = _id(entry, name, kind, forms[0].place, taken)
    taken.add(id)
    names = {_written(form) for form in forms} - {name}
    return Entity(id, entry.name if entry else name, kind, mentions, tuple(sorted(names)), entry.id if entry else None)


def _type(forms: Sequence[Form], entry: Entry | None) -> str:
    """Return the gazetteer's type, else that of the full name, which tells more than an acronym or a short form: by its mentions' vote."""
    if entry:
        return str(entry.type)
    telling = [form for form in forms if not form.acronym and len(form.words) > 1] or forms
    asserted = {form.type for form in telling}
    return asserted.pop() if len(asserted) == 1 else vote(mention for form in telling for mention in form.mentions)


def _fullness(form: Form) -> tuple[bool, bool, int, int, int]:
    government = form.type == ActorType.STATE and form.words[-1] in words("state")
    return (not government, not form.acronym, len(form.words), len(form.mentions), -form.first)


def _written(form: Form) -> str:
    """Return a form as the article writes it, without titles, and not in capitals throughout where another spelling is used."""
    text = min((m.text for m in form.mentions), key=lambda t: (t.isupper() and not form.acronym, t))
    drop = len(text.split()) - len(form.words) if form.person else 0
    return " ".join(text.split()[drop:] if 0 < drop < len(text.split()) else text.split())


def _id(entry: Entry | None, name: str, kind: str, place: bool, taken: set[str]) -> str:
    """Return an id that is unique in the article: the entry's, else the name's, then with its type, then numbered."""
    plain = entry.id if entry else f"{'place' if place else 'actor'}/{slug(name)}"
    choices = (plain, f"{plain}-{kind}", *(f"{plain}-{n}" for n in range(2, len(taken) + 3)))
    return next(choice for choice in choices if choice not in taken)


def _with_publisher(entities: tuple[Entity, ...], publisher: str) -> tuple[Entity, ...]:
    """Give the outlet that an article calls by the last word of its publisher's name ("the Courier") that whole name."""
    whole = " ".join(publisher.split()).removeprefix("The ")
    last, id = fold(whole).rpartition(" ")[2], f"actor/{slug(whole)}"
    if " " not in whole or any(entity.id == id for entity in entities):
        return entities
    return tuple(
        replace(e, id=id, name=whole, aliases=tuple(sorted({*e.aliases, e.name})))
        if e.type == ActorType.MEDIA and e.gazetteer is None and fold(e.name) == last
        else e
        for e in entities
    )


def _with_roles(text: Text, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    found = roles(text, entities)
    return tuple(replace(e, role=found.get(e.id)) if e.id in found else e for e in entities)


def _with_containers(text: Text, entities: tuple[Entity, ...], gazetteer: Gazetteer) -> tuple[Entity, ...]:
    found = containers(text, entities, gazetteer)
    return tuple(replace(e, inside=found[e.id]) if e.id in found else e for e in entities)


def _with_references(text: Text, entities: tuple[Entity, ...], gazetteer: Gazetteer) -> tuple[Entity, ...]:
    found = references(text, entities, gazetteer)
    return tuple(
        replace(e, mentions=tuple(sorted((*e.mentions, *found[e.id]), key=lambda m: m.span))) if e.id in found else e for e in entities
    )

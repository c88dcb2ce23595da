"""Find pairs of an article's forms that name one actor or place: each rule yields pairs, and RULES lists them in order.

A rule sees all forms and yields index pairs; :func:`kg.entities.group.group` joins them unless their types cannot be
one. Personal names are a matter of their own: :mod:`kg.entities.persons`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from kg.entities.forms import Form
from kg.entities.gazetteer import Entry, Gazetteer
from kg.entities.spelling import adjectives, initials, skeleton
from kg.model import ActorType, PlaceType
from kg.resources import toml_table

Pair = tuple[int, int]
#: Spellings with one skeleton are one name in an article when at least this similar: Qaddafi/Kadhafi 0.71, Homs/Hums 0.75; Bari/Bir 0.5.
ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold what the rules look at: the text, its forms, the entry each form was recognised as, and the gazetteer."""

    text: str
    forms: Sequence[Form]
    entries: Sequence[Entry | None]
    gazetteer: Gazetteer


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of ``lexicon/grouping.toml``."""
    return frozenset(toml_table("grouping")[name])


@cache
def place_heads() -> Mapping[str, str]:
    """Return what each generic word of place names ("River", "province") says a place is."""
    return {head: kind for kind, heads in toml_table("grouping")["place_heads"].items() for head in heads}


def _by_key(scene: Scene, keys: Sequence[object | None]) -> Iterator[Pair]:
    """Yield the pairs of forms that share a key, each form with the first that has it."""
    first: dict[object, int] = {}
    for i, key in enumerate(keys):
        if key is not None and first.setdefault(key, i) != i:
            yield first[key], i


def same_entry(scene: Scene) -> Iterator[Pair]:
    """Pair forms that the gazetteer knows as one ("Daesh", "ISIL")."""
    return _by_key(scene, [entry.id if entry else None for entry in scene.entries])


_BRACKET = re.compile(
    r"^(?: group| militants?)?,?[ ]?(?:\(|\[|, |, or |, also |, better |, formerly )+(?:also |better |formerly |widely |commonly )?"
    r"(?:known (?:as|by its (?:Arabic |Kurdish |English |French |Spanish )?(?:acronym|initials|name))"
    r"|called|or|dubbed|abbreviated(?: as| to)?)?"
    r"[ ]?(?:the )?[\"'“‘]?$"
)


def described(scene: Scene) -> Iterator[Pair]:
    """Pair a form that is a known description ("Kurdish-led alliance") with the one actor of the article that it describes."""
    for i, form in enumerate(scene.forms):
        if scene.entries[i] is None and not form.person and not form.place:
            ids = {entry.id for entry in scene.gazetteer.described(form.key)}
            meant = [j for j, entry in enumerate(scene.entries) if entry and entry.id in ids]
            if meant and len({entry.id for j in meant if (entry := scene.entries[j])}) == 1:
                yield meant[0], i


def bracketed(scene: Scene) -> Iterator[Pair]:
    """Pair a name with the one in brackets behind it, where one is the other's acronym or the words say "known as"."""
    mentions = sorted(((m, i) for i, form in enumerate(scene.forms) for m in form.mentions), key=lambda pair: pair[0].span)
    for (left, i), (right, j) in pairwise(mentions):
        between = scene.text[left.span.end : right.span.start]
        if i == j or len(between) > 40 or not _BRACKET.match(between) or scene.forms[i].place != scene.forms[j].place:
            continue
        told = any(word in between for word in ("known", "called", "dubbed", "formerly", "abbreviat"))
        closed = scene.text[right.span.end : right.span.end + 1] in (")", "]")
        short = scene.forms[j].acronym or scene.forms[i].acronym
        if told or ((closed and short and "(" in between) or "[" in between):
            yield i, j


def by_initials(scene: Scene) -> Iterator[Pair]:
    """Pair an acronym with the one name in the article whose initials it is."""
    spelled: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(scene.forms):
        if not form.acronym and not form.person:
            for letters in initials(form.key):
                spelled[letters].append(i)
    for i, form in enumerate(scene.forms):
        longer = [
            j for j in spelled.get(form.key, ()) if scene.forms[j].place == form.place and scene.entries[i] in (None, scene.entries[j])
        ]
        if form.acronym and longer:
            yield i, longer[0]


def core(form: Form) -> str:
    """Return an organisation's name without the generic words behind it ("Wagner group" is "wagner")."""
    parts = list(form.words)
    while len(parts) > 1 and parts[-1] in words("generic"):
        parts.pop()
    return " ".join(parts)


def same_core(scene: Scene) -> Iterator[Pair]:
    """Pair organisations whose names differ by generic words only."""
    return _by_key(scene, [core(form) if not form.place and not form.person else None for form in scene.forms])


_GOVERNMENT_OF = re.compile(r"^(?:federal )?(\w+(?: forces)?) of (?:the )?(.+)$")


def national(scene: Scene, heads: frozenset[str], kinds: frozenset[str]) -> list[str | None]:
    """Return for each form the country whose state (or forces) it names by adjective and head, or None."""

    def code(form: Form) -> str | None:
        if (found := _GOVERNMENT_OF.match(form.key)) and found.group(1) in heads and form.type in kinds:
            return _country(scene, found.group(2))
        cuts = [n for n in (1, 2) if " ".join(form.words[n:]) in heads] if form.type in kinds else []
        return next((country for n in cuts if (country := _country(scene, " ".join(form.words[:n])))), None)

    return [code(form) for form in scene.forms]


def _country(scene: Scene, name: str) -> str | None:
    code = scene.gazetteer.country_of(name)
    named = next((e for e in scene.gazetteer.named(name, place=True) if e.type == PlaceType.COUNTRY), None)
    return code or (named.country if named else None)


def states(scene: Scene) -> Iterator[Pair]:
    """Pair a state with its government ("Israel", "Israeli government", "Israeli")."""
    kinds = frozenset({ActorType.STATE, ActorType.GOVERNMENT_BODY})
    codes = national(scene, words("state"), kinds)
    keys = [
        code or (_country(scene, form.key) if form.type == ActorType.STATE else None) for code, form in zip(codes, scene.forms, strict=True)
    ]
    return _by_key(scene, keys)


def governments(scene: Scene) -> Iterator[Pair]:
    """Pair a state that no gazetteer knows with its government, by the likely adjective ("Norland", "Norlandian government")."""
    unknown = [form.type == ActorType.STATE and entry is None for form, entry in zip(scene.forms, scene.entries, strict=True)]
    named = {word: i for i, form in enumerate(scene.forms) if unknown[i] for word in adjectives(form.key)}
    for i, form in enumerate(scene.forms):
        adjective, _, head = form.key.partition(" ")
        if unknown[i] and head in words("state") and adjective in named:
            yield named[adjective], i


def forces(scene: Scene) -> Iterator[Pair]:
    """Pair the names of one country's forces ("Iraqi military", "Iraqi forces"); those without a country go with the only ones."""
    kinds = frozenset({ActorType.MILITARY, ActorType.ARMED_GROUP, ActorType.OTHER, ActorType.GOVERNMENT_BODY})
    codes = national(scene, words("forces"), kinds)
    known = sorted({code for code in codes if code})
    alone = [form.key in words("forces") and form.type in kinds for form in scene.forms]
    return _by_key(scene, [code or (known[0] if lone and len(known) == 1 else None) for code, lone in zip(codes, alone, strict=True)])


def head_of(parts: Sequence[str]) -> int:
    """Return the index of an English name's head: the last word before the first preposition."""
    return next((i - 1 for i, word in enumerate(parts) if i and word in words("after_head")), len(parts) - 1)


def shortens(short: Form, long: Form) -> bool:
    """Tell whether one organisation's name is a short form of the other: it keeps the head and its words stand in order."""
    few, many = short.words, long.words
    if len(few) >= len(many) or few[0] in words("after_head") or (len(few) == 1 and few[0] in words("generic")):
        return False
    if many[: len(few)] == few and words("after_head") & set(few):
        return False  # "University of Texas" is not "University of Texas Students' Union"
    rest = iter(many)
    if not all(word in rest for word in few) or many[head_of(many)] not in few:
        return False
    return len(few) > 1 or len(many) > 2


def short_organisations(scene: Scene) -> Iterator[Pair]:
    """Pair a short name with the nearest longer one before it ("the Observatory"), or else with the first after it."""
    bodies = [(i, f) for i, f in enumerate(scene.forms) if not f.place and not f.person and f.type != ActorType.STATE]
    for i, short in bodies:
        if scene.entries[i] is not None or short.acronym:
            continue
        longer = [(j, form) for j, form in bodies if shortens(short, form)]
        before = [(j, form) for j, form in longer if form.first < short.first]
        if longer:
            yield i, max(before, key=lambda pair: pair[1].first)[0] if before else longer[0][0]


def place_core(form: Form) -> tuple[str, str | None]:
    """Return a place's name without the generic word at either end, and what that word says it is."""
    parts, heads = form.words, place_heads()
    for length in (2, 1):
        if len(parts) > length and (tail := " ".join(parts[-length:])) in heads:
            return " ".join(parts[:-length]), heads[tail]
    if len(parts) > 1 and parts[0] in heads and heads[parts[0]] not in ("settlement", "building"):
        rest = parts[2:] if parts[1] == "of" and len(parts) > 2 else parts[1:]
        return " ".join(rest), heads[parts[0]]
    return form.key, None


def short_places(scene: Scene) -> Iterator[Pair]:
    """Pair a place's bare name with the one that says what it is ("Euphrates", "Euphrates River"); no country, whose valleys are not it."""
    by_core: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for i, form in enumerate(scene.forms):
        if form.place:
            name, told = place_core(form)
            by_core[name].append((i, told or form.type))
    for alike in by_core.values():
        for (i, left), (j, right) in pairwise(alike):
            if (left == right or _vague(left) or _vague(right)) and PlaceType.COUNTRY not in (left, right):
                yield i, j


def _vague(kind: str) -> bool:
    return kind in (PlaceType.REGION, PlaceType.OTHER)


def spelled_alike(scene: Scene) -> Iterator[Pair]:
    """Pair spellings of one name by sound: one skeleton and few letters apart ("Baghouz", "Baghuz")."""
    by_sound: dict[tuple[str, bool, bool], list[int]] = defaultdict(list)
    for i, form in enumerate(scene.forms):
        sounds = skeleton(form.key)
        if len(sounds) > 2 and not form.acronym:
            by_sound[sounds, form.place, form.person].append(i)
    for alike in by_sound.values():
        for i in alike[1:]:
            left, right = scene.forms[alike[0]], scene.forms[i]
            same_kind = left.type == right.type or not left.place
            if same_kind and Levenshtein.normalized_similarity(left.key, right.key) >= ALIKE:
                yield alike[0], i


_UNIVERSITY = re.compile(r"^(.+) of (.+)$")


def turned(scene: Scene) -> Iterator[Pair]:
    """Pair "University of Mosul" with "Mosul University"."""
    keys = [_UNIVERSITY.sub(r"\2 \1", form.key) if form.type in (PlaceType.BUILDING, ActorType.OTHER) else None for form in scene.forms]
    return _by_key(scene, [(key, scene.forms[i].place) if key else None for i, key in enumerate(keys)])


RULES: tuple[Callable[[Scene], Iterator[Pair]], ...] = (
    same_entry, described, bracketed, by_initials, states, governments, forces, same_core, short_organisations,
    short_places, spelled_alike, turned,
)  # fmt: skip

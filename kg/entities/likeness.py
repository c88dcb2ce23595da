"""Propose which bearers of names are one thing, each proposal with a score from 0 to 1 and a sentence.

Bearers meet in blocks only (one name, one acronym, one sound), and a block too large is compared along its sorted order, so that the cost
grows nearly linearly with the number of bearers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.entities.bearers import Bearer
from kg.entities.names import Kind, same_name, words_of
from kg.entities.spelling import adjectives, fold, is_acronym, sound
from kg.resources import toml_table

#: In a block larger than this each bearer is compared with so many that follow it in order, not with all.
WIDE = 40
#: Names spelled this much alike are one; down to DOUBT they are shown to a person. On the public benchmark of name pairs
#: precision is 0.975 at SURE and 0.91 at DOUBT; Mustefa/Mustafa Bali score 0.97, Rami/Hafez Makhlouf 0.5.
SURE = 0.92
#: ... and so much, people's, where their articles share so many places: "Nils Varga" and "Nyls Vargha" beside one river and one town.
SURE_NEAR, SHARED = 0.9, 2
DOUBT = 0.8
#: Names of fewer letters are spellings of none other.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold two bearers (by index), how likely they are one, and why; ``sure`` ones are merged, the others shown."""

    left: int
    right: int
    score: float
    because: str
    sure: bool


def proposals(bearers: Sequence[Bearer]) -> tuple[Proposal, ...]:
    """Return all proposals, the surest first, in an order that depends on the bearers alone; one for each pair."""
    best: dict[tuple[int, int], Proposal] = {}
    for rule in (_namesakes, _by_alias, _by_sound, _governments):
        for proposal in rule(bearers):
            pair = (proposal.left, proposal.right)
            if pair not in best or best[pair].score < proposal.score:
                best[pair] = proposal
    return tuple(sorted(best.values(), key=lambda p: (-p.sure, -p.score, p.left, p.right)))


def compatible(left: str, right: str) -> bool:
    """Tell whether two families of types can be one thing."""
    return left == right


def kind_of(bearer: Bearer) -> Kind:
    """Return how a bearer's names are to be compared."""
    return "place" if bearer.place else "person" if bearer.family == "person" else "organisation"


def _block(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    for n, left in enumerate(indices):
        for right in indices[n + 1 : n + 1 + WIDE if len(indices) > WIDE else None]:
            yield min(left, right), max(left, right)


def _near(left: Bearer, right: Bearer) -> bool:
    """Tell whether two places' articles may speak of one part of the world: they share a country, or a place without one."""
    return not left.countries or not right.countries or bool(left.countries & right.countries or left.context & right.context)


def _namesakes(bearers: Sequence[Bearer]) -> Iterator[Proposal]:
    """Propose places of one name: one place where their articles speak of one country, else a matter of doubt."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, bearer in enumerate(bearers):
        if bearer.place and not bearer.once:
            for name in {fold(n) for n in (bearer.name, *bearer.aliases)}:
                blocks[name].append(i)
    for name, indices in sorted(blocks.items()):
        for i, j in _block(indices):
            left, right = bearers[i], bearers[j]
            open_kind = "any place" in (left.family, right.family)
            if (left.gazetteer and right.gazetteer) or not (left.family == right.family or open_kind):
                continue
            near, shown = _near(left, right), left.name if fold(left.name) == name else right.name
            where = "and their articles share a country or a place" if near else "but their articles speak of different countries"
            sure = near and not (open_kind and left.family != right.family)
            score = 0.95 if sure else 0.8 if near else 0.5
            yield Proposal(i, j, score, f"both are called “{shown}”, {where}", sure)


def _strong(name: str) -> bool:
    """Tell whether a name may link by itself: an acronym, or two words and more."""
    return is_acronym(name) or len(fold(name).split()) > 1


def _by_alias(bearers: Sequence[Bearer]) -> Iterator[Proposal]:
    """Propose organisations that one name stands for: surely where a single full name goes with it, else as a doubt."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, bearer in enumerate(bearers):
        if not bearer.place and not bearer.once:
            for name in {fold(n) for n in (bearer.name, *bearer.aliases) if _strong(n)}:
                blocks[bearer.family, name].append(i)
    for (_, name), indices in sorted(blocks.items()):
        full = [i for i in indices if not is_acronym(bearers[i].name)]
        short = [i for i in indices if is_acronym(bearers[i].name)]
        for i, j in _block(indices):
            yield from _alias_pair(bearers, (i, j), name, short, full)


def _alias_pair(
    bearers: Sequence[Bearer], pair: tuple[int, int], name: str, short: Sequence[int], full: Sequence[int]
) -> Iterator[Proposal]:
    left, right = bearers[pair[0]], bearers[pair[1]]
    if left.gazetteer and right.gazetteer:
        return
    shown = next((n for n in (left.name, *left.aliases) if fold(n) == name), name)
    if is_acronym(shown):
        sure = len(full) <= 1 and bool(set(pair) & set(short))
        if sure or set(pair) & set(short):
            yield Proposal(*pair, 0.92 if sure else 0.6, f"“{shown}” stands for “{left.name}” and for “{right.name}”", sure)
        return
    if name in _common():
        yield Proposal(*pair, 0.6, f"both are called “{shown}”, as others are", False)
        return
    yield Proposal(*pair, 0.9, f"both are called “{shown}”", True)


@cache
def _common() -> frozenset[str]:
    """Return the folded names of bodies that every country has ("the Supreme Court"), which tell nobody apart."""
    table = toml_table("namewords")
    heads = (head for heads in table["heads"].values() for head in heads)
    return frozenset(fold(name) for name in (*heads, *table["mending"]["offices"], *toml_table("grouping")["common"]))


def _governments(bearers: Sequence[Bearer]) -> Iterator[Proposal]:
    """Propose an unknown country and its government: "Norland" and "the Norlandian government"."""
    states = [(i, fold(bearer.name)) for i, bearer in enumerate(bearers) if bearer.family == "state" and not bearer.gazetteer]
    named = {word: i for i, key in states for word in adjectives(key)}
    for j, key in states:
        adjective, _, head = key.partition(" ")
        if (i := named.get(adjective)) is not None and head in toml_table("grouping")["state"]:
            because = f"“{bearers[j].name}” is the government of “{bearers[i].name}”"
            yield Proposal(min(i, j), max(i, j), 0.93, because, True)


def _by_sound(bearers: Sequence[Bearer]) -> Iterator[Proposal]:
    """Propose bearers whose names sound alike and are spelled nearly alike."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, bearer in enumerate(bearers):
        for key in () if bearer.once else _sound_keys(bearer):
            blocks[bearer.family, key].append(i)
    for indices in (indices for _, indices in sorted(blocks.items())):
        for i, j in _block(sorted(set(indices), key=lambda n: (fold(bearers[n].name), n))):
            yield from _spelled(bearers, i, j)


def _sound_keys(bearer: Bearer) -> Iterable[str]:
    """Yield the keys under which a name is looked for: all its sounds; for people the family name and an initial, and how both begin."""
    kind = kind_of(bearer)
    words = words_of(bearer.name, kind)
    sounds = [sound(w) for w in words]
    yield " ".join(sorted(sounds))
    if len(words) > 1 and kind != "person":
        yield sound("".join(words))
    if kind == "person" and len(words) > 1:
        yield f"{sounds[-1]} {words[0][0]}"
        yield f"{sounds[-1][:3]}~ {sounds[0][:2]}"


def _spelled(bearers: Sequence[Bearer], i: int, j: int) -> Iterator[Proposal]:
    left, right = bearers[i], bearers[j]
    if (left.gazetteer and right.gazetteer) or (left.place and not _near(left, right)) or is_acronym(left.name) or is_acronym(right.name):
        return
    score = same_name(left.name, right.name, kind_of(left))
    keys = [fold(bearer.name).replace(" ", "") for bearer in (left, right)]
    if min(map(len, keys)) < SHORTEST and keys[0] != keys[1]:
        return
    shared = len(left.context & right.context) >= SHARED
    if score >= DOUBT:
        because = f"“{left.name}” and “{right.name}” are spellings of one name ({score:.2f})"
        because += ", and their articles share places" if shared else ""
        yield Proposal(i, j, round(score, 3), because, score >= (SURE_NEAR if shared and kind_of(left) == "person" else SURE))

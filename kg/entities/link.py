"""Link the appearances of all articles: which are one actor or place, by gazetteer, name, acronym, spelling, and people's decisions.

A function of the set of appearances and of decisions: the order in which articles were built changes nothing. Every
link has a score and a sentence; what is doubtful is handed on as a candidate and merges nothing. A merge that would
join two families of types, two entries of the gazetteer, two people whose full names differ, or what a person has
said to be different, is not made, however long the chain that leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from kg.entities.bearers import Bearer, Key, bearers, digest
from kg.entities.decided import Decided, Thing, decided
from kg.entities.gazetteer import Gazetteer, shipped
from kg.entities.likeness import DOUBT, Proposal, proposals
from kg.entities.names import same_name
from kg.entities.partition import Partition
from kg.entities.spelling import is_acronym
from kg.model import Appearance, Decision, Link

#: How many of each side's names are compared before two sets of people are joined.
NAMES = 8


@dataclass(frozen=True, slots=True)
class Linking:
    """Hold the canonical path of each appearance (article id, entity id), the links made, and those a person may decide.

    ``homes`` maps the paths that things would have were nothing else known, which links speak of, to canonical paths.
    """

    assignment: Mapping[Key, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    candidates: tuple[Link, ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict)


def link(appearances: Iterable[Appearance], decisions: Iterable[Decision] = (), gazetteer: Gazetteer | None = None) -> Linking:
    """Return which appearances are one thing; decisions win over what names and types suggest."""
    rules = decided(decisions)
    named = bearers(appearances, gazetteer or shipped(), rules.apart)
    sets = _Sets(named, rules)
    links = [made for subject, object, decision in rules.same for made in sets.decide(subject, object, decision)]
    doubts: list[Proposal] = []
    for proposal in proposals(named):
        joined = proposal.sure and sets.join(proposal)
        if not joined:
            doubts.append(proposal)
        elif named[proposal.left].home != named[proposal.right].home:
            links.append(Link(named[proposal.left].home, named[proposal.right].home, proposal.score, proposal.because))
    paths = _paths(sets)
    assignment = {(a.article, a.id): paths[i] for i, bearer in enumerate(named) for a in bearer.appearances}
    homes = {bearer.home: paths[i] for i, bearer in reversed(list(enumerate(named)))}
    return Linking(dict(sorted(assignment.items())), _once(links), _candidates(doubts, paths, sets), dict(sorted(homes.items())))


class _Sets:
    """Hold the sets of bearers while they are being joined, and refuse joins that must not be."""

    def __init__(self, named: Sequence[Bearer], rules: Decided) -> None:
        self.named = named
        self.rules = rules
        self.partition = Partition(range(len(named)))
        self.members = {i: [i] for i in range(len(named))}
        self.kept: dict[int, str] = {}
        self._things = [frozenset[Thing]((b.home, *((a.article, a.id) for a in b.appearances))) for b in named]
        self._enemies: dict[Thing, set[Thing]] = {}
        for pair in rules.different:
            for thing in pair:
                self._enemies.setdefault(thing, set()).update(pair - {thing})

    def set_of(self, i: int) -> list[int]:
        """Return the bearers that are one with a bearer."""
        return self.members[self.partition.find(i)]

    def _merge(self, left: int, right: int) -> None:
        a, b = self.partition.find(left), self.partition.find(right)
        if a != b:
            self.partition.join(a, b)
            self.members[self.partition.find(a)] = sorted(self.members[a] + self.members[b])

    def decide(self, subject: Thing, object: Thing, decision: Decision) -> list[Link]:
        """Join what a person has said to be the same; the object's path is kept."""
        left = [i for i, things in enumerate(self._things) if subject in things]
        right = [i for i, things in enumerate(self._things) if object in things]
        if not left or not right or self.named[left[0]].place != self.named[right[0]].place:
            return []
        for i in (*left, *right):
            self._merge(right[0], i)
        if isinstance(object, str):
            self.kept[right[0]] = object
        because = f"{decision.by} decided so on {decision.at.date().isoformat()}" + (f": {decision.why}" if decision.why else "")
        return [Link(self.named[left[0]].home, self.named[right[0]].home, 1.0, because)]

    def join(self, proposal: Proposal) -> bool:
        """Join the sets of two bearers, and tell whether they are one now."""
        if self.partition.together(proposal.left, proposal.right):
            return True
        if not self.allowed(proposal.left, proposal.right):
            return False
        self._merge(proposal.left, proposal.right)
        return True

    def allowed(self, left: int, right: int) -> bool:
        """Tell whether nothing speaks against the sets of two bearers being one."""
        a, b = self.set_of(left), self.set_of(right)
        entries = {entry for i in (*a, *b) if (entry := self.named[i].gazetteer)}
        families = {self.named[i].family for i in (*a, *b)} - {"any place"}
        return len(entries) <= 1 and len(families) <= 1 and not self.parted(a, b) and self._one_person(a, b)

    def parted(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """Tell whether a person has said that something of one set is not something of the other."""
        if not self._enemies:
            return False
        theirs = frozenset[Thing]().union(*(self._things[i] for i in b))
        return any(self._enemies.get(thing, set()) & theirs for i in a for thing in self._things[i])

    def _one_person(self, a: Sequence[int], b: Sequence[int]) -> bool:
        if self.named[a[0]].family != "person":
            return True
        left, right = ([self.named[i].name for i in side[:NAMES]] for side in (a, b))
        return all(same_name(x, y, "person") >= DOUBT for x, y in product(left, right))


def _paths(sets: _Sets) -> dict[int, str]:
    """Return the canonical path of each bearer: the decided one, the gazetteer's, or that of the most frequent fullest name."""
    chosen: list[tuple[tuple[bool, int, str], tuple[int, ...], str]] = []
    for members in sorted({tuple(sets.set_of(i)) for i in range(len(sets.named))}):
        kept = [sets.kept[i] for i in members if i in sets.kept]
        best = min((sets.named[i] for i in members), key=_rank)
        total = sum(sets.named[i].mentions for i in members)
        chosen.append(((not kept, -total, min(sets.named[i].appearances[0].article for i in members)), members, (kept or [best.home])[-1]))
    paths: dict[int, str] = {}
    taken: set[str] = set()
    for _, members, path in sorted(chosen):
        first = sets.named[members[0]]
        choices = (
            path,
            f"{path}-{first.family.replace(' ', '-')}",
            f"{path}-{digest(first.appearances[0].article, first.appearances[0].id)}",
        )
        own = next((choice for choice in choices if choice not in taken), f"{choices[-1]}-{digest(*(sets.named[i].home for i in members))}")
        taken.add(own)
        paths.update(dict.fromkeys(members, own))
    return paths


def _rank(bearer: Bearer) -> tuple[bool, bool, int, int, str]:
    return (bearer.gazetteer is None, is_acronym(bearer.name), -len(bearer.appearances), -len(bearer.name), bearer.home)


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return each linked pair once, with its best score, sorted."""
    best: dict[tuple[str, str], Link] = {}
    for found in links:
        left, right = sorted((found.left, found.right))
        ordered = Link(left, right, found.score, found.because, found.doubtful)
        if (left != right and (left, right) not in best) or (
            left != right and (best[left, right].score, ordered.because) < (ordered.score, best[left, right].because)
        ):
            best[left, right] = ordered
    return tuple(link for _, link in sorted(best.items()))


def _candidates(doubts: Iterable[Proposal], paths: Mapping[int, str], sets: _Sets) -> tuple[Link, ...]:
    """Return the doubtful links between resources that are two and that nobody has said to be different."""
    open_ = (
        Link(paths[p.left], paths[p.right], p.score, p.because, True)
        for p in doubts
        if paths[p.left] != paths[p.right] and not sets.parted(sets.set_of(p.left), sets.set_of(p.right))
    )
    return _once(open_)

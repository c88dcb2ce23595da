"""Read people's decisions as rules for linking: who is the same, who is not, what is called how; the later decision wins.

A decision names things by the path or IRI of an actor or place, or of one article's appearance of it
(``article/ID/appearance/actor/...``), which is how one namesake is taken out of a resource.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.entities.bearers import Key
from kg.model import Action, Decision

_APPEARANCE = re.compile(r"article/([^/]+)/appearance/((?:actor|place)/[^/?#]+)$")
_PATH = re.compile(r"(?:^|/)((?:actor|place)/[^/?#]+)$")
Thing = str | Key


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold what decisions come to: pairs that are the same (in the order decided) or different, names, types, rejections."""

    same: tuple[tuple[Thing, Thing, Decision], ...] = ()
    different: frozenset[frozenset[Thing]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()

    @property
    def apart(self) -> frozenset[Key]:
        """Return the appearances that some decision speaks of by themselves."""
        pairs = [*self.different, *(frozenset((a, b)) for a, b, _ in self.same)]
        return frozenset(thing for pair in pairs for thing in pair if isinstance(thing, tuple))


def thing_of(iri: str | None) -> Thing | None:
    """Return the path, or the article and id of an appearance, that a decision's IRI or path names; None for anything else."""
    if not iri:
        return None
    if found := _APPEARANCE.search(iri):
        return found.group(1), found.group(2)
    return found.group(1) if (found := _PATH.search(iri)) else None


def decided(decisions: Iterable[Decision]) -> Decided:
    """Return what decisions come to; of two about one thing or one pair the later wins, and of equals the greater text."""
    pairs: dict[frozenset[Thing], tuple[Thing, Thing, Decision]] = {}
    single: dict[Action, dict[str, Decision]] = {Action.NAME: {}, Action.TYPE: {}, Action.REJECT: {}}
    for decision in sorted(decisions, key=lambda d: (d.at, d.by, d.action, d.subject, d.object or "")):
        subject, object = thing_of(decision.subject), thing_of(decision.object)
        if subject and object and decision.action not in (Action.NAME, Action.TYPE):
            pair = frozenset((subject, object))
            pairs.pop(pair, None)
            pairs[pair] = (subject, object, decision)
        elif isinstance(subject, str):
            _single(single, subject, decision)
    same = tuple(found for found in pairs.values() if found[2].action in (Action.SAME, Action.CONFIRM))
    different = frozenset(pair for pair, found in pairs.items() if found[2].action in (Action.DIFFERENT, Action.REJECT))
    names, types = ({p: d.object for p, d in single[a].items() if d.object} for a in (Action.NAME, Action.TYPE))
    return Decided(same, different, names, types, frozenset(single[Action.REJECT]))


def _single(single: dict[Action, dict[str, Decision]], subject: str, decision: Decision) -> None:
    if decision.action == Action.CONFIRM:
        single[Action.REJECT].pop(subject, None)
    elif decision.action in single:
        single[decision.action][subject] = decision

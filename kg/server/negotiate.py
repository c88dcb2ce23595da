"""Choose the representation that a client likes best (RFC 9110, sections 12.4.2, 12.5.1 and 12.5.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Range:
    """Hold one element of an ``Accept`` header: a type and subtype, ``*`` for any, with parameters and a weight."""

    type: str
    subtype: str
    parameters: frozenset[tuple[str, str]] = frozenset()
    weight: float = 1.0

    def specificity(self, offer: Offer) -> int:
        """Return how exactly this names an offer; 0 where it does not."""
        if not self.parameters <= offer.parameters:
            return 0
        if (self.type, self.subtype) in {tuple(name.split("/", 1)) for name in (offer.media_type, *offer.aliases)}:
            return 3 + len(self.parameters)
        if self.subtype == "*" and self.type == offer.media_type.split("/", 1)[0]:
            return 2
        return 1 if self.type == self.subtype == "*" else 0


@dataclass(frozen=True, slots=True)
class Offer:
    """Name a representation that there is: its media type, others that mean it too, and the name it has here.

    A parameter that a client names has to be one of ``parameters``.
    """

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()
    parameters: frozenset[tuple[str, str]] = field(default=frozenset({("charset", "utf-8")}))


@lru_cache(maxsize=256)
def parse(header: str) -> tuple[Range, ...]:
    """Return the elements of an ``Accept`` header; those that cannot be read are left out, as the standard has it."""
    found = []
    for element in header.lower().split(","):
        name, *rest = (part.strip() for part in element.split(";"))
        kind, slash, subtype = name.partition("/")
        if name == "*":
            kind, slash, subtype = "*", "/", "*"
        if not (kind and slash and subtype):
            continue
        pairs = [(key.strip(), value.strip().strip('"')) for key, _, value in (part.partition("=") for part in rest if part)]
        weight = next((_weight(value) for key, value in pairs if key == "q"), 1.0)
        found.append(Range(kind, subtype, frozenset(pair for pair in pairs if pair[0] != "q"), weight))
    return tuple(found)


@lru_cache(maxsize=256)
def choose(header: str, offers: tuple[Offer, ...]) -> Offer | None:
    """Return the offer that a client weighs highest, of equals the first; None where it accepts none of them.

    An offer has the weight of the element that names it most exactly. No header, or one that says nothing, accepts all.
    """
    ranges = parse(header)
    if not ranges:
        return offers[0]
    best, most = None, 0.0
    for offer in offers:
        fitting = [(one.specificity(offer), one.weight) for one in ranges if one.specificity(offer)]
        weight = max(fitting)[1] if fitting else 0.0
        if weight > most:
            best, most = offer, weight
    return best


def accepts_coding(header: str, coding: str) -> bool:
    """Tell whether an ``Accept-Encoding`` header accepts a coding such as gzip; without the header it does not."""
    weights = {}
    for element in header.lower().split(","):
        name, *rest = (part.strip() for part in element.split(";"))
        weights[name] = next((_weight(part[2:]) for part in rest if part.startswith("q=")), 1.0)
    return weights.get(coding, weights.get("*", 0.0)) > 0


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return min(1.0, max(0.0, weight)) if weight == weight else 0.0

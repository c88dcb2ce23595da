"""Choose the figure of a claim among the quantities of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg import resources
from kg.claims.page import Page
from kg.claims.questions import is_class, singular_phrase
from kg.model import Quantity, Span, Statement, TimeRange

#: A noun that a figure leaves out stands at most so many characters before it.
_REACH = 250
_COMPOUND = re.compile(r"\d-[a-z]|^(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)-[a-z]", re.I)
_RANK = re.compile(r"^(?:a|the)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+\w", re.I)
#: "A half-empty bottle", "the eastern half", "within the 1967 borders": words for numbers that count nothing.
_VOID = re.compile(r"^(?:an?\s+)?half(?:-|$)|^(?:\w+\s+)?the\s+(?:1[89]|20)\d\d\s", re.I)
_BEARING = re.compile(r"\)?\s*(?:\([^)]*\)\s*)?,?\s*(?:to the )?(?:north|south|east|west|downstream|upstream|inland|off the coast)", re.I)
_ONE = re.compile(r"^one (?:of|in)\b|^one$", re.I)


def quantity_of(page: Page, statement: Statement) -> Quantity | None:
    """Choose the figure of a claim, and say what it counts where its own words leave that out."""
    chosen = _chosen(page, statement)
    return None if chosen is None else completed(page, _summed(page, chosen, statement.content))


def _summed(page: Page, chosen: Quantity, content: Span) -> Quantity:
    """Return the sum that a chosen figure is a term of, where the claim's words hold all of it; else the figure itself."""
    return next((one for one in page.sums if one.span.contains(chosen.span) and content.contains(one.span)), chosen)


def completed(page: Page, quantity: Quantity) -> Quantity:
    """Return a quantity with the noun that it leaves out: "600 civilians fled and another 350 followed".

    The noun is the nearest one before it that names people of some kind; only figures in digits are completed, as a bare
    "hundreds" means people. A verb behind a number ("2,000 remained") is not what it counts.
    """
    if quantity in page.sums or quantity.unit or not any(sign.isdigit() for sign in quantity.text) or not _is_bare(page, quantity):
        return quantity
    before = page.text[max(0, quantity.span.start - _REACH) : quantity.span.start]
    nouns = [word for word in re.findall(r"[^\W\d_]+", before) if is_class(word)]
    return replace(quantity, counted=nouns[-1] if nouns else None)


def _is_bare(page: Page, quantity: Quantity) -> bool:
    """Tell whether a quantity has no noun for what it counts."""
    if not quantity.counted:
        return True
    start = page.text.find(quantity.counted, quantity.span.start)
    heads = [word.pos for word in page.words if start >= 0 and word.span.start == start]
    return heads[:1] in (["VERB"], ["AUX"], ["ADV"])


def _chosen(page: Page, statement: Statement) -> Quantity | None:
    """Choose the figure: the one that the reader's words for it are most like, else the fittest in the claim.

    Fit are bounded quantities that measure no time and name no parties; of those that count people come first where the
    event happens to people, then the first one wins. Of the 80 hand-annotated figures of the development articles the
    first fit quantity is right in 74, and the reader's words miss more than they find.
    """
    asked = statement.quantity
    near = [
        quantity
        for quantity in page.quantities
        if asked and quantity.span.overlaps(asked) and _is_figure(quantity) and not _lasts(quantity) and not _is_bearing(page, quantity)
    ]
    if asked and near:
        return _unglossed(page, max(near, key=lambda quantity: (likeness(quantity.span, asked), -quantity.span.start)))
    inside = [
        quantity
        for quantity in page.quantities
        if statement.content.contains(quantity.span) and counts(quantity, page.times) and not _is_bearing(page, quantity)
    ]
    return min(inside, key=lambda quantity: (_strange(quantity, statement.event), quantity.span)) if inside else None


def _is_bearing(page: Page, quantity: Quantity) -> bool:
    """Tell whether a distance only says where something lies: "30km (19 miles) south of Lowtown"."""
    return bool(quantity.unit) and _BEARING.match(page.text, quantity.span.end) is not None


def _unglossed(page: Page, chosen: Quantity) -> Quantity:
    """Return the quantity that a bracket converts ("7km (four miles)") instead of the one inside the bracket."""
    for quantity in page.quantities:
        if quantity.unit and _bounded(quantity) and page.text[quantity.span.end : chosen.span.start].strip() == "(":
            return quantity
    return chosen


def likeness(left: Span, right: Span) -> float:
    """Return the share of the characters of either span that both have: 1 for equal spans."""
    shared = max(0, min(left.end, right.end) - max(left.start, right.start))
    return shared / (len(left) + len(right) - shared) if shared else 0.0


def _is_figure(quantity: Quantity) -> bool:
    return _bounded(quantity) and not _VOID.match(quantity.text)


def _bounded(quantity: Quantity) -> bool:
    return quantity.min is not None or quantity.max is not None


def counts(quantity: Quantity, times: Sequence[TimeRange] = (), ones: bool = False) -> bool:
    """Tell whether a quantity counts something that can have happened: no span of time, rank, compound or party.

    "One of the towns" is no count unless ``ones`` says that it stands among other figures; "one truck" is.
    """
    if not _is_figure(quantity) or _COMPOUND.search(quantity.text) or _RANK.match(quantity.text):
        return False
    if _ONE.match(quantity.text) and not ones:
        return False
    if any(time.span.contains(quantity.span) for time in times):
        return False
    return not _lasts(quantity) and _nouns("uncounted").isdisjoint(_heads(quantity)[-1:])


def _lasts(quantity: Quantity) -> bool:
    """Tell whether a quantity measures how long something lasted, whatever the reader takes it for."""
    return not _nouns("lasting").isdisjoint(_heads(quantity)[-1:])


def _strange(quantity: Quantity, event: str) -> int:
    """Return 0 for a figure of people where the event happens to people, 1 for any other, 2 for a number of nothing."""
    heads = _heads(quantity)
    if event in resources.toml_table("events")["figures"]["people"]:
        return 0 if not heads or counts_people(quantity) else 1
    return 1 if heads or quantity.unit else 2


def counts_people(quantity: Quantity) -> bool:
    """Tell whether a quantity names people as what it counts."""
    return not _nouns("persons").isdisjoint(_heads(quantity))


def _heads(quantity: Quantity) -> list[str]:
    """Return the counted words in the singular, up to the first preposition."""
    words = re.split(r"\b(?:of|from|in|at|who|which|that|with|by|on|last|this)\b", quantity.counted or "")[0]
    return singular_phrase(words).split()


@cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(resources.toml_table("events")["figures"][name])

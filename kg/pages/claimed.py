"""Read claims as pages show them: the words in their context, who says them and how, what they are about, what compares them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.pages import tables
from kg.pages.show import bounds, days, words
from kg.pages.tables import ArticleRow
from kg.store.comparisons import Compared
from kg.store.describe import facts
from kg.store.graphs import GraphStore
from kg.store.results import Cell
from kg.triples.context import SURROUNDINGS

Values = Mapping[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a thing with its name."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """Hold words of an article with what stands before and after them, and where they start and end in its text."""

    exact: str
    before: str = ""
    after: str = ""
    start: int = 0
    end: int = 0

    @property
    def fragment(self) -> str:
        """Return the fragment (RFC 5147) by which the page of the article marks the words."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a quantity: as written, and as bounds."""

    text: str
    low: str | None
    high: str | None
    counted: str
    unit: str
    notes: tuple[str, ...]

    @property
    def range(self) -> str:
        """Return the bounds in words."""
        return bounds(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a claim as a page shows it; what is absent is None or empty."""

    iri: str
    words: Words
    article: ArticleRow
    kind: str
    status: str
    confidence: str
    event: str
    by: Named | None
    behalf: Named | None
    told: Named | None
    source: Words | None
    cue: Words | None
    agent: Named | None
    agent_text: str
    patient: Named | None
    patient_text: str
    place: Named | None
    place_text: str
    time_text: str
    when: str
    said: str
    figure: Figure | None
    within: str | None
    compared: tuple[Compared, ...]


_PART_BEFORE, _PART_AFTER = re.compile(r"\A\S+(?=\s)"), re.compile(r"(?<=\s)\S+\Z")
_LABELS = ("skos:prefLabel", "rdfs:label", "schema:headline", "kg:sourceName")
_SELECTORS = ("oa:hasSelector", "kg:sourceSelector", "kg:cueSelector")
_ENDS = ("kg:attributedTo", "kg:onBehalfOf", "kg:toldTo", "kg:agent", "kg:patient", "kg:place")
_QUALITIES = (("kg:approximate", "approximate"), ("kg:increment", "added to an earlier figure"), ("kg:cumulative", "in all so far"))


def labels(graph: GraphStore, iris: Iterable[str]) -> dict[str, str]:
    """Return the names of things; what has none is named by the end of its IRI."""
    wanted = [iri for iri in dict.fromkeys(iris) if iri.startswith(graph.base)]
    known = facts(graph, wanted, _LABELS)
    return {iri: next((str(known[iri][name][0]) for name in _LABELS if known[iri].get(name)), iri.rpartition("/")[2]) for iri in wanted}


def selected(values: Values) -> Words:
    """Return the words that the facts of a selector hold."""
    exact, before, after = (str(_one(values, name) or "") for name in ("oa:exact", "oa:prefix", "oa:suffix"))
    start, end = (int(str(_one(values, name) or 0)) for name in ("oa:start", "oa:end"))
    # What stands around was cut at a number of characters: a part of a word is left out.
    if start > len(before):
        before = f"…{_PART_BEFORE.sub('', before)}"
    if len(after) == SURROUNDINGS:
        after = f"{_PART_AFTER.sub('', after).rstrip()}…"
    return Words(exact, before, after, start, end)


def shown(graph: GraphStore, iris: Sequence[str]) -> list[Shown]:
    """Return claims in the given order; an IRI that is no claim of an article of the graph is left out."""
    rows = tables.claims(graph)
    own = facts(graph, [iri for iri in iris if iri in rows])
    parts = facts(graph, _ends(own.values(), ("kg:reports", "kg:quantity", *_SELECTORS)))
    names = labels(graph, _ends((*own.values(), *parts.values()), _ENDS))
    return [_shown(graph, iri, own[iri], parts, names) for iri in own]


def _ends(subjects: Iterable[Values], names: Iterable[str]) -> list[str]:
    wanted = tuple(names)
    return [str(cell) for values in subjects for name in wanted for cell in values.get(name, ())]


def _shown(graph: GraphStore, iri: str, own: Values, parts: Mapping[str, Values], names: Mapping[str, str]) -> Shown:
    event = parts.get(_text(own, "kg:reports"), {})
    quantity = parts.get(_text(own, "kg:quantity"))

    def named(values: Values, name: str) -> Named | None:
        found = _text(values, name)
        return Named(found, names[found]) if found in names else None

    def marked(name: str) -> Words | None:
        selector = parts.get(_text(own, name))
        return selected(selector) if selector else None

    return Shown(
        iri=iri,
        words=marked("oa:hasSelector") or Words(_text(own, "kg:content")),
        article=tables.articles(graph)[_text(own, "kg:inArticle")],
        kind=words(_text(own, "kg:attributionKind")),
        status=words(_text(own, "kg:status")),
        confidence=_text(own, "kg:confidence"),
        event=words(_text(event, "kg:eventType")),
        by=named(own, "kg:attributedTo"),
        behalf=named(own, "kg:onBehalfOf"),
        told=named(own, "kg:toldTo"),
        source=marked("kg:sourceSelector"),
        cue=marked("kg:cueSelector"),
        agent=named(event, "kg:agent"),
        agent_text=_text(event, "kg:agentText"),
        patient=named(event, "kg:patient"),
        patient_text=_text(event, "kg:patientText"),
        place=named(event, "kg:place"),
        place_text=_text(event, "kg:placeText"),
        time_text=_text(event, "kg:timeText"),
        when=days(_one(event, "sem:hasBeginTimeStamp"), _one(event, "sem:hasEndTimeStamp")),
        said=_text(own, "kg:saidOn"),
        figure=None if quantity is None else _figure(quantity),
        within=_text(own, "kg:within") or None,
        compared=tables.compared_in(graph).get(iri, ()),
    )


def _figure(values: Values) -> Figure:
    low, high = (_text(values, name) or None for name in ("kg:min", "kg:max"))
    notes = tuple(note for name, note in _QUALITIES if _one(values, name) is True)
    return Figure(_text(values, "kg:quantityText"), low, high, _text(values, "kg:counted"), _text(values, "kg:unit"), notes)


def _one(values: Values, name: str) -> Cell:
    return next(iter(values.get(name, ())), None)


def _text(values: Values, name: str) -> str:
    found = _one(values, name)
    return "" if found is None else str(found)

"""Make the page of a claim: its words, who says them by whose account, what they are about, and the evidence for each part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.pages import linked
from kg.pages.claimed import Shown, Values, Words, selected, shown
from kg.pages.found import known
from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.visit import Visit
from kg.store.describe import facts, pointing
from kg.store.graphs import GraphStore

#: How one claim stands to another, said of this one, and said by the other one.
_PAIRS = (
    ("kg:contradicts", "contradicts", "contradicted by"),
    ("kg:corroborates", "agrees with", "agrees with"),
    ("kg:updates", "updates", "updated by"),
    ("kg:repeats", "repeats", "repeated by"),
)
#: The parts of a claim that have words of their own: (what they are, property of the claim, of its event, of its quantity).
_PARTS = (
    ("what is claimed", "kg:claim", "oa:hasSelector"),
    ("who says it", "kg:claim", "kg:sourceSelector"),
    ("by which word", "kg:claim", "kg:cueSelector"),
    ("told to", "kg:claim", "kg:toldToSelector"),
    ("who acts", "kg:reports", "kg:agentSelector"),
    ("to whom", "kg:reports", "kg:patientSelector"),
    ("where", "kg:reports", "kg:placeSelector"),
    ("when", "kg:reports", "kg:timeSelector"),
    ("how many", "kg:quantity", "oa:hasSelector"),
    ("out of", "kg:quantity", "kg:partOf"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold the words behind a part of a claim."""

    what: str
    words: Words


def page(visit: Visit) -> Page:
    """Return the page of a claim."""
    graph, iri = visit.graph, known(visit.graph, visit.path)
    own = facts(graph, [iri])[iri]
    [claim] = shown(graph, [iri])
    ld = linked.ld(
        iri, "Claim", text=claim.words.exact, datePublished=claim.article.published,
        author=claim.by and {"@id": claim.by.iri, "name": claim.by.label},
        appearance={"@type": "NewsArticle", "@id": claim.article.iri, "headline": claim.article.label},
    )  # fmt: skip
    title = claim.words.exact if len(claim.words.exact) <= 80 else claim.words.exact[:79].rstrip() + "…"
    return html(
        visit,
        "claim.html",
        " ".join(title.split()),
        linked.head(visit, visit.path, "Claim"),
        ld=ld,
        iri=iri,
        claim=claim,
        outer=_chain(graph, claim),
        inner=shown(graph, pointing(graph, iri, "kg:within")),
        parts=_parts(graph, iri, own),
        pairs=_pairs(graph, iri, own),
    )


def _chain(graph: GraphStore, claim: Shown) -> list[Shown]:
    """Return the claims that a claim is told within, the outermost first."""
    found: list[Shown] = []
    while claim.within and claim.within not in {one.iri for one in found}:
        outer = shown(graph, [claim.within])
        if not outer:
            break
        claim = outer[0]
        found.insert(0, claim)
    return found


def _parts(graph: GraphStore, iri: str, own: Values) -> list[Part]:
    nodes = {name: str(own[name][0]) for name in ("kg:reports", "kg:quantity") if name in own} | {"kg:claim": iri}
    known_facts = facts(graph, nodes.values())
    found = [
        (what, str(known_facts[nodes[part]][name][0])) for what, part, name in _PARTS if part in nodes and name in known_facts[nodes[part]]
    ]
    selectors: Mapping[str, Values] = facts(graph, [selector for _, selector in found])
    return [Part(what, selected(selectors[selector])) for what, selector in found]


def _pairs(graph: GraphStore, iri: str, own: Values) -> list[tuple[str, list[Shown]]]:
    """Return the claims that this one stands to, by how; a pair that is the same both ways is told once."""
    found: dict[str, list[str]] = {}
    for name, forward, backward in _PAIRS:
        found.setdefault(forward, []).extend(str(other) for other in own.get(name, ()))
        found.setdefault(backward, []).extend(pointing(graph, iri, name))
    return [(how, shown(graph, list(dict.fromkeys(others)))) for how, others in found.items() if others]

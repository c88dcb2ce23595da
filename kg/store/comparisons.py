"""Read comparisons with the claims that they compare: who says what, where it was printed, and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.store import names
from kg.store.graphs import GraphStore
from kg.triples.iris import path_of
from kg.triples.vocab import KG, PREFIXES


@dataclass(frozen=True, slots=True)
class Member:
    """Hold one claim of a comparison: its words, who says it as written, and the outlet and day of its article."""

    claim: str
    content: str
    source: str | None
    outlet: str | None
    published: str | None

    def line(self) -> str:
        """Return the claim on one line, with where it comes from."""
        where = ", ".join(part for part in (self.outlet, self.published) if part)
        return f'{self.source or "the article"}: "{" ".join(self.content.split())}" ({where or path_of("", self.claim)})'


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold one comparison with its claims, the earliest article first; ``confirmed`` is what a person found right."""

    iri: str
    verdict: str
    explanation: str
    low: str | None
    high: str | None
    independent_sources: int
    members: tuple[Member, ...]
    confirmed: bool = False


_PREFIXES = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
_COMPARISONS = f"""{_PREFIXES}
SELECT ?comparison ?verdict ?explanation ?low ?high ?sources ?confirmed {{
  ?comparison a kg:Comparison ; kg:verdict ?verdict ; kg:explanation ?explanation ; kg:independentSources ?sources .
  OPTIONAL {{ ?comparison kg:low ?low }} OPTIONAL {{ ?comparison kg:high ?high }}
  OPTIONAL {{ ?comparison kg:confirmed ?confirmed }}
}} ORDER BY ?verdict ?comparison"""
_MEMBERS = f"""{_PREFIXES}
SELECT ?comparison ?claim ?content ?source ?outlet ?published {{
  ?comparison kg:compares ?claim . ?claim kg:content ?content ; kg:inArticle ?article .
  OPTIONAL {{ ?claim kg:sourceText ?source }} OPTIONAL {{ ?article schema:publisher ?outlet }}
  OPTIONAL {{ ?article schema:datePublished ?published }}
}} ORDER BY ?comparison ?published ?claim"""
_ABOUT = f"""{_PREFIXES}
SELECT DISTINCT ?thing ?comparison {{
  ?comparison kg:compares ?claim .
  {{ ?claim kg:attributedTo|kg:onBehalfOf|kg:inArticle ?thing }}
  UNION {{ ?claim kg:reports/(kg:agent|kg:patient|kg:place) ?thing }}
}}"""


def comparisons(store: GraphStore, thing: str | None = None, verdict: str | None = None) -> list[Compared]:
    """Return the comparisons of the graph, or those whose claims are about or by ``thing`` (a name or IRI).

    Raises NotFoundError, with what comes close, where nothing answers to the name.
    """
    members = defaultdict(list)
    for comparison, *cells in store.query(_MEMBERS).rows:
        members[str(comparison)].append(Member(*(None if cell is None else str(cell) for cell in cells)))  # type: ignore[arg-type]
    wanted = None if thing is None else _about(store, thing)
    found = []
    for iri, kind, explanation, low, high, sources, confirmed in store.query(_COMPARISONS).rows:
        code = str(kind).removeprefix(KG)
        if (verdict is None or code == verdict) and (wanted is None or str(iri) in wanted):
            figures = (None if low is None else str(low), None if high is None else str(high))
            found.append(Compared(str(iri), code, str(explanation), *figures, int(str(sources)), tuple(members[str(iri)]), bool(confirmed)))
    return found


def _about(store: GraphStore, thing: str) -> set[str]:
    iris = {str(iri) for iri in names.resolve(store, thing, ("Actor", "Place", "Article"))}
    return {str(comparison) for subject, comparison in store.query(_ABOUT).rows if str(subject) in iris}

"""Make the page of anything else that has an IRI of its own: a relation, a mention, an event, a link, a decision ..."""

from __future__ import annotations

from kg.errors import NotFoundError
from kg.pages import linked
from kg.pages.claimed import labels
from kg.pages.found import known
from kg.pages.layout import html
from kg.pages.look import Page
from kg.pages.show import words
from kg.pages.visit import Visit
from kg.store.describe import facts
from kg.store.results import Cell, Iri

#: A text longer than this is cut: a page of facts is no place to read an article.
LONGEST = 600


def page(visit: Visit) -> Page:
    """Return the facts of a thing as a table."""
    graph, iri = visit.graph, known(visit.graph, visit.path)
    own = facts(graph, [iri])[iri]
    if not own:
        raise NotFoundError(f"there is no {visit.path!r} in the graph")
    names = labels(graph, [str(cell) for cells in own.values() for cell in cells if isinstance(cell, Iri)])
    rows = [(name, [_cell(visit, cell, names) for cell in cells]) for name, cells in own.items() if _may_show(visit, name)]
    kinds = [words(kind) for kind in own.get("rdf:type", ()) if "newsclaims/ns#" in str(kind)]
    kind = next(iter(kinds), "thing")
    label = next((str(own[name][0]) for name in ("rdfs:label", "skos:prefLabel", "kg:quantityText") if name in own), "")
    article = own.get("kg:inArticle")
    return html(
        visit,
        "other.html",
        f"{label} ({kind})" if label else f"{kind.capitalize()} {visit.path.rpartition('/')[2]}",
        linked.head(visit, visit.path, "Thing"),
        iri=iri,
        rows=rows,
        article=str(article[0]) if article else None,
    )


def _may_show(visit: Visit, name: str) -> bool:
    return visit.look.texts or name != "kg:text"


def _cell(visit: Visit, cell: Cell, names: dict[str, str]) -> tuple[str, str | None]:
    if isinstance(cell, Iri):
        web = cell.startswith(("http://", "https://"))
        return names.get(cell, cell), visit.links.thing(cell) if web and visit.look.live else cell if web else None
    text = str(cell)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…", None

"""Fill templates: every value is escaped, no page holds script or style of its own.

The only thing that is written into a page as it is, is the data of ``<script type="application/ld+json">`` and
``application/json`` blocks, which browsers never run; ``as_json`` makes them so that no value can end the block.
"""

from __future__ import annotations

import json
from functools import cache

import jinja2
from markupsafe import Markup

from kg.pages.look import Page
from kg.pages.show import FILTERS
from kg.pages.visit import Visit

HTML = "text/html; charset=utf-8"
JSON = "application/json"

#: The pages that the navigation of every page leads to: (path, words).
NAVIGATION = (
    ("actors", "Actors"),
    ("places", "Places"),
    ("claims", "Claims"),
    ("comparisons", "Comparisons"),
    ("articles", "Articles"),
    ("outlets", "Outlets"),
    ("network", "Network"),
    ("map", "Map"),
    ("timeline", "Timeline"),
    ("questions", "Questions"),
    ("query", "Query"),
    ("ontology", "Ontology"),
)
#: What may not stand inside a script block as it is; JSON can say it in other characters.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def as_json(value: object) -> Markup:
    """Return a value as JSON that is safe inside a script block of data."""
    return Markup(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).translate(_UNSAFE))


@cache
def environment() -> jinja2.Environment:
    """Return the templates: escaping always on, an unknown name is an error."""
    loader = jinja2.PackageLoader("kg.pages", "templates")
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    made.filters.update(FILTERS)
    made.filters["json"] = as_json
    return made


def html(visit: Visit, template: str, title: str, links: tuple[tuple[str, str, str], ...] = (), /, **values: object) -> Page:
    """Return a page from a template of ``templates/``.

    The template sees ``visit``, ``look``, ``links`` (makes references), ``title``, ``navigation``, ``head`` (the links of the page)
    and the values that are given. ``ld``, where given, is the JSON-LD of the page.
    """
    known = {"visit": visit, "look": visit.look, "links": visit.links, "title": title, "navigation": NAVIGATION, "head": links, "ld": None}
    body = environment().get_template(template).render({**known, **values})
    return Page(body.encode("utf-8", "replace"), HTML, title, links)


def data(visit: Visit, title: str, value: object) -> Page:
    """Return a page of JSON for the scripts of another page."""
    return Page(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode("utf-8", "replace"), JSON, title)

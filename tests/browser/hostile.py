"""An article of which every text that a page shows tries to be script, beside the small story."""

from __future__ import annotations

import datetime as dt

from kg.model import Article, AttributionKind, Claim, Entity, Event, Mention, Predicate, Reading, Relation, Span, Status, TimeRange
from kg.store.graphs import GraphStore
from kg.triples import iris
from kg.triples.quads import Thing, article_quads, entity_quads
from tests.store import story

EVIL = "<img src=x onerror=hacked=1><script>hacked=1</script>"
TEXT = (
    f"Twin {EVIL} said Evil {EVIL} attacked Port {EVIL} on Thursday. Aid reached the Pier in February. Twin {EVIL} speaks for Evil {EVIL}."
)
THINGS = (
    Thing("actor/evil", f"Evil {EVIL}", "armed-group", (f"Alias {EVIL}",)),
    Thing("actor/twin", f"Twin {EVIL}", "person"),
    Thing("place/port", f"Port {EVIL}", "settlement", latitude=35.5, longitude=40.25),
    Thing("place/pier", "Pier", "settlement", latitude=36.5, longitude=38.25),
)


def words(exact: str) -> Span:
    start = TEXT.index(exact)
    return Span(start, start + len(exact))


def entity(path: str, name: str, kind: str) -> Entity:
    return Entity(path, name, kind, (Mention(words(name), name, kind),))


def claim(content: str, event: Event, **rest: object) -> Claim:
    span = words(content)
    return Claim(f"{span.start}-{span.end}", span, AttributionKind.INDIRECT, Status.ASSERTED, event, **rest)  # type: ignore[arg-type]


def reading() -> Reading:
    thursday = TimeRange(words("on Thursday"), "on Thursday", dt.date(2024, 3, 7), dt.date(2024, 3, 7))
    february = TimeRange(words("in February"), "in February", dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    attack = Event("attack", agent="actor/evil", agent_span=words(f"Evil {EVIL}"), place="place/port", time=thursday)
    aid = Event("aid", place="place/pier", time=february)
    attacked = f"Evil {EVIL} attacked Port {EVIL} on Thursday"
    said = {"source": "actor/twin", "source_span": words(f"Twin {EVIL}"), "cue_span": words("said"), "said": dt.date(2024, 3, 8)}
    published = dt.date(2024, 3, 9)
    return Reading(
        Article(EVIL, f"{EVIL}.txt", TEXT, headline=f"Headline {EVIL}", published=published, publisher=f"Outlet {EVIL}", language="en"),
        (
            entity("actor/twin", f"Twin {EVIL}", "person"),
            entity("actor/evil", f"Evil {EVIL}", "armed-group"),
            entity("place/port", f"Port {EVIL}", "settlement"),
            entity("place/pier", "Pier", "settlement"),
        ),
        (claim(attacked, attack, **said), claim("Aid reached the Pier in February", aid)),
        (Relation("actor/twin", Predicate.SPEAKS_FOR, "actor/evil", words(f"Twin {EVIL} speaks for Evil {EVIL}"), f"role {EVIL}"),),
    )


def told() -> GraphStore:
    """Return the graph of the story and of the hostile article, in memory."""
    store = story.told()
    store.replace(
        {
            rows[0].graph_name.value: rows  # type: ignore[union-attr]
            for rows in (article_quads(reading(), {}, story.BASE), entity_quads([*story.things(), *THINGS], story.LINKS, story.BASE))
        }
    )
    return store


ARTICLE = iris.article_id(reading().article)

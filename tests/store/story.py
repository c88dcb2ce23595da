"""A small invented story in three articles, as the graph that a build would make of it.

The Fenwick Post and the Coast Mail carry one wire text, in which Harbour Watch counts 40 people who fled Lenta; Radio
Nine has the army say that no more than 10 fled, and a nested claim about a detention.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kg.model import (
    Action,
    Article,
    AttributionKind,
    Claim,
    Comparison,
    Decision,
    Entity,
    Event,
    Link,
    Mention,
    Predicate,
    Quantity,
    Reading,
    Relation,
    Span,
    Status,
    TimeRange,
    Verdict,
)
from kg.store.graphs import GraphStore
from kg.triples import iris
from kg.triples.quads import Thing, article_quads, comparison_quads, decision_quads, entity_quads

BASE = "http://example.org/"
POST_TEXT = (
    "Harbour Watch said at least 40 people fled Lenta on Monday. "
    '"We counted them," its spokesman Omar Vale told Radio Nine. '
    "An officer denied that the army shelled Lenta. The River League fights the army. "
    "Six soldiers died in Tarn Province, the army said."
)
NINE_TEXT = (
    "The army said no more than 10 people fled Lenta on Monday. "
    "Vale said residents said the River League detained 12 men in Lenta. Troops will leave Tarn Province. "
    "Harbour Watch said 45 people had fled Lenta by Tuesday. It said six soldiers died in Tarn Province."
)
PEOPLE = {
    "actor/harbour-watch": ("Harbour Watch", "monitor"),
    "actor/omar-vale": ("Omar Vale", "person"),
    "actor/radio-nine": ("Radio Nine", "media"),
    "actor/army": ("Aldoran Army", "military"),
    "actor/river-league": ("River League", "armed-group"),
    "place/lenta": ("Lenta", "settlement"),
    "place/tarn-province": ("Tarn Province", "province"),
}
ALIASES = {"actor/army": ("the army", "Aldoran forces"), "place/lenta": ("Lénta",), "actor/omar-vale": ("Vale",)}


def article(name: str, text: str, day: int, publisher: str) -> Article:
    return Article(name, name, text, headline=text.partition(".")[0], published=dt.date(2024, 3, day), publisher=publisher, language="en")


def words(text: str, exact: str) -> Span:
    start = text.index(exact)
    return Span(start, start + len(exact))


def entities(text: str, **mentions: str) -> tuple[Entity, ...]:
    found = []
    for local, name in mentions.items():
        path = next(path for path in PEOPLE if path.endswith("/" + local.replace("_", "-")))
        spans = [Span(i, i + len(name)) for i in range(len(text)) if text.startswith(name, i)]
        found.append(Entity(path, name, PEOPLE[path][1], tuple(Mention(span, name, PEOPLE[path][1]) for span in spans)))
    return tuple(found)


def claim(text: str, content: str, kind: str, status: str, event: Event, **rest: object) -> Claim:
    span = words(text, content)
    for name in ("source", "cue", "told_to"):
        if f"{name}_words" in rest:
            rest[f"{name}_span"] = words(text, str(rest.pop(f"{name}_words")))
    return Claim(f"{span.start}-{span.end}", span, AttributionKind(kind), Status(status), event, **rest)  # type: ignore[arg-type]


def monday(text: str) -> TimeRange:
    return TimeRange(words(text, "on Monday"), "on Monday", dt.date(2024, 3, 4), dt.date(2024, 3, 4))


def died(text: str, content: str, figure: str, source: str, source_words: str | None = None) -> Claim:
    event = Event("killing", patient_span=words(text, figure), place="place/tarn-province")
    six = Quantity(words(text, figure), figure, min=Decimal(6), max=Decimal(6), counted="soldiers")
    rest = {"source_words": source_words} if source_words else {}
    return claim(text, content, "indirect", "asserted", event, source=source, quantity=six, **rest)


def wire(name: str, day: int, publisher: str) -> Reading:
    text = POST_TEXT
    fled = Event(
        "displacement", patient_span=words(text, "people"), place="place/lenta", place_span=words(text, "Lenta"), time=monday(text)
    )
    shelled = Event("shelling", agent="actor/army", agent_span=words(text, "the army"), place="place/lenta")
    quantity = Quantity(words(text, "at least 40 people"), "at least 40 people", min=Decimal(40), counted="people")
    return Reading(
        article(name, text, day, publisher),
        entities(
            text,
            harbour_watch="Harbour Watch",
            omar_vale="Omar Vale",
            radio_nine="Radio Nine",
            army="the army",
            lenta="Lenta",
            river_league="River League",
            tarn_province="Tarn Province",
        ),
        (
            claim(
                text,
                "at least 40 people fled Lenta on Monday",
                "indirect",
                "asserted",
                fled,
                source="actor/harbour-watch",
                source_words="Harbour Watch",
                cue_words="said",
                quantity=quantity,
                confidence=0.9,
            ),
            claim(
                text,
                "We counted them",
                "direct",
                "asserted",
                Event("assessment"),
                source="actor/omar-vale",
                source_words="its spokesman Omar Vale",
                cue_words="told",
                told_to="actor/radio-nine",
                told_to_words="Radio Nine",
                on_behalf_of="actor/harbour-watch",
            ),
            claim(text, "that the army shelled Lenta", "indirect", "denied", shelled, source_words="An officer", cue_words="denied"),
            died(text, "Six soldiers died in Tarn Province", "Six soldiers", source="actor/army"),
            claim(
                text,
                "The River League fights the army",
                "narrator",
                "asserted",
                Event("clash", agent="actor/river-league", patient="actor/army"),
            ),
        ),
        (
            Relation("actor/omar-vale", Predicate.SPEAKS_FOR, "actor/harbour-watch", words(text, "its spokesman Omar Vale"), "spokesman"),
            Relation("actor/river-league", Predicate.FIGHTS_AGAINST, "actor/army", words(text, "The River League fights the army")),
        ),
        engines={"names": "rules"},
        doubts={"a number beyond bounds": 2},
    )


def nine() -> Reading:
    text = NINE_TEXT
    fled = Event("displacement", place="place/lenta", place_span=words(text, "Lenta"), time=monday(text))
    held = Event("detention", agent="actor/river-league", patient_span=words(text, "12 men"), place="place/lenta")
    most = Quantity(words(text, "no more than 10 people"), "no more than 10 people", max=Decimal(10), counted="people")
    twelve = Quantity(words(text, "12 men"), "12 men", min=Decimal(12), max=Decimal(12), counted="men")
    later = Quantity(words(text, "45 people"), "45 people", min=Decimal(45), max=Decimal(45), counted="people", cumulative=True)
    by = TimeRange(words(text, "by Tuesday"), "by Tuesday", dt.date(2024, 3, 5), dt.date(2024, 3, 5))
    tuesday = Event("displacement", place="place/lenta", time=by)
    outer = claim(
        text,
        "residents said the River League detained 12 men in Lenta",
        "indirect",
        "asserted",
        Event("declaration"),
        source="actor/omar-vale",
        source_words="Vale",
        on_behalf_of="actor/harbour-watch",
    )
    return Reading(
        article("nine.txt", text, 6, "Radio Nine"),
        entities(
            text,
            army="The army",
            lenta="Lenta",
            omar_vale="Vale",
            river_league="River League",
            tarn_province="Tarn Province",
            harbour_watch="Harbour Watch",
        ),
        (
            claim(
                text,
                "no more than 10 people fled Lenta on Monday",
                "indirect",
                "asserted",
                fled,
                source="actor/army",
                source_words="The army",
                cue_words="said",
                quantity=most,
            ),
            outer,
            claim(
                text,
                "the River League detained 12 men in Lenta",
                "indirect",
                "asserted",
                held,
                source_words="residents",
                within=outer.id,
                quantity=twelve,
            ),
            claim(
                text,
                "Troops will leave Tarn Province",
                "narrator",
                "planned",
                Event("withdrawal", agent="actor/army", place="place/tarn-province"),
            ),
            claim(
                text,
                "45 people had fled Lenta by Tuesday",
                "indirect",
                "asserted",
                tuesday,
                source="actor/harbour-watch",
                source_words="Harbour Watch",
                quantity=later,
            ),
            died(text, "six soldiers died in Tarn Province", "six soldiers", source="actor/harbour-watch", source_words="It"),
        ),
        (Relation("actor/omar-vale", Predicate.WAS_AT, "place/lenta", words(text, "Vale said residents")),),
    )


READINGS = (wire("post.txt", 5, "Fenwick Post"), wire("mail.txt", 6, "Coast Mail"), nine())
ARTICLES = tuple(iris.article_id(reading.article) for reading in READINGS)
POST, MAIL, NINE = (iris.article_iri(BASE, identifier) for identifier in ARTICLES)


def claim_iri(reading: int, number: int) -> str:
    return f"{(POST, MAIL, NINE)[reading]}/claim/{READINGS[reading].claims[number].id}"


def comparisons() -> Sequence[Comparison]:
    forty, copy, ten, more = claim_iri(0, 0), claim_iri(1, 0), claim_iri(2, 0), claim_iri(2, 4)
    army, army_copy, watch = claim_iri(0, 3), claim_iri(1, 3), claim_iri(2, 5)
    against = "at least 40 people (Harbour Watch) against no more than 10 people (Aldoran Army)"
    updated = "at least 40 people became 45 people (Harbour Watch)"
    agreed = "6 soldiers (Aldoran Army, Harbour Watch)"
    pairs = ((forty, "contradicts", ten), (copy, "repeats", forty))
    return (
        Comparison(tuple(sorted((forty, copy, ten))), Verdict.DISAGREE, against, Decimal(10), Decimal(40), 2, pairs),
        Comparison(tuple(sorted((forty, more))), Verdict.UPDATED, updated, Decimal(40), Decimal(45), 1, ((more, "updates", forty),)),
        Comparison(
            tuple(sorted((army, army_copy, watch))),
            Verdict.AGREE,
            agreed,
            Decimal(6),
            Decimal(6),
            2,
            ((watch, "corroborates", army), (army_copy, "repeats", army)),
        ),
    )


def things() -> Sequence[Thing]:
    extra: Mapping[str, Mapping[str, object]] = {
        "place/lenta": {"latitude": 12.5, "longitude": -3.25, "inside": "place/tarn-province", "matches": ("https://sws.geonames.org/1/",)},
    }
    return [Thing(path, name, kind, ALIASES.get(path, ()), **extra.get(path, {})) for path, (name, kind) in PEOPLE.items()]  # type: ignore[arg-type]


LINKS = (Link("actor/river-league", "actor/army", 0.4, "both are called forces", doubtful=True),)
DECISION = Decision(Action.CONFIRM, BASE + "actor/army", None, "ana", dt.datetime(2024, 4, 1, 12, tzinfo=dt.UTC), "seen on a map")


def told() -> GraphStore:
    """Return the graph of the story, in memory."""
    store = GraphStore.memory(BASE)
    quads = [article_quads(reading, {}, BASE) for reading in READINGS]
    quads += [
        entity_quads(things(), LINKS, BASE),
        comparison_quads(comparisons(), {ARTICLES[1]: ARTICLES[0]}, BASE),
        decision_quads([DECISION], BASE),
    ]
    store.replace({rows[0].graph_name.value: rows for rows in quads})  # type: ignore[union-attr]
    return store

"""Readings of every form: strategies for property tests, and one small article in which every field is filled."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from kg.model import (
    Action,
    ActorType,
    Article,
    AttributionKind,
    Claim,
    Decision,
    Entity,
    Event,
    Mention,
    PlaceType,
    Predicate,
    Quantity,
    Reading,
    Relation,
    Span,
    Status,
    TimeRange,
    Zone,
    ZoneKind,
)

BASE = "http://kg.example/"
TYPES_OF_EVENT = ("displacement", "clash", "pause-or-ceasefire", "other")

# --- one article with all of it --------------------------------------------------------------------------------

TEXT = (
    "Hundreds leave Tarn\nBy Ann Lee and Bo Dan\n"
    "Rebel spokesman Ali Bey said on Monday that another 600 to 700 of the 2,000 people in Tarn, "
    "in the East, had fled the army. He told Orb News so."
)


def at(words: str) -> Span:
    """Return the first place of words in TEXT."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def named(words: str, kind: str, probability: float = 1.0) -> Mention:
    return Mention(at(words), words, kind, True, probability)


FULL = Reading(
    article=Article(
        key="news/tarn.txt",
        source_name="tarn.txt",
        text=TEXT,
        zones=(Zone(Span(0, 19), ZoneKind.TITLE), Zone(Span(20, 41), ZoneKind.BYLINE), Zone(Span(42, len(TEXT)), ZoneKind.BODY)),
        headline="Hundreds leave Tarn",
        published=dt.date(2021, 3, 4),
        publisher="The Orb",
        authors=("Bo Dan", "Ann Lee"),
        url="https://orb.example/tarn page",
        language="en",
        credits=("Orb News",),
        encoding="utf-8",
        notes=("read as windows-1252",),
    ),
    entities=(
        Entity(
            "actor/ali-bey",
            "Ali Bey",
            "person",
            (named("Ali Bey", "person", 0.9), Mention(at("He"), "He", "person", False, 0.7)),
            aliases=("Bey",),
            role="rebel spokesman",
        ),
        Entity("actor/army", "army", "military", (Mention(at("the army"), "the army", "military", False),)),
        Entity("actor/orb-news", "Orb News", "media", (named("Orb News", "media"),)),
        Entity("actor/rebels", "Rebels", "armed-group", (named("Rebel", "armed-group"),)),
        Entity("place/east", "East", "province", (named("East", "province"),)),
        Entity("place/tarn", "Tarn", "settlement", (named("Tarn", "settlement"),), gazetteer="geonames:1", inside="place/east"),
    ),
    claims=(
        Claim(
            id="outer",
            content=at("another 600 to 700 of the 2,000 people in Tarn, in the East, had fled the army"),
            kind=AttributionKind.MIXED,
            status=Status.DENIED,
            event=Event(
                "displacement",
                agent="actor/army",
                agent_span=at("the army"),
                patient="actor/rebels",
                patient_span=at("people"),
                place="place/tarn",
                place_span=at("in Tarn"),
                time=TimeRange(at("on Monday"), "on Monday", dt.date(2021, 3, 1), dt.date(2021, 3, 1)),
            ),
            source="actor/ali-bey",
            source_span=at("Rebel spokesman Ali Bey"),
            cue_span=at("said"),
            told_to="actor/orb-news",
            told_to_span=at("Orb News"),
            on_behalf_of="actor/rebels",
            quantity=Quantity(
                at("another 600 to 700"),
                "another 600 to 700",
                Decimal(600),
                Decimal("700.5"),
                True,
                "people",
                "heads",
                True,
                True,
                at("the 2,000 people"),
            ),
            said=dt.date(2021, 3, 2),
            confidence=0.8,
        ),
        Claim("inner", at("had fled"), AttributionKind.NARRATOR, Status.ASSERTED, Event(), within="outer"),
    ),
    relations=(
        Relation("actor/ali-bey", Predicate.SPEAKS_FOR, "actor/rebels", at("Rebel spokesman Ali Bey"), "spokesman", 0.95),
        Relation("place/tarn", Predicate.CONTAINED_IN, "place/east", at("Tarn, in the East")),
    ),
    engines={"names": "rules 1", "syntax": "rules 2"},
    doubts={"number beyond bounds": 2},
)

ASSIGNMENT = {entity.id: entity.id for entity in FULL.entities} | {"actor/army": "actor/norland-army"}

# --- any article -----------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
locals_ = st.from_regex(r"[a-zäß%#é ]{1,6}", fullmatch=True)
scores = st.integers(0, 10_000).map(lambda number: number / 10_000)
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**9)
days = st.dates()
types = st.sampled_from([*ActorType, *PlaceType]).map(str)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


def spans(text: str) -> st.SearchStrategy[Span]:
    starts = st.integers(0, len(text) - 1)
    return starts.flatmap(lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start, end)))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    zones = tuple(Zone(Span(start, end), draw(st.sampled_from(ZoneKind))) for start, end in pairwise(cuts))
    lines = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
    return Article(
        key=draw(words),
        source_name=draw(words),
        text=text,
        zones=zones,
        headline=draw(maybe(words)),
        published=draw(maybe(days)),
        publisher=draw(maybe(words)),
        authors=tuple(draw(st.lists(lines, max_size=3))),
        url=draw(maybe(words)),
        language=draw(maybe(words)),
        credits=tuple(draw(st.lists(words, max_size=2))),
        encoding=draw(words),
        notes=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def entities(draw: st.DrawFn, text: str, ids: list[str]) -> tuple[Entity, ...]:
    found = []
    for one in ids:
        mention = st.builds(Mention, spans(text), words, types, st.booleans(), scores)
        found.append(
            Entity(
                id=one,
                name=draw(words),
                type=draw(types),
                mentions=tuple(draw(st.lists(mention, max_size=3))),
                aliases=tuple(draw(st.lists(words, max_size=2))),
                gazetteer=draw(maybe(words)),
                role=draw(maybe(words)),
                inside=draw(maybe(st.sampled_from(ids))),
            )
        )
    return tuple(found)


def ordered_days() -> st.SearchStrategy[tuple[dt.date, dt.date]]:
    return st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


@st.composite
def claims(draw: st.DrawFn, text: str, entity_ids: list[str]) -> tuple[Claim, ...]:
    ids = draw(st.lists(locals_, max_size=3, unique=True))
    entity = maybe(st.sampled_from(entity_ids)) if entity_ids else st.none()
    where, some = spans(text), maybe(spans(text))
    time = st.builds(lambda span, told, range_: TimeRange(span, told, *range_), where, words, ordered_days() | st.just((None, None)))
    bounds = st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair)))
    open_bounds = st.tuples(numbers, st.none()) | st.tuples(st.none(), numbers) | st.just((None, None)) | bounds
    quantity = st.builds(
        lambda span, told, ends, approximate, rest, flags, whole: Quantity(span, told, *ends, approximate, *rest, *flags, whole),
        *(where, words, open_bounds, st.booleans(), st.tuples(maybe(words), maybe(words)), st.tuples(st.booleans(), st.booleans()), some),
    )
    event = st.builds(Event, st.sampled_from(TYPES_OF_EVENT), entity, some, entity, some, entity, some, maybe(time))
    return tuple(
        Claim(
            id=one,
            content=draw(where),
            kind=draw(st.sampled_from(AttributionKind)),
            status=draw(st.sampled_from(Status)),
            event=draw(event),
            source=draw(entity),
            source_span=draw(some),
            cue_span=draw(some),
            told_to=draw(entity),
            told_to_span=draw(some),
            on_behalf_of=draw(entity),
            within=draw(maybe(st.sampled_from(ids))),
            quantity=draw(maybe(quantity)),
            said=draw(maybe(days)),
            confidence=draw(scores),
        )
        for one in ids
    )


@st.composite
def relations(draw: st.DrawFn, text: str, ids: list[str]) -> tuple[Relation, ...]:
    if not ids:
        return ()
    end = st.sampled_from(ids)
    one = st.builds(Relation, end, st.sampled_from(Predicate), end, spans(text), maybe(words), scores)
    return tuple(draw(st.lists(one, max_size=3)))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    article = draw(articles())
    ids = [f"{draw(st.sampled_from(['actor', 'place']))}/{local}" for local in draw(st.lists(locals_, max_size=4, unique=True))]
    return Reading(
        article=article,
        entities=draw(entities(article.text, ids)),
        claims=draw(claims(article.text, ids)),
        relations=draw(relations(article.text, ids)),
        engines=draw(st.dictionaries(words, words, max_size=2)),
        doubts=draw(st.dictionaries(words, st.integers(0, 99), max_size=2)),
    )


@st.composite
def assigned(draw: st.DrawFn) -> tuple[Reading, dict[str, str]]:
    """Draw a reading, with canonical paths for its entities: two of them may stand for one thing."""
    reading = draw(readings())
    paths = st.sampled_from(["actor/a", "place/b", "actor/ü ber"])
    return reading, {entity.id: draw(paths) for entity in reading.entities}


moments = st.datetimes(min_value=dt.datetime(1900, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
decisions = st.builds(
    Decision,
    st.sampled_from([Action.NAME, Action.TYPE]),
    st.just(f"{BASE}actor/a"),
    words,
    words,
    moments,
    words,
) | st.builds(
    Decision, st.sampled_from([Action.SAME, Action.DIFFERENT]), st.just(f"{BASE}actor/a"), st.just(f"{BASE}actor/b"), words, moments, words
)

"""Nothing that leaves through a cover names the redacted; every offset still marks the same words."""

import datetime as dt

from pyoxigraph import Quad

from kg.model import Article, AttributionKind, Claim, Entity, Event, Mention, Predicate, Reading, Relation, Span, Status
from kg.store.cover import Cover
from kg.store.redaction import Redacted
from kg.triples.quads import Origin, Thing, article_quads, comparison_quads, entity_quads
from kg.triples.shapes import integrity, violations
from tests.store import story

BASE = "http://example.org/"
TEXT = "Mara Lind's brother Tom Lind saw it. Lind said nothing.\n\nMARA\nLIND, 31, a nurse, told Radio Nine that Lind Bay was empty."
PERSON = Redacted(
    "actor/person-0123456789ab", "M.", frozenset({BASE + "actor/mara-lind", BASE + "actor/m-lind"}), ("Mara Lind", "M. Lind", "Lind")
)
COVER = Cover((PERSON,), BASE)


def mentions(name: str, kind: str, *starts: int) -> tuple[Mention, ...]:
    return tuple(Mention(Span(start, start + len(name)), name, kind) for start in starts)


def reading() -> Reading:
    words = Span(TEXT.index("Lind Bay"), TEXT.index(" was empty") + 10)
    source = Span(TEXT.index("MARA"), TEXT.index(", a nurse") + 9)
    return Reading(
        Article(
            "mara-lind.txt",
            "mara-lind.txt",
            TEXT,
            headline="What Lind saw",
            published=dt.date(2024, 3, 5),
            url="https://post.example/2024/mara-lind-saw",
            authors=("Mara Lind",),
        ),
        (
            Entity(
                "actor/mara-lind",
                "Mara Lind",
                "person",
                (*mentions("Mara Lind", "person", 0), *mentions("Lind", "person", 37)),
                aliases=("Lind",),
                gazetteer="actor/mara-lind-known",
            ),
            Entity("actor/tom-lind", "Tom Lind", "person", mentions("Tom Lind", "person", 20)),
            Entity("place/lind-bay", "Lind Bay", "settlement", mentions("Lind Bay", "settlement", TEXT.index("Lind Bay"))),
        ),
        (Claim("1", words, AttributionKind.INDIRECT, Status.ASSERTED, Event("presence"), source="actor/mara-lind", source_span=source),),
        (Relation("actor/mara-lind", Predicate.MEMBER_OF, "actor/tom-lind", Span(0, 28), "nurse"),),
    )


def given_out() -> list[Quad]:
    return COVER.graph(article_quads(reading(), {}, BASE, Origin("run/1")))


def value(quads: list[Quad], name: str) -> list[str]:
    return sorted(quad.object.value for quad in quads if quad.predicate.value.endswith(name))  # type: ignore[union-attr]


def test_a_name_becomes_an_initial_and_as_many_blocks_as_it_had_characters() -> None:
    first = "M.███████'s brother Tom Lind saw it. M.██ said nothing."
    assert value(given_out(), "ns#text") == [f"{first}\n\nM.███████, 31, a nurse, told Radio Nine that Lind Bay was empty."]


def test_every_quotation_still_stands_where_its_selector_says() -> None:
    quads = given_out()
    assert violations(quads) == ()
    assert value(quads, "ns#sourceText") == ["M.███████, 31, a nurse"]
    assert value(quads, "ns#content") == ["Lind Bay was empty"]


def test_no_name_and_no_path_gives_the_person_away() -> None:
    told = "\n".join(map(str, given_out())).replace("Tom Lind", "").replace("Lind Bay", "").casefold()
    told = told.replace("tom-lind", "").replace("place/lind-bay", "")
    assert "lind" not in told and "mara" not in told
    assert value(given_out(), "org/url") == []
    assert value(given_out(), "headline") == ["What M.██ saw"]
    assert value(given_out(), "author") == ["M.███████"]


def test_an_identifier_of_a_gazetteer_goes_and_other_names_too() -> None:
    assert value(given_out(), "gazetteerId") == value(given_out(), "alternateName") == []
    assert value(given_out(), "schema.org/name") == ["Lind Bay", "M.", "Tom Lind"]


def test_the_digests_in_iris_are_made_of_what_is_given_out() -> None:
    other = Redacted("actor/person-ffffffffffff", "M.", PERSON.iris, PERSON.names)
    plain = article_quads(reading(), {}, BASE, Origin("run/1"))

    def posts(quads: list[Quad]) -> set[str]:
        subjects = {str(quad.subject) for quad in quads}
        return {subject for subject in subjects if "/post/" in subject or "/relation/" in subject}

    here, there = posts(COVER.graph(plain)), posts(Cover((other,), BASE).graph(plain))
    assert len(here) == len(there) == 2
    assert here.isdisjoint(posts(plain)) and here.isdisjoint(there)


def test_the_graph_of_entities_keeps_a_label_and_no_link_out() -> None:
    person = Thing("actor/mara-lind", "Mara Lind", "person", ("Lind",), matches=("http://www.wikidata.org/entity/Q1",))
    quads = COVER.graph(entity_quads([person], (), BASE, {"actor/m-lind": "actor/mara-lind"}))
    assert {str(quad.subject) for quad in quads} == {f"<{BASE}{PERSON.path}>"}
    assert value(quads, "prefLabel") == ["M."]
    assert value(quads, "altLabel") == value(quads, "sameAs") == value(quads, "isReplacedBy") == []


def test_an_explanation_names_nobody() -> None:
    comparisons = comparison_quads(story.comparisons(), {}, BASE)
    vale = Cover((Redacted("actor/person-0", "W.", frozenset(), ("Harbour Watch",)),), BASE)
    assert "W.███████████" in " ".join(value(vale.graph(comparisons), "explanation"))
    assert "Harbour Watch" not in str(vale.graph(comparisons))


def test_whoever_is_not_redacted_stays_as_he_is() -> None:
    quads = article_quads(story.READINGS[0], {}, BASE)
    assert COVER.graph(quads) == quads
    assert integrity(given_out(), BASE + "article/") == ()

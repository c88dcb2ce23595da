"""Imported entries become quads and come back, and SKOS files become entries."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.gazetteer import Entry
from kg.entities.imports import assembled
from kg.errors import ConfigError, InputError, ShapeError
from kg.model import ActorType, PlaceType
from kg.triples.gazetteer import gazetteer_quads, read_gazetteer
from kg.triples.shapes import integrity, violations
from kg.triples.skos import read_skos

BASE = "http://kg.example/"
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
NAMES = st.sets(WORDS, max_size=3).map(lambda names: tuple(sorted(names)))
DEGREES = st.floats(-90, 90).map(lambda value: round(value, 5) + 0.0)


@st.composite
def sources(draw: st.DrawFn) -> tuple[Entry, ...]:
    places = draw(st.sets(st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True), max_size=4))
    actors = draw(st.sets(st.from_regex(r"[a-z0-9-]{1,9}", fullmatch=True), max_size=2))
    towns: list[str | None] = [None, *(f"place/{id}" for id in sorted(places))]
    ids = [*(f"place/{id}" for id in sorted(places)), *(f"actor/{id}" for id in sorted(actors))]
    return tuple(
        Entry(
            id=id,
            name=draw(WORDS),
            type=draw(st.sampled_from([str(kind) for kind in (PlaceType if id.startswith("place/") else ActorType)])),
            aliases=draw(NAMES),
            descriptions=draw(NAMES),
            country=draw(st.sampled_from(["", "ZZ", "ZY|ZZ"])),
            inside=draw(st.sampled_from(towns)) if id in towns else None,
            latitude=draw(st.none() | DEGREES),
            longitude=draw(st.none() | DEGREES),
            geonames=draw(st.none() | st.just("7")),
            wikidata=draw(st.none() | st.just("Q7")),
            weight=draw(st.integers(0, 10**7)),
            loose=frozenset(draw(NAMES)),
        )
        for id in sorted(ids)
    )


@given(sources(), sources())
def test_what_is_written_comes_back_and_keeps_the_shapes(one: tuple[Entry, ...], other: tuple[Entry, ...]) -> None:
    quads = [*gazetteer_quads(one, "ZZ", BASE), *gazetteer_quads(other, "people-2", BASE)]
    assert read_gazetteer(quads) == {"ZZ": one, "people-2": other}
    assert violations(quads) == () and integrity(quads, BASE) == ()
    assert list(gazetteer_quads(reversed(one), "ZZ", BASE)) == list(gazetteer_quads(one, "ZZ", BASE))


def test_an_entry_is_no_actor_and_no_place() -> None:
    quads = gazetteer_quads([Entry("place/tarn", "Tarn", "settlement")], "ZZ", BASE)
    lines = sorted(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)
    kg, skos, entry = (
        "https://w3id.org/newsclaims/ns#",
        "http://www.w3.org/2004/02/skos/core#",
        "<http://kg.example/gazetteer/ZZ/place/tarn>",
    )
    rdf_type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert [line for line in lines if line.startswith(entry)] == [
        f"{entry} {rdf_type} <{kg}GazetteerEntry>",
        f'{entry} <{skos}inScheme> <http://kg.example/gazetteer/ZZ>',
        f'{entry} <{skos}prefLabel> "Tarn"',
        f"{entry} <{kg}entryType> <{kg}Settlement>",
    ]  # fmt: skip


def test_a_source_has_a_plain_name_and_entries_of_different_ids() -> None:
    for name in ("", "a/b", "..", "a b"):
        with pytest.raises(ConfigError, match="no name for a source"):
            list(gazetteer_quads([], name, BASE))
    with pytest.raises(ShapeError, match="two entries"):
        list(gazetteer_quads([Entry("place/a", "A", "camp"), Entry("place/a", "B", "camp")], "ZZ", BASE))


TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix kg: <https://w3id.org/newsclaims/ns#> . @prefix schema: <https://schema.org/> . @prefix : <http://names.example/> .
:tarn a skos:Concept, kg:Settlement ; skos:prefLabel "Tarn"@en, "Tarnow"@pl ; skos:altLabel "Old Tarn" ; skos:broader :east ;
  wgs:lat 45.1 ; wgs:long 17.2 ; schema:addressCountry "ZZ" ;
  skos:exactMatch <https://sws.geonames.org/7/>, <http://www.wikidata.org/entity/Q101> .
:east a schema:AdministrativeArea ; skos:prefLabel "East" .
:scheme a skos:ConceptScheme .
:nothing a skos:Concept .
:far a skos:Concept ; skos:prefLabel "Far" ; wgs:lat 91 ; wgs:long 0 .
"""


def test_a_skos_file_gives_entries_and_refuses_concepts_by_their_iri() -> None:
    read = assembled(read_skos(io.BytesIO(TURTLE.encode()), "names.ttl"), "names.ttl")
    assert read.entries == (
        Entry("place/east-province", "East", "province"),
        Entry(
            "place/tarn", "Tarn", "settlement", ("Old Tarn", "Tarnow"), country="ZZ", inside="place/east-province", latitude=45.1,
            longitude=17.2, geonames="7", wikidata="Q101",
        ),
    )  # fmt: skip
    assert [str(error) for error in read.refused] == [
        "names.ttl: concept http://names.example/far: latitude '91' is not between -90 and 90",
        "names.ttl: concept http://names.example/nothing: skos:prefLabel '' is no name",
    ]


def test_a_file_that_is_no_rdf_is_one_error_with_its_line() -> None:
    with pytest.raises(InputError, match=r"names\.ttl:2: is no Turtle"):
        list(read_skos(io.BytesIO(b"\n<a> <b>"), "names.ttl"))

"""Files of other gazetteers become entries; what is not in order is refused by its line."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from kg.entities.gazetteer import Cities, Entry, gazetteer_of
from kg.entities.imported import with_imported
from kg.entities.imports import FORMATS, assembled, format_of, read_file
from kg.errors import InputError
from tests.entities.builders import entities


def dump(*rows: tuple[str, ...]) -> str:
    """Return rows (id, name, other names, latitude, longitude, feature, country, admin1, people) as a dump of GeoNames."""
    lines = []
    for id, name, others, latitude, longitude, feature, country, admin1, people in rows:
        kind, code = feature.split(".")
        cells = [id, name, name, others, latitude, longitude, kind, code, country, "", admin1, "", "", "", people, "", "", "", "2024-01-01"]
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


TARN = ("7", "Tarn", "Tarnov,Tarn-on-Orb", "45.1", "17.2", "P.PPL", "ZZ", "01", "900")
EAST = ("8", "Eastern Province", "", "45", "17", "A.ADM1", "ZZ", "01", "0")


def found(form: str, text: str, type: str | None = None) -> tuple[Entry, ...]:
    read = assembled(FORMATS[form](text.splitlines(keepends=True), "file", type), "file")
    assert read.refused == ()
    return read.entries


def refused(form: str, text: str) -> list[str]:
    return [str(error) for error in assembled(FORMATS[form](text.splitlines(keepends=True), "file", None), "file").refused]


def test_a_dump_of_geonames_gives_places_inside_their_province() -> None:
    assert found("geonames", dump(TARN, EAST)) == (
        Entry("place/eastern-province", "Eastern Province", "province", country="ZZ", latitude=45.0, longitude=17.0, geonames="8"),
        Entry(
            "place/tarn", "Tarn", "settlement", ("Tarn-on-Orb", "Tarnov"), country="ZZ", inside="place/eastern-province", latitude=45.1,
            longitude=17.2, geonames="7", weight=900,
        ),
    )  # fmt: skip


def test_a_bad_row_is_refused_by_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    bad = [(*TARN[:3], "95", *TARN[4:]), ("x", *TARN[1:]), (TARN[0], " ", *TARN[2:]), (*TARN[:8], "many")]
    path = tmp_path / "places.txt"
    odd = dump(TARN).encode().replace(b"Tarnov", b"Tarn\xff")
    path.write_bytes(dump(*bad).encode() + b"too\tfew\n" + b"\n" + dump(EAST).encode() + odd)
    read = read_file(path, "geonames")
    assert [entry.id for entry in read.entries] == ["place/eastern-province"]
    assert [str(error) for error in read.refused] == [
        "places.txt:1: latitude '95' is not between -90 and 90",
        "places.txt:2: geonameid 'x' is no such identifier",
        "places.txt:3: name ' ' is no name",
        "places.txt:4: population 'many' is no number",
        "places.txt:5: has 2 columns parted by tabs, a dump of GeoNames has 19",
        "places.txt:8: is not in UTF-8",
    ]


def test_kinds_that_are_no_places_of_the_news_are_left_out_and_counted() -> None:
    text = dump((*TARN[:5], "R.RD", *TARN[6:]), ("9", *TARN[1:5], "R.RD", *TARN[6:]))
    read = assembled(FORMATS["geonames"](text.splitlines(), "file", None), "file")
    assert (read.entries, read.left_out) == ((), {"feature R.RD is no place of the news": 2})


@pytest.mark.parametrize("suffix", [".txt", ".txt.gz", ".zip"])
def test_compressed_files_are_read_as_plain_ones(tmp_path: Path, suffix: str) -> None:
    path, data = tmp_path / f"ZZ{suffix}", dump(TARN).encode()
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "x" * 5000)
            archive.writestr("ZZ.txt", data)
    else:
        path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    assert [entry.name for entry in read_file(path, "geonames").entries] == ["Tarn"]


def test_a_broken_archive_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "ZZ.txt.gz"
    path.write_bytes(gzip.compress(dump(TARN).encode())[:-12])
    with pytest.raises(InputError, match="cannot be read"):
        read_file(path, "geonames")


CSV = """item,itemLabel,itemAltLabel,coord,type,typeLabel,countryCode
http://www.wikidata.org/entity/Q101,Tarn,"Tarnov, Old Tarn",Point(17.2 45.1),http://www.wikidata.org/entity/Q999,village in Zed,zz
http://www.wikidata.org/entity/Q102,Free Orb Army,FOA,,http://www.wikidata.org/entity/Q17149090,armed organization,
http://www.wikidata.org/entity/Q102,Free Orb Army,Orb Army,,,rebel group,ZY
"""


def test_a_query_result_of_wikidata_puts_the_rows_of_an_item_together() -> None:
    entries = (
        Entry("actor/free-orb-army", "Free Orb Army", "armed-group", ("FOA", "Orb Army"), country="ZY", wikidata="Q102"),
        Entry(
            "place/tarn", "Tarn", "settlement", ("Old Tarn", "Tarnov"), country="ZZ", latitude=45.1, longitude=17.2, wikidata="Q101"
        ),
    )  # fmt: skip
    assert found("wikidata", CSV) == entries
    names = CSV.splitlines()[0].split(",")
    cells = [line.split(",") for line in CSV.replace('"Tarnov, Old Tarn"', "Tarnov|Old Tarn").splitlines()[1:]]
    bindings = [{n: {"type": "literal", "value": c} for n, c in zip(names, row, strict=True) if c} for row in cells]
    assert found("wikidata", json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}, indent=1)) == entries
    assert found("wikidata", json.dumps([dict(zip(names, row, strict=True)) for row in cells])) == entries


def test_rows_of_wikidata_are_refused_for_what_they_lack() -> None:
    text = "item,itemLabel,coord\n,Tarn,\nQ1,Tarn,\nQ2,Q2,Point(1 2)\nQ3,Tarn,here\n"
    assert refused("wikidata", text) == [
        "file:2: item is empty",
        "file:3: type tells no type that is known; give one for such rows with --type",
        "file:4: Q2 has no label in the languages of the query",
        "file:5: coord 'here' is no Point(longitude latitude)",
    ]
    with pytest.raises(InputError, match="column itemLabel is missing"):
        found("wikidata", "item,name\nQ1,Tarn\n")


def test_rows_that_tell_no_type_take_the_one_that_is_given() -> None:
    assert [entry.type for entry in found("wikidata", "item,itemLabel\nQ1,Tarn\n", "camp")] == ["camp"]


def entity(id: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties}) + "\n"


def test_entities_of_followthemoney_are_actors() -> None:
    weak = {"weakAlias": ["The Front"], "topics": ["crime.terror"], "wikidataId": ["Q103"]}
    lines = (
        entity("zz-1", "Organization", name=["Orb Front"], alias=["OF"], country=["zz"], **weak)
        + entity("Q104", "Person", name=["Mara Lind"], nationality=["zz"])
        + entity("zz-2", "PublicBody", name=["Ministry of Tides"])
    )  # fmt: skip
    assert found("followthemoney", lines) == (
        Entry("actor/mara-lind", "Mara Lind", "person", country="ZZ", wikidata="Q104"),
        Entry("actor/ministry-of-tides", "Ministry of Tides", "government-body"),
        Entry(
            "actor/orb-front", "Orb Front", "armed-group", ("OF", "The Front"), country="ZZ", wikidata="Q103", loose=frozenset({"front"})
        ),
    )  # fmt: skip
    assert refused("followthemoney", "{\n" + entity("zz-3", "Person") + '["x"]\n') == [
        "file:1: is no JSON: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)",
        "file:2: name '' is no name",
        "file:3: is no JSON object",
    ]


def test_namesakes_of_one_file_have_ids_that_do_not_depend_on_their_order() -> None:
    rows = [TARN, ("9", *TARN[1:3], "10", "10", *TARN[5:])]
    assert {e.id for e in found("geonames", dump(*rows))} == {e.id for e in found("geonames", dump(*reversed(rows)))}
    assert [e.id for e in found("geonames", dump(*rows))] == ["place/tarn-7", "place/tarn-9"]


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("SY.txt", "", "geonames"), ("SY.zip", "", "geonames"), ("q.csv", "", "wikidata"), ("q.json", "[]", "wikidata"),
        ("e.json", '{"schema": "Person"}\n', "followthemoney"), ("e.ftm.json", "", "followthemoney"), ("e.jsonl", "", "followthemoney"),
        ("s.ttl", "", "skos"), ("s.rdf", "", "skos"), ("what.bin", "", None),
    ],
)  # fmt: skip
def test_the_name_of_a_file_tells_its_format(tmp_path: Path, name: str, content: str, form: str | None) -> None:
    (tmp_path / name).write_text(content)
    assert format_of(tmp_path / name) == form


BASE = gazetteer_of(
    [
        Entry("place/zed", "Zed", "country", country="ZZ", curated=True),
        Entry("place/tarn", "Tarn", "settlement", country="ZZ", latitude=45.11, longitude=17.21, curated=True),
        Entry("actor/orb-front", "Orb Front", "armed-group", ("OF",), curated=True),
    ],
    cities=Cities(
        {"morvitz": ["morvitz", "Morvitz", "morvitz|morwitz", "ZZ", "46.0", "18.0", "55", "600000"]},
        {"morvitz": ["morvitz"], "morwitz": ["morvitz"]},
        {"ZZ": "place/zed"},
    ),
)  # fmt: skip


def recognised(text: str, *imported: Entry) -> dict[str, str | None]:
    return {e.name: e.gazetteer for e in entities(text, with_imported(BASE, {"file": imported}))}


def test_what_is_known_keeps_its_id_and_gains_what_it_lacked() -> None:
    known = with_imported(BASE, {"file": found("geonames", dump(TARN))})
    assert known.get("place/tarn") == Entry(
        "place/tarn", "Tarn", "settlement", ("Tarn-on-Orb", "Tarnov"), country="ZZ", inside="place/zed", latitude=45.11, longitude=17.21,
        geonames="7", weight=900, loose=frozenset({"tarn on orb", "tarnov"}), curated=True,
    )  # fmt: skip
    both = {"Zed": "place/zed", "Tarn": "place/tarn"}
    assert recognised("[Zed|country] lost [Tarnov|settlement].", *found("geonames", dump(TARN))) == both


def test_a_city_is_found_once_under_old_and_new_names() -> None:
    city = Entry("place/morvitz", "Morvitz", "settlement", ("Morvitza",), country="ZZ", geonames="55")
    for name in ("Morvitz", "Morwitz"):
        assert recognised(f"They left [{name}|settlement].", city) == {"Morvitz": "place/morvitz"}
    assert recognised("In [Zed|country] they left [Morvitza|settlement].", city) == {"Zed": "place/zed", "Morvitz": "place/morvitz"}


def test_a_small_place_counts_only_where_its_country_is_spoken_of() -> None:
    hamlet = Entry("place/low-hollow", "Low Hollow", "settlement", country="ZZ", geonames="9")
    assert recognised("They left [Low Hollow|settlement].", hamlet) == {"Low Hollow": None}
    assert recognised("In [Zed|country], they left [Low Hollow|settlement].", hamlet)["Low Hollow"] == "place/low-hollow"


def test_an_import_does_not_hide_what_was_known() -> None:
    other = Entry("actor/oil-fund", "Oil Fund", "company", ("OF",))
    assert recognised("[OF|armed-group] fighters left.", other) == {"Orb Front": "actor/orb-front"}
    assert recognised("The [Oil Fund|company] paid.", other) == {"Oil Fund": "actor/oil-fund"}


def test_nobody_is_found_by_a_single_name_and_no_child_at_all() -> None:
    person = Entry("actor/mahmoud-karim", "Mahmoud Karim", "person", ("Mahmoud",), wikidata="Q105")
    assert recognised("[Mahmoud|person] spoke.", person) == {"Mahmoud": None}
    assert recognised("[Mahmoud Karim|person] spoke.", person) == {"Mahmoud Karim": "actor/mahmoud-karim"}
    for text in ("{}, 13, spoke.", "{} (13) spoke.", "The 13-year-old {} spoke.", "{}, a 9-year-old, spoke.", "{}, aged 13, spoke."):
        assert recognised(text.format("[Mahmoud Karim|person]"), person) == {"Mahmoud Karim": None}, text
    assert recognised("[Mahmoud Karim|person], 43, spoke.", person) == {"Mahmoud Karim": "actor/mahmoud-karim"}


def test_two_people_of_one_name_are_told_apart_by_nothing_but_an_identifier() -> None:
    one, other = (Entry("actor/mara-lind", "Mara Lind", "person", wikidata=id) for id in ("Q1", "Q2"))
    both = with_imported(BASE, {"a": [one], "b": [other]})
    assert {id for id in both.entries if "lind" in id} == {"actor/mara-lind", "actor/mara-lind-Q2"}
    assert {e.gazetteer for e in entities("[Mara Lind|person] spoke.", both)} == {None}
    assert with_imported(BASE, {"a": [one], "b": [one]}).entries == with_imported(BASE, {"a": [one]}).entries


def test_a_chain_of_containment_that_comes_back_is_cut() -> None:
    ring = [Entry(f"place/{a}", a, "region", inside=f"place/{b}") for a, b in (("one", "two"), ("two", "one"))]
    known = with_imported(BASE, {"file": ring})
    assert [known.entries[e.id].inside for e in ring] == [None, "place/one"]

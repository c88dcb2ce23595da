from kg.entities.gazetteer import ACTOR_TYPES, PLACE_TYPES, shipped


def test_every_entry_has_a_known_type_and_its_container_exists() -> None:
    gazetteer = shipped()
    wrong = [e.id for e in gazetteer.entries.values() if e.type not in (PLACE_TYPES if e.is_place else ACTOR_TYPES)]
    lost = [e.id for e in gazetteer.entries.values() if e.inside and gazetteer.get(e.inside) is None]
    assert (wrong, lost) == ([], [])


def test_coordinates_are_degrees() -> None:
    entries = [e for e in shipped().entries.values() if e.latitude is not None and e.longitude is not None]
    assert [e.id for e in entries if not (-90 <= (e.latitude or 0) <= 90 and -180 <= (e.longitude or 0) <= 180)] == []


def test_a_country_is_a_place_and_a_state() -> None:
    gazetteer = shipped()
    assert [e.id for e in gazetteer.named("U.K.", place=True)] == ["place/united-kingdom"]
    assert [e.id for e in gazetteer.named("U.K.", place=False)] == ["actor/united-kingdom"]
    assert gazetteer.country_of("Britons") == "GB"


def test_cities_are_found_by_other_spellings() -> None:
    found = shipped().named("Ar-Raqqah", place=True)
    assert {(e.id, e.geonames) for e in found if e.type == "settlement"} == {("place/raqqa", "172955")}

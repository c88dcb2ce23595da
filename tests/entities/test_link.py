import random

from hypothesis import given
from hypothesis import strategies as st

from kg.entities.gazetteer import gazetteer_of
from kg.entities.link import link
from kg.entities.profile import profiles
from kg.model import Action, Appearance

from .builders import appearance, decision, entry

GARDA = entry("place/garda", "Garda", "country", country="GA")
MIRO = entry("place/miro", "Miro", "country", country="MI")
KNOWN = gazetteer_of([GARDA, MIRO, entry("actor/red-front", "Red Front", "armed-group", aliases=("RF",))])


def paths(appearances: list[Appearance], *decisions: object) -> list[str]:
    linking = link(appearances, decisions, KNOWN)  # type: ignore[arg-type]
    return [linking.assignment[a.article, a.id] for a in appearances]


def test_one_name_in_two_articles_is_one_actor() -> None:
    assert paths([appearance("1", "Lake Trust", "ngo"), appearance("2", "Lake Trust", "ngo")]) == ["actor/lake-trust"] * 2


def test_spellings_of_a_name_are_linked_with_a_score_and_a_sentence() -> None:
    found = link([appearance("1", "Mustefa Sabri", "person", mentions=2), appearance("2", "Mustafa Sabri", "person")], (), KNOWN)
    assert set(found.assignment.values()) == {"actor/mustafa-sabri"}
    (only,) = found.links
    assert only.because == "“Mustafa Sabri” and “Mustefa Sabri” are spellings of one name (0.97)"


def test_a_given_name_alone_links_nobody() -> None:
    first, second = paths([appearance("1", "Mahmoud", "person"), appearance("2", "Mahmoud", "person")])
    assert first != second


def test_a_person_and_an_organisation_of_one_name_stay_two() -> None:
    first, second = paths([appearance("1", "Lea Ford", "person"), appearance("2", "Lea Ford", "company")])
    assert first != second


def test_a_city_and_its_province_stay_two() -> None:
    first, second = paths([appearance("1", "Tilo", "settlement"), appearance("2", "Tilo", "province")])
    assert (first, second) == ("place/tilo", "place/tilo-province")


def test_an_acronym_goes_to_the_only_name_it_stands_for() -> None:
    full = appearance("1", "Council for Rural Health", "ngo", aliases=("CRH",))
    assert paths([full, appearance("2", "CRH", "ngo")]) == ["actor/council-for-rural-health"] * 2


def test_an_acronym_of_two_names_is_left_to_a_person() -> None:
    found = link(
        [
            appearance("1", "Council for Rural Health", "ngo", aliases=("CRH",)),
            appearance("2", "Centre for River Habitats", "ngo", aliases=("CRH",)),
            appearance("3", "CRH", "ngo"),
        ],
        (),
        KNOWN,
    )
    assert len(set(found.assignment.values())) == 3
    assert {(c.left, c.right) for c in found.candidates} == {
        ("actor/council-for-rural-health", "actor/crh"),
        ("actor/centre-for-river-habitats", "actor/crh"),
    }


def test_places_of_one_name_in_different_countries_stay_two() -> None:
    found = link(
        [appearance("1", "Tilo", "settlement", context=("place/garda",)), appearance("2", "Tilo", "settlement", context=("place/miro",))],
        (),
        KNOWN,
    )
    assert len(set(found.assignment.values())) == 2
    assert [(c.doubtful, c.because) for c in found.candidates] == [
        (True, "both are called “Tilo”, but their articles speak of different countries")
    ]


def test_a_person_s_decision_joins_and_the_later_one_parts() -> None:
    both = [appearance("1", "Ann Lee", "person"), appearance("2", "Anna Leigh", "person")]
    same = decision(Action.SAME, "http://x/actor/anna-leigh", "http://x/actor/ann-lee")
    other = decision(Action.DIFFERENT, "http://x/actor/ann-lee", "http://x/actor/anna-leigh", day=2)
    assert paths(both, same) == ["actor/ann-lee"] * 2
    assert paths(both, same, other) == paths(both, other, same) == ["actor/ann-lee", "actor/anna-leigh"]


def test_a_decision_parts_spellings_that_would_be_linked() -> None:
    both = [appearance("1", "Mustefa Sabri", "person"), appearance("2", "Mustafa Sabri", "person")]
    assert len(set(paths(both, decision(Action.DIFFERENT, "actor/mustefa-sabri", "actor/mustafa-sabri")))) == 2


def test_one_appearance_is_taken_out_of_a_resource() -> None:
    both = [appearance("1", "Lea Ford", "person"), appearance("2", "Lea Ford", "person")]
    first, second = paths(both, decision(Action.DIFFERENT, "http://x/article/2/appearance/actor/lea-ford", "http://x/actor/lea-ford"))
    assert first == "actor/lea-ford" and second != first


def test_a_cycle_of_merges_comes_to_one_path() -> None:
    three = [appearance(n, name, "person") for n, name in (("1", "Ann Lee"), ("2", "Bo Carr"), ("3", "Cy Dunn"))]
    pairs = [("ann-lee", "bo-carr"), ("bo-carr", "cy-dunn"), ("cy-dunn", "ann-lee")]
    found = paths(three, *(decision(Action.SAME, f"actor/{a}", f"actor/{b}", day) for day, (a, b) in enumerate(pairs, 1)))
    assert len(set(found)) == 1


def test_a_decision_about_what_is_not_there_changes_nothing() -> None:
    assert paths([appearance("1", "Ann Lee", "person")], decision(Action.SAME, "actor/gone", "actor/also-gone")) == ["actor/ann-lee"]


@given(st.randoms(use_true_random=False))
def test_the_order_of_appearances_changes_nothing(random_: random.Random) -> None:
    given_ = [
        appearance("1", "Mustefa Sabri", "person"), appearance("2", "Mustafa Sabri", "person", mentions=3),
        appearance("3", "Sabri", "person"), appearance("4", "Tilo", "settlement", context=("place/garda",)),
        appearance("5", "Tilo", "settlement"), appearance("6", "Tilo", "settlement", context=("place/miro",)),
        appearance("7", "CRH", "ngo"), appearance("8", "Council for Rural Health", "ngo", aliases=("CRH",)),
        appearance("9", "Red Front", "armed-group", gazetteer="actor/red-front"),
    ]  # fmt: skip
    shuffled = random_.sample(given_, len(given_))
    assert link(shuffled, (), KNOWN) == link(given_, (), KNOWN)


def test_profiles_take_decided_names_and_the_gazetteer_s_facts() -> None:
    known = gazetteer_of(
        [entry("place/tilo", "Tilo", "settlement", latitude=1.5, longitude=2.5, geonames="7", inside="place/garda"), GARDA]
    )
    seen = [appearance("1", "Tillo", "settlement", gazetteer="place/tilo"), appearance("1", "Garda", "country", gazetteer="place/garda")]
    named = decision(Action.NAME, "http://x/place/garda", "Republic of Garda")
    linking = link(seen, (named,), known)
    garda, tilo = profiles(seen, linking.assignment, (named,), known)
    assert (garda["name"], garda["aliases"]) == ("Republic of Garda", ("Garda",))
    assert tilo == {
        "path": "place/tilo", "name": "Tilo", "type": "settlement", "aliases": ("Tillo",), "latitude": 1.5, "longitude": 2.5,
        "inside": "place/garda", "matches": ("https://sws.geonames.org/7/",),
    }  # fmt: skip


def test_names_that_are_merely_alike_are_left_to_a_person() -> None:
    found = link([appearance("1", "Mara Lindt", "person"), appearance("2", "Maria Lind", "person")], (), KNOWN)
    assert len(set(found.assignment.values())) == 2
    assert [(c.left, c.right, c.doubtful) for c in found.candidates] == [("actor/mara-lindt", "actor/maria-lind", True)]


def test_spellings_that_are_nearly_sure_are_one_where_their_articles_share_places() -> None:
    def both(*context: str) -> set[str]:
        first, second = (
            appearance("1", "Idriss Vaneck", "person", context=context),
            appearance("2", "Idris Vanek", "person", context=context),
        )
        return set(link([first, second], (), KNOWN).assignment.values())

    assert len(both()) == 2
    assert len(both("Aldren", "Bren")) == 1


def test_a_place_is_one_however_its_name_is_parted() -> None:
    assert len(set(paths([appearance("1", "Sar-Khet", "settlement"), appearance("2", "Sarkhet", "settlement")]))) == 1


def test_places_of_one_name_are_one_where_their_articles_share_a_place_but_no_country() -> None:
    first = appearance("1", "Tilo", "settlement", context=("place/garda", "Aldren"))
    assert len(set(paths([first, appearance("2", "Tilo", "settlement", context=("place/miro", "Aldren"))]))) == 1
    assert len(set(paths([first, appearance("2", "Tilo", "settlement", context=("place/miro", "Bren"))]))) == 2


def test_an_unknown_country_is_one_with_its_government() -> None:
    assert len(set(paths([appearance("1", "Norland", "state"), appearance("2", "Norlandian government", "state")]))) == 1


def test_names_that_differ_in_a_letter_or_a_direction_alone_are_two_places() -> None:
    context = ("Aldren", "Bren")
    for one, other in (("Hebal", "Hubal"), ("Southeast Aldrenia", "Southwest Aldrenia"), ("D", "Dawel")):
        first, second = appearance("1", one, "province", context=context), appearance("2", other, "province", context=context)
        assert len(set(paths([first, second]))) == 2


def test_a_name_that_every_country_has_a_body_of_is_left_to_a_person() -> None:
    full = appearance("1", "Norlandian Court of Cassation", "government-body", aliases=("Supreme Court",))
    found = link([full, appearance("2", "Supreme Court", "government-body")], (), KNOWN)
    assert len(set(found.assignment.values())) == 2
    assert [c.because for c in found.candidates] == ["both are called “Supreme Court”, as others are"]

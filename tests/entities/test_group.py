from hypothesis import given
from hypothesis import strategies as st

from kg.entities.gazetteer import gazetteer_of, shipped
from kg.entities.group import group
from kg.model import Article, Mention, Span, Text

from .builders import entities, entry, names


def test_acronym_in_brackets_names_the_same_actor() -> None:
    found = entities("The [Red River Front|armed-group] ([RRF|armed-group]) left. The [RRF|armed-group] said so.")
    assert names(found) == {"actor/red-river-front": ["Red River Front", "RRF", "RRF"]}


def test_acronym_is_joined_by_initials_without_brackets() -> None:
    found = entities("[Council for Rural Health|ngo] spoke. Later [CRH|ngo] left; the [LMN|ngo] stayed.")
    assert names(found) == {"actor/council-for-rural-health": ["Council for Rural Health", "CRH"], "actor/lmn": ["LMN"]}


def test_family_name_goes_to_the_full_name() -> None:
    found = entities("[Ana Duarte|person] spoke. [Duarte|person] left with [Tom Reed|person].")
    assert names(found) == {"actor/ana-duarte": ["Ana Duarte", "Duarte"], "actor/tom-reed": ["Tom Reed"]}


def test_two_people_with_one_family_name_stay_two() -> None:
    found = entities("[Ana Duarte|person] met Mr [Paul Duarte|person]. Mr [Duarte|person] agreed.")
    assert names(found) == {"actor/ana-duarte": ["Ana Duarte"], "actor/paul-duarte": ["Paul Duarte", "Duarte"]}


def test_a_woman_s_title_keeps_a_family_name_from_a_man() -> None:
    found = entities("Mr [Paul Duarte|person] and Mrs [Ana Duarte|person] came. Then Mr [Silva|person] spoke to Mr [Duarte|person].")
    assert names(found)["actor/paul-duarte"] == ["Paul Duarte", "Duarte"]


def test_short_name_keeps_the_head_of_the_long_one() -> None:
    found = entities(
        "The [Northern Monitor for Forests|monitor] counted. The [Monitor|monitor] said the [Forests Agency|government-body] lied."
    )
    assert names(found) == {
        "actor/northern-monitor-for-forests": ["Northern Monitor for Forests", "Monitor"],
        "actor/forests-agency": ["Forests Agency"],
    }


def test_a_country_acts_and_is_a_place() -> None:
    found = entities("[Norway|state] said ships left [Norway|country]. The [Norwegian government|government-body] denied it.", shipped())
    assert names(found) == {"actor/norway": ["Norway", "Norwegian government"], "place/norway": ["Norway"]}


def test_a_government_and_its_army_are_two() -> None:
    found = entities(
        "The [Chilean government|government-body] praised the [Chilean army|military] and [Chilean forces|military].", shipped()
    )
    assert names(found) == {"actor/chile": ["Chilean government"], "actor/chilean-army": ["Chilean army", "Chilean forces"]}


def test_aliases_of_the_gazetteer_are_one_actor() -> None:
    known = gazetteer_of([entry("actor/red-front", "Red Front", "armed-group", aliases=("Front Rouge", "FR"))])
    found = entities("[Front Rouge|armed-group] and [FR|armed-group] are one.", known)
    assert names(found) == {"actor/red-front": ["Front Rouge", "FR"]}
    assert (found[0].name, found[0].gazetteer) == ("Red Front", "actor/red-front")


def test_a_spokesman_and_his_organisation_are_two_and_the_post_is_kept() -> None:
    found = entities("[RRF|armed-group] spokesman [Omar Sabri|person] said so.")
    assert [(e.id, e.role) for e in found] == [("actor/rrf", None), ("actor/omar-sabri", "RRF spokesman")]


def test_a_post_behind_the_name_is_kept() -> None:
    found = entities("[Lea Ford|person], deputy director of the [Lake Trust|ngo], said so.")
    assert found[0].role == "deputy director of the Lake Trust"


def test_a_city_and_its_province_are_two_where_the_words_say_so() -> None:
    found = entities("In the city of [Garda|settlement] they left. Farms in [Garda|settlement] province burn.")
    assert [(e.id, e.type) for e in found] == [("place/garda", "settlement"), ("place/garda-province", "province")]


def test_a_river_with_and_without_its_noun_is_one() -> None:
    found = entities("Along the [Ombla River|river] they went; the [Ombla|river] was high.")
    assert names(found) == {"place/ombla-river": ["Ombla River", "Ombla"]}


def test_the_text_says_what_contains_a_place() -> None:
    found = entities("[Tilo|settlement], a village in eastern [Garda|country], fell. So did [Miro|settlement], [Garda|country].")
    assert {e.id: e.inside for e in found} == {"place/tilo": "place/garda", "place/garda": None, "place/miro": "place/garda"}


def test_namesakes_are_told_apart_by_the_countries_of_the_article() -> None:
    def where(notation: str) -> str | None:
        return next(e.gazetteer for e in entities(notation, shipped()) if e.name in ("Tripoli", "Hama"))

    assert where("They left [Tripoli|settlement] for [Benghazi|settlement] in [Libya|country].") == "place/tripoli"


def test_an_unknown_small_namesake_gets_no_coordinates() -> None:
    found = entities("They left [Springfield|settlement] in the morning.", shipped())
    assert found[0].gazetteer is None


def test_spellings_of_one_sound_are_one_place() -> None:
    assert names(entities("[Baluz|settlement] fell. [Balouz|settlement] was lost.")) == {"place/baluz": ["Baluz", "Balouz"]}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ana Duarte", "Duarte", "RRF", "Garda", "Red River Front"]),
            st.sampled_from(["person", "armed-group", "settlement", "state"]),
        ),
        max_size=12,
    )
)
def test_every_mention_is_in_exactly_one_entity_and_ids_are_unique(items: list[tuple[str, str]]) -> None:
    text = " ".join(name for name, _ in items)
    mentions, at = [], 0
    for name, kind in items:
        mentions.append(Mention(Span(at, at + len(name)), name, kind))
        at += len(name) + 1
    found = group(Text(text), mentions, Article("a", "a.txt", text), gazetteer_of(()))
    assert sorted(m.span for e in found for m in e.mentions) == [m.span for m in mentions]
    assert len({e.id for e in found}) == len(found)
    assert found == group(Text(text), mentions[::-1], Article("a", "a.txt", text), gazetteer_of(()))


def test_a_spelling_in_another_language_is_a_known_city_only_where_something_else_names_its_country() -> None:
    assert [e.gazetteer for e in entities("They met in [Karsa|settlement].", shipped())] == [None]
    near = entities("They met in [Karsa|settlement], in [Turkey|country].", shipped())
    assert near[0].gazetteer == "place/kars"


def test_the_type_is_that_of_the_full_name_and_not_of_its_acronym() -> None:
    (front,) = entities("The [Aldren Front|armed-group] ([ALF|media]) left. [ALF|media] men and the [ALF|media] said so.")
    assert front.type == "armed-group"


def test_the_valley_of_a_country_is_not_the_country() -> None:
    assert list(names(entities("[Norland valley|region] lies in [Norland|country]."))) == ["place/norland-valley", "place/norland"]


def test_an_unknown_country_and_its_government_are_one() -> None:
    found = entities("[Norland|state] spoke. The [Norlandian government|state] agreed.")
    assert names(found) == {"actor/norland": ["Norland", "Norlandian government"]}


def test_an_outlet_named_by_its_last_word_is_the_publisher_of_the_article() -> None:
    text = "The Courier regrets it."
    mention = Mention(Span(4, 11), "Courier", "media")
    (found,) = group(Text(text), [mention], Article("a", "a.txt", text, publisher="The Aldren Courier"), gazetteer_of(()))
    assert (found.id, found.name, found.aliases) == ("actor/aldren-courier", "Aldren Courier", ("Courier",))

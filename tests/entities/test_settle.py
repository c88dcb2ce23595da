from kg.entities.gazetteer import Gazetteer, gazetteer_of
from kg.entities.settle import settle

from .builders import entry, marked

KNOWN = gazetteer_of([entry("actor/ruvat", "Ruvat", "media", curated=True)])


def types(notation: str, gazetteer: Gazetteer = KNOWN) -> list[str]:
    text, mentions = marked(notation)
    return [mention.type for mention in settle(text, mentions, gazetteer)]


def test_one_spelling_is_one_kind_of_thing() -> None:
    assert types("[HRC|ngo], [HRC|person] and [HRC|ngo] agree.") == ["ngo", "ngo", "ngo"]


def test_a_country_may_act_and_be_a_place() -> None:
    assert types("[Garda|state] left [Garda|country].") == ["state", "country"]


def test_a_title_makes_a_name_a_person_s() -> None:
    assert types("RRF spokesman [Omar Sabri|media] spoke.") == ["person"]


def test_a_family_name_is_a_person_s_where_the_full_name_is() -> None:
    assert types("[Omar Sabri|person] spoke. [Sabri|ngo] left.") == ["person", "person"]


def test_a_long_known_name_is_what_it_is_known_as() -> None:
    assert types("A man told [Ruvat|person] so.") == ["media"]


def test_a_known_name_that_someone_in_the_article_bears_is_his() -> None:
    assert types("[Ruvat|person] spoke; [Ana Ruvat|person] left.") == ["person", "person"]

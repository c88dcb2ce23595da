from kg.entities.kinds import settled
from kg.model import Appearance

from .builders import appearance


def kinds(*found):
    return [(a.article, a.name, str(a.type)) for a in settled(found)]


def test_a_person_of_one_word_that_is_elsewhere_a_country_is_the_power():
    country = appearance("1", "Norland", "country", mentions=3)
    assert kinds(country, appearance("2", "Norland", "person")) == [("1", "Norland", "country"), ("2", "Norland", "state")]


def test_a_person_named_more_often_than_the_place_stays_one():
    place = appearance("1", "Aldren", "settlement")
    assert kinds(place, appearance("2", "Aldren", "person", mentions=4))[1] == ("2", "Aldren", "person")


def test_a_place_is_of_the_kind_that_most_articles_beside_it_say():
    first = appearance("1", "Aldren", "province", mentions=4, context=("Bren",))
    second = appearance("2", "Aldren", "settlement", context=("Bren",))
    far = appearance("4", "Aldren", "settlement", context=("Lima",))
    vague = Appearance("3", "place/aldren", "Aldren", "other-place", context=("Bren",))
    assert [kind for _, _, kind in kinds(first, second, vague, far)] == ["province", "province", "province", "settlement"]


def test_a_city_and_a_province_that_one_article_tells_apart_stay_two():
    city = appearance("1", "Aldren", "settlement", context=("Bren",))
    province = appearance("2", "Aldren", "province", context=("Bren",))
    both = Appearance("1", "place/aldren-province", "Aldren", "province", context=("Bren",))
    assert [kind for _, _, kind in kinds(city, both, province)] == ["settlement", "province", "province"]

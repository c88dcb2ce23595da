"""The doubtful links that wait for a person."""

from kg.store.doubts import Doubt, doubtful_links
from tests.store.story import BASE, told


def test_a_doubtful_link_names_both_ends_and_says_why() -> None:
    army, league = BASE + "actor/army", BASE + "actor/river-league"
    assert doubtful_links(told()) == (Doubt(army, "Aldoran Army", league, "River League", "0.4", "both are called forces"),)

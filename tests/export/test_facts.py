from kg.export.facts import Said, Source, Thing, Tie, gather, local, words

BASE = "http://x.example/"


def test_things_carry_their_most_special_class_and_their_coordinates(query):
    things = gather(query).things
    assert things[BASE + "bali"] == Thing(BASE + "bali", "Ann Bali", "actor", "person", ("Anne Bali", "Bali"))
    assert things[BASE + "town"] == Thing(BASE + "town", "Old Town", "place", "settlement", (), 35.5, 40.25)


def test_an_article_without_a_headline_is_called_by_its_source(query):
    assert gather(query).sources == {
        BASE + "a1": Source(BASE + "a1", "Town taken", "2024-03-01", "The Post", "", BASE + "a1"),
        BASE + "a2": Source(BASE + "a2", "two.txt", "2024-03-03", None, "", BASE + "a2"),
    }


def test_a_claim_carries_its_links_and_those_of_its_event(query):
    links = tuple(
        (name, BASE + end) for name, end in (("attributedTo", "bali"), ("contradicts", "c2"), ("onBehalfOf", "front"), ("place", "town"))
    )
    content = "12 people died\nin Old Town"
    assert gather(query).claims[BASE + "c1"] == Said(
        BASE + "c1", BASE + "a1", content, "indirect", "asserted", "killing", "12 people", 0.9, links, "", BASE + "e1"
    )


def test_relations_come_with_their_words_and_containment_without(query):
    words_ = "River Front spokeswoman Ann Bali"
    assert gather(query).ties == (
        Tie(BASE + "r1", BASE + "bali", "speaksFor", BASE + "front", BASE + "a1", words_),
        Tie(f"{BASE}town {BASE}land", BASE + "town", "containedInPlace", BASE + "land", ""),
    )


def test_seen_says_in_which_articles_a_thing_is_mentioned(query):
    assert gather(query).seen[BASE + "town"] == frozenset({BASE + "a1", BASE + "a2"})


def test_what_a_comparison_holds_against_each_other_is_compared(query):
    assert gather(query).compared == (frozenset({BASE + "c1", BASE + "c2"}),)


def test_an_empty_graph_has_no_facts():
    facts = gather(lambda text: [])
    assert (facts.things, facts.sources, facts.claims, facts.ties, facts.seen) == ({}, {}, {}, (), {})


def test_names_of_the_ontology_become_words():
    assert [words(name) for name in ("ArmedGroup", "NGO", "media-release", "attributedTo")] == [
        "armed group",
        "NGO",
        "media release",
        "attributed to",
    ]


def test_local_is_what_follows_the_last_hash_or_slash():
    assert [local("http://x/ns#said"), local("http://x/a/b"), local("")] == ["said", "b", ""]

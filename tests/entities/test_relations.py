from kg.entities.gazetteer import gazetteer_of
from kg.entities.group import group
from kg.entities.relations import find_relations
from kg.model import Article, AttributionKind, Claim, Event, Span, Status, Text

from .builders import marked, parsed

NOTHING = gazetteer_of(())


def read(notation: str, syntax: str | None = None) -> list[tuple[str, str, str, str]]:
    text, mentions, words, sentences = parsed(notation, syntax) if syntax else (*marked(notation), (), ())
    full = Text(text, words, sentences)
    found = find_relations(full, group(full, mentions, Article("a", "a.txt", text), NOTHING), ())
    return [(r.subject, r.predicate.value, r.object, r.span.of(text)) for r in found]


def test_a_spokesman_speaks_for_and_belongs_to_his_organisation() -> None:
    words = "RRF spokesman Omar Sabri"
    assert read("[RRF|armed-group] spokesman [Omar Sabri|person] said so.") == [
        ("actor/omar-sabri", "memberOf", "actor/rrf", words),
        ("actor/omar-sabri", "speaksFor", "actor/rrf", words),
    ]


def test_the_head_of_a_body_leads_it() -> None:
    found = read("[Lea Ford|person], head of the [Lake Trust|ngo], said so.")
    assert found == [("actor/lea-ford", "leads", "actor/lake-trust", "Lea Ford, head of the Lake Trust")]


def test_a_deputy_belongs_to_the_body() -> None:
    found = read("[Lea Ford|person], deputy head of the [Lake Trust|ngo], said so.")
    assert found == [("actor/lea-ford", "memberOf", "actor/lake-trust", "Lea Ford, deputy head of the Lake Trust")]


def test_who_attacks_fights_against() -> None:
    syntax = "RRF/PROPN/2/nsubj attacked/VERB/0/root the/DET/5/det White/PROPN/5/compound Guard/PROPN/2/obj"
    assert read("[RRF|armed-group] attacked the [White Guard|armed-group].", syntax) == [
        ("actor/rrf", "fightsAgainst", "actor/white-guard", "RRF attacked the White Guard")
    ]


def test_who_is_attacked_is_fought_against() -> None:
    syntax = "RRF/PROPN/3/nsubj:pass was/AUX/3/aux:pass attacked/VERB/0/root by/ADP/6/case White/PROPN/6/compound Guard/PROPN/3/obl"
    found = read("[RRF|armed-group] was attacked by [White Guard|armed-group].", syntax)
    assert found[0][:3] == ("actor/white-guard", "fightsAgainst", "actor/rrf")


def test_clashes_between_two_are_a_fight() -> None:
    syntax = "Clashes/NOUN/0/root between/ADP/3/case RRF/PROPN/1/nmod and/CCONJ/6/cc White/PROPN/6/compound Guard/PROPN/3/conj"
    assert read("Clashes between [RRF|armed-group] and [White Guard|armed-group] broke out.", syntax)[0][:3] == (
        "actor/rrf", "fightsAgainst", "actor/white-guard",
    )  # fmt: skip


def test_who_meets_communicates() -> None:
    syntax = "Lea/PROPN/3/nsubj Ford/PROPN/1/flat met/VERB/0/root Omar/PROPN/3/obj Sabri/PROPN/4/flat in/ADP/7/case Garda/PROPN/3/obl"
    assert read("[Lea Ford|person] met [Omar Sabri|person] in [Garda|settlement].", syntax) == [
        ("actor/lea-ford", "communicatedWith", "actor/omar-sabri", "Lea Ford met Omar Sabri".removesuffix(" Sabri")),
        ("actor/lea-ford", "wasAt", "place/garda", "Lea Ford met Omar Sabri in Garda"),
        ("actor/omar-sabri", "wasAt", "place/garda", "Omar Sabri in Garda"),
    ]


def test_backed_by_is_an_alliance() -> None:
    syntax = "Garda/PROPN/3/compound -/PUNCT/1/punct backed/VERB/4/amod RRF/PROPN/5/nsubj left/VERB/0/root"
    assert read("[Garda|state]-backed [RRF|armed-group] left.", syntax)[0][:3] == ("actor/garda", "alliedWith", "actor/rrf")


def test_a_village_in_a_country_is_contained_in_it() -> None:
    found = read("[Tilo|settlement], a village in eastern [Garda|country], fell.")
    assert found == [("place/tilo", "containedInPlace", "place/garda", "Tilo, a village in eastern Garda")]


def test_a_claim_tells_who_was_told_and_who_was_where() -> None:
    text, mentions = marked("[RRF|armed-group] seized [Garda|settlement], [Lea Ford|person] told [Lake News|media].")
    full = Text(text)
    entities = group(full, mentions, Article("a", "a.txt", text), NOTHING)
    event = Event("territorial-gain", agent="actor/rrf", place="place/garda", place_span=Span(11, 16))
    claim = Claim(
        "0-16", Span(0, 16), AttributionKind.INDIRECT, Status.ASSERTED, event, source="actor/lea-ford", cue_span=Span(27, 31),
        told_to="actor/lake-news", told_to_span=Span(32, 41),
    )  # fmt: skip
    assert [(r.subject, r.predicate.value, r.object, r.span) for r in find_relations(full, entities, [claim])] == [
        ("actor/rrf", "wasAt", "place/garda", Span(0, 16)),
        ("actor/lea-ford", "communicatedWith", "actor/lake-news", Span(27, 31)),
    ]


def test_which_stands_for_the_noun_right_before_it() -> None:
    syntax = (
        "RRF/PROPN/9/nsubj ,/PUNCT/4/punct which/PRON/4/nsubj fought/VERB/1/acl:relcl a/DET/6/det war/NOUN/4/obj with/ADP/8/case "
        "Garda/PROPN/6/nmod left/VERB/0/root"
    )
    assert read("[RRF|armed-group], which fought a war with [Garda|state] left.", syntax)[0][:3] == (
        "actor/rrf",
        "fightsAgainst",
        "actor/garda",
    )


def test_two_who_fought_fought_each_other_unless_both_fought_a_third() -> None:
    alone = "RRF/PROPN/4/nsubj and/CCONJ/3/cc LMN/PROPN/1/conj fought/VERB/0/root a/DET/6/det war/NOUN/4/obj"
    assert [edge[:3] for edge in read("[RRF|armed-group] and [LMN|armed-group] fought a war.", alone)] == [
        ("actor/rrf", "fightsAgainst", "actor/lmn")
    ]
    found = read(
        "[RRF|armed-group] and [LMN|armed-group] fought [OPQ|armed-group].", alone.replace("a/DET/6/det war/NOUN/4/obj", "OPQ/PROPN/4/obj")
    )
    assert {edge[:3] for edge in found} == {
        ("actor/rrf", "alliedWith", "actor/lmn"),
        ("actor/rrf", "fightsAgainst", "actor/opq"),
        ("actor/lmn", "fightsAgainst", "actor/opq"),
    }


def test_people_who_defeat_each_other_are_in_a_contest_and_not_at_war() -> None:
    syntax = "Lea/PROPN/3/nsubj Ford/PROPN/1/flat defeated/VERB/0/root Omar/PROPN/3/obj Sabri/PROPN/4/flat"
    assert read("[Lea Ford|person] defeated [Omar Sabri|person].", syntax) == []


def test_a_joint_action_between_two_is_no_fight() -> None:
    syntax = "Action/NOUN/0/root between/ADP/3/case RRF/PROPN/1/nmod and/CCONJ/5/cc LMN/PROPN/3/conj"
    assert read("Action between [RRF|armed-group] and [LMN|armed-group] began.", syntax) == []


def test_what_is_struck_was_where_it_was_struck() -> None:
    syntax = (
        "Near/ADP/2/case Garda/PROPN/5/obl one/NUM/4/nummod strike/NOUN/5/nsubj hit/VERB/0/root an/DET/8/det "
        "RRF/PROPN/8/compound unit/NOUN/5/obj"
    )
    found = read("Near [Garda|settlement] one strike hit an [RRF|armed-group] unit.", syntax)
    assert [edge[:3] for edge in found] == [("actor/rrf", "wasAt", "place/garda")]


def test_who_represents_and_who_is_assigned_belongs() -> None:
    syntax = "Trust/PROPN/0/root ,/PUNCT/3/punct represented/VERB/1/acl by/ADP/5/case Lea/PROPN/3/obl Ford/PROPN/5/flat"
    assert read("[Trust|ngo], represented by [Lea Ford|person].", syntax)[0][:3] == ("actor/lea-ford", "memberOf", "actor/trust")
    syntax = (
        "Lea/PROPN/4/nsubj:pass Ford/PROPN/1/flat was/AUX/4/aux:pass assigned/VERB/0/root to/ADP/7/case the/DET/7/det Trust/PROPN/4/obl"
    )
    assert read("[Lea Ford|person] was assigned to the [Trust|ngo].", syntax)[0][:3] == ("actor/lea-ford", "memberOf", "actor/trust")


def test_where_the_parser_finds_no_subject_the_actor_right_before_the_verb_met() -> None:
    syntax = "Lea/PROPN/4/dep Ford/PROPN/1/flat today/NOUN/4/obl met/VERB/0/root with/ADP/6/case Omar/PROPN/4/appos Sabri/PROPN/6/flat"
    assert read("[Lea Ford|person] today met with [Omar Sabri|person].", syntax)[0][:3] == (
        "actor/lea-ford", "communicatedWith", "actor/omar-sabri",
    )  # fmt: skip

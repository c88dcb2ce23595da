from kg.entities.gazetteer import gazetteer_of
from kg.entities.group import group
from kg.model import Article, Text

from .builders import entry, parsed, references

KNOWN = gazetteer_of([entry("actor/rrf", "Red River Front", "armed-group", aliases=("RRF",), descriptions=("northern rebels",))])


def read(notation: str, syntax: str) -> dict[str, list[str]]:
    text, mentions, words, sentences = parsed(notation, syntax)
    return references(group(Text(text, words, sentences), mentions, Article("a", "a.txt", text), KNOWN))


def test_he_is_the_man_who_spoke_last() -> None:
    notation = "Mr [Omar Sabri|person] spoke.\nHe left [Garda|settlement]."
    syntax = (
        "Mr/NOUN/2/compound Omar/PROPN/4/nsubj Sabri/PROPN/2/flat spoke/VERB/0/root\nHe/PRON/2/nsubj left/VERB/0/root Garda/PROPN/2/obj"
    )
    assert read(notation, syntax) == {"actor/omar-sabri": ["He"]}


def test_she_is_not_a_man() -> None:
    notation = "Mr [Omar Sabri|person] spoke.\nShe left."
    syntax = "Mr/NOUN/2/compound Omar/PROPN/4/nsubj Sabri/PROPN/2/flat spoke/VERB/0/root\nShe/PRON/2/nsubj left/VERB/0/root"
    assert read(notation, syntax) == {}


def test_an_unnamed_woman_keeps_she_from_a_named_person() -> None:
    notation = "[Lea Ford|person] met us.\nA woman wept and she left."
    syntax = (
        "Lea/PROPN/3/nsubj Ford/PROPN/1/flat met/VERB/0/root us/PRON/3/obj\n"
        "A/DET/2/det woman/NOUN/3/nsubj wept/VERB/0/root and/CCONJ/6/cc she/PRON/6/nsubj left/VERB/3/conj"
    )
    assert read(notation, syntax) == {}


def test_a_pronoun_in_a_quotation_is_left_alone() -> None:
    notation = 'Mr [Omar Sabri|person] spoke.\n"He left", a man said.'
    syntax = (
        "Mr/NOUN/2/compound Omar/PROPN/4/nsubj Sabri/PROPN/2/flat spoke/VERB/0/root\n"
        "He/PRON/2/nsubj left/VERB/5/ccomp a/DET/4/det man/NOUN/5/nsubj said/VERB/0/root"
    )
    assert read(notation, syntax) == {}


def test_a_known_description_stands_for_its_actor() -> None:
    notation = "The [RRF|armed-group] and the [White Guard|armed-group] fight.\nThe northern rebels advanced."
    syntax = (
        "The/DET/2/det RRF/PROPN/6/nsubj and/CCONJ/5/cc White/PROPN/5/compound Guard/PROPN/2/conj fight/VERB/0/root\n"
        "The/DET/3/det northern/ADJ/3/amod rebels/NOUN/4/nsubj advanced/VERB/0/root"
    )
    assert read(notation, syntax) == {"actor/rrf": ["The northern rebels"]}


def test_the_city_is_the_city_named_last() -> None:
    notation = "They left [Garda|settlement].\nThe city burned."
    syntax = "They/PRON/2/nsubj left/VERB/0/root Garda/PROPN/2/obj\nThe/DET/2/det city/NOUN/3/nsubj burned/VERB/0/root"
    assert read(notation, syntax) == {"place/garda": ["The city"]}


def test_the_group_is_nobody_where_two_may_be_meant() -> None:
    notation = "[RRF|armed-group] men and [White Guard|armed-group] men met.\nThe group left."
    syntax = (
        "RRF/PROPN/2/compound men/NOUN/7/nsubj and/CCONJ/6/cc White/PROPN/5/compound Guard/PROPN/6/compound "
        "men/NOUN/2/conj met/VERB/0/root\n"
        "The/DET/2/det group/NOUN/3/nsubj left/VERB/0/root"
    )
    assert read(notation, syntax) == {}


def test_the_president_is_who_holds_the_post() -> None:
    notation = "President [Omar Sabri|person] met [Lea Ford|person].\nThe president left."
    syntax = (
        "President/NOUN/2/compound Omar/PROPN/4/nsubj Sabri/PROPN/2/flat met/VERB/0/root Lea/PROPN/4/obj Ford/PROPN/5/flat\n"
        "The/DET/2/det president/NOUN/3/nsubj left/VERB/0/root"
    )
    assert read(notation, syntax) == {"actor/omar-sabri": ["The president"]}

from kg.claims.page import make_page
from kg.claims.repair import repaired
from kg.model import AttributionKind, Statement, Text
from tests.claims.builders import article, stated


def right(text: str, statement: Statement) -> tuple[str, str | None, str | None]:
    (found,) = repaired(make_page(Text(text), article(text), (), (), ()), [statement])
    return found.kind, found.source and found.source.of(text), found.cue and found.cue.of(text)


def test_a_quotation_is_given_to_the_speaker_beside_it() -> None:
    text = "Anna spoke. “The dam will hold,” the miller said."
    wrong = stated(text, "The dam will hold", "direct", source="Anna", cue="spoke")
    assert right(text, wrong) == ("direct", "the miller", "said")


def test_a_speaker_inside_the_claim_is_looked_for_before_the_cue() -> None:
    text = "The army said it is looking into it."
    assert right(text, stated(text, "it is looking into it", source="it", cue="said")) == ("indirect", "The army", "said")


def test_own_words_that_somebody_said_are_attributed() -> None:
    text = "The dam broke on Friday, the old miller said."
    assert right(text, stated(text, "The dam broke on Friday", "narrator")) == ("indirect", "the old miller", "said")
    text = "The old miller said that the dam broke."
    assert right(text, stated(text, "the dam broke", "narrator")) == ("indirect", "The old miller", "said")


def test_what_stands_before_according_to_is_attributed() -> None:
    text = "The dam broke on Friday, according to the old miller."
    assert right(text, stated(text, "The dam broke on Friday", "narrator")) == ("indirect", "the old miller", "according to")


def test_a_cue_without_a_source_finds_it() -> None:
    text = "The dam broke on Friday, according to the old miller."
    assert right(text, stated(text, "The dam broke on Friday", cue="according to")) == ("indirect", "the old miller", "according to")


def test_words_that_are_handed_on_are_those_of_the_first_speaker() -> None:
    text = "The press quoted the army as saying the dam broke."
    statement = stated(text, "the army as saying the dam broke", source="The press", cue="quoted")
    assert right(text, statement) == ("indirect", "the army", "as saying")


def test_what_somebody_declined_to_say_nobody_said() -> None:
    text = "The mayor declined to say whether the dam broke."
    page = make_page(Text(text), article(text), (), (), ())
    (found,) = repaired(page, [stated(text, "the dam broke", source="The mayor", cue="declined to say")])
    assert (found.kind, found.source, found.content.of(text)) == ("narrator", None, text[:-1])
    assert (found.event, found.status) == ("declaration", "denied")


def test_own_words_stay_own_words() -> None:
    text = "The dam broke on Friday. The miller said nothing."
    assert right(text, stated(text, "The dam broke on Friday", "narrator")) == (AttributionKind.NARRATOR, None, None)

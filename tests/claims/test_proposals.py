from kg.claims.page import make_page
from kg.claims.proposals import proposals, read_without_reader
from kg.model import Quantity, Text
from tests.claims.builders import article, count, stated


def seen(text: str, *quantities: Quantity) -> list[tuple[str, str, str | None, str | None]]:
    page = make_page(Text(text), article(text), (), quantities, ())
    found = sorted(read_without_reader(page), key=lambda statement: statement.content)
    return [(s.kind, s.content.of(text), s.source and s.source.of(text), s.cue and s.cue.of(text)) for s in found]


def test_a_quotation_with_its_speaker_behind() -> None:
    assert seen("“The dam will hold,” said the old miller.") == [("direct", "The dam will hold", "the old miller", "said")]


def test_a_quotation_that_he_said_splits_has_one_speaker() -> None:
    text = "“The dam will hold,” the miller said. “It is made of oak.”"
    assert seen(text) == [("direct", "The dam will hold", "the miller", "said"), ("direct", "It is made of oak", "the miller", None)]


def test_a_quotation_that_is_introduced() -> None:
    assert seen("The miller said: “The dam will hold.”") == [("direct", "The dam will hold", "The miller", "said")]


def test_words_according_to_somebody() -> None:
    assert seen("The dam broke at noon, according to the miller.") == [("indirect", "The dam broke at noon", "the miller", "according to")]
    assert seen("According to the miller, the dam broke.") == [("indirect", "the dam broke", "the miller", "According to")]


def test_reported_speech_and_its_hearer() -> None:
    assert seen("The miller told Delta Press that the dam broke.") == [("indirect", "the dam broke", "The miller", "told")]


def test_the_articles_own_words_count_when_they_tell_an_event_or_a_number() -> None:
    text = "Forty houses were lost. The sky was grey and low."
    assert seen(text, count(text, "Forty houses", 40, 40)) == [("narrator", "Forty houses were lost", None, None)]


def test_marks_around_a_word_are_no_claim() -> None:
    assert seen("The ‘republic’ and its “old guard” slept.") == []


def test_rules_give_way_to_what_the_reader_saw() -> None:
    text = "The dam broke at noon, according to the miller."
    page = make_page(Text(text), article(text), (), (), ())
    assert proposals(page, [stated(text, "The dam broke at noon", source="the miller", cue="according to")]) == ()
    assert len(proposals(page, [])) == 1

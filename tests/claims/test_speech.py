from kg.claims.page import Page, make_page
from kg.claims.speech import whole_quotations, with_speakers, without_husks
from kg.model import Quantity, Statement, Text, Word
from tests.claims.builders import article, at, count, stated

TEXT = "“The dam broke. We ran to 40 houses. Nine were lost,” said the miller.\n\n“It is over.”\n"


def page(text: str, *quantities: Quantity) -> Page:
    return make_page(Text(text), article(text), (), quantities, ())


def parts(text: str) -> list[Statement]:
    return [
        stated(text, "The dam broke", "direct", event="other", event_probability=0.9, probability=0.5),
        stated(text, "We ran to 40 houses", "narrator", event="displacement", event_probability=0.6, source="the miller", cue="said"),
    ]


def test_a_stretch_of_speech_is_one_claim() -> None:
    (whole,) = whole_quotations(page(TEXT, count(TEXT, "40 houses", 40, 40)), parts(TEXT))
    assert whole.content == at(TEXT, "The dam broke. We ran to 40 houses. Nine were lost")
    assert (whole.kind, whole.source, whole.cue, whole.event) == ("direct", at(TEXT, "the miller"), at(TEXT, "said"), "displacement")


def test_speech_with_several_figures_has_a_claim_for_each() -> None:
    figures = (count(TEXT, "40 houses", 40, 40), count(TEXT, "Nine", 9, 9))
    found = whole_quotations(page(TEXT, *figures), parts(TEXT))
    assert [(s.content.of(TEXT), s.kind, s.source) for s in found] == [
        ("The dam broke. We ran to 40 houses", "direct", at(TEXT, "the miller")),
        ("Nine were lost", "direct", at(TEXT, "the miller")),
    ]


def test_a_quotation_of_its_own_goes_on_from_the_last_speaker() -> None:
    first = stated(TEXT, "The dam broke", "direct", source="the miller")
    alone = stated(TEXT, "It is over", "direct")
    assert [statement.source for statement in with_speakers(page(TEXT), [alone, first])] == [at(TEXT, "the miller")] * 2


def test_a_quotation_in_a_sentence_does_not() -> None:
    text = "“The dam broke,” said Anna. A sign read “keep off the dam”."
    statements = [stated(text, "The dam broke", "direct", source="Anna"), stated(text, "keep off the dam", "direct")]
    assert with_speakers(page(text), statements)[1].source is None


def test_husks_claim_nothing() -> None:
    text = "“It is over”\nDisaster\n“It is over for us,” said one resident."
    claim = stated(text, "It is over for us", "direct", source="one resident")
    heading = stated(text, "It is over", "direct")
    husks = [heading, stated(text, "Disaster", "narrator"), stated(text, "one resident", "narrator")]
    assert without_husks(page(text), [*husks, claim]) == (claim,)


def test_a_description_beside_a_speaker_claims_nothing() -> None:
    text = "The dam broke, said the Office, a water board."
    words = tuple(Word(at(text, word), "NOUN") for word in ("water", "board"))
    bare = make_page(Text(text, words=words), article(text), (), (), ())
    claim = stated(text, "The dam broke", source="the Office")
    assert without_husks(bare, [claim, stated(text, "a water board", source="the Office")]) == (claim,)
    assert without_husks(page(text), [claim, stated(text, "a water board", "narrator")]) == (claim,)


def test_the_words_that_introduce_a_speaker_claim_nothing() -> None:
    text = "“It will be announced,” he told a rally in Lowtown."
    claim = stated(text, "It will be announced", "direct", source="he", cue="told a rally")
    assert without_husks(page(text), [claim, stated(text, "he told a rally in Lowtown", "indirect")]) == (claim,)

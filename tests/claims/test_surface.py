from kg.claims.page import Page, make_page
from kg.claims.surface import beside, cleaned, line_end, subject_before, with_apposition
from kg.model import Text
from tests.claims.builders import article, at


def page(text: str) -> Page:
    return make_page(Text(text), article(text), (), (), ())


def spoken(text: str) -> tuple[str | None, str | None] | None:
    found = beside(page(text), page(text).quotations[0])
    return found and (found[0] and found[0].of(text), found[1] and found[1].of(text))


def test_the_words_beside_a_quotation_name_its_speaker() -> None:
    assert spoken("“We left at dawn,” said the old miller.") == ("said", "the old miller")
    assert spoken("“We left at dawn,” the old miller said.") == ("said", "the old miller")
    assert spoken("The old miller said: “We left at dawn.”") == ("said", "The old miller")
    assert spoken("“We left at dawn.” The sun rose.") is None


def test_the_subject_of_a_verb_stands_before_it_in_its_clause() -> None:
    text = "It rained, but the old miller said so."
    found = subject_before(page(text), text.index("said"))
    assert found == at(text, "the old miller")
    assert subject_before(page("He wished to said"), 13) is None


def test_space_is_no_part_of_a_source() -> None:
    assert cleaned(" a b ", (0, 5)) is not None
    assert cleaned("   ", (0, 3)) is None


def test_a_line_ends_at_its_break_or_with_the_text() -> None:
    assert (line_end("ab\ncd", 0), line_end("ab\ncd", 4)) == (2, 5)


def test_what_is_said_of_a_source_between_commas_belongs_to_it() -> None:
    text = "The dam broke, said Anna Holt, the mayor of Lowtown, on Monday. Ben Reed, who fled, and Carl Moss, a lorry driver, agreed."
    holt, reed, moss = at(text, "Anna Holt"), at(text, "Ben Reed"), at(text, "Carl Moss")
    assert with_apposition(text, holt, ()).of(text) == "Anna Holt, the mayor of Lowtown"
    assert with_apposition(text, reed, ()).of(text) == "Ben Reed, who fled"
    assert with_apposition(text, moss, [at(text, "a lorry driver")]) == moss
    assert with_apposition(text, at(text, "the mayor"), ()) == at(text, "the mayor")

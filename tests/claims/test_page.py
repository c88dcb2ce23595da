from kg.claims.page import make_page, split
from kg.model import Sentence, Span, Text
from tests.claims.builders import article, at, entity

TEXT = "Anna left. “Stay!” he said. Nobody did\nA heading"


def test_a_text_that_no_reader_split_is_split_at_stops_and_lines() -> None:
    assert [span.of(TEXT).strip() for span in split(TEXT, [Span(0, len(TEXT))])] == [
        "Anna left.",
        "“Stay!”",
        "he said.",
        "Nobody did",
        "A heading",
    ]


def test_the_sentence_of_a_span_runs_from_its_start_to_its_end() -> None:
    sentences = (Sentence(0, 2, at(TEXT, "Anna left.")), Sentence(2, 6, at(TEXT, "“Stay!” he said.")))
    page = make_page(Text(TEXT, sentences=sentences), article(TEXT), (), (), ())
    assert page.sentence_of(at(TEXT, "Stay")) == at(TEXT, "“Stay!” he said.")
    assert page.sentence_of(Span(5, 15)) == Span(0, at(TEXT, "“Stay!” he said.").end)


def test_mentions_are_found_where_they_lie_whole() -> None:
    page = make_page(Text(TEXT), article(TEXT), [entity(TEXT, "actor/anna", "person", "Anna")], (), ())
    assert [found.entity.id for found in page.found_in(Span(0, 10))] == ["actor/anna"]
    assert page.found_in(Span(0, 3)) == ()

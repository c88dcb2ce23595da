from kg.claims.page import Page, make_page
from kg.claims.wording import cue_words, source_words, subject_of
from kg.model import Sentence, Span, Text, Word
from tests.claims.builders import article, at

Row = tuple[str, str, int, str]

SAID: tuple[Row, ...] = (
    ("But", "CCONJ", 7, "cc"), ("Anna", "PROPN", 7, "nsubj"), ("Holt", "PROPN", 1, "flat"), ("of", "ADP", 4, "case"),
    ("Lowtown", "PROPN", 1, "nmod"),
    ("has", "AUX", 7, "aux"), ("since", "ADV", 7, "advmod"), ("said", "VERB", 7, "root"), ("in", "ADP", 10, "case"),
    ("a", "DET", 10, "det"),
    ("statement", "NOUN", 7, "obl"), ("she", "PRON", 12, "nsubj"), ("left", "VERB", 7, "ccomp"),
)  # fmt: skip


def page(rows: tuple[Row, ...]) -> Page:
    text = " ".join(form for form, *_ in rows)
    words, start = [], 0
    for form, pos, head, relation in rows:
        words.append(Word(Span(start, start + len(form)), pos, head, relation))
        start += len(form) + 1
    return make_page(Text(text, tuple(words), (Sentence(0, len(words), Span(0, len(text))),)), article(text), (), (), ())


def test_a_cue_has_its_auxiliaries_adverbs_and_channel() -> None:
    story = page(SAID)
    assert cue_words(story, at(story.text, "said"), ()).of(story.text) == "has since said in a statement"


def test_a_cue_ends_where_what_is_said_begins_and_takes_no_other_words_of_the_claim() -> None:
    story = page(SAID)
    content, wide = at(story.text, "she left"), at(story.text, "said in a statement she left")
    assert cue_words(story, wide, [content]).of(story.text) == "has since said in a statement"
    assert cue_words(story, at(story.text, "said"), [at(story.text, "in a statement")]).of(story.text) == "has since said"


def test_a_source_is_the_whole_subject_of_its_cue_without_what_stands_in_front() -> None:
    story = page(SAID)
    cue = at(story.text, "said")
    assert source_words(story, at(story.text, "Holt"), None, ()).of(story.text) == "Holt"
    assert source_words(story, at(story.text, "But Anna Holt"), cue, ()).of(story.text) == "Anna Holt of Lowtown"


def test_a_source_keeps_the_bracket_that_closes_it_and_no_comma() -> None:
    rows = (
        ("Front", "PROPN", 5, "nsubj"), ("(", "PUNCT", 2, "punct"), ("KLF", "PROPN", 0, "appos"), (")", "PUNCT", 2, "punct"),
        (",", "PUNCT", 0, "punct"), ("says", "VERB", 5, "root"),
    )  # fmt: skip
    story = page(rows)
    assert source_words(story, at(story.text, "Front"), at(story.text, "says"), ()).of(story.text) == "Front ( KLF )"


def test_of_a_source_that_runs_over_a_verb_only_the_phrase_at_the_cue_is_kept() -> None:
    rows = (
        ("Rain", "NOUN", 1, "nsubj"), ("fell", "VERB", 1, "root"), ("and", "CCONJ", 4, "cc"), ("he", "PRON", 4, "nsubj"),
        ("spoke", "VERB", 1, "conj"),
    )  # fmt: skip
    story = page(rows)
    assert source_words(story, at(story.text, "Rain fell and he"), at(story.text, "spoke"), ()).of(story.text) == "he"


def test_the_subject_of_a_cue_is_found_unless_it_is_what_is_said() -> None:
    story = page(SAID)
    found = subject_of(story, at(story.text, "said"), ())
    assert found is not None
    assert found.of(story.text) == "Anna Holt of Lowtown"
    assert subject_of(story, at(story.text, "said"), [at(story.text, "Anna Holt")]) is None


def test_without_words_everything_stays_as_it_is() -> None:
    text = "Holt said so."
    bare = make_page(Text(text), article(text), (), (), ())
    said, holt = at(text, "said"), at(text, "Holt")
    assert (cue_words(bare, said, ()), source_words(bare, holt, said, ()), subject_of(bare, said, ())) == (said, holt, None)

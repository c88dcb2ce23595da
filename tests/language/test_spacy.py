"""Train a small pipeline on a few sentences and read with it: what is tested is the real loading and reading, not how good it is."""

import pytest
import spacy
from spacy.training import Example

from kg.errors import LanguageError
from kg.language.spacy import ACROSS_LINES, PROBABILITY, UNKNOWN_LABEL, SpacyNames, apart, trimmed, type_of
from kg.model import Name, Span

#: Names stand in brackets with their labels.
SENTENCES = (
    "[Ana Brandt|PERSON] lives in [Merrow|GPE] .",
    "On Sunday [Ana Brandt|PERSON] met [Jon Varga|PERSON] in [Tarn|GPE] .",
    "The [Hill Brigades|ORG] left [Merrow|GPE] .",
    "[Jon Varga|PERSON] of the [Hill Brigades|ORG] spoke in [Tarn|GPE] .",
    "[Merrow|GPE] and [Tarn|GPE] are far from the sea .",
    "They saw nobody there .",
    "[Ana Brandt|PERSON] went to [Tarn|GPE] on [Sunday|DATE] with [Lantern|SHIP] .",
)


def marked(row):
    """Return the words of a row and its names as spaCy wants them."""
    text, names = "", []
    for piece in row.replace("[", "\0[").replace("]", "]\0").split("\0"):
        words, _, label = piece.strip("[]").partition("|") if piece.startswith("[") else (piece, "", "")
        names += [(len(text), len(text) + len(words), label)] if label else []
        text += words
    return text, {"entities": names}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    spacy.util.fix_random_seed(1)
    nlp = spacy.blank("en")
    nlp.meta |= {"name": "tiny_news", "version": "1.2.3"}
    nlp.add_pipe("ner")
    examples = [Example.from_dict(nlp.make_doc(text), names) for text, names in map(marked, SENTENCES)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer, drop=0.0)
    folder = tmp_path_factory.mktemp("pipeline") / "tiny"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def engine(pipeline):
    return SpacyNames.load(str(pipeline))


def read(engine, text, *spans):
    return [(name.span.of(text), name.type) for name in engine.find(text, spans or [Span(0, len(text))])]


def test_the_engine_names_the_pipeline_and_its_version(engine):
    assert engine.name == f"spaCy en_tiny_news 1.2.3 (spaCy {spacy.__version__})"


def test_a_pipeline_finds_names_where_they_stand(engine):
    text = "On Sunday Ana Brandt met Jon Varga in Tarn ."
    assert engine.find(text, [Span(0, len(text))]) == (
        Name(Span(10, 20), "person", PROBABILITY),
        Name(Span(25, 34), "person", PROBABILITY),
        Name(Span(38, 42), "other-place", PROBABILITY),
    )
    assert engine.unread() == {}


def test_only_the_given_spans_are_read(engine):
    text = "Ana Brandt lives in Merrow .\nShare this with Jon Varga\nJon Varga spoke in Tarn ."
    assert read(engine, text, Span(0, 28), Span(55, len(text))) == [
        ("Ana Brandt", "person"),
        ("Merrow", "other-place"),
        ("Jon Varga", "person"),
        ("Tarn", "other-place"),
    ]


def test_names_far_into_a_long_text_keep_their_places(engine):
    text = "They saw nobody there . " * 1000 + "Ana Brandt lives in Merrow . " + "They saw nobody there . " * 400
    assert [name for name in engine.find(text, [Span(0, len(text))]) if name.type == "person"] == [
        Name(Span(24000, 24010), "person", PROBABILITY)
    ]


def test_reading_twice_gives_the_same(engine):
    text = " ".join(marked(row)[0] for row in SENTENCES) * 20
    assert engine.find(text, [Span(0, len(text))]) == engine.find(text, [Span(0, len(text))])


def test_kinds_that_are_unknown_are_counted_and_dates_are_not(engine):
    text = "Ana Brandt went to Tarn on Sunday with Lantern ."
    assert read(engine, text) == [("Ana Brandt", "person"), ("Tarn", "other-place")]
    assert engine.unread() == {UNKNOWN_LABEL: 1}


def test_an_empty_text_has_no_names(engine):
    assert engine.find("", []) == ()


def test_a_name_across_a_line_break_is_counted():
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": [{"TEXT": "Ana"}, {"IS_SPACE": True}, {"TEXT": "Brandt"}]}])
    engine = SpacyNames(nlp, "ruler")
    assert engine.find("Ana\nBrandt", [Span(0, 10)]) == ()
    assert engine.unread() == {ACROSS_LINES: 1}


def test_a_pipeline_that_is_not_there_says_how_to_get_one():
    with pytest.raises(LanguageError, match="spaCy has no pipeline 'xx_none': install it"):
        SpacyNames.load("xx_none")


def test_a_pipeline_without_names_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(LanguageError, match="finds no names"):
        SpacyNames.load(str(tmp_path / "blank"))


def test_a_broken_pipeline_is_one_clear_line(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = \n", encoding="utf-8")
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LanguageError, match="spaCy cannot load the pipeline") as raised:
        SpacyNames.load(str(tmp_path))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("label", "words", "acts", "kind"),
    [
        ("PERSON", "Ana Brandt", False, "person"),
        ("armed-group", "Hill Brigades", False, "armed-group"),
        ("ORG", "Hill Brigades", False, "armed-group"),
        ("ORG", "Ministry of Fisheries", False, "government-body"),
        ("ORG", "Merrow Daily News", False, "media"),
        ("ORG", "Varga", False, "other-organisation"),
        ("GPE", "Kenya", False, "country"),
        ("GPE", "Kenya", True, "state"),
        ("GPE", "Merrow", True, "other-place"),
        ("LOC", "Merrow River", False, "river"),
        ("LOC", "Lake Merrow", False, "water"),
        ("NORP", "Kenyan", False, "nationality"),
        ("DATE", "Sunday", False, ""),
        ("SHIP", "Lantern", False, None),
    ],
)
def test_labels_become_our_types(label, words, acts, kind):
    assert type_of(label, words, acts) == kind


def test_a_name_has_no_possessive_and_no_blanks():
    assert [trimmed(text, 0, len(text)) for text in ("Merrow's", "Hill Brigades’", " Tarn ", "Tarn", "  ")] == [
        (0, 6),
        (0, 13),
        (1, 5),
        (0, 4),
        (0, 0),
    ]


def test_of_two_names_that_overlap_the_earlier_stays():
    names = [Name(Span(4, 9), "person"), Name(Span(0, 6), "person"), Name(Span(0, 3), "media"), Name(Span(9, 12), "river")]
    assert apart(names) == (Name(Span(0, 6), "person"), Name(Span(9, 12), "river"))

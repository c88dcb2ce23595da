"""Words are cut the same way in training and in reading, and at any length."""

from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from kg.language.tokens import PIECES, SHAPES, UNKNOWN, Subwords, shape_of, straighten, words

VOCABULARY = {"[PAD]": 0, "[UNK]": 1, "us": 2, "-": 3, "led": 4, "a": 5, "##a": 6, '"': 7}


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in words(text)]


def subwords() -> Subwords:
    return Subwords(Tokenizer(WordPiece(VOCABULARY, unk_token="[UNK]")))  # type: ignore[arg-type]


def test_a_name_inside_a_hyphenated_word_is_a_word() -> None:
    assert cut("the U.S.-led coalition, Kurdish-led forces") == [
        "the", "U.S.", "-", "led", "coalition", ",", "Kurdish", "-", "led", "forces",
    ]  # fmt: skip


def test_possessives_and_contractions_are_words_of_their_own() -> None:
    assert cut("Iraq's army didn’t go") == ["Iraq", "'s", "army", "did", "n’t", "go"]


def test_offsets_count_code_points_of_the_whole_text() -> None:
    text = "😀 Baghouz fell."
    assert [(a, b, text[a:b]) for a, b in words(text, 2)] == [(2, 9, "Baghouz"), (10, 14, "fell"), (14, 15, ".")]


def test_a_part_of_a_text_is_cut_within_its_borders() -> None:
    assert list(words("one two three", 4, 7)) == [(4, 7)]


def test_a_word_of_a_million_letters_is_one_word_with_few_pieces() -> None:
    text = "x" * 1_000_000
    assert list(words(text)) == [(0, 1_000_000)]
    (pieces,) = subwords().of([text])
    assert len(pieces.ids) <= PIECES


def test_a_word_without_pieces_is_unknown() -> None:
    assert subwords().of([""])[0].ids == (UNKNOWN,)


def test_shapes_tell_how_a_word_is_written() -> None:
    assert [SHAPES[shape_of(w)] for w in ("said", "Syria", "NATO", "A", "McCain", "1991", "F-16", "!", "U.S.", "")] == [
        "lower", "title", "upper", "letter", "mixed", "digits", "digit-mixed", "punctuation", "upper", "punctuation",
    ]  # fmt: skip


def test_quote_marks_are_written_one_way() -> None:
    assert [straighten(w) for w in ("“", "”", "``", "''", "’s")] == ['"', '"', '"', '"', "'s"]

import pytest

from kg.articles import compose as compose_module
from kg.articles.compose import Origin, compose
from kg.articles.fields import Facts
from kg.errors import InputError
from kg.model import Article, Span, Zone, ZoneKind

ORIGIN = Origin("a.txt", "a.txt", "in/a.txt", line=3, encoding="cp1252")
ENGLISH = "The mayor said on Friday that the road to the coast had been closed and that it would not be opened."
FRENCH = "Le maire a dit vendredi que la route de la côte était fermée et que les voitures ne pouvaient pas passer."


def test_what_is_not_known_stays_empty():
    assert compose("One word", Facts(), ORIGIN) == Article(
        key="a.txt",
        source_name="a.txt",
        text="One word",
        zones=(Zone(Span(0, 8), ZoneKind.HEADING),),
        encoding="cp1252",
    )


def test_facts_win_over_what_the_text_says():
    article = compose(f"By Ann Lee\n\n{ENGLISH}", Facts(authors=("Bo Day",), url="https://a.example/1"), ORIGIN)
    assert (article.key, article.authors) == ("https://a.example/1", ("Bo Day",))


@pytest.mark.parametrize("text", ["", " \n ", "... - ..."])
def test_a_text_without_a_word_is_refused(text):
    with pytest.raises(InputError) as caught:
        compose(text, Facts(), ORIGIN)
    assert str(caught.value) == "in/a.txt:3: there is no word in it: an article needs text"


def test_a_text_beyond_measure_is_refused(monkeypatch):
    monkeypatch.setattr(compose_module, "MOST_CHARACTERS", 10)
    with pytest.raises(InputError, match=r"in/a\.txt:3: a text of 104 characters is no article \(at most 10\); split it"):
        compose("w" * 104, Facts(), ORIGIN)


@pytest.mark.parametrize(
    ("text", "given", "language", "notes"),
    [
        (ENGLISH, None, "en", ()),
        (ENGLISH, "en-GB", "en", ()),
        (ENGLISH, "fr", "en", ("the language is said to be French, but the words are English",)),
        (FRENCH, None, "fr", ("the article is in French: only what needs no English is read",)),
        (
            FRENCH,
            "en",
            "fr",
            (
                "the language is said to be English, but the words are French",
                "the article is in French: only what needs no English is read",
            ),
        ),
        ("Short words", "so", "so", ("the article is in Somali: only what needs no English is read",)),
    ],
)
def test_the_language_is_recognised_and_doubt_is_noted(text, given, language, notes):
    article = compose(text, Facts(language=given), ORIGIN)
    assert (article.language, article.notes) == (language, notes)

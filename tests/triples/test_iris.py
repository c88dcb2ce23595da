import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import ConfigError
from kg.model import Article, Span
from kg.triples import iris
from kg.triples.iris import ArticleIris

BASE = "http://kg.example/"
any_text = st.text(st.characters(exclude_categories=("Cs",)))


@pytest.mark.parametrize("base", ["http://localhost:8000/", "https://kg.example/graphs/news/", "http://münchen.example/"])
def test_a_base_that_data_can_hang_under_is_taken(base):
    assert iris.check_base(base) == base


@pytest.mark.parametrize(
    ("base", "problem"),
    [
        ("kg.example/", "not an absolute http or https IRI"),
        ("ftp://kg.example/", "not an absolute http or https IRI"),
        ("http:///x/", "not an absolute http or https IRI"),
        ("http://[::1/", "not an IRI"),
        ("http://kg.example", "does not end with '/'; write 'http://kg.example/'"),
        ("http://kg.example/#", "has a query or a fragment"),
        ("http://kg.example/#graph/", "has a query or a fragment"),
        ("http://kg.example/?a=b/", "has a query or a fragment"),
        ("http://kg.example/a b/", "is not an IRI"),
        ("", "not an absolute http or https IRI"),
    ],
)
def test_any_other_base_is_refused_with_the_reason(base, problem):
    with pytest.raises(ConfigError, match="base IRI") as refused:
        iris.check_base(base)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Syrian Democratic Forces", "syrian-democratic-forces"),
        ("  Al-Hawl (camp)  ", "al-hawl-camp"),
        ("Deir ez-Zôr", "deir-ez-zor"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("O'Brien's", "obriens"),
        ("Мария Иванова", "mariya-ivanova"),
        ("Αθήνα", "athina"),
    ],
)
def test_a_slug_can_be_read(words, slug):
    assert iris.slug(words) == slug


def test_words_without_a_letter_have_a_slug_too():
    assert iris.slug("???") == iris.short_hash("???")


def test_long_words_are_cut_and_stay_apart():
    long = "word " * 30
    assert len(iris.slug(long)) <= iris.SLUG_LENGTH + 7
    assert iris.slug(long + "a") != iris.slug(long + "b")


@given(any_text)
def test_a_slug_is_plain_ascii_and_never_empty(words):
    assert set(iris.slug(words)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and iris.slug(words)


@given(any_text)
def test_what_a_path_cannot_hold_is_encoded_and_comes_back(path):
    NamedNode(BASE + iris.safe(path))
    assert iris.unsafe(iris.safe(path)) == path


@given(any_text)
def test_a_resource_gives_back_its_path(path):
    assert iris.path_of(BASE, iris.resource(BASE, path).value) == path


def test_letters_of_every_script_stay_readable():
    assert iris.resource(BASE, "actor/Ünal دمشق").value == f"{BASE}actor/Ünal%20دمشق"


def test_an_absolute_iri_stands_for_itself():
    assert iris.resource(BASE, "https://other.example/a").value == "https://other.example/a"
    assert iris.path_of(BASE, "https://other.example/a") == "https://other.example/a"


def test_the_name_of_an_article_is_that_of_its_source_and_a_hash_of_its_key():
    one, other = Article("a/tarn.txt", "tarn.txt", ""), Article("b/tarn.txt", "tarn.txt", "")
    assert iris.article_id(one) == f"tarn-{iris.short_hash('a/tarn.txt')[:8]}"
    assert iris.article_id(one) != iris.article_id(other)
    assert iris.article_id(one) == iris.article_id(Article("a/tarn.txt", "tarn.txt", "another text"))


@pytest.mark.parametrize(
    ("name", "start"), [("tarn.txt.gz", "tarn-"), ("hundreds-leave", "hundreds-leave-"), (".txt", "txt-"), ("v1.2 talks", "v1-2-talks-")]
)
def test_only_the_suffix_of_a_file_is_left_out(name, start):
    assert iris.article_id(Article("k", name, "")).startswith(start)


def test_the_graph_of_an_article_tells_base_and_article():
    assert iris.split_article_graph(iris.article_graph(BASE, "tarn-1")) == (BASE, "tarn-1")
    assert iris.split_article_graph(iris.graph(BASE, "entities")) is None
    assert iris.split_article_graph(f"{BASE}graph/article/") is None


def test_what_an_article_says_hangs_under_the_article():
    minted = ArticleIris(BASE, "tarn-1")
    assert minted.article.value == f"{BASE}article/tarn-1"
    assert minted.words(Span(10, 20)).value == f"{BASE}article/tarn-1#char=10,20"
    assert minted.part("claim", "10-20").value == f"{BASE}article/tarn-1/claim/10-20"


@given(any_text)
def test_a_part_of_an_article_gives_back_its_local_name(local):
    minted = ArticleIris(BASE, "tarn-1")
    assert minted.local("claim", minted.part("claim", local)) == local

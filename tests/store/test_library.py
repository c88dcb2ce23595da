"""Reading saved questions, and binding their parameters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError, ParameterError, QueryError
from kg.store import parameters
from kg.store.graphs import GraphStore
from kg.store.header import Parameter, Question, parse
from kg.store.library import Library, answer, as_markdown, check, run
from kg.store.results import Iri, Rows
from store.story import BASE, told

HEADER = """\
#+ summary = "Places"
#+ tags = ["places"]
#+ [params.text]
#+ kind = "text"
#+ description = "its name"
#+ [columns]
#+ name = "its name"
#+ [[examples]]
#+ text = "Lenta"
"""
BODY = """\
SELECT ?name WHERE {
  ?place a kg:Place ; skos:prefLabel ?name .
  VALUES ?text { UNDEF } FILTER(?name = ?text)
}
ORDER BY ?name
"""


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return told()


def written(folder: Path, text: str, name: str = "mine") -> Question:
    (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    return parse(folder / f"{name}.rq", parameters.KINDS)


def asked(kind: str, *enumeration: str) -> Question:
    text = "SELECT ?value WHERE {\nVALUES ?value { UNDEF }\n}"
    return Question(
        "q", "", "", (), (Parameter("value", kind, "a value", required=True, enumeration=enumeration),), {"value": ""}, (), text
    )


def test_a_question_is_read_whole(tmp_path: Path) -> None:
    question = written(tmp_path, HEADER + BODY)
    assert question == Question(
        "mine",
        "Places",
        "",
        ("places",),
        (Parameter("text", "text", "its name"),),
        {"name": "its name"},
        ({"text": "Lenta"},),
        "\n" * 9 + BODY,
    )
    check(question)


def test_a_parameter_that_is_not_given_takes_its_line_away(tmp_path: Path, store: GraphStore) -> None:
    question = written(tmp_path, HEADER + BODY)
    assert run(store, question) == Rows(("name",), (("Lenta",), ("Tarn Province",)))
    assert run(store, question, {"text": "Lenta"}) == Rows(("name",), (("Lenta",),))
    assert answer(store, question, "csv", {"text": "Lenta"}) == b"name\r\nLenta\r\n"


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_no_text_becomes_sparql(text: str) -> None:
    assert run(GraphStore.memory(BASE), asked("text"), {"value": text}) == Rows(("value",), ((text,),))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("summary", "sumary"), "unknown field sumary"),
        (('#+ summary = "Places"\n', ""), "the header lacks summary"),
        (('["places"]', '"places"'), "tags must be list"),
        (('kind = "text"', 'kind = "txt"'), "unknown kind 'txt'"),
        (('kind = "text"', 'kind = "enumeration"'), "go together"),
        (('#+ description = "its name"\n', ""), "lacks description"),
        (("[params.text]", "[params.word]"), "differ: text, word"),
        (('"Lenta"', '"Lenta'), "is no TOML"),
        (('#+ text = "Lenta"', '#+ word = "Lenta"'), "an example uses word"),
        (("[params.text]\n", "[params.text]\n#+ required = true\n#+ default = 'x'\n"), "required and has a default"),
    ],
)
def test_a_header_that_is_wrong_is_refused(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        written(tmp_path, HEADER.replace(*change) + BODY)


def test_columns_that_are_not_those_of_the_header_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="the header's columns are name, the query's place"):
        check(written(tmp_path, HEADER + BODY.replace("SELECT ?name", "SELECT ?place")))


def test_a_syntax_error_is_told_in_lines_of_the_file(tmp_path: Path, store: GraphStore) -> None:
    with pytest.raises(QueryError) as caught:
        run(store, written(tmp_path, HEADER + BODY.replace("ORDER BY ?name", "ORDER ?name")))
    assert caught.value.line == 14


def test_the_users_own_questions_stand_beside_the_shipped_ones_and_may_replace_them(tmp_path: Path) -> None:
    written(tmp_path, HEADER + BODY, "mine")
    written(tmp_path, HEADER + BODY, "timeline")
    library = Library.load([tmp_path])
    assert {"mine", "who-said-what", "figures", "evidence"} <= set(library.names())
    assert library.get("timeline").summary == "Places"
    with pytest.raises(QueryError, match="no such folder"):
        Library.load([tmp_path / "none"])


def test_an_unknown_question_offers_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="no saved question 'who-say-what'; nearest are who-said-what"):
        Library.load().get("who-say-what")


def test_an_unknown_parameter_names_those_that_exist(store: GraphStore) -> None:
    with pytest.raises(ParameterError, match="figures has no parameter 'town'; it has event, place, from, to, counted") as caught:
        run(store, Library.load().get("figures"), {"town": "x"})
    assert caught.value.parameter == "town"
    with pytest.raises(ParameterError, match="wire-copies has no parameter 'x'; it has none"):
        run(store, Library.load().get("wire-copies"), {"x": "x"})


def test_a_missing_parameter_is_asked_for(store: GraphStore) -> None:
    with pytest.raises(ParameterError, match="evidence needs --thing: an actor"):
        run(store, Library.load().get("evidence"))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("actor", "army", Iri(BASE + "actor/army")),
        ("place", "Lenta", Iri(BASE + "place/lenta")),
        ("integer", "-12", -12),
        ("event", "Territorial gain", Iri("https://w3id.org/newsclaims/ns#territorial-gain")),
        ("status", "DENIED", Iri("https://w3id.org/newsclaims/ns#denied")),
        ("verdict", "agree", Iri("https://w3id.org/newsclaims/ns#agree")),
        ("attribution", "narrator", Iri("https://w3id.org/newsclaims/ns#narrator")),
        ("relation", "memberof", Iri("http://www.w3.org/ns/org#memberOf")),
        ("enumeration", "B", "b"),
    ],
)
def test_a_value_becomes_a_term(store: GraphStore, kind: str, text: str, value: object) -> None:
    question = asked(kind, "a", "b") if kind == "enumeration" else asked(kind)
    assert run(store, question, {"value": text}).rows == ((value,),)


def test_dates_and_decimals_keep_their_datatypes(store: GraphStore) -> None:
    assert str(run(store, asked("date"), {"value": "2024-02-29"}).rows[0][0]) == "2024-02-29"
    assert str(run(store, asked("decimal"), {"value": "0.50"}).rows[0][0]) in ("0.5", "0.50")


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("date", "2024", "'2024' is no date; write it as 2019-02-12"),
        ("date", "2023-02-31", "there is no day 2023-02-31"),
        ("integer", "many", "'many' is no whole number"),
        ("decimal", "1e5", "'1e5' is no number"),
        ("status", "true", "'true' is none of asserted, denied"),
        ("event", "", "'' is none of abuse, advance"),
        ("enumeration", "c", "'c' is none of a, b"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(store: GraphStore, kind: str, text: str, words: str) -> None:
    with pytest.raises(ParameterError, match=words) as caught:
        run(store, asked(kind, "a", "b") if kind == "enumeration" else asked(kind), {"value": text})
    assert caught.value.parameter == "value"


def test_choices_are_offered_for_completion() -> None:
    assert parameters.choices(Parameter("x", "status", "")) == ("asserted", "denied", "possible", "planned", "conditional")
    assert parameters.choices(Parameter("x", "enumeration", "", enumeration=("a",))) == ("a",)
    assert parameters.choices(Parameter("x", "text", "")) == ()
    assert "displacement" in parameters.choices(Parameter("x", "event", ""))


def test_the_questions_are_written_down() -> None:
    written = Path(__file__).parents[2] / "queries" / "README.md"
    assert written.read_text("utf-8") == as_markdown(Library.load()), "kg ask --list > queries/README.md"


def test_a_question_is_written_with_all_of_its_header(tmp_path: Path) -> None:
    question = written(tmp_path, HEADER.replace('"Places"', '"Places | areas"') + BODY)
    assert as_markdown(Library({"mine": question})).partition("## ")[2] == (
        "mine\n\nPlaces | areas.\n\nTags: places\n\n| parameter | kind | meaning |\n| --- | --- | --- |\n| `text` | text | its name |\n\n"
        "| column | meaning |\n| --- | --- |\n| `name` | its name |\n\n```text\nkg ask mine --text Lenta\n```\n"
    )

from kg.export.evidence import PASSAGES, cited
from kg.store.library import Library, run
from kg.store.results import Rows


def answer(told, name, **given):
    rows = run(told, Library.load().get(name), given)
    return rows, cited(told, rows)


def test_a_row_that_names_a_claim_cites_its_words(told):
    rows, quotations = answer(told, "figures")
    assert len(rows) == len(quotations) > 3
    assert [[quotation.words for quotation in row] for row in quotations] == [[content] for content in rows.column("content")]


def test_quotations_stand_where_they_say(told):
    texts = {str(article): str(text) for article, text in told.query("SELECT ?article ?text WHERE { ?article kg:text ?text }").rows}
    for row in answer(told, "figures")[1]:
        for quotation in row:
            text = texts[quotation.article]
            assert text[quotation.start : quotation.end] == quotation.words
            assert text[: quotation.start].endswith(quotation.before) and text[quotation.end :].startswith(quotation.after)


def test_a_relation_cites_what_says_so_and_an_actor_its_first_mentions(told):
    rows, quotations = answer(told, "actor-network")
    assert len(rows) == len(quotations) > 0 and all(quotations)
    _, quotations = answer(told, "actors")
    assert all(1 <= len(row) <= PASSAGES for row in quotations)
    assert all(list(row) == sorted(row) for row in quotations)


def test_an_answer_without_iris_cites_nothing(told):
    assert cited(told, Rows(("count",), ((3,), (None,)))) == ((), ())
    assert cited(told, Rows(("count",), ())) == ()

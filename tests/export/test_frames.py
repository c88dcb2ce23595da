import datetime as dt

import pytest

from kg.export.frames import FRAMES

KINDS = {"string": str, "strings": list, "integer": int, "double": float, "boolean": bool, "date": dt.date}


@pytest.mark.parametrize("name", FRAMES)
def test_every_value_is_of_the_type_of_its_column_and_every_column_is_described(told, name):
    fields = FRAMES[name].fields
    rows = list(FRAMES[name].rows(told))
    assert rows
    assert all(field.description for field in fields)
    for row in rows:
        assert list(row) == [field.name for field in fields]
        assert [field.name for field in fields if row[field.name] is not None and not isinstance(row[field.name], KINDS[field.type])] == []


@pytest.mark.parametrize("name", FRAMES)
def test_there_is_one_row_an_iri_in_order(told, name):
    keys = [row[FRAMES[name].fields[0].name] for row in FRAMES[name].rows(told)]
    assert keys == sorted(set(keys))


def test_the_tables_hold_as_much_as_the_graph(told):
    counts = {
        "claims": "kg:Claim",
        "entities": "kg:Actor, kg:Place",
        "comparisons": "kg:Comparison",
        "mentions": "kg:Mention, kg:Reference",
    }
    for name, classes in counts.items():
        [[count]] = told.query(f"SELECT (COUNT(DISTINCT ?one) AS ?count) WHERE {{ ?one a ?class FILTER(?class IN ({classes})) }}").rows
        assert len(list(FRAMES[name].rows(told))) == count


def test_a_claim_has_its_words_where_they_stand(told):
    texts = {str(article): str(text) for article, text in told.query("SELECT ?article ?text WHERE { ?article kg:text ?text }").rows}
    for row in FRAMES["claims"].rows(told):
        assert texts[row["article"]][row["start"] : row["end"]] == row["content"]

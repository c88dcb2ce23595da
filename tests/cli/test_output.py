"""Rows as a table, CSV, JSON and Markdown."""

from kg.cli.output import as_csv, as_json, as_markdown, as_table

COLUMNS = ("name", "count")
ROWS = [("Lenta [old]", "12"), ("a|b", None)]


def test_a_table_wraps_nothing_short_and_stands_numbers_right():
    assert as_table(COLUMNS, ROWS).split()[:2] == ["name", "count"]


def test_csv_leaves_absent_values_empty():
    assert as_csv(COLUMNS, ROWS) == "name,count\nLenta [old],12\na|b,\n"


def test_json_has_null_for_absent_values():
    assert as_json(COLUMNS, ROWS) == '[\n {\n  "name": "Lenta [old]",\n  "count": "12"\n },\n {\n  "name": "a|b",\n  "count": null\n }\n]\n'


def test_markdown_escapes_bars():
    assert as_markdown(COLUMNS, ROWS) == "| name | count |\n| --- | --- |\n| Lenta [old] | 12 |\n| a\\|b |  |\n"

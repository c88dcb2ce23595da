import xml.etree.ElementTree as ET

import pytest

from kg.export.evidence import Quotation
from kg.export.report import FORMS, Report, html_page, markdown
from kg.store.results import Iri, Rows

HOSTILE = '<script>alert(1)</script> | *b* [l](javascript:x) `c` قسد\n\x00& "q"'


def report(words="40 people left", url="https://x.example/a?b=1&c=2", rows=1):
    quotation = Quotation(
        "2024-03-01", "http://x/a", 10, 24, "http://x/a/claim/10-24", words, "He said", "on Monday.", "Flood", "The Post", url
    )
    answer = Rows(("figure", "claim"), tuple((words, Iri("http://x/a/claim/10-24")) for _ in range(rows)))
    return Report("Figures", "What is counted.", {"place": "Lenta"}, answer, ((quotation,),) * rows)


def test_a_report_in_markdown_has_the_answer_and_the_words_behind_it():
    assert (
        markdown(report(rows=2))
        == """# Figures

What is counted.

- place: Lenta

2 rows, 1 quotation.

| figure | evidence |
| --- | --- |
| 40 people left | \\[1\\] |
| 40 people left | \\[1\\] |

## Evidence

1. > … He said **40 people left** on Monday. …

   The Post, “Flood”, 2024-03-01, <https://x.example/a?b=1&c=2> characters 10 to 24, http://x/a/claim/10-24
"""
    )


def test_a_report_in_html_is_one_well_formed_page():
    root = ET.fromstring(
        html_page(report()).partition("\n")[2].replace('<meta charset="utf-8">', "").replace('initial-scale=1">', 'initial-scale=1"/>')
    )
    assert root.findtext(".//mark") == "40 people left"
    assert root.find(".//cite/a").get("href") == "https://x.example/a?b=1&c=2"
    assert [cell.text for cell in root.findall(".//tbody/tr/td")] == ["40 people left", None]
    assert root.find(".//td/a").get("href") == "#" + root.find(".//ol/li").get("id")


def test_nothing_of_a_text_becomes_markup():
    page = html_page(report(HOSTILE, "javascript:alert(1)"))
    assert "<script" not in page and 'href="javascript' not in page and "\x00" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "قسد" in page
    text = markdown(report(HOSTILE, "https://x/ <b>"))
    assert "\\<script\\>" in text and "\\| \\*b\\* \\[l\\](javascript:x)" in text and "<https://x/" not in text


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_rows_says_so(form):
    text = FORMS[form](report(rows=0))
    assert "0 rows, 0 quotations" in text and "Evidence" not in text


def test_columns_of_iris_are_hidden_unless_there_are_no_others():
    assert report().header() == ["figure"]
    assert Report("T", "D", {}, Rows(("claim",), ((Iri("http://x"),),)), ((),)).header() == ["claim"]

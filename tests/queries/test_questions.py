"""Every saved question runs, has its declared columns, and answers the story of ``store.story`` as ``expected/`` says.

``PYTHONPATH=.:tests python -m queries.test_questions`` writes ``expected/`` anew: read what it changed before keeping it.
"""

import csv
import io
from pathlib import Path

import pytest
from store.story import told

from kg.store.graphs import GraphStore
from kg.store.header import Question
from kg.store.library import Library, check, run

HERE = Path(__file__).parent
QUESTIONS = Library.load().questions


def answered(store: GraphStore, question: Question) -> str:
    """Return the answers to all examples of a question: what is asked, then the table as CSV."""
    output = io.StringIO()
    for example in question.examples:
        output.write(f"? {' '.join(f'--{name} {value!r}' for name, value in example.items())}".rstrip() + "\n")
        rows = run(store, question, example)
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows(["" if cell is None else str(cell) for cell in row] for row in rows.rows)
    return output.getvalue()


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return told()


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_answers_the_story(name: str, store: GraphStore) -> None:
    assert answered(store, QUESTIONS[name]) == (HERE / "expected" / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_declared_columns_examples_and_order(name: str) -> None:
    question = QUESTIONS[name]
    check(question)
    assert question.summary and question.tags and question.examples
    assert "ORDER BY" in question.text.rpartition("}")[2], "an answer without order differs from run to run"
    assert {parameter.name for parameter in question.parameters if parameter.required} <= set(question.examples[0])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_answers_an_empty_graph_with_no_rows(name: str) -> None:
    question, empty = QUESTIONS[name], GraphStore.memory()
    if not any(parameter.required for parameter in question.parameters):
        assert run(empty, question).rows == ()


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_example_of_the_story_goes_unanswered(name: str, store: GraphStore) -> None:
    question = QUESTIONS[name]
    assert all(run(store, question, example).rows for example in question.examples)


def test_nothing_is_expected_of_questions_that_are_gone() -> None:
    assert {path.stem for path in (HERE / "expected").glob("*.csv")} == set(QUESTIONS)


if __name__ == "__main__":
    for name, question in QUESTIONS.items():
        (HERE / "expected" / f"{name}.csv").write_text(answered(told(), question), encoding="utf-8")

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from kg.articles.wire import fingerprint, wire_groups
from kg.model import Span

COPY = " ".join(
    f"On day {n} the {side} army fired {n + 3} shells at village number {n * 7} and the mayor of town {n} counted {n * 2} wounded people."
    for n, side in enumerate(["northern", "southern", "eastern", "western", "rebel", "royal", "coastal", "river"])
)
OTHER = " ".join(
    f"Minister {n} told parliament that budget line {n * 11} would rise by {n} percent, which party {n} called a gift." for n in range(9)
)


def prints(text: str) -> tuple[int, ...]:
    return fingerprint(text, [Span(0, len(text))])


def test_a_copy_in_other_dress_joins_its_original():
    dressed = f"Our own headline\n\n{COPY.replace('wounded', 'wounded').upper()} (With inputs from agencies)"
    assert wire_groups({"b": prints(COPY), "a": prints(dressed), "c": prints(OTHER)}) == {"a": "a", "b": "a", "c": "c"}


def test_a_copy_that_was_cut_joins_its_original():
    assert wire_groups({"whole": prints(COPY), "cut": prints(COPY[: len(COPY) // 3])}) == {"whole": "cut", "cut": "cut"}


def test_one_quoted_sentence_does_not_join_two_reports():
    quoting = f"{OTHER} {COPY[:120]}"
    assert wire_groups({"a": prints(COPY), "b": prints(quoting)}) == {"a": "a", "b": "b"}


def test_less_must_be_shared_where_both_credit_one_agency():
    half = COPY[: len(COPY) * 4 // 10] + OTHER[: len(COPY) * 6 // 10]
    pair = {"a": prints(COPY), "b": prints(half)}
    assert wire_groups(pair) == {"a": "a", "b": "b"}
    assert wire_groups(pair, {"a": ("AFP",), "b": ("AFP", "AP")}) == {"a": "a", "b": "a"}


def test_only_the_spans_given_count():
    assert fingerprint(f"Menu {COPY}", [Span(5, 5 + len(COPY))]) == prints(COPY)


def test_texts_without_words_stand_alone_or_equal():
    assert wire_groups({"a": (), "b": (), "c": prints("One line.")}) == {"a": "a", "b": "b", "c": "c"}
    assert wire_groups({"a": prints("One line."), "b": prints("One LINE")}) == {"a": "a", "b": "a"}


def test_another_process_gives_the_same_fingerprint():
    code = f"from kg.articles.wire import fingerprint; from kg.model import Span; print(fingerprint({COPY!r}, [Span(0, {len(COPY)})]))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}).stdout
    assert out.strip() == str(prints(COPY))


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_of_articles_changes_nothing(order):
    texts = {"a": COPY, "b": COPY[: len(COPY) // 2], "c": OTHER, "d": COPY[len(COPY) // 2 :], "e": OTHER.upper()}
    groups = wire_groups({name: prints(texts[name]) for name in order})
    assert groups == {"a": "a", "b": "a", "c": "c", "d": "a", "e": "c"}

import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.articles.layout import comparable, paragraphs

WRAPPED = """\
The governor of the province said on Friday that the road to the
coast had been closed since Monday and that no lorry had passed it
in three days, although the army had promised to open it again.

Drivers waiting at the first checkpoint said that they had seen no
soldiers at all, and that they would turn back if nothing happened
before night.
"""


def test_each_line_is_a_paragraph():
    assert [p.text for p in paragraphs("One line.\nAnother line.\n\nA third.")] == ["One line.", "Another line.", "A third."]


def test_a_blank_line_is_remembered_as_a_gap():
    assert [p.gap for p in paragraphs("One.\nTwo.\n\nThree.")] == [True, False, True]


def test_lines_broken_at_a_fixed_width_are_joined():
    assert [p.text.split()[0] for p in paragraphs(WRAPPED)] == ["The", "Drivers"]


def test_words_are_equal_whatever_the_quotes_dashes_and_case():
    assert comparable("“We’ve won” — BUT...") == comparable('"we\'ve won" -- but…')


def test_a_paragraph_that_its_page_cut_is_not_terminated():
    cut, whole, quoted = paragraphs("They came from the...\nThey came.\n“They came...”")
    assert (cut.terminated, whole.terminated, quoted.terminated) == (False, True, True)


@given(st.text(alphabet=st.sampled_from('ab. \n\r\t\u00a0\u2028-"')))
def test_paragraphs_are_in_order_and_hold_every_word(text):
    found = paragraphs(text)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(p.text == p.span.of(text) == p.text.strip() for p in found)
    assert comparable(" ".join(p.text for p in found)) == comparable(text)

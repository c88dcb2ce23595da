from kg.articles.layout import paragraphs
from kg.articles.repeats import repeated, repeated_sentences

FLED = "About 600 civilians fled the town at night, the mayor said."
BOATS = "The boats came in the morning and took the children first, then the old."


def copies(*lines: str) -> list[int]:
    found = paragraphs("\n\n".join(lines))
    return sorted(repeated(found, range(len(found))))


def test_the_second_copy_is_one_whatever_its_quotes_and_dashes():
    assert copies("“We’re here” — they said it twice.", BOATS, '"We\'re here" -- they said it twice.') == [2]


def test_another_figure_makes_another_paragraph():
    assert copies(FLED, FLED.replace("600", "650")) == []


def test_of_a_caption_cut_short_the_whole_one_is_kept():
    assert copies("A boat leaves the flooded town of...", "A boat leaves the flooded town of Tamber") == [0]
    assert copies("A boat leaves the flooded town", 'A boat leaves the flooded town "at last"', BOATS) == [0]


def test_short_lines_may_come_again_unless_they_stand_among_copies():
    assert copies("Why?", BOATS, "Why?", FLED) == []
    assert copies("Why?", BOATS, "Why?", BOATS) == [2, 3]


def test_a_pull_quote_is_a_copy():
    assert copies(f"{FLED} {BOATS}", "THE BOATS CAME IN THE MORNING") == [1]
    assert copies(f"{FLED} {BOATS}", "The boats came") == []


def test_a_sentence_said_before_is_found_inside_a_paragraph():
    found = paragraphs(f"{BOATS}\n\n{FLED} {BOATS} Nobody was left.")
    spans = repeated_sentences(found, [0, 1])
    assert {index: [span.of(f"{BOATS}\n\n{FLED} {BOATS} Nobody was left.") for span in own] for index, own in spans.items()} == {1: [BOATS]}


def test_a_long_text_of_one_word_costs_no_more():
    found = paragraphs("\n\n".join(["no " * 2000] * 3 + ["no " * 1999 + "yes"]))
    assert sorted(repeated(found, range(4))) == [1, 2]

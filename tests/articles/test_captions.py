import pytest

from kg.articles.captions import agencies_in, credit_spans, is_credit_line, is_picture_credit, is_sign_off, starts_as_caption
from kg.articles.layout import paragraphs


def first(text: str):
    return paragraphs(text)[0]


@pytest.mark.parametrize(
    "line",
    [
        "Ann LEE, AFP",
        "Bo souleiman, AFP",
        "ANN LEE / AFP / GETTY IMAGES",
        "REUTERS/Ann Lee",
        "AP Photo/Bo Day",
        "(AP Photo/Bo Day)",
        "Photo: Ann Lee",
        "Image source, Getty Images",
        "© AFP",
        "Copyright AFP Ann Lee",
        "Getty Images",
        "Photograph by Bo Day",
        "[Ann Lee/AFP]",
        "Ann Lee via AP",
        "Image: United States Navy.",
        "Handout via Reuters",
        "Credit: Bo Day/Reuters",
    ],
)
def test_a_name_and_where_a_picture_is_from_is_its_credit(line):
    assert is_picture_credit(first(line))
    assert credit_spans(first(line)) == (first(line).span,)


@pytest.mark.parametrize(
    "line",
    [
        "(Our Paper with AFP)",
        "(NPA)",
        "AFP",
        "- Reuters",
        "(Reporting by Ann Lee; Editing by Bo Day)",
        "Reporting by Ann Lee in Tamber, produced by Bo Day",
        "(With inputs from agencies)",
        "Ann Lee in Tamber contributed to this report.",
        "Additional reporting by Bo Day",
        "Source: Reuters",
    ],
)
def test_whose_copy_it_is_and_who_worked_on_it_is_a_sign_off(line):
    assert is_sign_off(first(line))


@pytest.mark.parametrize(
    "line",
    [
        "The army said so.",
        "Ann Lee, mayor of Tamber",
        "Reuters said it had no comment.",
        "War and peace",
        "(sic)",
        "Hundreds flee, UN says",
        "Reporting on the war is dangerous.",
    ],
)
def test_other_lines_are_no_credits(line):
    assert not is_credit_line(first(line))
    assert credit_spans(first(line)) == ()


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Ann Lee, REUTERS | A boat leaves the town.", "Ann Lee, REUTERS | "),
        ("?? ANN LEE / AFP / GETTY IMAGES ?? A boat leaves the town.", "?? ANN LEE / AFP / GETTY IMAGES ?? "),
        ("ANN LEE / AFP A boat leaves the town.", "ANN LEE / AFP "),
        ("A boat leaves the town. Ann Lee, AFP", "Ann Lee, AFP"),
        ("A boat leaves the town. (AP Photo/Ann Lee)", "(AP Photo/Ann Lee)"),
        ("A boat leaves the town [Ann Lee/AFP]", "[Ann Lee/AFP]"),
        ("A boat leaves the town. Photograph: Ann Lee/NPA", "Photograph: Ann Lee/NPA"),
        ("A boat leaves the town. © Ann Lee", "© Ann Lee"),
        ("The army denied it. (Reuters)", "(Reuters)"),
    ],
)
def test_a_credit_is_found_inside_a_caption(caption, credit):
    assert [span.of(caption) for span in credit_spans(first(caption))] == [credit]


@pytest.mark.parametrize("line", ["The army, Reuters reported, denied it.", "He spoke to AFP.", "The mayor told Reuters: “It is over.”"])
def test_an_agency_in_a_sentence_is_no_credit(line):
    assert credit_spans(first(line)) == ()


def test_agencies_have_one_name_each():
    assert agencies_in("Agence France-Presse, The Associated Press and staff") == ("AFP", "AP")
    assert (agencies_in("NPA"), agencies_in("NPA", bracketed=True)) == ((), ("NPA",))


def test_captions_show_by_how_they_open():
    lines = [
        "This handout photo shows a boat.",
        "FILE - A boat leaves.",
        "In this Friday, March 8, 2019 photo, a boat leaves.",
        "This was a photo of my son, she said.",
    ]
    assert [starts_as_caption(first(line)) for line in lines] == [True, True, True, False]

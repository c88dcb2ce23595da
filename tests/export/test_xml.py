import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kg.export.xml import attribute, clean, content


@given(st.text())
def test_any_text_survives_as_attribute_and_content(text):
    root = ET.fromstring(f"<a{attribute('b', text)}>{content(text)}</a>")
    assert root.get("b") == clean(text)
    assert (root.text or "") == clean(text)


def test_control_characters_are_dropped_and_white_space_is_one_blank():
    assert clean(" a\x00b\n\t c\x85") == "ab c"

import pytest

from kg.errors import InputError
from kg.store.incoming import parsed

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def document(doctype: str, value: str) -> bytes:
    return f'<!DOCTYPE r [{doctype}]><rdf:RDF {RDF}><rdf:Description rdf:about="http://e/"><rdf:value>{value}</rdf:value></rdf:Description></rdf:RDF>'.encode()


def test_entities_that_abbreviate_are_read():
    [triple] = parsed(document('<!ENTITY e "http://e/">', "&e;x"), "rdfxml", "http://e/")
    assert triple.object.value == "http://e/x"


@pytest.mark.parametrize(
    ("doctype", "message"),
    [
        ('<!ENTITY a "b"><!ENTITY c "&a;&a;">', "the entity c of the XML is long, or made of others; write it out"),
        (f'<!ENTITY a "{"b" * 300}">', "the entity a of the XML is long, or made of others; write it out"),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "the entity a of the XML is elsewhere; nothing is fetched"),
        ('<!ENTITY % a "b">', "the entity % of the XML is elsewhere; nothing is fetched"),
    ],
)
def test_entities_that_exhaust_or_fetch_are_refused(doctype, message):
    with pytest.raises(InputError) as error:
        parsed(document(doctype, "&a;"), "rdfxml", "http://e/")
    assert str(error.value) == message


def test_json_that_is_too_deep_is_refused():
    with pytest.raises(InputError, match="the JSON has more than 100 levels"):
        parsed(b"[" * 101 + b"]" * 101, "jsonld", "http://e/")
    assert parsed(b'{"http://e/p": "' + b"[" * 500 + b'"}', "jsonld", "http://e/")


@pytest.mark.parametrize(
    ("data", "format"), [(b"\xff", "ttl"), (b"<a> <b>", "ttl"), (b"{", "jsonld"), (b"<a>", "rdfxml"), (b"a b c", "nt")]
)
def test_what_is_no_graph_is_refused_with_one_line(data, format):
    with pytest.raises(InputError) as error:
        parsed(data, format, "http://e/")
    assert "\n" not in str(error.value)

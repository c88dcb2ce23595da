"""Describing one thing in RDF."""

import pytest

from kg.errors import NotFoundError, StoreError
from kg.store.describe import MEDIA_TYPES, serialised
from kg.store.graphs import GraphStore
from store.story import BASE, POST, claim_iri, told


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return told()


def test_a_claim_is_described_with_its_parts_and_the_names_of_what_it_speaks_of(store: GraphStore) -> None:
    lines = serialised(store, claim_iri(0, 0), "nt").decode().splitlines()
    kinds = {line.split(" ")[2] for line in lines if "rdf-syntax-ns#type" in line}
    ns, oa = "https://w3id.org/newsclaims/ns#", "http://www.w3.org/ns/oa#"
    assert {f"<{ns}Claim>", f"<{ns}Event>", f"<{ns}Quantity>", f"<{oa}TextQuoteSelector>"} <= kinds
    assert f'<{BASE}place/lenta> <http://www.w3.org/2004/02/skos/core#prefLabel> "Lenta" .' in lines
    assert any(f"<{ns}compares> <{claim_iri(0, 0)}>" in line for line in lines)


def test_an_actor_is_described_with_what_leads_to_it(store: GraphStore) -> None:
    text = serialised(store, BASE + "actor/army", "nt").decode()
    assert "ns#attributedTo> <http://example.org/actor/army>" in text
    assert "ns#fightsAgainst> <http://example.org/actor/army>" in text
    assert "refersTo" not in text


def test_an_article_is_described_with_its_claims_and_its_text_only_on_demand(store: GraphStore) -> None:
    with_text, without = (serialised(store, POST, "nt", texts=texts).decode() for texts in (True, False))
    assert "ns#text>" in with_text and "ns#text>" not in without
    assert "ns#content>" in without


@pytest.mark.parametrize("format", MEDIA_TYPES)
def test_every_format_is_the_same_each_time(store: GraphStore, format: str) -> None:
    assert serialised(store, BASE + "actor/army", format) == serialised(store, BASE + "actor/army", format) != b""


def test_a_table_has_a_line_for_each_statement(store: GraphStore) -> None:
    first, *lines = serialised(store, BASE + "actor/army", "csv").decode().split("\r\n")
    assert first == "subject,property,value,datatype"
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    assert f"{BASE}actor/army,{label},Aldoran Army,http://www.w3.org/2001/XMLSchema#string" in lines


def test_what_the_graph_knows_nothing_of_is_refused(store: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="says nothing of"):
        serialised(store, BASE + "actor/nobody", "ttl")
    with pytest.raises(NotFoundError, match="is no IRI"):
        serialised(store, "http://example.org/a b", "ttl")
    with pytest.raises(StoreError, match="no format 'exe'"):
        serialised(store, BASE + "actor/army", "exe")

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.errors import ShapeError
from kg.model import Article, Comparison, Entity, Link, Mention, Predicate, Reading, Relation, ReportedClaim, Span, Status, Verdict
from kg.model import AttributionKind as Kind
from kg.triples import vocab
from kg.triples.order import in_order
from kg.triples.quads import (
    Origin,
    Thing,
    article_quads,
    comparison_quads,
    entity_quads,
    read_article,
    read_comparisons,
    read_links,
    read_origin,
    read_things,
    read_wire,
    reported_claims,
)
from kg.triples.things import in_link_order

from .strategies import ASSIGNMENT, BASE, FULL, assigned, at

IRI = f"{BASE}article/tarn-51fc15bf"


def triples(quads):
    """Return quads as text rows, with the names of the vocabularies prefixed."""

    def shown(term):
        for prefix, start in vocab.PREFIXES.items():
            if isinstance(term, NamedNode) and term.value.startswith(start):
                return f"{prefix}:{term.value.removeprefix(start)}"
        return term.value

    return {(shown(q.subject), shown(q.predicate), shown(q.object)) for q in quads}


def of(subject, quads):
    return {(p, o) for s, p, o in triples(quads) if s == subject}


# --- there and back --------------------------------------------------------------------------------------------


def test_an_article_with_every_field_is_read_back_as_it_was():
    quads = article_quads(FULL, ASSIGNMENT, BASE)
    assert read_article(quads) == (in_order(FULL), ASSIGNMENT)


@given(assigned())
def test_any_reading_is_read_back_in_its_one_order(case):
    reading, assignment = case
    assert read_article(article_quads(reading, assignment, BASE)) == (in_order(reading), assignment)


@given(assigned())
def test_quads_read_back_and_written_again_are_the_same_quads(case):
    reading, assignment = case
    quads = article_quads(reading, assignment, BASE)
    assert article_quads(*read_article(quads), BASE) == quads


@given(assigned())
def test_a_store_gives_back_the_quads_that_it_was_given(case):
    reading, assignment = case
    quads = article_quads(reading, assignment, BASE)
    store = Store()
    store.load(dumped(quads), format=RdfFormat.N_QUADS)
    assert sorted(store, key=str) == quads


def dumped(quads):
    store = Store()
    store.extend(quads)
    return store.dump(format=RdfFormat.N_QUADS)


@given(assigned())
def test_a_reading_in_order_stays_as_it_is(case):
    assert in_order(in_order(case[0])) == in_order(case[0])


def test_the_order_in_which_things_were_found_changes_nothing():
    turned = replace(FULL, entities=FULL.entities[::-1], claims=FULL.claims[::-1], relations=FULL.relations[::-1])
    assert article_quads(turned, ASSIGNMENT, BASE) == article_quads(FULL, ASSIGNMENT, BASE)


def test_an_article_is_linked_anew_without_its_source():
    reading, assignment = read_article(article_quads(FULL, ASSIGNMENT, BASE))
    again = assignment | {"actor/rebels": "actor/hill-brigades"}
    assert article_quads(reading, again, BASE) == article_quads(FULL, ASSIGNMENT | {"actor/rebels": "actor/hill-brigades"}, BASE)


def test_an_entity_that_was_never_linked_stands_for_itself():
    assert article_quads(FULL, {}, BASE) == article_quads(FULL, {entity.id: entity.id for entity in FULL.entities}, BASE)


def test_two_entities_that_stand_for_one_thing_are_still_two_when_read_back():
    one = {entity.id: "actor/one" for entity in FULL.entities}
    assert read_article(article_quads(FULL, one, BASE)) == (in_order(FULL), one)


def test_the_run_and_the_fingerprint_are_kept_with_the_article():
    origin = Origin("run/0f", (255, 2**63))
    assert read_origin(article_quads(FULL, ASSIGNMENT, BASE, origin)) == origin
    assert read_origin(article_quads(FULL, ASSIGNMENT, BASE)) == Origin()


def test_quads_of_no_article_are_refused():
    with pytest.raises(ShapeError, match="not the named graph of an article"):
        read_article(entity_quads([Thing("actor/a", "A", "person")], [], BASE))
    with pytest.raises(ShapeError, match="not the named graph of an article"):
        read_article([])


def test_a_type_that_the_ontology_does_not_know_is_refused():
    with pytest.raises(ShapeError, match="no class for the type 'dragon'"):
        article_quads(Reading(Article("k", "k.txt", "text"), (Entity("actor/a", "A", "dragon"),)), {}, BASE)


# --- what an article becomes -----------------------------------------------------------------------------------


def test_everything_is_in_the_named_graph_of_the_article_and_has_no_blank_node():
    quads = article_quads(FULL, ASSIGNMENT, BASE)
    assert {quad.graph_name for quad in quads} == {NamedNode(f"{BASE}graph/article/tarn-51fc15bf")}
    assert all(isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal) for quad in quads)


def test_a_claim_becomes_what_the_contract_says():
    quads = article_quads(FULL, ASSIGNMENT, BASE)
    content = at("another 600 to 700 of the 2,000 people in Tarn, in the East, had fled the army")
    assert of(f"{IRI}/claim/outer", quads) == {
        ("rdf:type", "kg:Claim"),
        ("rdf:type", "schema:Claim"),
        ("kg:inArticle", IRI),
        ("kg:content", content.of(FULL.article.text)),
        ("oa:hasSelector", f"{IRI}#char={content.start},{content.end}"),
        ("kg:attributionKind", "kg:mixed"),
        ("kg:status", "kg:denied"),
        ("kg:confidence", "0.8"),
        ("kg:saidOn", "2021-03-02"),
        ("kg:attributedTo", f"{BASE}actor/ali-bey"),
        ("kg:attributedToAppearance", f"{IRI}/appearance/actor/ali-bey"),
        ("kg:onBehalfOf", f"{BASE}actor/rebels"),
        ("kg:onBehalfOfAppearance", f"{IRI}/appearance/actor/rebels"),
        ("kg:toldTo", f"{BASE}actor/orb-news"),
        ("kg:toldToAppearance", f"{IRI}/appearance/actor/orb-news"),
        ("kg:toldToSelector", selector("Orb News")),
        ("kg:sourceText", "Rebel spokesman Ali Bey"),
        ("kg:sourceSelector", selector("Rebel spokesman Ali Bey")),
        ("kg:cue", "said"),
        ("kg:cueSelector", selector("said")),
        ("kg:reports", f"{IRI}/event/outer"),
        ("kg:quantity", f"{IRI}/quantity/outer"),
    }
    assert ("kg:within", f"{IRI}/claim/outer") in of(f"{IRI}/claim/inner", quads)


def selector(words):
    return f"{IRI}#char={at(words).start},{at(words).end}"


def test_an_event_has_its_type_its_parts_and_its_days():
    assert of(f"{IRI}/event/outer", article_quads(FULL, ASSIGNMENT, BASE)) == {
        ("rdf:type", "kg:Event"),
        ("rdf:type", "sem:Event"),
        ("kg:eventType", "kg:displacement"),
        ("kg:agent", f"{BASE}actor/norland-army"),
        ("kg:agentAppearance", f"{IRI}/appearance/actor/army"),
        ("kg:agentText", "the army"),
        ("kg:agentSelector", selector("the army")),
        ("kg:patient", f"{BASE}actor/rebels"),
        ("kg:patientAppearance", f"{IRI}/appearance/actor/rebels"),
        ("kg:patientText", "people"),
        ("kg:patientSelector", selector("people")),
        ("kg:place", f"{BASE}place/tarn"),
        ("kg:placeAppearance", f"{IRI}/appearance/place/tarn"),
        ("kg:placeText", "in Tarn"),
        ("kg:placeSelector", selector("in Tarn")),
        ("kg:timeText", "on Monday"),
        ("kg:timeSelector", selector("on Monday")),
        ("sem:hasBeginTimeStamp", "2021-03-01"),
        ("sem:hasEndTimeStamp", "2021-03-01"),
    }


def test_a_quantity_has_its_bounds_and_what_they_bound():
    assert of(f"{IRI}/quantity/outer", article_quads(FULL, ASSIGNMENT, BASE)) == {
        ("rdf:type", "kg:Quantity"),
        ("kg:quantityText", "another 600 to 700"),
        ("oa:hasSelector", selector("another 600 to 700")),
        ("kg:min", "600"),
        ("kg:max", "700.5"),
        ("kg:approximate", "true"),
        ("kg:counted", "people"),
        ("kg:unit", "heads"),
        ("kg:increment", "true"),
        ("kg:cumulative", "true"),
        ("kg:partOf", selector("the 2,000 people")),
    }


def test_a_name_and_a_pronoun_are_annotations_of_two_classes():
    quads = article_quads(FULL, ASSIGNMENT, BASE)
    shared = {
        ("rdf:type", "oa:Annotation"),
        ("kg:inArticle", IRI),
        ("kg:refersTo", f"{BASE}actor/ali-bey"),
        ("kg:mentionOf", f"{IRI}/appearance/actor/ali-bey"),
        ("kg:seenAs", "kg:Person"),
    }
    name, pronoun = at("Ali Bey"), at("He")
    assert of(f"{IRI}/mention/{name.start}-{name.end}", quads) == shared | {
        ("rdf:type", "kg:Mention"),
        ("kg:confidence", "0.9"),
        ("oa:hasSelector", selector("Ali Bey")),
    }
    assert of(f"{IRI}/reference/{pronoun.start}-{pronoun.end}", quads) == shared | {
        ("rdf:type", "kg:Reference"),
        ("kg:confidence", "0.7"),
        ("oa:hasSelector", selector("He")),
    }


def test_a_selector_quotes_its_words_with_what_stands_around_them():
    span = at("said")
    assert of(selector("said"), article_quads(FULL, ASSIGNMENT, BASE)) == {
        ("rdf:type", "oa:TextPositionSelector"),
        ("rdf:type", "oa:TextQuoteSelector"),
        ("oa:start", str(span.start)),
        ("oa:end", str(span.end)),
        ("oa:exact", "said"),
        ("oa:prefix", FULL.article.text[span.start - 32 : span.start]),
        ("oa:suffix", FULL.article.text[span.end : span.end + 32]),
    }


def test_offsets_count_code_points_and_not_bytes():
    reading = Reading(
        Article("k", "k.txt", "😀é Tarn"), (Entity("place/tarn", "Tarn", "settlement", (Mention(Span(3, 7), "Tarn", "settlement"),)),)
    )
    assert ("oa:exact", "Tarn") in of(f"{BASE}article/k-8254c329#char=3,7", article_quads(reading, {}, BASE))


def test_an_appearance_keeps_what_this_article_calls_the_thing():
    assert of(f"{IRI}/appearance/place/tarn", article_quads(FULL, ASSIGNMENT, BASE)) == {
        ("rdf:type", "kg:Appearance"),
        ("kg:inArticle", IRI),
        ("kg:appearanceOf", f"{BASE}place/tarn"),
        ("schema:name", "Tarn"),
        ("kg:seenAs", "kg:Settlement"),
        ("kg:gazetteerId", "geonames:1"),
        ("kg:insideAppearance", f"{IRI}/appearance/place/east"),
    }


def test_a_relation_is_an_edge_and_the_words_that_say_it():
    quads = article_quads(FULL, ASSIGNMENT, BASE)
    assert of(f"{BASE}actor/ali-bey", quads) == {("kg:speaksFor", f"{BASE}actor/rebels")}
    assert of(f"{BASE}place/tarn", quads) == {("schema:containedInPlace", f"{BASE}place/east")}
    [relation] = {s for s, p, o in triples(quads) if (p, o) == ("kg:predicate", "kg:speaksFor")}
    assert of(relation, quads) == {
        ("rdf:type", "kg:Relation"),
        ("kg:inArticle", IRI),
        ("kg:subject", f"{BASE}actor/ali-bey"),
        ("kg:subjectAppearance", f"{IRI}/appearance/actor/ali-bey"),
        ("kg:predicate", "kg:speaksFor"),
        ("kg:object", f"{BASE}actor/rebels"),
        ("kg:objectAppearance", f"{IRI}/appearance/actor/rebels"),
        ("kg:confidence", "0.95"),
        ("kg:roleText", "spokesman"),
        ("oa:hasSelector", selector("Rebel spokesman Ali Bey")),
    }


def test_a_relation_with_a_role_tells_of_a_post():
    quads = article_quads(FULL, ASSIGNMENT, BASE)
    [post] = {s for s, p, o in triples(quads) if (p, o) == ("rdf:type", "org:Membership")}
    assert {row for row in of(post, quads) if row[0] != "prov:wasDerivedFrom"} == {
        ("rdf:type", "org:Membership"),
        ("org:member", f"{BASE}actor/ali-bey"),
        ("org:organization", f"{BASE}actor/rebels"),
        ("org:role", f"{BASE}role/spokesman"),
    }
    assert of(f"{BASE}role/spokesman", quads) == {("rdf:type", "org:Role"), ("skos:prefLabel", "spokesman")}


def test_of_relations_that_differ_in_probability_alone_the_most_probable_stays():
    edge = Relation("actor/ali-bey", Predicate.LEADS, "actor/rebels", at("Rebel"), None, 0.4)
    twice = replace(FULL, relations=(edge, replace(edge, probability=0.6)))
    assert in_order(twice).relations == (replace(edge, probability=0.6),)


# --- what all articles become ----------------------------------------------------------------------------------

TARN = Thing(
    "place/tarn",
    "Tarn",
    "settlement",
    ("Tarne",),
    35.5,
    40.25,
    "place/east",
    ("http://www.wikidata.org/entity/Q1", "https://sws.geonames.org/1/"),
)


def test_a_place_has_its_names_its_classes_and_its_position():
    quads = entity_quads([TARN], [], BASE)
    assert of(f"{BASE}place/tarn", quads) == {
        ("rdf:type", "kg:Place"),
        ("rdf:type", "kg:Settlement"),
        ("rdf:type", "schema:City"),
        ("skos:prefLabel", "Tarn"),
        ("skos:altLabel", "Tarne"),
        ("schema:containedInPlace", f"{BASE}place/east"),
        ("owl:sameAs", "http://www.wikidata.org/entity/Q1"),
        ("skos:exactMatch", "https://sws.geonames.org/1/"),
        ("wgs:lat", "35.5"),
        ("wgs:long", "40.25"),
        ("geo:hasGeometry", f"{BASE}place/tarn/geometry"),
    }
    assert of(f"{BASE}place/tarn/geometry", quads) == {("rdf:type", "geo:Geometry"), ("geo:asWKT", "POINT(40.25 35.5)")}


def test_things_and_links_are_read_back_as_they_were():
    things = [Thing("actor/ali", "Ali", "person"), TARN]
    links = [Link("actor/b", "actor/a", 0.91234, "One name.", True), Link("actor/c", "actor/d", 1.0, "One post.")]
    quads = entity_quads(things, links, BASE)
    assert read_things(quads, BASE) == tuple(things)
    assert read_links(quads, BASE) == in_link_order(links)


def test_comparisons_are_read_back_as_they_were():
    claims = (f"{IRI}/claim/a", f"{IRI}/claim/b")
    comparison = Comparison(
        claims, Verdict.DISAGREE, "600 against 2,000.", Decimal(600), Decimal(2000), 2, ((claims[1], "contradicts", claims[0]),)
    )
    quads = comparison_quads([comparison], {"x": "x", "y": "x"}, BASE)
    assert read_comparisons(quads) == (comparison,)
    assert read_wire(quads) == {"y": "x"}


def test_a_pair_of_claims_without_a_property_is_refused():
    with pytest.raises(ShapeError, match="'doubts'"):
        comparison_quads([Comparison((IRI,), Verdict.AGREE, "", pairs=((IRI, "doubts", IRI),))], {}, BASE)


def test_a_claim_is_handed_to_comparison_with_the_facts_of_its_article():
    reading = replace(FULL, claims=FULL.claims[:1])
    assert reported_claims(reading, ASSIGNMENT, BASE, "first-copy") == (
        ReportedClaim(
            iri=f"{IRI}/claim/outer",
            article="tarn-51fc15bf",
            outlet="The Orb",
            published=dt.date(2021, 3, 4),
            wire="first-copy",
            content=FULL.claims[0].content.of(FULL.article.text),
            kind=Kind.MIXED,
            status=Status.DENIED,
            event="displacement",
            source=f"{BASE}actor/ali-bey",
            speaker_words="Rebel spokesman Ali Bey",
            agent=f"{BASE}actor/norland-army",
            patient=f"{BASE}actor/rebels",
            patient_words="people",
            place=f"{BASE}place/tarn",
            start=dt.date(2021, 3, 1),
            end=dt.date(2021, 3, 1),
            said=dt.date(2021, 3, 2),
            quantity=FULL.claims[0].quantity,
            about=(f"{BASE}place/east", f"{BASE}place/tarn"),
        ),
    )

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib import OWL, RDF, RDFS, SH, SKOS

from kg.model import Action, AttributionKind, Status, Verdict, ZoneKind
from kg.resources import folder
from kg.triples import vocab

KG = rdflib.Namespace(vocab.KG)
SCHEMA = rdflib.Namespace(vocab.PREFIXES["schema"])
FILES = ("kg", "event-types", "mappings", "shapes")

_LIST = """
displacement clash airstrike shelling bombing attack killing injury detention release surrender siege advance territorial-gain
territorial-loss territorial-control withdrawal pause-or-ceasefire declaration threat aid medical-care repatriation transport
media-release protest-or-celebration sanction-or-legal-measure diplomacy abuse presence assessment other
"""
EVENT_TYPES = _LIST.split()


def parsed(*names):
    graph = rdflib.Graph()
    for name in names:
        graph.parse(folder("ontology") / f"{name}.ttl")
    return graph


ONTOLOGY, CONCEPTS, SHAPES = parsed("kg"), parsed("event-types"), parsed("shapes")
ALL = parsed(*FILES)


def declared(*kinds):
    return {term for kind in kinds for term in ONTOLOGY.subjects(RDF.type, kind) if str(term).startswith(vocab.KG)}


CLASSES = declared(OWL.Class)
PROPERTIES = declared(OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)


def names_in_vocab():
    """Return every name of the vocabulary that the code holds."""
    plain = [value for value in vars(vocab).values() if isinstance(value, NamedNode)]
    tables = [*vocab.PREDICATES.values(), *vocab.CLAIM_PAIRS.values(), *(kind for pair in vocab.CLASSES.values() for kind in pair)]
    return {rdflib.URIRef(node.value) for node in (*plain, *tables)}


OURS = {name for name in names_in_vocab() if str(name).startswith(vocab.KG)}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_turtle_and_uses_the_prefixes_of_the_code(name):
    turtle = (folder("ontology") / f"{name}.ttl").read_text(encoding="utf-8")
    written = dict(line.removeprefix("@prefix ").rstrip(" .").split(": ", 1) for line in turtle.splitlines() if line.startswith("@prefix "))
    known = {prefix: f"<{iri}>" for prefix, iri in vocab.PREFIXES.items()} | {"vann": "<http://purl.org/vocab/vann/>"}
    assert len(parsed(name)) > 100
    assert {prefix: iri for prefix, iri in written.items() if known[prefix] != iri} == {}


def test_the_ontology_has_a_header_and_no_clock():
    header = rdflib.URIRef(vocab.KG.rstrip("#"))
    assert (header, OWL.versionIRI, None) in ONTOLOGY and (header, rdflib.DCTERMS.license, None) in ONTOLOGY
    assert not {str(literal) for literal in ALL.objects() if getattr(literal, "datatype", None) in (rdflib.XSD.date, rdflib.XSD.dateTime)}


def test_code_and_ontology_have_the_same_names():
    assert OURS == CLASSES | PROPERTIES


@pytest.mark.parametrize("term", sorted(CLASSES | PROPERTIES))
def test_every_term_has_a_label_a_definition_and_an_example(term):
    for predicate in (RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy):
        assert len(set(ONTOLOGY.objects(term, predicate))) == 1, predicate


@pytest.mark.parametrize("term", sorted(PROPERTIES))
def test_every_property_says_what_it_is_a_property_of(term):
    assert set(ONTOLOGY.objects(term, RDFS.domain)) | set(ONTOLOGY.objects(term, SCHEMA.domainIncludes))


def test_all_that_is_said_of_a_term_is_of_terms_that_exist():
    mentioned = {term for term in ALL.all_nodes() if isinstance(term, rdflib.URIRef) and str(term).startswith(vocab.KG)}
    assert {term for term in mentioned if (term, None, None) not in ALL} == set()


def test_every_class_has_a_shape_of_its_own_or_of_a_class_above_it():
    targets = set(SHAPES.objects(None, SH.targetClass))
    assert {kind for kind in CLASSES if not targets & set(ONTOLOGY.transitive_objects(kind, RDFS.subClassOf))} == set()


def test_every_property_of_a_class_is_in_its_shape():
    for target in set(SHAPES.objects(None, SH.targetClass)) & CLASSES:
        paths = {
            p
            for shape in SHAPES.subjects(SH.targetClass, target)
            for each in SHAPES.objects(shape, SH.property)
            for p in SHAPES.objects(each, SH.path)
        }
        domains = {p for p in PROPERTIES if {target} & {*ONTOLOGY.objects(p, RDFS.domain), *ONTOLOGY.objects(p, SCHEMA.domainIncludes)}}
        across_graphs = {KG.sameWireCopyAs, KG.corroborates, KG.contradicts, KG.updates, KG.repeats} | {
            rdflib.URIRef(p.value) for p in vocab.PREDICATES.values()
        }
        assert domains - paths - across_graphs == set(), target


def test_a_name_and_a_type_have_one_class_each():
    assert {KG[str(kind.value).removeprefix(vocab.KG)] for kind in vocab.TYPES} <= CLASSES
    assert len(vocab.TYPES) == len(vocab.CLASSES)
    for kind in vocab.TYPES:
        above = set(ONTOLOGY.transitive_objects(rdflib.URIRef(kind.value), RDFS.subClassOf))
        assert len({KG.Actor, KG.Place} & above) == 1, kind


def scheme(name):
    return {str(CONCEPTS.value(one, SKOS.notation)): one for one in CONCEPTS.subjects(SKOS.inScheme, KG[name])}


def test_the_types_of_event_are_those_of_the_contract():
    assert scheme("EventTypes") == {code: KG[code] for code in EVENT_TYPES}
    assert set(scheme("EventTypes").values()) == {rdflib.URIRef(vocab.event_concept(code).value) for code in EVENT_TYPES}


@pytest.mark.parametrize(
    ("name", "codes"),
    [("AttributionKinds", AttributionKind), ("Statuses", Status), ("Verdicts", Verdict), ("ZoneKinds", ZoneKind), ("Actions", Action)],
)
def test_every_code_of_the_model_is_a_concept_and_comes_back(name, codes):
    assert scheme(name) == {str(code): rdflib.URIRef(vocab.concept(code).value) for code in codes}
    assert [vocab.code_of(vocab.concept(code)) for code in codes] == [str(code) for code in codes]


@pytest.mark.parametrize("concept", sorted(CONCEPTS.subjects(RDF.type, SKOS.Concept)))
def test_every_concept_has_a_label_a_definition_and_an_example(concept):
    for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example, SKOS.notation, SKOS.inScheme):
        assert len(set(CONCEPTS.objects(concept, predicate))) == 1, predicate


@pytest.mark.parametrize("code", [code for code in EVENT_TYPES if code != "other"])
def test_every_type_of_event_is_mapped_or_says_why_not(code):
    schemes = {ALL.value(match, SKOS.inScheme) for match in ALL.objects(KG[code], SKOS.closeMatch)}
    missing = {KG.PLOVER, KG.CAMEO, KG.ACLED} - schemes
    assert not missing or (KG[code], SKOS.note, None) in ALL


def test_every_code_of_another_scheme_has_a_notation_and_is_matched_or_explained():
    for name in ("PLOVER", "CAMEO", "ACLED"):
        for one in ALL.subjects(SKOS.inScheme, KG[name]):
            assert ALL.value(one, SKOS.notation) and ALL.value(one, SKOS.prefLabel), one


def test_the_shapes_allow_the_lists_of_the_vocabulary():
    lists = [set(rdflib.collection.Collection(SHAPES, head)) for head in SHAPES.objects(None, SH["in"])]
    for name in ("EventTypes", "AttributionKinds", "Statuses", "Verdicts", "ZoneKinds", "Actions"):
        assert set(scheme(name).values()) in lists, name
    assert {rdflib.URIRef(kind.value) for kind in vocab.TYPES} in lists
    assert {rdflib.URIRef(kind.value) for kind in vocab.PREDICATES.values()} in lists

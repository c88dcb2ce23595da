"""Name every class, property and concept that the graph uses: one place, so that no IRI is spelled twice.

The names are those of ``ontology/kg.ttl`` and ``ontology/event-types.ttl``; a test holds the two together.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.model import Action, ActorType, AttributionKind, PlaceType, Predicate, Status, Verdict, ZoneKind

KG = "https://w3id.org/newsclaims/ns#"

#: The prefixes of every file and page that shows the graph, in the order in which they are written.
PREFIXES: dict[str, str] = {
    "kg": KG,
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sf": "http://www.opengis.net/ont/sf#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def name(curie: str) -> NamedNode:
    """Return the IRI of a prefixed name such as ``kg:Claim``; KeyError for a prefix that PREFIXES lacks."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE = name("rdf:type")

# Datatypes
BOOLEAN, DATE, DATE_TIME = name("xsd:boolean"), name("xsd:date"), name("xsd:dateTime")
DECIMAL, DOUBLE, INTEGER, ANY_URI = name("xsd:decimal"), name("xsd:double"), name("xsd:integer"), name("xsd:anyURI")
WKT_LITERAL = name("geo:wktLiteral")

# Articles
ARTICLE, NEWS_ARTICLE, ZONE = name("kg:Article"), name("schema:NewsArticle"), name("kg:Zone")
KEY, SOURCE_NAME, TEXT, ENCODING = name("kg:key"), name("kg:sourceName"), name("kg:text"), name("kg:encoding")
HEADLINE, PUBLISHED, PUBLISHER = name("schema:headline"), name("schema:datePublished"), name("schema:publisher")
AUTHOR, URL, LANGUAGE = name("schema:author"), name("schema:url"), name("schema:inLanguage")
BYLINE, CREDIT, NOTE, WIRE_FINGERPRINT = name("kg:byline"), name("kg:credit"), name("kg:note"), name("kg:wireFingerprint")
HAS_ZONE, ZONE_KIND = name("kg:zone"), name("kg:zoneKind")
ENGINE, READ_WITH, LAYER, ENGINE_NAME = name("kg:Engine"), name("kg:readWith"), name("kg:layer"), name("kg:engineName")
DOUBT, HAS_DOUBT, REASON, COUNT = name("kg:Doubt"), name("kg:doubt"), name("kg:reason"), name("kg:count")
DIGEST = name("kg:digest")
GENERATED_BY, SAME_WIRE_COPY = name("prov:wasGeneratedBy"), name("kg:sameWireCopyAs")

# Words of the text
ANNOTATION, MENTION, REFERENCE = name("oa:Annotation"), name("kg:Mention"), name("kg:Reference")
POSITION_SELECTOR, QUOTE_SELECTOR = name("oa:TextPositionSelector"), name("oa:TextQuoteSelector")
HAS_SELECTOR, START, END = name("oa:hasSelector"), name("oa:start"), name("oa:end")
EXACT, PREFIX, SUFFIX = name("oa:exact"), name("oa:prefix"), name("oa:suffix")
IN_ARTICLE, REFERS_TO, MENTION_OF = name("kg:inArticle"), name("kg:refersTo"), name("kg:mentionOf")
SEEN_AS, CONFIDENCE = name("kg:seenAs"), name("kg:confidence")

# Entities of one article
APPEARANCE, APPEARANCE_OF = name("kg:Appearance"), name("kg:appearanceOf")
NAME, ALTERNATE_NAME = name("schema:name"), name("schema:alternateName")
GAZETTEER_ID, ROLE_TEXT, INSIDE = name("kg:gazetteerId"), name("kg:roleText"), name("kg:insideAppearance")

# Relations
RELATION, SUBJECT, PREDICATE, OBJECT = name("kg:Relation"), name("kg:subject"), name("kg:predicate"), name("kg:object")
SUBJECT_APPEARANCE, OBJECT_APPEARANCE = name("kg:subjectAppearance"), name("kg:objectAppearance")
MEMBERSHIP, MEMBER, ORGANIZATION = name("org:Membership"), name("org:member"), name("org:organization")
ROLE_CLASS, ROLE, DERIVED_FROM = name("org:Role"), name("org:role"), name("prov:wasDerivedFrom")

# Claims
CLAIM, SCHEMA_CLAIM, CONTENT = name("kg:Claim"), name("schema:Claim"), name("kg:content")
ATTRIBUTED_TO, ATTRIBUTED_TO_APPEARANCE = name("kg:attributedTo"), name("kg:attributedToAppearance")
ON_BEHALF_OF, ON_BEHALF_OF_APPEARANCE = name("kg:onBehalfOf"), name("kg:onBehalfOfAppearance")
TOLD_TO, TOLD_TO_APPEARANCE, TOLD_TO_SELECTOR = name("kg:toldTo"), name("kg:toldToAppearance"), name("kg:toldToSelector")
SOURCE_TEXT, SOURCE_SELECTOR = name("kg:sourceText"), name("kg:sourceSelector")
CUE, CUE_SELECTOR = name("kg:cue"), name("kg:cueSelector")
WITHIN, ATTRIBUTION_KIND, STATUS, SAID_ON = name("kg:within"), name("kg:attributionKind"), name("kg:status"), name("kg:saidOn")
REPORTS, HAS_QUANTITY = name("kg:reports"), name("kg:quantity")

# Events
EVENT, SEM_EVENT, EVENT_TYPE = name("kg:Event"), name("sem:Event"), name("kg:eventType")
AGENT, AGENT_APPEARANCE = name("kg:agent"), name("kg:agentAppearance")
AGENT_TEXT, AGENT_SELECTOR = name("kg:agentText"), name("kg:agentSelector")
PATIENT, PATIENT_APPEARANCE = name("kg:patient"), name("kg:patientAppearance")
PATIENT_TEXT, PATIENT_SELECTOR = name("kg:patientText"), name("kg:patientSelector")
PLACE_OF, PLACE_APPEARANCE = name("kg:place"), name("kg:placeAppearance")
PLACE_TEXT, PLACE_SELECTOR = name("kg:placeText"), name("kg:placeSelector")
TIME_TEXT, TIME_SELECTOR = name("kg:timeText"), name("kg:timeSelector")
BEGIN, FINISH = name("sem:hasBeginTimeStamp"), name("sem:hasEndTimeStamp")

# Quantities
QUANTITY, QUANTITY_TEXT, MIN, MAX = name("kg:Quantity"), name("kg:quantityText"), name("kg:min"), name("kg:max")
APPROXIMATE, COUNTED, UNIT = name("kg:approximate"), name("kg:counted"), name("kg:unit")
INCREMENT, CUMULATIVE, PART_OF = name("kg:increment"), name("kg:cumulative"), name("kg:partOf")

# Imported gazetteers
GAZETTEER_ENTRY, GAZETTEER_SOURCE, ENTRY_TYPE = name("kg:GazetteerEntry"), name("kg:GazetteerSource"), name("kg:entryType")
LOOSE_NAME, WEIGHT, CONTENT_HASH = name("kg:looseName"), name("kg:weight"), name("kg:contentHash")
IN_SCHEME, BROADER, ENTRY_DESCRIPTION = name("skos:inScheme"), name("skos:broader"), name("schema:description")
ADDRESS_COUNTRY = name("schema:addressCountry")

# The actors and places of the world
ACTOR, PLACE = name("kg:Actor"), name("kg:Place")
PREF_LABEL, ALT_LABEL, EXACT_MATCH, SAME_AS = name("skos:prefLabel"), name("skos:altLabel"), name("skos:exactMatch"), name("owl:sameAs")
REPLACED_BY = name("dcterms:isReplacedBy")
REJECTED, RETRACTED, LABEL = name("kg:Rejected"), name("kg:Retracted"), name("rdfs:label")
HAS_GEOMETRY, GEOMETRY, AS_WKT = name("geo:hasGeometry"), name("geo:Geometry"), name("geo:asWKT")
LAT, LONG, CONTAINED_IN = name("wgs:lat"), name("wgs:long"), name("schema:containedInPlace")
LINK, LEFT, RIGHT, SCORE, BECAUSE, DOUBTFUL = (
    name("kg:Link"),
    name("kg:left"),
    name("kg:right"),
    name("kg:score"),
    name("kg:because"),
    name("kg:doubtful"),
)

# Comparisons
COMPARISON, COMPARES, VERDICT, EXPLANATION = name("kg:Comparison"), name("kg:compares"), name("kg:verdict"), name("kg:explanation")
CONFIRMED = name("kg:confirmed")
LOW, HIGH, INDEPENDENT_SOURCES = name("kg:low"), name("kg:high"), name("kg:independentSources")

# Runs and decisions
ACTIVITY, SOFTWARE_AGENT, ASSOCIATED_WITH = name("prov:Activity"), name("prov:SoftwareAgent"), name("prov:wasAssociatedWith")
RUN, VERSION, SETTING, HAS_SETTING, SETTING_NAME, VALUE = (
    name("kg:Run"),
    name("kg:version"),
    name("kg:Setting"),
    name("kg:setting"),
    name("kg:settingName"),
    name("kg:value"),
)
DECISION, ACTION, ABOUT, DECIDED = name("kg:Decision"), name("kg:action"), name("kg:about"), name("kg:decided")
DECIDED_BY, DECIDED_AT, WHY = name("kg:decidedBy"), name("prov:generatedAtTime"), name("kg:why")

#: The class of each type of actor and place, and the class of the web at large that it is shown as too.
CLASSES: dict[str, tuple[NamedNode, NamedNode]] = {
    ActorType.PERSON: (name("kg:Person"), name("schema:Person")),
    ActorType.ARMED_GROUP: (name("kg:ArmedGroup"), name("schema:Organization")),
    ActorType.ALLIANCE: (name("kg:Alliance"), name("schema:Organization")),
    ActorType.STATE: (name("kg:State"), name("schema:GovernmentOrganization")),
    ActorType.GOVERNMENT_BODY: (name("kg:GovernmentBody"), name("schema:GovernmentOrganization")),
    ActorType.MILITARY: (name("kg:Military"), name("schema:GovernmentOrganization")),
    ActorType.INTERNATIONAL_ORGANISATION: (name("kg:InternationalOrganisation"), name("schema:Organization")),
    ActorType.NGO: (name("kg:NGO"), name("schema:NGO")),
    ActorType.MONITOR: (name("kg:Monitor"), name("schema:Organization")),
    ActorType.MEDIA: (name("kg:MediaOutlet"), name("schema:NewsMediaOrganization")),
    ActorType.COMPANY: (name("kg:Company"), name("schema:Corporation")),
    ActorType.SOCIAL_GROUP: (name("kg:SocialGroup"), name("schema:Organization")),
    ActorType.OTHER: (name("kg:OtherOrganisation"), name("schema:Organization")),
    PlaceType.COUNTRY: (name("kg:Country"), name("schema:Country")),
    PlaceType.PROVINCE: (name("kg:Province"), name("schema:AdministrativeArea")),
    PlaceType.SETTLEMENT: (name("kg:Settlement"), name("schema:City")),
    PlaceType.RIVER: (name("kg:River"), name("schema:RiverBodyOfWater")),
    PlaceType.DESERT: (name("kg:Desert"), name("schema:Landform")),
    PlaceType.REGION: (name("kg:Region"), name("schema:Place")),
    PlaceType.CAMP: (name("kg:Camp"), name("schema:Place")),
    PlaceType.BUILDING: (name("kg:Building"), name("schema:CivicStructure")),
    PlaceType.WATER: (name("kg:Water"), name("schema:BodyOfWater")),
    PlaceType.OTHER: (name("kg:OtherPlace"), name("schema:Place")),
}

#: The type that each class stands for.
TYPES: dict[NamedNode, str] = {classes[0]: str(code) for code, classes in CLASSES.items()}

#: The property of each relation between entities.
PREDICATES: dict[Predicate, NamedNode] = {
    Predicate.SPEAKS_FOR: name("kg:speaksFor"),
    Predicate.MEMBER_OF: name("org:memberOf"),
    Predicate.LEADS: name("kg:leads"),
    Predicate.FIGHTS_AGAINST: name("kg:fightsAgainst"),
    Predicate.ALLIED_WITH: name("kg:alliedWith"),
    Predicate.COMMUNICATED_WITH: name("kg:communicatedWith"),
    Predicate.WAS_AT: name("kg:wasAt"),
    Predicate.CONTAINED_IN: CONTAINED_IN,
}

#: The relations of a person or group to an organisation in which it may hold a post.
POSTS = frozenset({Predicate.SPEAKS_FOR, Predicate.MEMBER_OF, Predicate.LEADS})

#: The property of each way in which one claim stands to another.
CLAIM_PAIRS: dict[str, NamedNode] = {word: name(f"kg:{word}") for word in ("corroborates", "contradicts", "updates", "repeats")}

#: Where the concepts of a family would share a name with another family or with a property, the family stands before it.
_FAMILIES = {AttributionKind: "", Status: "", Verdict: "", ZoneKind: "zone-", Action: "decide-"}


def concept(code: AttributionKind | Status | Verdict | ZoneKind | Action) -> NamedNode:
    """Return the concept that a code stands for."""
    return name(f"kg:{_FAMILIES[type(code)]}{code}")


def event_concept(code: str) -> NamedNode:
    """Return the concept of a type of event, such as ``kg:displacement``."""
    return name(f"kg:{code}")


def code_of(node: NamedNode) -> str:
    """Return the code that a concept of the vocabulary stands for: the reverse of concept and event_concept."""
    local = node.value.removeprefix(KG)
    return next((local.removeprefix(family) for family in _FAMILIES.values() if family and local.startswith(family)), local)

import pyoxigraph as ox
import pytest

from kg import resources
from kg.errors import ParameterError
from kg.model import Article, Reading
from kg.pages.visual import FAMILIES, FAMILY_OF, Choice, Dated, choice, dated, filters, newest, numbered, paths, shortened
from kg.store.graphs import GraphStore
from kg.triples.quads import article_quads
from kg.triples.vocab import name
from tests.store import story

FLED = story.claim_iri(0, 0)


def test_every_type_of_event_is_of_one_family():
    concepts = ox.parse((resources.folder("ontology") / "event-types.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    types = {quad.subject.value.rpartition("#")[2] for quad in concepts if quad.object == name("kg:EventTypes")}
    assert types == set(FAMILY_OF)
    assert len(FAMILY_OF) == sum(len(names) for _, _, names in FAMILIES)


def test_a_claim_has_three_kinds_of_date():
    [claim] = [claim for claim in dated(story.told()) if claim.iri == FLED]
    assert claim == Dated(
        iri=FLED,
        words="at least 40 people fled Lenta on Monday",
        event="displacement",
        status="asserted",
        source="Harbour Watch",
        outlet="Fenwick Post",
        article=story.POST,
        published="2024-03-05",
        said="",
        begin="2024-03-04",
        end="2024-03-04",
        places=(f"{story.BASE}place/lenta",),
    )
    assert [claim.day(by) for by in ("happened", "said", "published")] == ["2024-03-04", "", "2024-03-05"]


def test_what_is_asked_for_is_read_from_the_parameters():
    asked = choice({"from": "2024-03-01", "to": "2024-03-05", "event": "violence", "outlet": "The Post", "by": "said"})
    assert asked == Choice("2024-03-01", "2024-03-05", "violence", "The Post", "said")
    assert choice({}) == Choice()


@pytest.mark.parametrize(
    ("parameters", "words"), [({"from": "soon"}, "from: 'soon' is no day"), ({"by": "guess"}, "no kind of date 'guess'")]
)
def test_what_cannot_be_asked_for_is_refused(parameters, words):
    with pytest.raises(ParameterError, match=words):
        choice(parameters)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (Choice(), True),
        (Choice(first="2024-03-05", last="2024-03-05"), True),
        (Choice(first="2024-03-06"), False),
        (Choice(last="2024-03-04"), False),
        (Choice(last="2024-03-04", by="happened"), True),
        (Choice(first="2024-01-01", by="said"), False),
        (Choice(last="2030-01-01", by="said"), False),
        (Choice(event="displacement"), True),
        (Choice(event="people on the move"), True),
        (Choice(event="violence"), False),
        (Choice(outlet="Fenwick Post"), True),
        (Choice(outlet="Fenwick"), False),
    ],
)
def test_a_claim_fits_what_is_asked_for(asked, fits):
    claim = Dated(FLED, "fled", "displacement", outlet="Fenwick Post", published="2024-03-05", begin="2024-03-04")
    assert asked.fits(claim) is fits


def test_the_newest_claims_come_first():
    claims = [Dated("a", "", "other", published="2024-03-01"), Dated("b", "", "other"), Dated("c", "", "other", published="2024-03-02")]
    assert [claim.iri for claim in newest(claims, 2)] == ["c", "a"]


def test_distinct_values_are_numbered_in_their_order():
    assert numbered(["b", "", "a", "b"]) == {"a": 0, "b": 1}


def test_the_form_offers_what_the_graph_has():
    offered = filters(dated(story.told()))
    assert offered["outlets"] == ["Coast Mail", "Fenwick Post", "Radio Nine"]
    assert (offered["first"], offered["last"]) == ("2024-03-05", "2024-03-06")
    assert offered["families"][0] == ("violence", [("clash", "clash", 2), ("shelling", "shelling", 2), ("killing", "killing", 3)])


def test_a_long_text_is_cut_at_a_word():
    assert shortened("one, two three", 10) == "one, two…"
    assert shortened("short") == "short"


def test_a_snapshot_is_gathered_once_and_a_graph_that_is_written_every_time(tmp_path):
    with GraphStore.open(tmp_path / "graph", create=True, base=story.BASE) as graph:
        assert dated(graph) == ()
        told = story.told()
        graph.replace({name: told.read(name) for name in told.graph_names()})
        assert len(dated(graph)) == 16
        graph.publish()
    with GraphStore.open(tmp_path / "graph", read_only=True) as snapshot:
        assert dated(snapshot) is dated(snapshot)


def test_a_claim_of_an_article_without_date_or_outlet_is_told():
    text = "Rain fell."
    claim = story.claim(text, "Rain fell", "narrator", "asserted", story.Event("other"))
    graph = GraphStore.memory(story.BASE)
    graph.replace(
        {(quads := article_quads(Reading(Article("rain", "rain", text), (), (claim,)), {}, story.BASE))[0].graph_name.value: quads}
    )
    [found] = dated(graph)
    assert (found.words, found.outlet, found.published, found.source, found.places) == ("Rain fell", "", "", "", ())


def test_the_pages_with_pictures_are_listed_with_their_data():
    assert {path.removesuffix(".json") for path in paths(story.told())} == {"network", "map", "timeline", "query"}

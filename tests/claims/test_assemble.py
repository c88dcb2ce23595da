from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.assemble import assemble, distinct
from kg.model import AttributionKind, Claim, Event, Span, Statement, Status, Text
from tests.claims.builders import article, at, count, entity, stated, time

TEXT = "River Army spokeswoman Anna Holt told Delta Press on Monday that 40 people had left Lowtown."


def test_a_statement_becomes_a_claim_with_all_its_parts() -> None:
    statement = stated(
        TEXT, "that 40 people had left Lowtown.", probability=0.9, event="displacement", source="River Army spokeswoman Anna Holt",
        cue="told", told_to="Delta Press", patient="people", place="Lowtown", quantity="40 people",
    )  # fmt: skip
    entities = [
        entity(TEXT, "actor/river-army", "armed-group", "River Army"),
        entity(TEXT, "actor/anna-holt", "person", "Anna Holt"),
        entity(TEXT, "actor/delta-press", "media", "Delta Press"),
        entity(TEXT, "place/lowtown", "settlement", "Lowtown"),
    ]
    forty, monday = count(TEXT, "40 people", 40, 40, counted="people"), time(TEXT, "on Monday", "2022-05-09")
    content = at(TEXT, "40 people had left Lowtown")
    assert assemble(Text(TEXT, statements=(statement,)), article(TEXT), entities, [forty], [monday]) == (
        Claim(
            id=f"{content.start}-{content.end}",
            content=content,
            kind=AttributionKind.INDIRECT,
            status=Status.ASSERTED,
            event=Event("displacement", None, None, None, at(TEXT, "people"), "place/lowtown", at(TEXT, "Lowtown"), monday),
            source="actor/anna-holt",
            source_span=at(TEXT, "River Army spokeswoman Anna Holt"),
            cue_span=at(TEXT, "told"),
            told_to="actor/delta-press",
            told_to_span=at(TEXT, "Delta Press"),
            on_behalf_of="actor/river-army",
            quantity=forty,
            said=monday.start,
            confidence=0.9,
        ),
    )


def test_a_claim_inside_anothers_words_lies_within_it() -> None:
    text = "The mayor says the miller says the dam broke."
    outer = stated(text, "the miller says the dam broke", source="The mayor", cue="says")
    inner = stated(text, "the dam broke", source="the miller", cue="the miller says")
    first, second = assemble(Text(text, statements=(outer, inner)), article(text), (), (), ())
    assert (first.within, second.within) == (None, first.id)


def test_hearsay_without_a_source_is_the_articles_own_and_keeps_its_cue() -> None:
    text = "The dam reportedly broke at noon."
    (claim,) = assemble(
        Text(text, statements=(stated(text, "The dam reportedly broke at noon", cue="reportedly"),)), article(text), (), (), ()
    )
    assert (claim.kind, claim.cue_span) == (AttributionKind.NARRATOR, at(text, "reportedly"))
    (seen,) = assemble(Text(text, statements=(stated(text, "The dam reportedly broke at noon", "narrator"),)), article(text), (), (), ())
    assert seen.cue_span == at(text, "reportedly")


def test_without_a_reader_rules_find_claims() -> None:
    text = "“The dam will hold,” said Anna Holt. Nine people were killed."
    entities, nine = [entity(text, "actor/anna-holt", "person", "Anna Holt")], count(text, "Nine people", 9, 9, counted="people")
    first, second = assemble(Text(text), article(text), entities, [nine], [])
    assert (first.kind, first.source, first.status) == (AttributionKind.DIRECT, "actor/anna-holt", Status.PLANNED)
    assert (second.kind, second.event.type, second.quantity) == (AttributionKind.NARRATOR, "killing", nine)
    assert nine.min == Decimal(9)


def test_of_two_statements_of_the_same_words_the_likelier_stays() -> None:
    one, other = Statement(Span(0, 20), "indirect", 0.6), Statement(Span(0, 18), "indirect", 0.9)
    assert distinct([one, other]) == (other,)


def test_a_part_that_counts_something_else_is_a_claim_of_its_own() -> None:
    whole = Statement(Span(0, 40), "indirect", quantity=Span(0, 10))
    part = Statement(Span(12, 40), "indirect", quantity=Span(12, 20))
    assert distinct([part, whole]) == (whole, part)


def test_an_unlikely_attribution_is_no_claim() -> None:
    text = "The dam broke, it seems."
    statements = (stated(text, "The dam broke", source="it", probability=0.4), stated(text, "it seems", "narrator", probability=0.4))
    assert [claim.content.of(text) for claim in assemble(Text(text, statements=statements), article(text), (), (), ())] == ["it seems"]


def test_an_attribution_with_source_and_verb_needs_less() -> None:
    text = "Anna Holt thinks the dam broke."
    statement = stated(text, "the dam broke", source="Anna Holt", cue="thinks", probability=0.4)
    assert [claim.content for claim in assemble(Text(text, statements=(statement,)), article(text), (), (), ())] == [statement.content]


def test_a_text_without_words_claims_nothing() -> None:
    assert assemble(Text(""), article(""), (), (), ()) == ()


@settings(deadline=None)
@given(st.text(alphabet='ab“”".,\n said according to The ', max_size=80))
def test_every_claim_has_words_and_an_id_of_its_own(text: str) -> None:
    claims = assemble(Text(text), article(text), (), (), ())
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(claim.content.of(text).strip() for claim in claims)

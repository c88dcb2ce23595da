"""Put the stages in order, and nothing else: the first file to read.

::

    source -> Article -> Text -> mentions, quantities, times -> entities -> claims -> relations -> Reading
    Reading -> quads -> validated -> one named graph, swapped in one transaction
    all articles -> links, comparisons, wire copies -> the graphs that span articles
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from kg import __version__
from kg.articles.wire import fingerprint, wire_groups
from kg.claims.assemble import assemble
from kg.entities.gazetteer import Gazetteer
from kg.entities.group import group
from kg.entities.kinds import settled
from kg.entities.link import link
from kg.entities.profile import profiles, rejections
from kg.entities.relations import find_relations
from kg.errors import InputError, KgError, LanguageError, NotFoundError, ShapeError
from kg.language.reader import Reader
from kg.mentions.names import find_mentions
from kg.mentions.quantities import find_quantities, quantity_at
from kg.mentions.times import find_times
from kg.model import Article, Quantity, Reading, Span, Text
from kg.store import across, compared
from kg.store import gazetteer as gazetteers
from kg.store.curation import accepted
from kg.store.graphs import GraphStore
from kg.store.kept import Kept
from kg.triples.quads import Origin, Run, Thing

#: Readers of the store see what a long build has finished after so many articles.
PUBLISH_EVERY = 50


def read(article: Article, reader: Reader, gazetteer: Gazetteer | None = None) -> Reading:
    """Return all that one article says: the whole of extraction, from its text to its claims.

    ``gazetteer`` is the shipped one unless another is given.
    """
    spans = article.read_spans()
    text = reader.read(article.text, spans)
    mentions = find_mentions(text)
    quantities = _quantities(text, spans)
    times = find_times(article.text, spans, article.published)
    entities = group(text, mentions, article, gazetteer)
    claims = assemble(text, article, entities, quantities, times)
    relations = find_relations(text, entities, claims)
    return Reading(article, entities, claims, relations, engines=text.engines, doubts=text.unread)


def _quantities(text: Text, spans: Sequence[Span]) -> tuple[Quantity, ...]:
    """Return the figures found by their words, and those that only the reader saw as such."""
    found = find_quantities(text.text, spans)
    seen = {one.quantity for one in text.statements if one.quantity and not any(known.span.overlaps(one.quantity) for known in found)}
    more = (quantity_at(text.text, span) for span in seen)
    return tuple(sorted((*found, *(one for one in more if one)), key=lambda one: one.span))


class State(StrEnum):
    """Say what became of one input."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what became of one input: its name, its state, what was read in it, or why it was refused.

    ``defect`` is the exception where kg itself failed, for whoever will mend it.
    """

    name: str
    state: State
    reading: Reading | None = None
    problem: str | None = None
    defect: Exception | None = None


def build(articles: Iterable[Article | InputError], store: GraphStore, reader: Reader) -> Iterator[Outcome]:
    """Read articles into a store, one transaction each, and yield what became of each as it happens.

    An article that the store holds unchanged, read by the same software and models, is not read again. An input that
    cannot be read, or whose graph breaks its shapes, is refused and the others go on; so do they where kg itself fails
    at one article, which is then named with what failed. Call :func:`relate` afterwards.
    """
    run, gazetteer = Run("kg", __version__, _settings(store, reader)), gazetteers.load(store)
    with Kept(store.path) as kept:
        yield from _built(articles, store, partial(_build_one, store=store, reader=reader, run=run, gazetteer=gazetteer, kept=kept))


def _built(articles: Iterable[Article | InputError], store: GraphStore, build_one: Callable[[Article], Outcome]) -> Iterator[Outcome]:
    for number, article in enumerate(articles, start=1):
        if number % PUBLISH_EVERY == 0:
            store.publish()
        if isinstance(article, InputError):
            yield Outcome(article.source or "input", State.REFUSED, problem=str(article))
            continue
        try:
            yield build_one(article)
        except (InputError, LanguageError, ShapeError) as error:
            yield Outcome(article.source_name, State.REFUSED, problem=str(error))
        except KgError:
            raise
        except Exception as error:  # a defect at one article of thousands must not lose the others
            problem = f"{article.source_name}: a defect in kg: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
            yield Outcome(article.source_name, State.REFUSED, problem=problem, defect=error)


def _settings(store: GraphStore, reader: Reader) -> dict[str, str]:
    """Return all that bears on how an article is read: the engines, and what was imported into the gazetteer."""
    imported = gazetteers.fingerprint(store)
    return {**reader.engines, **({"gazetteer": imported} if imported else {})}


def _build_one(article: Article, store: GraphStore, reader: Reader, run: Run, gazetteer: Gazetteer, kept: Kept) -> Outcome:
    known = across.stored(store, article)
    if known is not None and across.is_current(known, article, run):
        return Outcome(article.source_name, State.UNCHANGED, known.reading)
    reading = read(article, reader, gazetteer)
    across.put_run(store, run)
    origin = Origin(run.path, fingerprint(article.text, article.read_spans()))
    problems = across.put(store, reading, known.assignment if known else {}, origin, kept)
    if problems:
        raise ShapeError(f"{article.source_name}: its graph breaks its shapes, nothing was written: {problems[0]}", violations=problems)
    return Outcome(article.source_name, State.ADDED if known is None else State.REPLACED, reading)


def relate(store: GraphStore) -> None:
    """Work out what spans articles: who is the same, which texts are one wire copy, how claims compare.

    A function of the articles in the store and of people's decisions alone, so that neither the order of builds nor
    building twice changes anything. Only what a changed article touches is compared anew. Written in one transaction.
    """
    with Kept(store.path) as kept:
        articles = across.all_stored(store, kept)
        wires = wire_groups({one.id: one.origin.fingerprint for one in articles}, {one.id: one.outline.credits for one in articles})
        decisions = across.decisions(store)
        appearances = settled(appearance for one in articles for appearance in one.outline.appearances)
        gazetteer = gazetteers.load(store)
        linking = link(appearances, decisions, gazetteer)
        things = [Thing(**profile) for profile in profiles(appearances, linking.assignment, decisions, gazetteer, homes=linking.homes)]
        nothing = rejections(appearances, linking.assignment, decisions, linking.homes)
        links = (*linking.links, *(one for one in linking.candidates if one.left not in nothing and one.right not in nothing))
        rejected = accepted(decisions)[0]
        context = compared.Context(
            linking.assignment,
            wires,
            {across.iri(store, thing.path): thing.name for thing in things},
            {across.iri(store, thing.path): across.iri(store, thing.inside) for thing in things if thing.inside},
            rejected | {across.iri(store, path) for path in nothing},
        )
        reading = partial(across.reading_of, store, kept)
        judged = compared.judged(compared.comparisons(store, articles, context, reading), decisions, store.base)
        marks = (*judged.marks, *compared.rejected_claims(articles, rejected, store.base, reading))
        things += [*(Thing(path, name, "", rejected=True) for path, name in nothing.items()), *marks]
        spanning = across.Spanning(linking.assignment, things, links, judged.comparisons, wires, linking.homes)
        across.put_spanning(store, kept, articles, spanning)


def retract(store: GraphStore, name: str) -> str:
    """Remove an article (by IRI, key, source name, URL or headline) and all that only it said; return its IRI.

    Raises NotFoundError, with what comes close, where no article answers to the name, or several do.
    """
    found = across.find_articles(store, name)
    if len(found) != 1:
        nearest = found or across.nearest_articles(store, name)
        near = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        raise NotFoundError(f"{'several articles answer' if found else 'no article answers'} to {name!r}{near}", nearest=nearest)
    across.drop_article(store, found[0])
    relate(store)
    return found[0]


__all__ = ["KgError", "Outcome", "State", "build", "read", "relate", "retract"]

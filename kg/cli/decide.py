"""Record what people decide: it wins over the extractor and survives every rebuild."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from kg import pipeline
from kg.cli.options import settings, signer, table_format
from kg.cli.output import FORMATS, say, target
from kg.config import Settings
from kg.errors import InputError, NotFoundError, ParameterError
from kg.model import Action, ActorType, Decision, PlaceType
from kg.store import curation, names
from kg.store.find import types_of
from kg.store.graphs import GraphStore
from kg.store.redaction import new_token, token_of

Command = Callable[..., Any]
_KINDS = ("Actor", "Place")
#: What may be rejected or confirmed by its IRI; what was rejected may be confirmed by the name it had.
_JUDGED = frozenset({"Actor", "Place", "Claim", "Comparison", "Rejected"})


def _decision(command: Command) -> Command:
    """Add ``--why`` and ``--by`` to a command that decides."""
    command = click.option("--by", metavar="NAME", help="Who decides.  [default: KG_BY, kg.toml or the login name]")(command)
    command = click.option("--why", default="", help="Why, in a few words.")(command)
    return settings(command)


@click.command()
@click.argument("thing")
@click.argument("other")
@_decision
def merge(thing: str, other: str, settings: Settings, why: str) -> None:
    """Decide that THING and OTHER are the same; OTHER's IRI is kept and THING's leads to it."""
    _two(Action.SAME, (thing, other), settings, why)


@click.command()
@click.argument("thing")
@click.argument("other")
@_decision
def split(thing: str, other: str, settings: Settings, why: str) -> None:
    """Decide that THING and OTHER are not the same.

    Either may be one article's appearance of an actor or place (article/ID/appearance/actor/...), as `kg show` lists
    them: so a namesake is taken out of a resource.
    """
    _two(Action.DIFFERENT, (thing, other), settings, why)


@click.command()
@click.argument("thing")
@click.argument("name")
@_decision
def rename(thing: str, name: str, settings: Settings, why: str) -> None:
    """Decide that the preferred name of THING is NAME."""
    if not name.strip():
        raise ParameterError("a name needs letters", parameter="NAME")
    _one(Action.NAME, thing, name, settings, why)


@click.command()
@click.argument("thing")
@click.argument("type", metavar="TYPE")
@_decision
def retype(thing: str, type: str, settings: Settings, why: str) -> None:
    """Decide that THING is a TYPE, such as armed-group, person, settlement."""
    known = [*ActorType, *PlaceType]
    if type not in known:
        near = difflib.get_close_matches(type, known, 3)
        meant = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise ParameterError(f"there is no type {type!r}; {meant}", parameter="TYPE")
    _one(Action.TYPE, thing, type, settings, why)


@click.command()
@click.argument("thing")
@click.argument("other", required=False)
@_decision
def reject(thing: str, other: str | None, settings: Settings, why: str) -> None:
    """Decide that THING is no actor or place at all, or, with OTHER, that a proposed link between the two is wrong.

    THING may also be the IRI of a claim, which is then compared with nothing, or of a comparison, which is taken out.
    """
    if other is None:
        _one(Action.REJECT, thing, None, settings, why)
    else:
        _two(Action.REJECT, (thing, other), settings, why)


@click.command()
@click.argument("thing")
@click.argument("other", required=False)
@_decision
def confirm(thing: str, other: str | None, settings: Settings, why: str) -> None:
    """Decide that THING is right as it is, or, with OTHER, that a doubtful link between the two holds."""
    if other is None:
        _one(Action.CONFIRM, thing, None, settings, why)
    else:
        _two(Action.CONFIRM, (thing, other), settings, why)


@click.command()
@click.argument("thing")
@_decision
def redact(thing: str, settings: Settings, why: str) -> None:
    """Decide that the name of the person THING is not to be published: `kg publish` gives an initial and an IRI that tells nothing.

    The graph itself keeps the name, for the evidence to stay whole; do not give the graph's folder away.
    """
    _one(Action.REDACT, thing, new_token(), settings, why)


@click.group()
def decisions() -> None:
    """List, undo, export and import people's decisions."""


@decisions.command("list")
@settings
@table_format
def list_(settings: Settings, form: str) -> None:
    """List all decisions, oldest first, with those that a later one overrules and those about things that are gone."""
    with GraphStore.open(settings.store, read_only=True) as store:
        made = curation.decisions(store)
        overruled = {one.decision for one in curation.standing(made)[1]}
        gone = set(curation.orphans(store, made))
    rows = [
        (
            str(number),
            one.action,
            one.subject,
            one.object,
            one.by,
            one.at.isoformat(timespec="seconds"),
            one.why,
            _state(one, overruled, gone),
        )
        for number, one in enumerate(made, start=1)
    ]
    click.echo(FORMATS[form](("number", "decision", "thing", "other", "by", "at", "why", "state"), rows), nl=False)


@decisions.command()
@click.argument("number", type=int)
@settings
def undo(number: int, settings: Settings) -> None:
    """Take decision NUMBER of `kg decisions list` back, as if it had never been made."""
    with GraphStore.open(settings.store) as store:
        made = curation.decisions(store)
        if not 1 <= number <= len(made):
            raise NotFoundError(f"there is no decision {number}; 'kg decisions list' numbers the {len(made)} there are")
        curation.undo(store, made[number - 1])
        pipeline.relate(store)
    say(f"undone: {made[number - 1].action} {made[number - 1].subject}")


@decisions.command("export")
@settings
@click.option("-o", "--output", default="-", metavar="FILE", help="File to write, - for stdout.  [default: -]")
def export_(settings: Settings, output: str) -> None:
    """Write all decisions as JSON lines."""
    with GraphStore.open(settings.store, read_only=True) as store, target(output) as sink:
        for line in curation.to_lines(curation.decisions(store), store.base):
            sink.write(f"{line}\n".encode())


@decisions.command("import")
@click.argument("file")
@settings
def import_(file: str, settings: Settings) -> None:
    """Add the decisions of FILE (JSON lines, - for stdin); those there already are not added twice."""
    with GraphStore.open(settings.store) as store:
        new = tuple(curation.from_lines(_lines(file), store.base, file))
        before = len(curation.decisions(store))
        _record(store, new)
        say(f"{len(curation.decisions(store)) - before} of {len(new)} decisions were new")


def _lines(file: str) -> Iterable[str]:
    try:
        return (sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", source=file) from error


def _one(action: Action, thing: str, value: str | None, known: Settings, why: str) -> None:
    with GraphStore.open(known.store) as store:
        kinds = (*_KINDS, "Rejected") if action in (Action.CONFIRM, Action.REJECT) else _KINDS
        about = _fitting(store, names.resolve(store, thing, kinds), action, value)
        if action is Action.REDACT and (known_as := token_of(store, about[0])) is not None:
            raise ParameterError(f"{thing!r} is redacted already, as actor/{known_as}", parameter="THING")
        made = [Decision(action, iri, value, signer(known), dt.datetime.now(dt.UTC), why) for iri in about]
        _record(store, made)
        _tell(made)


def _fitting(store: GraphStore, found: Iterable[str], action: Action, value: str | None) -> list[str]:
    """Return what a decision can be about; ParameterError where that is none of what was found."""
    about, refused = [], ""
    for iri in found:
        classes = types_of(store, iri)
        if action in (Action.REJECT, Action.CONFIRM):
            fits, words = bool(_JUDGED.intersection(classes)), "actors, places, claims and comparisons can be rejected or confirmed"
        elif action is Action.TYPE:
            world = "Place" if value in [*PlaceType] else "Actor"
            fits, words = world in classes, f"{value} is a type of {'places' if world == 'Place' else 'actors'}"
        elif action is Action.REDACT:
            fits, words = "Person" in classes, "people alone are redacted"
        else:
            fits, words = bool({"Actor", "Place"}.intersection(classes)), "actors and places have names"
        about += [iri] if fits else []
        refused = refused or f"{iri} is {' and '.join(classes) or 'nothing of the graph'}: {words}"
    if not about:
        raise ParameterError(refused, parameter="THING")
    return about


def _exactly(store: GraphStore, thing: str) -> tuple[str, ...]:
    """Return the very resource that an IRI or path names, merged or not; else what a name stands for."""
    if re.fullmatch(r"(https?://|actor/|place/|article/)\S+", thing):
        iri = thing if "://" in thing else f"{store.base}{thing}"
        if store.holds(iri):
            return (iri,)
    return names.resolve(store, thing, _KINDS)


def _two(action: Action, things: tuple[str, str], known: Settings, why: str) -> None:
    with GraphStore.open(known.store) as store:
        left, right = (_exactly(store, thing) for thing in things)
        pairs = [(a, b) for a in left for b in right if _world(a) == _world(b) and a != b]
        if not pairs:
            raise ParameterError(f"{things[0]!r} and {things[1]!r} are one and the same, or an actor and a place", parameter="OTHER")
        made = [Decision(action, a, b, signer(known), dt.datetime.now(dt.UTC), why) for a, b in pairs]
        _record(store, made)
        _tell(made)


def _record(store: GraphStore, made: Iterable[Decision]) -> None:
    curation.record(store, *made)
    pipeline.relate(store)


def _tell(made: Iterable[Decision]) -> None:
    for one in made:
        say(f"decided by {one.by}: {one.action} {one.subject} {one.object or ''}".rstrip())


def _world(iri: str) -> bool:
    return "/place/" in iri


def _state(one: Decision, overruled: set[Decision], gone: set[Decision]) -> str:
    return "overruled" if one in overruled else "about something gone" if one in gone else "stands"

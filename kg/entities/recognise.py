"""Recognise forms as entries of the gazetteer, by name, type and the countries that the article is about.

A name that several entries bear is left unrecognised unless the article decides: its other places' countries first, then fame (a city of
half a million people, or one that people have put into the gazetteer). When in doubt there is no entry, and so no coordinates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from kg.entities.forms import Form
from kg.entities.gazetteer import Entry, Gazetteer
from kg.entities.spelling import fold
from kg.model import ActorType, PlaceType

#: A smaller city is not taken for the meaning of a bare name unless the article names its country.
WELL_KNOWN = 500_000
#: Among namesakes the one is meant that weighs this many times as much as the next. A curated place counts as so many times larger than its
#: people say, and so does one in a country that the article names: "Paris" is in Texas only where France is far.
FAR_LARGER = 3
FAME = 10
NEARNESS = 30
_OPEN = frozenset({PlaceType.OTHER, PlaceType.REGION})


def recognise(forms: Sequence[Form], gazetteer: Gazetteer) -> tuple[Entry | None, ...]:
    """Return for each form the entry it stands for, or None."""
    countries = _countries(forms, gazetteer)
    families = {form.words[-1] for form in forms if form.person and len(form.words) > 1}
    return tuple(None if _family_name(form, families) else _entry(form, gazetteer, countries) for form in forms)


def _family_name(form: Form, families: Collection[str]) -> bool:
    """Tell whether a form is the family name of someone whom the article names in full, who is then meant, famous or not."""
    return form.person and len(form.words) == 1 and form.key in families


def _countries(forms: Sequence[Form], gazetteer: Gazetteer) -> Counter[str]:
    """Count the countries that an article names, and those of curated places whose name only one entry bears."""
    found: Counter[str] = Counter()
    for form in forms:
        code = gazetteer.country_of(form.key) or (None if "led" in form.words else gazetteer.country_of(form.key.partition(" ")[0]))
        named = gazetteer.named(form.key, place=True) if form.place or form.type == ActorType.STATE else ()
        country = next((e.country for e in named if e.type == PlaceType.COUNTRY), None)
        if name := country or _only_country(form, gazetteer) or code:
            found[name] += len(form.mentions)
    return found


def _only_country(form: Form, gazetteer: Gazetteer) -> str:
    """Return the country of the places that bear a form's name where all of them are in one, else ""."""
    named = gazetteer.named(form.key, place=True) if form.place else ()
    return named[0].country if len({e.country for e in named}) == 1 and form.key not in named[0].loose else ""


def _is_own_name(form: Form, entry: Entry) -> bool:
    """Tell whether a form is a place's own name, or one that a person has listed, and not a spelling of it in some other language.

    Such a spelling says nothing of the country: only other names of the article can show that it is meant.
    """
    return entry.curated or fold(entry.name) == form.key


def fits(kind: str, entry: Entry) -> bool:
    """Tell whether something of a type can be what an entry describes."""
    if entry.is_place:
        return kind == entry.type or kind in _OPEN or (kind == PlaceType.CAMP and entry.type == PlaceType.SETTLEMENT)
    people = ActorType.PERSON in (kind, entry.type)
    return kind == entry.type if people or ActorType.STATE in (kind, entry.type) else True


def _entry(form: Form, gazetteer: Gazetteer, countries: Counter[str]) -> Entry | None:
    fitting = [e for e in gazetteer.named(form.key, place=form.place) if fits(form.type, e)]
    if not form.place:
        near = [e for e in fitting if not e.country or any(code in countries for code in e.country.split("|"))]
        firm = [e for e in near or fitting if near or form.key not in e.loose]
        return firm[0] if len(firm) == 1 else _state(form, gazetteer) if form.type == ActorType.STATE else None
    fitting = fitting or _only_curated(form, gazetteer)
    elsewhere = countries - Counter({_only_country(form, gazetteer): len(form.mentions)})
    close = {e.id for e in fitting if e.country in (countries if _is_own_name(form, e) else elsewhere)}
    known = [e for e in fitting if e.id in close or (form.key not in e.loose and _is_known(e))]
    weights = sorted(((_weight(e, e.id in close), e.id, e) for e in known), reverse=True)
    if len(weights) > 1 and weights[0][0] < FAR_LARGER * max(weights[1][0], 1):
        return None
    return weights[0][2] if weights else None


def _only_curated(form: Form, gazetteer: Gazetteer) -> list[Entry]:
    """Return the one curated place of a name that no entry of the tagged type bears: "Vermont", taken for a country, is a state."""
    curated = [e for e in gazetteer.named(form.key, place=True) if e.curated]
    return curated if len(curated) == 1 and form.type not in (PlaceType.BUILDING, PlaceType.CAMP) else []


def _is_known(entry: Entry) -> bool:
    """Tell whether a place is meant by its bare name in any article: a curated one, a large city, what is no settlement."""
    return entry.curated or entry.type != PlaceType.SETTLEMENT or entry.weight >= WELL_KNOWN


def _state(form: Form, gazetteer: Gazetteer) -> Entry | None:
    """Return the state that a name stands for which is not its own: "the Chilean government", "the government of Chile"."""
    for name in (form.key.rpartition(" ")[0], form.key.rpartition(" of ")[2], form.key):
        place = next((e for e in gazetteer.named(name, place=True) if e.type == PlaceType.COUNTRY), None)
        if found := gazetteer.state_of(gazetteer.country_of(name) or (place.country if place else None)):
            return found
    return None


def _weight(entry: Entry, near: bool) -> int:
    return max(entry.weight, 1000) * (FAME if entry.curated else 1) * (NEARNESS if near else 1)

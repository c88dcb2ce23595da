"""Let a large language model find the statements, and believe only what stands in the text.

The model reads a passage under the instructions of ``lexicon/llm.toml`` and answers in JSON. Every answer is then looked for
in the passage word for word (:mod:`kg.language.grounding`); what is not there is left out and counted, so a model can leave
out but not make up. An answer that is cut off or no JSON is asked for once more; if that fails too, the passage is counted.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.language.chat import Chat, Message
from kg.language.grounding import Grounding, claims_of, ground
from kg.language.passages import Page, Passage, page_of, passages
from kg.model import Span, Statement
from kg.resources import toml_table

#: Characters that a passage answers for, and that it sees around them: a speaker is rarely named further from what he says.
MOST, AROUND = 5000, 800
#: Tokens of an answer, and of one that was cut off the first time.
TOKENS, MORE_TOKENS = 4096, 12288

UNUSABLE = "passages for which the LLM gave no usable answer"
ACROSS_PARTS = "claims of the LLM that run on beyond a part of the text"
#: What is chosen from a list, and the tables of the lists.
_CHOSEN, _LISTS = ("kind", "event", "status"), ("kinds", "events", "statuses", "roles")


class LlmStatements:
    """Hold a model to ask; ``name`` tells the model, where it is, and the version of the instructions."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._unread: Counter[str] = Counter()
        self.name = f"LLM {chat.endpoint.model} at {chat.endpoint.host} (instructions {version()})"

    def find(self, text: str, spans: Sequence[Span]) -> tuple[Statement, ...]:
        """Find the statements in the given spans, in text order.

        Raises LanguageError where the endpoint cannot be used or the budget is spent; what was answered before is in the cache.
        """
        self._unread = Counter()
        page = page_of(text, spans)
        found = [statement for passage in passages(page.text, MOST, AROUND) for statement in self._read(page, passage)]
        return tuple(sorted(set(found), key=lambda s: (s.content, s.source or Span(0, 0), s.kind, repr(s))))

    def unread(self) -> Mapping[str, int]:
        """Count what the last call of ``find`` left out, by reason."""
        return dict(self._unread)

    def _read(self, page: Page, passage: Passage) -> tuple[Statement, ...]:
        messages = messages_for(passage.shown.of(page.text))
        claims = self._claims(messages)
        if claims is None:
            self._unread[UNUSABLE] += 1
            return ()
        grounding: Grounding = ground(page.text, passage, claims)
        self._unread.update(grounding.dropped)
        placed = [found for found in (_placed(page, statement) for statement in grounding.statements) if found is not None]
        if lost := len(grounding.statements) - len(placed):
            self._unread[ACROSS_PARTS] += lost
        return tuple(placed)

    def _claims(self, messages: Sequence[Message]) -> list[Mapping[str, object]] | None:
        """Ask for the claims of a passage, twice if need be; None where neither answer can be used."""
        tokens = TOKENS
        for again in (False, True):
            answer = self._chat.ask(messages, schema(), tokens, again=again)
            claims = claims_of(answer.text) if answer.whole else None
            if claims is not None:
                self._chat.keep(messages, schema(), answer)
                return claims
            tokens = TOKENS if answer.whole else MORE_TOKENS
        return None


def messages_for(text: str) -> tuple[Message, ...]:
    """Return the messages that put a passage to a model: the instructions, an example with its answer, and the text."""
    question, example = toml_table("llm")["question"], toml_table("llm")["example"]
    answer = {"claims": [_complete(claim) for claim in example["claims"]]}
    return (
        {"role": "system", "content": instructions()},
        {"role": "user", "content": question.format(text=example["text"])},
        {"role": "assistant", "content": json.dumps(answer, ensure_ascii=False)},
        {"role": "user", "content": question.format(text=text)},
    )


def instructions() -> str:
    """Return what a model is told to do, with the lists of kinds, statuses and types of event."""
    table = toml_table("llm")
    lists = {name: "\n".join(f"- {word}: {meaning}" for word, meaning in table[name].items()) for name in _LISTS}
    return str(table["instructions"]).format(**lists).strip()


def schema() -> dict[str, object]:
    """Return the JSON Schema of an answer; every property is required and may be null, as strict services demand."""
    table = toml_table("llm")
    properties: dict[str, object] = {"content": {"type": "string"}}
    properties |= {key: {"type": "string", "enum": list(table[name])} for key, name in zip(_CHOSEN, _LISTS, strict=False)}
    properties |= {role: {"type": ["string", "null"]} for role in table["roles"]}
    return _object({"claims": {"type": "array", "items": _object(properties)}})


def version() -> str:
    """Return a short digest of all that a model is told, so that other instructions are another engine."""
    told = json.dumps([messages_for(""), schema(), MOST, AROUND], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _complete(claim: Mapping[str, str]) -> dict[str, str | None]:
    keys = ("content", *_CHOSEN, *toml_table("llm")["roles"])
    return {key: claim.get(key) for key in keys}


def _placed(page: Page, statement: Statement) -> Statement | None:
    """Count a statement's spans in the article instead of on the page."""
    content = page.span(statement.content.start, statement.content.end)
    if content is None:
        return None
    spans = {role: getattr(statement, role) for role in toml_table("llm")["roles"]}
    placed: dict[str, Any] = {role: page.span(span.start, span.end) for role, span in spans.items() if span is not None}
    return replace(statement, content=content, **placed)

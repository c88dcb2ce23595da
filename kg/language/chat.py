"""Ask a language model behind an OpenAI-compatible chat-completions endpoint, patiently and within a budget.

The protocol is OpenAI's "Create chat completion", which vLLM, llama.cpp, Ollama and many services speak. What passes (a
busy server, an error of its own, a lost connection, an answer that is no JSON) is tried again with waits that double, or
as long as Retry-After says; what does not pass is one clear error. Servers differ in what they let a request say, so a
request that is refused as malformed is said in a plainer form. Redirects are not followed: the key would go with them.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor, HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from kg.errors import ConfigError, LanguageError
from kg.language.cache import Cache

#: What a server may send as one answer (bytes).
MOST_BYTES = 8 * 1024 * 1024
#: Seconds of the first wait and of the longest; the first doubles with every try.
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
#: Answers of a server after which trying again may help; 529 is "overloaded" at some services.
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
#: How servers say that they do not understand a request, or a part of it.
MALFORMED = frozenset({400, 422})
#: Characters in a token, for servers that do not say how many tokens an answer took.
_CHARACTERS = 4

Message = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Say which model is asked where; the key is never shown."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, address: str, model: str, key: str | None = None) -> Endpoint:
        """Make an endpoint of the address that an API hangs under (``https://host/v1``), or of its chat-completions address.

        Raises ConfigError for an address that is none, or that carries a password, and for a model without name.
        """
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or not model:
            raise ConfigError(f"{address}#{model} names no model at an address: write it as https://HOST/v1#MODEL")
        if parts.username or parts.password:
            raise ConfigError("the address of an LLM carries a name or password: leave it out and give the key by itself")
        path = parts.path.rstrip("/")
        path = path if path.endswith("/chat/completions") else path + "/chat/completions"
        return cls(urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")), model, key)

    @property
    def host(self) -> str:
        """Return the host and port."""
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True)
class Limits:
    """Say what a run may cost and how long it is waited: requests and tokens in all, tries a question, seconds a request."""

    requests: int = 1000
    tokens: int = 5_000_000
    tries: int = 5
    seconds: float = 180.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a model wrote; ``whole`` is False where it was cut off, ``kept`` True where it came from the cache."""

    text: str
    whole: bool = True
    kept: bool = False


class _Passing(Exception):
    """Say what went wrong that may go right the next time, and how long the server wants to be left alone."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


class _Refused(Exception):
    """Say that the server did not understand a request."""


class Chat:
    """Hold a conversation partner with what was spent on it."""

    def __init__(
        self, endpoint: Endpoint, limits: Limits | None = None, cache: Cache | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.endpoint, self.limits = endpoint, limits or Limits()
        self.requests = self.tokens = 0
        self._cache, self._sleep = cache, sleep
        self._form = 0

    def ask(self, messages: Sequence[Message], schema: Mapping[str, object], most_tokens: int, again: bool = False) -> Answer:
        """Return what the model answers; ``again`` asks anew although the cache has an answer.

        Raises LanguageError where the budget is spent, the server cannot be reached or refuses, or never answers properly.
        """
        if self._cache and not again:
            kept = self._cache.get(self._key(messages, schema))
            if kept is not None:
                return Answer(kept, kept=True)
        first = self._form
        refusal = ""
        for form in range(first, len(_FORMS)):
            body = {"model": self.endpoint.model, "messages": list(messages), **_FORMS[form](schema, most_tokens)}
            try:
                answer = self._tried(body)
            except _Refused as error:
                refusal = refusal or str(error)
                continue
            self._form = form
            return answer
        raise LanguageError(f"the LLM at {self.endpoint.host} refuses the request: {refusal}")

    def keep(self, messages: Sequence[Message], schema: Mapping[str, object], answer: Answer) -> None:
        """Keep an answer that was of use, so that the question need not be asked again."""
        if self._cache and not answer.kept:
            self._cache.put(self._key(messages, schema), answer.text)

    def _key(self, messages: Sequence[Message], schema: Mapping[str, object]) -> str:
        return Cache.key({"url": self.endpoint.url, "model": self.endpoint.model, "messages": list(messages), "schema": schema})

    def _tried(self, body: Mapping[str, object]) -> Answer:
        """Send a request until it is answered, as often as the limits allow."""
        why = ""
        for attempt in range(self.limits.tries):
            self._check_budget()
            self.requests += 1
            try:
                return self._answer(body, _post(self.endpoint, body, self.limits.seconds))
            except _Passing as error:
                why = str(error)
                if attempt + 1 < self.limits.tries:
                    self._sleep(min(LONGEST_WAIT, max(FIRST_WAIT * 2**attempt, error.wait)))
        raise LanguageError(f"the LLM at {self.endpoint.host} gave no answer in {self.limits.tries} tries: {why}; try again later")

    def _check_budget(self) -> None:
        for spent, most, what in ((self.requests, self.limits.requests, "requests"), (self.tokens, self.limits.tokens, "tokens")):
            if spent >= most:
                where = f"the LLM at {self.endpoint.host}"
                raise LanguageError(f"the limit of {most:,} {what} to {where} is reached: raise it, or read fewer articles at once")

    def _answer(self, body: Mapping[str, object], data: bytes) -> Answer:
        """Read a chat completion, and count what it took."""
        try:
            completion = json.loads(data)
            choice = completion["choices"][0]
            text = choice["message"]["content"] or ""
            if not isinstance(text, str):
                raise TypeError("its content is no text")
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise _Passing(f"it answers no chat completion ({_short(data)})") from error
        usage = completion.get("usage")
        total = usage.get("total_tokens") if isinstance(usage, dict) else None
        guess = (len(json.dumps(body)) + len(text)) // _CHARACTERS
        self.tokens += total if isinstance(total, int) and total > 0 else guess
        return Answer(text, whole=choice.get("finish_reason") != "length")


def _full(schema: Mapping[str, object], most: int) -> dict[str, object]:
    form = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    return {"temperature": 0, "max_tokens": most, "response_format": form}


def _modern(schema: Mapping[str, object], most: int) -> dict[str, object]:
    form = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    return {"max_completion_tokens": most, "response_format": form}


def _object(schema: Mapping[str, object], most: int) -> dict[str, object]:
    return {"temperature": 0, "max_tokens": most, "response_format": {"type": "json_object"}}


def _plain(schema: Mapping[str, object], most: int) -> dict[str, object]:
    return {"temperature": 0, "max_tokens": most}


#: What a request says besides its messages, from the most exact to what every server understands.
_FORMS = (_full, _modern, _object, _plain)


def _post(endpoint: Endpoint, body: Mapping[str, object], seconds: float) -> bytes:
    """Send one request and return the bytes of its answer."""
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "newsclaims-kg"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = Request(endpoint.url, json.dumps(body).encode(), headers, method="POST")
    try:
        with _opener().open(request, timeout=seconds) as answer:
            return _body(answer, seconds)
    except HTTPError as error:
        raise _refusal(endpoint, error) from error
    except (URLError, OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise _Passing(f"it cannot be reached ({reason or type(error).__name__})") from error


def _opener() -> OpenerDirector:
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    return opener


def _body(answer: http.client.HTTPResponse, seconds: float) -> bytes:
    """Read an answer within its limits of size and time, however slowly it drips in."""
    started, pieces, size = time.monotonic(), [], 0
    while piece := answer.read1(64 * 1024):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise LanguageError(f"the LLM sends more than {MOST_BYTES:,} bytes as one answer")
        if time.monotonic() - started > seconds:
            raise _Passing(f"it did not finish within {seconds:g} seconds")
    data = b"".join(pieces)
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and size < int(length):
        raise _Passing("it broke off in the middle of an answer")
    return data


def _refusal(endpoint: Endpoint, error: HTTPError) -> Exception:
    """Return what an answer with an error's status means."""
    try:
        said = _short(error.read(4096))
    except (OSError, http.client.HTTPException):
        said = ""
    said = said.replace(endpoint.key, "***") if endpoint.key else said
    message = f"{error.code} {error.reason}" + (f" ({said})" if said else "")
    if error.code in PASSING:
        return _Passing(f"it answers {message}", _wait(error.headers.get("Retry-After", "")))
    if error.code in MALFORMED:
        return _Refused(message)
    advice = {401: "; give the key", 403: "; give the key", 404: "; check the address and the model"}.get(error.code, "")
    return LanguageError(f"the LLM at {endpoint.host} answers {message}{advice}")


def _wait(after: str) -> float:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), 0 where it says nothing that can be read."""
    if after.strip().isdigit():
        return float(after)
    try:
        return max(0.0, (parsedate_to_datetime(after) - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _short(data: bytes) -> str:
    text = " ".join(data.decode("utf-8", "replace").split())
    return text if len(text) <= 200 else text[:199] + "…"

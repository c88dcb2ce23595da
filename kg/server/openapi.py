"""Describe the HTTP API of saved questions in OpenAPI 3.1, from the headers of the questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg import __version__
from kg.server.formats import RESULTS
from kg.store.header import Parameter, Question
from kg.store.library import Library
from kg.store.parameters import choices
from kg.store.search import KINDS

#: The most that one search returns.
MOST = 1000

_TYPES: Mapping[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_FAILURES: Mapping[str, str] = {
    "400": "A parameter is unknown, missing or malformed.",
    "404": "There is no such question, or nothing in the graph answers to a name that was given.",
    "413": "The answer has more rows than the server permits.",
    "503": "The answer took longer than the server permits, or the server is busy.",
    "507": "The answer needed more memory than the server permits.",
}
_STRINGS = {"type": "object", "additionalProperties": {"type": "string"}}
_SCHEMAS: dict[str, Any] = {
    "Problem": {
        "description": "Problem details (RFC 9457).",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "parameter": {"type": "string", "description": "The parameter that is wrong."},
            "nearest": {"type": "array", "items": {"type": "string"}, "description": "What comes close to an unknown name."},
            "limit": {"type": "string", "description": "The limit that was reached."},
        },
    },
    "Results": {
        "description": "SPARQL 1.1 Query Results JSON.",
        "type": "object",
        "required": ["head", "results"],
        "properties": {
            "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
            "results": {
                "type": "object",
                "properties": {
                    "bindings": {
                        "type": "array",
                        "items": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Term"}},
                    }
                },
            },
        },
    },
    "Term": {
        "type": "object",
        "required": ["type", "value"],
        "properties": {
            "type": {"enum": ["uri", "literal", "bnode"]},
            "value": {"type": "string"},
            "datatype": {"type": "string"},
            "xml:lang": {"type": "string"},
        },
    },
    "Question": {
        "type": "object",
        "required": ["name", "summary", "description", "tags", "parameters", "columns", "examples"],
        "properties": {
            "name": {"type": "string"},
            "summary": {"type": "string"},
            "description": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "parameters": {"type": "array", "items": {"type": "object"}},
            "columns": _STRINGS,
            "examples": {"type": "array", "items": _STRINGS},
        },
    },
    "Hit": {
        "type": "object",
        "required": ["iri", "kind", "label", "field", "snippet", "marks", "article", "outlet", "published"],
        "properties": {
            "iri": {"type": "string"},
            "kind": {"enum": list(KINDS)},
            "label": {"type": "string"},
            "field": {"type": "string", "description": "Where the words are: label, alias, headline, content or text."},
            "snippet": {"type": "string"},
            "marks": {
                "description": "The spans of the snippet with the words, in Unicode code points.",
                "type": "array",
                "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
            },
            "article": {"type": ["string", "null"]},
            "outlet": {"type": ["string", "null"]},
            "published": {"type": ["string", "null"], "format": "date"},
        },
    },
    "Advice": {
        "type": "object",
        "required": ["rule", "slow", "better"],
        "properties": {"rule": {"type": "string"}, "slow": {"type": "string"}, "better": {"type": "string"}},
    },
}


def description(library: Library, title: str) -> dict[str, Any]:
    """Return the description of the API."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": __version__,
            "summary": "Saved questions, search, and advice on queries.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in sorted({tag for one in library.questions.values() for tag in one.tags} | {"api"})],
        "paths": {**_OTHERS, **{f"/api/{question.name}.{{format}}": _path(question) for question in library.questions.values()}},
        "components": {"schemas": _SCHEMAS},
    }


def _path(question: Question) -> dict[str, Any]:
    columns = "\n".join(f"- `{column}`: {meaning}" for column, meaning in question.columns.items())
    form = {"name": "format", "in": "path", "required": True, "schema": {"enum": [offer.name for offer in RESULTS]}}
    content = {offer.media_type: {"schema": {"type": "string"}} for offer in RESULTS}
    content[RESULTS[0].media_type] = {"schema": {"$ref": "#/components/schemas/Results"}}
    return {
        "get": {
            "operationId": question.name,
            "summary": question.summary,
            "description": f"{question.description}\n\nColumns:\n\n{columns}".strip(),
            "tags": list(question.tags),
            "parameters": [form, *(_parameter(question, parameter) for parameter in question.parameters)],
            "responses": _responses("The answer, one row a solution.", content),
        }
    }


def _parameter(question: Question, parameter: Parameter) -> dict[str, Any]:
    schema = dict(_TYPES.get(parameter.kind, {"type": "string"}))
    if allowed := choices(parameter):
        schema["enum"] = list(allowed)
    if parameter.default is not None:
        schema["default"] = _typed(parameter, parameter.default)
    if parameter.required and schema["type"] == "string":
        schema["pattern"] = r"\S"
    found = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.description,
        # A form sends what was left empty, which is as good as not given.
        "allowEmptyValue": not parameter.required,
        "schema": schema,
    }
    example = next((one[parameter.name] for one in question.examples if parameter.name in one), None)
    return found if example is None else {**found, "example": _typed(parameter, example)}


def _typed(parameter: Parameter, value: str) -> str | int | float:
    if parameter.kind == "integer":
        return int(value)
    return float(value) if parameter.kind == "decimal" else value


def _responses(words: str, content: Mapping[str, Any]) -> dict[str, Any]:
    failures = {status: {"description": meaning, "content": _PROBLEM} for status, meaning in _FAILURES.items()}
    return {"200": {"description": words, "content": dict(content)}, **failures}


def _json(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": dict(schema)}}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list_of(schema: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}}


def _given(name: str, words: str, schema: Mapping[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": words, "schema": dict(schema)}


_KIND = {"type": "array", "items": {"enum": list(KINDS)}}
_COUNTS = {"type": "object", "additionalProperties": {"type": "integer"}}
_OTHERS: dict[str, Any] = {
    "/api/": {
        "get": {
            "operationId": "questions",
            "summary": "The saved questions",
            "description": "As JSON, or as RDF (`sh:SPARQLExecutable`) for who asks for Turtle, JSON-LD, N-Triples or RDF/XML.",
            "tags": ["api"],
            "responses": _responses("All questions.", _json(_object(questions=_list_of("Question")))),
        }
    },
    "/api/search": {
        "get": {
            "operationId": "search",
            "summary": "Find claims, actors, places and articles by their words",
            "tags": ["api"],
            "parameters": [
                _given("q", 'words; "a phrase", a beginning*, -without, OR', {"type": "string"}, required=True),
                _given("kind", "only things of this kind; may be given several times", _KIND),
                _given("limit", "the most things", {"type": "integer", "minimum": 1, "maximum": MOST, "default": 20}),
                _given("offset", "how many to leave out first", {"type": "integer", "minimum": 0, "default": 0}),
            ],
            "responses": _responses(
                "What was found, best first.", _json(_object(q={"type": "string"}, counts=_COUNTS, hits=_list_of("Hit")))
            ),
        }
    },
    "/api/advice": {
        "get": {
            "operationId": "advice",
            "summary": "What makes a SPARQL query slow, and how to write it",
            "tags": ["api"],
            "parameters": [_given("query", "the query", {"type": "string"}, required=True)],
            "responses": _responses("The advice; none for a query that needs none.", _json(_object(advice=_list_of("Advice")))),
        }
    },
    "/api/openapi.json": {
        "get": {
            "operationId": "openapi",
            "summary": "This description",
            "tags": ["api"],
            "responses": _responses("OpenAPI 3.1.", _json({"type": "object"})),
        }
    },
}

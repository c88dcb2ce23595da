"""Render the pages of a small story, as a server and as a folder of files would have them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from lxml import html as parser
from store.story import BASE, told

from kg.pages import Look, Page, paths, render
from kg.store.graphs import GraphStore

LIVE = Look(BASE, title="A story", publisher="The desk", licence="https://creativecommons.org/licenses/by/4.0/")
FILES = Look(BASE, title="A story", live=False)


@pytest.fixture(scope="session")
def store() -> GraphStore:
    return told()


@pytest.fixture(scope="session")
def site(store: GraphStore) -> Mapping[str, Page]:
    """Return all pages of the story as a folder of files has them."""
    return {path: render(store, path, {}, FILES) for path in paths(store)}


def seen(store: GraphStore, path: str, look: Look = LIVE, **parameters: str) -> parser.HtmlElement:
    """Return a page as a browser reads it."""
    return parser.document_fromstring(render(store, path, parameters, look).body)


def words(element: parser.HtmlElement) -> str:
    """Return the words of an element on one line."""
    return " ".join(element.text_content().split())


def all_of(document: parser.HtmlElement, name: str) -> list[parser.HtmlElement]:
    """Return the elements of a tag (``h1``), or of a class (``.tag``)."""
    path = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name[1:]} ')]" if name.startswith(".") else f"//{name}"
    return list(document.xpath(path))


def said(document: parser.HtmlElement, name: str) -> list[str]:
    """Return the words of the elements of a tag or a class."""
    return [words(one) for one in all_of(document, name)]

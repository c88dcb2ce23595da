"""Render the pages of a graph: one function from graph, path and parameters to a page, for the server and for files.

``render`` makes a page, ``paths`` lists all that a graph has, ``assets`` the static files that they load. ``routes`` says
which module makes which page; ``layout`` fills the templates. Only this package knows Jinja2.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg import resources
from kg.pages.about import dataset
from kg.pages.found import known
from kg.pages.look import Links, Look, Page, ascii_reference, data_file, page_file
from kg.pages.routes import paths, render
from kg.pages.trouble import trouble

__all__ = [
    "Links",
    "Look",
    "Page",
    "ascii_reference",
    "assets",
    "data_file",
    "dataset",
    "known",
    "page_file",
    "paths",
    "render",
    "trouble",
]


def assets() -> Mapping[str, Path]:
    """Return the static files that pages load, by their names below ``static/``, sorted."""
    folder = resources.folder("pages/static")
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return dict(sorted(found.items()))

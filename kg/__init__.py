"""Read news articles into a knowledge graph of actors, places and claims.

The flow, one stage a package, each a function from values to values::

    articles -> language -> mentions -> entities -> claims -> triples -> store -> export

:mod:`kg.pipeline` puts the stages in order; :mod:`kg.model` holds the values that flow.
"""

from __future__ import annotations

__version__ = "0.1.0"

__all__ = ["__version__"]

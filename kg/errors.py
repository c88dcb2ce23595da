"""Say what went wrong, where, and what to do; one tree of errors for the whole package.

::

    KgError
    ├── InputError          a source that cannot be read          (source, line)
    │   ├── EncodingError   bytes that are no text                (offset)
    │   └── FieldError      a field missing, unknown or malformed (field)
    ├── LanguageError       a text or an engine that cannot be used
    ├── ShapeError          a graph that breaks its shapes        (violations)
    ├── StoreError          a store that cannot be opened or written
    │   ├── StoreLockedError    another process holds it
    │   └── StoreVersionError   written by a newer kg
    ├── QueryError          SPARQL that cannot be run             (line, column)
    │   ├── ParameterError  a parameter unknown or malformed      (parameter)
    │   └── NotAcceptableError  an answer in none of the formats that are wanted
    ├── NotFoundError       a name or IRI that nothing answers to (nearest)
    │   ├── MovedError      a thing that is another one now       (to)
    │   └── GoneError       an article that was retracted         (label)
    ├── LimitError          a request that needs more than it may use (limit)
    └── ConfigError         a setting that cannot be used

The message is one line that a user can act on; the attributes hold the facts. The command line turns every
``KgError`` into that line and exit code 1.
"""

from __future__ import annotations


class KgError(Exception):
    """Report a failure that a user can do something about."""


class InputError(KgError):
    """Report a source that cannot be read; ``source`` names it, ``line`` counts from 1."""

    def __init__(self, message: str, *, source: str = "", line: int | None = None) -> None:
        where = f"{source}:{line}: " if source and line else f"{source}: " if source else ""
        super().__init__(where + message)
        self.source = source
        self.line = line


class EncodingError(InputError):
    """Report bytes that are no text; ``offset`` is the first one that could not be decoded."""

    def __init__(self, message: str, *, source: str = "", offset: int | None = None) -> None:
        super().__init__(message, source=source)
        self.offset = offset


class FieldError(InputError):
    """Report a field that is missing, unknown or malformed."""

    def __init__(self, message: str, *, field: str, source: str = "", line: int | None = None) -> None:
        super().__init__(message, source=source, line=line)
        self.field = field


class LanguageError(KgError):
    """Report a text that cannot be analysed, or an engine that cannot be used."""


class ShapeError(KgError):
    """Report a graph that breaks its shapes; ``violations`` has one line for each."""

    def __init__(self, message: str, *, violations: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.violations = violations


class StoreError(KgError):
    """Report a store that cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Report a store that another process holds open for writing."""


class StoreVersionError(StoreError):
    """Report a store that a newer version of kg wrote."""


class QueryError(KgError):
    """Report a query that cannot be run; ``line`` and ``column`` count from 1 where known."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class ParameterError(QueryError):
    """Report a query parameter that is unknown, missing or malformed."""

    def __init__(self, message: str, *, parameter: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class NotAcceptableError(QueryError):
    """Report that an answer has none of the formats that its reader accepts."""


class NotFoundError(KgError):
    """Report a name or IRI that nothing answers to; ``nearest`` holds what comes close."""

    def __init__(self, message: str, *, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class MovedError(NotFoundError):
    """Report a thing that was found to be another one; ``to`` is the path of that one below the base, such as ``actor/x``."""

    def __init__(self, message: str, *, to: str) -> None:
        super().__init__(message)
        self.to = to


class GoneError(NotFoundError):
    """Report a thing that was in the graph and was taken out of it; ``label`` is the name that it had."""

    def __init__(self, message: str, *, label: str = "") -> None:
        super().__init__(message)
        self.label = label


class LimitError(KgError):
    """Report a request that was ended; ``limit`` says by what: time, memory, rows, queue, size, stopped or lost."""

    def __init__(self, message: str, *, limit: str) -> None:
        super().__init__(message)
        self.limit = limit


class ConfigError(KgError):
    """Report a setting that cannot be used."""

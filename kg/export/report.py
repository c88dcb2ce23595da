"""Write the answer of a question as a report that stands by itself: a table, and the quoted words behind every row.

Markdown and HTML. Whatever an article or a name holds is text in both: nothing of it becomes markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.export.evidence import Quotation
from kg.export.xml import clean
from kg.store.results import Iri, Rows

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#22262e}"
    "table{border-collapse:collapse;font:14px/1.4 Helvetica,Arial,sans-serif;display:block;overflow-x:auto}"
    "th,td{border-bottom:1px solid #ccd;padding:.3rem .6rem;text-align:start;vertical-align:top}"
    "blockquote{margin:.4rem 0;padding-inline-start:1rem;border-inline-start:3px solid #ccd}mark{background:#fff3bf}"
    "cite{font-style:normal;color:#555}li{margin-bottom:1rem}"
)


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what a report says; ``cited`` are the quotations behind each row of the answer."""

    title: str
    description: str
    asked: Mapping[str, str]
    answer: Rows
    cited: Sequence[Sequence[Quotation]]

    @property
    def columns(self) -> tuple[int, ...]:
        """Return the columns that are shown: not those of IRIs alone, unless there are no others."""
        rows, all_ = self.answer.rows, tuple(range(len(self.answer.columns)))
        shown = tuple(at for at in all_ if not any(isinstance(row[at], Iri) for row in rows))
        return shown or all_

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Return all quotations once, in the order in which rows cite them first: their numbers count from 1."""
        return tuple(dict.fromkeys(quotation for row in self.cited for quotation in row))

    def rows(self) -> Iterator[tuple[list[str], list[int]]]:
        """Yield the cells of each row and the numbers of its quotations."""
        numbers = {quotation: number for number, quotation in enumerate(self.quotations, start=1)}
        for row, quoted in zip(self.answer.rows, self.cited, strict=True):
            cells = ["" if row[at] is None else clean(str(row[at])) for at in self.columns]
            yield cells, [numbers[quotation] for quotation in quoted]

    def header(self) -> list[str]:
        """Return the names of the columns that are shown."""
        return [self.answer.columns[at] for at in self.columns]

    def found(self) -> str:
        """Return in words how much was found."""
        rows, quoted = len(self.answer), len(self.quotations)
        return f"{rows:,} row{'' if rows == 1 else 's'}, {quoted:,} quotation{'' if quoted == 1 else 's'}"


def _source(quotation: Quotation) -> list[str]:
    """Return outlet, headline and day of a quotation, as far as they are known."""
    told = (quotation.outlet, f"“{quotation.headline}”" if quotation.headline else "", quotation.published)
    return [part for part in map(clean, told) if part] or [quotation.article]


def markdown(report: Report) -> str:
    """Return a report as Markdown (CommonMark with tables)."""
    lines = [f"# {_plain(report.title)}", "", _plain(report.description), ""]
    lines += [*(f"- {_plain(name)}: {_plain(value)}" for name, value in report.asked.items()), ""] if report.asked else []
    lines += [f"{report.found()}.", ""]
    if len(report.answer):
        lines += ["| " + " | ".join((*map(_plain, report.header()), "evidence")) + " |", "|" + " --- |" * (len(report.columns) + 1)]
        for cells, numbers in report.rows():
            lines.append("| " + " | ".join((*map(_plain, cells), ", ".join(f"\\[{number}\\]" for number in numbers))) + " |")
        lines += ["", "## Evidence", ""]
    for number, quotation in enumerate(report.quotations, start=1):
        before, words, after = (_plain(clean(text)) for text in (quotation.before, quotation.words, quotation.after))
        quoted = " ".join(part for part in (before, f"**{words}**", after) if part)
        address = f" <{quotation.url}>" if _is_address(quotation.url) else ""
        where = f"characters {quotation.start} to {quotation.end}, {_plain(quotation.part)}"
        lines += [f"{number}. > … {quoted} …", "", f"   {_plain(', '.join(_source(quotation)))},{address} {where}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def html_page(report: Report) -> str:
    """Return a report as one HTML page that needs no other file."""
    title = html.escape(clean(report.title))
    asked = "".join(f"<li>{_text(name)}: {_bidi(value)}</li>" for name, value in report.asked.items())
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n<body>',
        f"<h1>{title}</h1>\n<p>{_text(report.description)}</p>",
        f"<ul>{asked}</ul>" if asked else "",
        f"<p>{report.found()}.</p>",
        *_html_table(report),
        *_html_evidence(report.quotations),
        "</body>\n</html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _html_table(report: Report) -> Iterator[str]:
    if not len(report.answer):
        return
    yield "<table>\n<thead><tr>" + "".join(f"<th>{_text(name)}</th>" for name in (*report.header(), "evidence")) + "</tr></thead>\n<tbody>"
    for cells, numbers in report.rows():
        links = ", ".join(f'<a href="#q{number}">{number}</a>' for number in numbers)
        yield "<tr>" + "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in cells) + f"<td>{links}</td></tr>"
    yield "</tbody>\n</table>"


def _html_evidence(quotations: Sequence[Quotation]) -> Iterator[str]:
    if not quotations:
        return
    yield "<h2>Evidence</h2>\n<ol>"
    for number, quotation in enumerate(quotations, start=1):
        quoted = f"… {_text(quotation.before)} <mark>{_text(quotation.words)}</mark> {_text(quotation.after)} …"
        source = ", ".join(_bidi(part) for part in _source(quotation))
        if _is_address(quotation.url):
            source = f'<a href="{html.escape(clean(quotation.url))}" rel="noreferrer">{source}</a>'
        where = f"characters {quotation.start} to {quotation.end}, <code>{_text(quotation.part)}</code>"
        yield f'<li id="q{number}"><blockquote dir="auto">{quoted}</blockquote><cite>{source}</cite>, {where}</li>'
    yield "</ol>"


def _plain(text: str) -> str:
    """Return text of one line that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", clean(text))


def _text(text: str) -> str:
    return html.escape(clean(text))


def _bidi(text: str) -> str:
    return f"<bdi>{_text(text)}</bdi>"


def _is_address(url: str) -> bool:
    return url.startswith(("http://", "https://")) and not re.search(r"[\s<>]", url)


#: Forms of a report by the suffix of their files.
FORMS: Mapping[str, Callable[[Report], str]] = {"html": html_page, "md": markdown}

"""The sheet to hand a physiotherapist: one HTML file that prints on one page and fetches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from afterrun.language import language

_STYLE = """
@page { size: A4; margin: 12mm }
body { font: 11pt/1.35 serif; max-width: 46rem; margin: 1rem auto; padding: 0 1rem; color: #000; background: #fff }
h1 { font-size: 1.4rem; margin: 0 0 .2rem }
h2 { font-size: 1.05rem; margin: 1.1rem 0 .3rem; border-bottom: 1px solid #000 }
h1, h2 { break-after: avoid }
figure, table, li { break-inside: avoid }
figure { margin: .3rem 0 }
figcaption, .small { font-size: .85rem; color: #333 }
svg { width: 100%; height: auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #bbb; vertical-align: top }
p { margin: .3rem 0 }
ul { margin: .3rem 0; padding-left: 1.2rem }
.alert { border: 2px solid #000; padding: .4rem .6rem }
@media print {
  body { font-size: 9pt; margin: 0; padding: 0; max-width: none }
  h2 { margin: .6rem 0 .15rem } svg { max-height: 42mm }
}
@media (max-width: 30rem) {
  thead { display: none } tr, th, td { display: block; border: 0; padding: .1rem 0 }
  tr { border-bottom: 1px solid #bbb; padding: .4rem 0 }
  td[data-label]:not(:empty)::before { content: attr(data-label) ": "; color: #333 }
}
.lines { border-bottom: 1px solid #999; height: 1.6rem }
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what is under it, in this order; empty parts are left out.

    Parameters
    ----------
    heading : str
        For people.
    paragraphs : sequence of str
        Plain text.
    figure : str
        SVG made here, or empty.
    caption : str
        Under the figure.
    table : sequence of rows
        The first row is the head.
    items : sequence of str
        A list.
    alert : bool
        Whether it stands in a frame.
    lines : int
        Empty lines to write on.
    """

    heading: str
    paragraphs: Sequence[str] = ()
    figure: str = ""
    caption: str = ""
    table: Sequence[Sequence[str]] = ()
    items: Sequence[str] = ()
    alert: bool = False
    lines: int = 0


def sheet(title: str, subtitle: str, parts: Sequence[Part], foot: str) -> str:
    """Put the sheet together; everything but figures is escaped."""
    body = "".join(_part(part) for part in parts)
    return (
        f'<!doctype html><html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f'<h1>{escape(title)}</h1><p class="small">{escape(subtitle)}</p>{body}<p class="small">{escape(foot)}</p>'
        "</body></html>\n"
    )


def is_empty(part: Part) -> bool:
    """Whether there is nothing under the heading."""
    return not (part.paragraphs or part.figure or part.table or part.items or part.lines)


def _part(part: Part) -> str:
    if is_empty(part):
        return ""
    content = "".join(f"<p>{escape(text)}</p>" for text in part.paragraphs)
    if part.figure:
        content += f"<figure>{part.figure}<figcaption>{escape(part.caption)}</figcaption></figure>"
    content += _table(part.table) if part.table else ""
    if part.items:
        content += f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in part.items)}</ul>"
    content += '<div class="lines"></div>' * part.lines
    return f"<h2>{escape(part.heading)}</h2>" + (f'<div class="alert">{content}</div>' if part.alert else content)


def _table(rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "".join(_row(rows[0], row) for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    cells = "".join(_cell(name, cell) for name, cell in zip(head[1:], row[1:], strict=True))
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _cell(name: str, text: str) -> str:
    """A cell that says what it is about where a narrow screen shows no head."""
    return f'<td data-label="{escape(name)}">{escape(text)}</td>'

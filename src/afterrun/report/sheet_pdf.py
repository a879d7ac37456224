"""The sheet as PDF: the same content as in HTML, set by typst, which comes with the extra ``pdf``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from afterrun.errors import MissingExtraError
from afterrun.report.sheet import Part, is_empty

_TEMPLATE = Path(__file__).with_name("sheet.typ")


def can_make_pdf() -> bool:
    """Whether the extra is installed."""
    return find_spec("typst") is not None


def sheet_pdf(title: str, subtitle: str, parts: Sequence[Part], foot: str, *, made_at: datetime) -> bytes:
    """Put the sheet together as tagged PDF (PDF/UA-1: headings, tables and figures can be read aloud).

    Parameters
    ----------
    title, subtitle, foot : str
        Plain text.
    parts : sequence of Part
        As for HTML; empty ones are left out.
    made_at : datetime
        Written into the file: the same content at the same time is the same file.

    Raises
    ------
    MissingExtraError
        If typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtraError(
            "PDF must be set by typst; it is not installed.",
            remedy="Install it with: pip install 'afterrun[pdf]'. Or write HTML and print it from a browser.",
        ) from None
    told = {"title": title, "subtitle": subtitle, "foot": foot, "lang": "en"}
    content = told | {"parts": [asdict(part) for part in parts if not is_empty(part)]}
    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(content, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=made_at,
    )
    return made

"""What every request must be made of: text that can be kept, of a length that somebody may have typed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from afterrun.errors import InvalidValueError
from afterrun.language import say, spoken
from afterrun.web.forms.photo import MOST_LETTERS as PHOTO_LETTERS

_NAME_LETTERS = 200  # no name of anything is longer; the forms ask for 60: judgement
_TEXT_LETTERS = 10_000  # four pages of a note: judgement
_LONG = frozenset({"note", "reason", "address", "link", "next", "ntfy", "ntfy_token", "password", "mail_password"})
_LONG |= {"passkey_answer"}  # of a device
_LINES = frozenset({"note", "reason"})
_LINE_ENDS = frozenset("\t\r\n")


async def plain_text(request: Request) -> None:
    """Look at every text of a request, whichever route it is for.

    Raises
    ------
    InvalidValueError
        If one cannot be kept: it is too long, or has characters in it that are none.
    """
    for name, text in [*request.query_params.multi_items(), *await _sent(request)]:
        _require_plain(name, text)


async def _sent(request: Request) -> list[tuple[str, str]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method in ("GET", "HEAD"):
        return []
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form: FormData = await request.form()
        return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    try:
        return list(_texts("", json.loads(await request.body())))
    except (ValueError, RecursionError):  # no JSON: the route says so, if it wants any
        return []


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(str(key), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(name, inner)


def _require_plain(name: str, text: str) -> None:
    most = PHOTO_LETTERS if name == "photo" else _TEXT_LETTERS if name in _LONG else _NAME_LETTERS
    if len(name) > _NAME_LETTERS or len(text) > most:
        raise InvalidValueError(
            say("{name} must be at most {most} letters long; got {n}.", name=_said(name), most=most, n=len(text)),
            remedy=say("Make it shorter."),
            field=_said(name),
        )
    allowed = _LINE_ENDS if name in _LINES else frozenset()
    if not all(map(_is_plain, set(name + text) - allowed)):
        raise InvalidValueError(
            say("{name} must be plain text; there is a character in it that is none.", name=_said(name)),
            remedy=say("Type it anew."),
            field=_said(name),
        )


def _said(name: str) -> str:
    plain = "".join(letter for letter in name if _is_plain(letter))
    return spoken(plain[:_NAME_LETTERS].replace("_", " "))


def _is_plain(letter: str) -> bool:
    """Neither a control character nor half a character, which cannot be written down."""
    return unicodedata.category(letter) not in ("Cc", "Cs")

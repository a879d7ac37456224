"""One bad character costs a name, not the run: what XML forbids is replaced before a document is read."""

from __future__ import annotations

import html
import re

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_AMPERSAND = re.compile(rb"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)(?:([A-Za-z]{2,30});)?")
_OPENING = re.compile(rb"<(?![A-Za-z_/!?])")
_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_MOST_PARTS = 200  # a text in another encoding throughout is read once, not letter by letter
_OTHER_LETTERS = "cp1252"  # what Windows writes where it does not write UTF-8


def utf_16(head: bytes) -> str | None:
    """Name the codec of a document in UTF-16, by its mark or by its first letter; None for any other."""
    return _UTF_16.get(head[:2])


def in_utf_8(content: bytes) -> bytes:
    """Return a document in UTF-16 as UTF-8, whatever it declares itself to be; any other as it is.

    Examples
    --------
    >>> in_utf_8('<?xml version="1.0" encoding="UTF-8"?><gpx/>'.encode("utf-16-le"))
    b'<gpx/>'
    """
    codec = utf_16(content)
    if codec is None:
        return content
    text = content.decode(codec, errors="replace").removeprefix("\ufeff")
    return _DECLARATION.sub("", text, count=1).encode("utf-8", errors="replace")


def mended(content: bytes) -> bytes:
    """Return a document without the characters that XML forbids; the same object if there are none.

    Examples
    --------
    >>> mended(b"<name>Bridge & back</name>"), mended("<name>Caf\\xe9 &eacute;</name>".encode("latin-1")).decode()
    (b'<name>Bridge &amp; back</name>', '<name>Café é</name>')
    """
    if b"<!ENTITY" in content[:16384]:
        return content
    found = content
    declared = _DECLARED.search(content[:200])
    if declared is None or declared.group(1).lower() in (b"utf-8", b"utf8"):
        try:
            found.decode("utf-8")
        except UnicodeDecodeError:
            found = _as_utf_8(found)
    if _CONTROL.search(found):
        found = _CONTROL.sub(b" ", found)
    if b"<![CDATA[" not in found:
        found = _AMPERSAND.sub(_entity, found) if _AMPERSAND.search(found) else found
        found = _OPENING.sub(b"&lt;", found) if _OPENING.search(found) else found
    return found


def _as_utf_8(content: bytes) -> bytes:
    """Keep what is UTF-8, and read the bytes between as Windows would have written them."""
    parts, at = [], 0
    while at < len(content):
        try:
            parts.append(content[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            parts.append(content[at : at + error.start].decode("utf-8"))
            parts.append(content[at + error.start : at + error.end].decode(_OTHER_LETTERS, errors="replace"))
            at += error.end
            if len(parts) > _MOST_PARTS:
                parts.append(content[at:].decode("utf-8", errors="replace"))
                break
    return "".join(parts).encode("utf-8")


def _entity(match: re.Match[bytes]) -> bytes:
    name = match.group(1)
    if name is None:
        return b"&amp;" + match.group(0)[1:]
    letter = html.unescape(f"&{name.decode('ascii')};")
    known = not letter.startswith("&")
    return letter.encode("utf-8") if known else b"&amp;" + match.group(0)[1:]

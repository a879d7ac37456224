"""Where the way in leads on to."""

from __future__ import annotations

from urllib.parse import urlsplit

START = "/"


def own_path(path: str) -> str:
    """Go on to a page of ours and to no other: an address that a mail brought may name any."""
    parts = urlsplit(path)
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return path if ours and path.isprintable() and "\\" not in path else START

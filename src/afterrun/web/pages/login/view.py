"""Where the way in leads on to."""

from __future__ import annotations

from afterrun.outward import split_address

START = "/"


def own_path(path: str) -> str:
    """Go on to a page of ours and to no other: an address that a mail brought may name any."""
    parts = split_address(path)
    ours = parts is not None and path.startswith("/") and not parts.scheme and not parts.netloc
    return path if ours and not path.startswith("//") and path.isprintable() and "\\" not in path else START

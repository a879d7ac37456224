"""Tags: a word with a # before it, in the note of an entry. They leave and come back with the note in every table."""

from __future__ import annotations

import re

_TAG = re.compile(r"(?<!\w)#([^\W_][\w-]*)")


def tags_of(note: str | None) -> tuple[str, ...]:
    """List the tags of a note in small letters, each once.

    Examples
    --------
    >>> tags_of("new route #Hills, then the tram #travel #hills"), tags_of("bus no. #"), tags_of(None)
    (('hills', 'travel'), (), ())
    """
    return tuple(dict.fromkeys(tag.lower() for tag in _TAG.findall(note or "")))

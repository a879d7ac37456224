"""How the people that a journal leans on are kept, with its settings, so that a backup put back knows them too."""

from __future__ import annotations

from afterrun.errors import InvalidValueError
from afterrun.records.others import Others

OTHERS = "others"
"""The key that they are kept under."""


def kept_others(text: str | None) -> Others | None:
    """Read what is kept; None where nobody is leant on, or a later program kept what this one cannot read."""
    try:
        return Others.read(text) if text else None
    except InvalidValueError:
        return None

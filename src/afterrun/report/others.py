"""That answers lean on many other people, in words."""

from __future__ import annotations

from afterrun.findings import LeansOn
from afterrun.language import say


def leaning_told(found: LeansOn) -> str:
    """Say on whom, and on what not."""
    return say(
        "These answers lean on {n} other people ({name}, until {day:%d %b %Y}): where your diary says little, they say "
        "what such pain is usually like. How many of them runs hurt, and who of them got better, is left out. If your "
        "pain is unlike theirs, what is said of it can be wrong.",
        n=found.people,
        name=found.name,
        day=found.as_of,
    )

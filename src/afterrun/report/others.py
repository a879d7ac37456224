"""Whether answers lean on many other people, in words."""

from __future__ import annotations

from afterrun.findings import LeansOn
from afterrun.language import say


def leaning_told(found: LeansOn) -> str:
    """Say on whom, and on what not; or that they were left out."""
    if not found.used:
        return say(
            "These answers come from your diary alone. They may lean on {n} other people ({name}), but your diary fits "
            "better without them.",
            n=found.people,
            name=found.name,
        )
    return say(
        "These answers lean on {n} other people ({name}, until {day:%d %b %Y}), because your diary fits better with "
        "them than without: where it says little, they say what such pain is usually like. How many of them runs hurt, "
        "and who of them got better, is left out. If your pain is unlike theirs, what is said can still be wrong.",
        n=found.people,
        name=found.name,
        day=found.as_of,
    )

"""Words of a check-in."""

from __future__ import annotations

from afterrun.language import mark, say
from afterrun.records import PainReport

WORDS = dict.fromkeys(range(11), "") | {
    0: mark("none"),
    2: mark("mild"),
    5: mark("medium"),
    7: mark("strong"),
    10: mark("worst"),
}


def saved_text(report: PainReport, done: str = "") -> str:
    """Say what was saved, or what else was done with it."""
    return say(
        "{done}: {nrs:g} at {place}, {at:%H:%M}.",
        done=done or say("Saved"),
        nrs=report.nrs,
        place=report.site.words,
        at=report.at,
    )

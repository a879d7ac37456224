"""Words of a check-in."""

from __future__ import annotations

from afterrun.language import mark, say
from afterrun.records import PainReport
from afterrun.report.words import nrs_words

WORDS = dict.fromkeys(range(11), "") | {
    0: mark("none"),
    2: mark("mild"),
    5: mark("medium"),
    7: mark("strong"),
    10: mark("worst"),
}


def saved_text(report: PainReport, done: str = "") -> str:
    """Say what was saved, or what else was done with it."""
    return say("{done}: {what}, {at:%H:%M}.", done=done or say("Saved"), what=nrs_words(report), at=report.at)

"""What is offered to be logged: what is usual, what was done last, and the rating that is still owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from afterrun.journal import Journal
from afterrun.records import Care, Diary, Site
from afterrun.records.vocabulary import intervention_words

USUAL = ("calf-stretch", "massage", "ice", "tape", "foot-exercise")
_OFFERED = 2  # the last thing and the one before: a third is one tap further, in the form (judgement)
_OWED_FOR = timedelta(hours=1)  # what is caused within the hour is what the rating after is for: docs/model.md


@dataclass(frozen=True, slots=True)
class Favourite:
    """Something done before, to be logged again with a tap.

    Parameters
    ----------
    intervention, variant : str
        What, and which kind; the kind may be empty.
    minutes : float or None
        How long it took. [min]
    site : Site or None
        For which place.
    words : str
        How it is called.
    """

    intervention: str
    variant: str
    minutes: float | None
    site: Site | None
    words: str


def favourites(diary: Diary) -> list[Favourite]:
    """List what was done last, each once."""
    found: dict[tuple[str, str | None], Favourite] = {}
    for care in reversed(diary.care):
        words = intervention_words(care.intervention, care.variant)
        made = Favourite(care.intervention, care.variant or "", care.minutes, care.site, words)
        found.setdefault((care.intervention, care.variant), made)
        if len(found) == _OFFERED:
            break
    return list(found.values())


def owed(diary: Diary, now: datetime) -> Care | None:
    """Find what was done within the hour and rated before it only."""
    recent = [care for care in diary.care if now - _OWED_FOR <= care.at <= now]
    last = recent[-1] if recent else None
    return last if last and last.pain_before is not None and last.pain_after is None else None


def again(journal: Journal, now: datetime) -> dict[str, Any]:
    """Gather what `fragments/again.html` shows."""
    diary = journal.diary()
    last = owed(diary, now)
    words = intervention_words(last.intervention, last.variant) if last else ""
    return {
        "favourites": favourites(diary),
        "owed_entry": journal.entry_of(last) if last else None,
        "owed_words": words,
    }

"""Where a run came from, and what follows of it."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.language import mark, say
from afterrun.records.run import Run

STRAVA_API = "strava-api"
"""Source of what was had through Strava's interface."""

TYPED = frozenset({"csv", "app", "cli", "api", "trial"})
"""Sources of what somebody wrote down: all others are programs, which record or pass on."""

_SAID: Mapping[str, str] = {
    "csv": mark("a table"),
    "app": mark("the app"),
    "api": mark("another program"),
    "cli": mark("the terminal"),
    "trial": mark("a trial"),
}
_FORMATS = frozenset({"fit", "gpx", "tcx", "kml", "pwx"})
_SERVICES: Mapping[str, str] = {
    STRAVA_API: "Strava",
    "intervals-icu": "intervals.icu",
    "goldencheetah": "GoldenCheetah",
    "pmsys": "PMSys",
    "whoop": "WHOOP",
}

BY_HAND = frozenset({"app", "api", "cli"})
"""Sources of what was logged here, and may be corrected and removed here."""

_OWNER_ONLY = frozenset({STRAVA_API})


def for_owner_only(run: Run) -> bool:
    """Whether the terms of its source let it be shown to its owner only (Strava API agreement, since November 2024)."""
    return run.source in _OWNER_ONLY


def source_said(source: str) -> str:
    """Say where an entry came from, in words.

    Examples
    --------
    >>> source_said("csv"), source_said("fit"), source_said("strava-api"), source_said("apple-health")
    ('a table', 'a FIT file', 'Strava', 'Apple Health')
    """
    if source in _SAID:
        return say(_SAID[source])
    if source in _FORMATS:
        return say("a {format} file", format=source.upper())
    return _SERVICES.get(source) or source.replace("-", " ").title()

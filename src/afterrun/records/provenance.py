"""Where a run came from, and what follows of it."""

from __future__ import annotations

from afterrun.records.run import Run

STRAVA_API = "strava-api"
"""Source of what was had through Strava's interface."""

TYPED = frozenset({"csv", "app", "cli", "api", "trial"})
"""Sources of what somebody wrote down: all others are programs, which record or pass on."""

BY_HAND = frozenset({"app", "api", "cli"})
"""Sources of what was logged here, and may be corrected and removed here."""

_OWNER_ONLY = frozenset({STRAVA_API})


def for_owner_only(run: Run) -> bool:
    """Whether the terms of its source let it be shown to its owner only (Strava API agreement, since November 2024)."""
    return run.source in _OWNER_ONLY

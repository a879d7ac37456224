"""Numbers of the body that are noted day by day: measured, not done; what they are of is an `Event` with an amount."""

from __future__ import annotations

SLEEP, WEIGHT = "sleep", "weight"
"""Kinds of event: hours slept in the night before [h], and body weight [kg]."""
MEASURED = frozenset({SLEEP, WEIGHT})
BAD_NIGHT = "bad-night"
"""Kind of event for who counts no hours."""
OF_THE_BODY = MEASURED | {BAD_NIGHT}
"""What is noted on a page of its own, and is nothing that happened."""

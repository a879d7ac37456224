"""The rules that more than one record shares."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from afterrun.errors import InvalidValueError

# Watches with an empty clock start in 1989 (the FIT epoch) or 1970; nobody logged a run with either before 2000.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def require_time(name: str, at: datetime) -> None:
    """Refuse a time without an offset, or one that only a broken clock can have written."""
    if at.tzinfo is None:
        raise InvalidValueError(
            f"{name} must have an offset from UTC; got {at.isoformat()}.",
            remedy="Write it like 2026-05-01T07:30:00+02:00.",
        )
    if not EARLIEST <= at < LATEST:
        raise InvalidValueError(
            f"{name} must lie between 2000 and 2100; got {at.isoformat()}.", remedy="Check the clock of the device."
        )


def require_range(name: str, value: float | None, low: float, high: float, unit: str) -> None:
    """Refuse a number outside what the field can mean; None is "unknown" and passes."""
    if value is not None and not (math.isfinite(value) and low <= value <= high):
        raise InvalidValueError(
            f"{name} must be between {low:g} and {high:g} {unit}; got {value:g}.",
            remedy="Correct it, or leave it empty if it is not known.",
        )


def require_text(name: str, value: str) -> None:
    """Refuse an empty name."""
    if not value.strip():
        raise InvalidValueError(f"{name} must not be empty; got {value!r}.", remedy=f"Give the {name} a name.")

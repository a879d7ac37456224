"""The rules that more than one record shares."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from afterrun.errors import InvalidValueError
from afterrun.language import say, spoken

# Watches with an empty clock start in 1989 (the FIT epoch) or 1970; nobody logged a run with either before 2000.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_SHOWN = 40  # letters of a text that is refused


def require_time(name: str, at: datetime) -> None:
    """Refuse a time without an offset, or one that only a broken clock can have written."""
    if at.tzinfo is None:
        raise InvalidValueError(
            say("{name} must have an offset from UTC; got {at}.", name=spoken(name), at=at.isoformat()),
            remedy=say("Write it like 2026-05-01T07:30:00+02:00."),
            field=name,
        )
    if not EARLIEST <= at < LATEST:
        raise InvalidValueError(
            say("{name} must lie between 2000 and 2100; got {at}.", name=spoken(name), at=at.isoformat()),
            remedy=say("Check the clock of the device."),
            field=name,
        )


def require_range(name: str, value: float | None, low: float, high: float, unit: str) -> None:
    """Refuse a number outside what the field can mean; None is "unknown" and passes."""
    if value is not None and not (math.isfinite(value) and low <= value <= high):
        ends = {"name": spoken(name), "low": low, "high": high, "value": value}
        raise InvalidValueError(
            say("{name} must be between {low:g} and {high:g} {unit}; got {value:g}.", unit=say(unit), **ends)
            if unit
            else say("{name} must be between {low:g} and {high:g}; got {value:g}.", **ends),
            remedy=say("Correct it, or leave it empty if it is not known."),
            field=name,
        )


def require_writable(name: str, value: str) -> None:
    """Refuse half a character: nothing can write it down. A terminal makes them of letters that it does not know."""
    if legible(value) != value:
        raise InvalidValueError(
            say(
                "{name} must be text that can be written down; got {value!r}.", name=spoken(name), value=value[:_SHOWN]
            ),
            remedy=say("Type it anew."),
            field=name,
        )


def legible(text: str) -> str:
    """Put a question mark for each half of a character.

    Examples
    --------
    >>> legible("B\\udcfcro.gpx")
    'B?ro.gpx'
    """
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def require_text(name: str, value: str) -> None:
    """Refuse an empty name."""
    require_writable(name, value)
    if not value.strip():
        raise InvalidValueError(
            say("{name} must not be empty; got {value!r}.", name=spoken(name), value=value),
            remedy=say("Give the {name} a name.", name=spoken(name)),
            field=name,
        )


@dataclass(frozen=True, slots=True)
class Range:
    """A number from ``low`` to ``high``, in ``unit``; said once, in the annotation of its field."""

    low: float
    high: float
    unit: str

    def require(self, name: str, value: float) -> None:
        """Refuse a number outside it."""
        require_range(name, value, self.low, self.high, self.unit)


@dataclass(frozen=True, slots=True)
class Finite:
    """Any number: the field is counted in whatever suits it."""

    def require(self, name: str, value: float) -> None:
        """Refuse what is no number, or beyond all bounds."""
        if not math.isfinite(value):
            raise InvalidValueError(
                say("{name} must be a finite number; got {value:g}.", name=spoken(name), value=value),
                remedy=say("Correct it, or leave it empty if it is not known."),
                field=name,
            )


@dataclass(frozen=True, slots=True)
class Named:
    """A text that must say something."""

    def require(self, name: str, value: str) -> None:
        """Refuse an empty one."""
        require_text(name, value)


@dataclass(frozen=True, slots=True)
class Written:
    """A text, or several; every text is held to it."""

    def require(self, name: str, value: str | tuple[str, ...]) -> None:
        """Refuse one that cannot be written down."""
        require_writable(name, value if isinstance(value, str) else "".join(value))


@dataclass(frozen=True, slots=True)
class Dated:
    """A time with an offset; every time is held to it."""

    def require(self, name: str, value: datetime) -> None:
        """Refuse one without an offset, or of a broken clock."""
        require_time(name, value)

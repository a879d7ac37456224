"""What no file knows of itself: whose clock its times are of, what time it is now, how this person lays tables out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal, TypeAlias

from afterrun.importers.tables.layout import Layout
from afterrun.units import DistanceUnit

DateOrder: TypeAlias = Literal["dmy", "mdy"]
_CLOCKS_APART = timedelta(days=1)  # no two clocks of the world are further apart, so it may be tomorrow somewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What is passed to every reader.

    Parameters
    ----------
    zone : tzinfo or None
        Of times without an offset; None for this computer's.
    now : datetime or None
        With offset; None where nothing counts as the future.
    dates : {"dmy", "mdy"} or None
        How 5/6/2026 is meant where a table does not show it; None: nobody said.
    layouts : tuple of Layout
        Tables whose columns somebody explained.
    unit : {"km", "mi"}
        In which this person counts: of distances that say no unit and show none.
    """

    zone: tzinfo | None = None
    now: datetime | None = None
    dates: DateOrder | None = None
    layouts: tuple[Layout, ...] = ()
    unit: DistanceUnit = "km"

    def on_clock(self, wall: datetime) -> datetime:
        """Give a time without an offset the one that was in force there; one that has its own stays.

        In spring an hour is left out: half past two was meant by a clock that nobody had set yet, so it is half past
        three. In autumn an hour comes twice: the first of the two is meant, as far as anybody can know.

        Examples
        --------
        >>> from zoneinfo import ZoneInfo
        >>> Here(zone=ZoneInfo("Europe/Berlin")).on_clock(datetime(2026, 5, 1, 20)).isoformat()
        '2026-05-01T20:00:00+02:00'
        >>> Here(zone=ZoneInfo("Europe/Berlin")).on_clock(datetime(2026, 3, 29, 2, 30)).isoformat()
        '2026-03-29T03:30:00+02:00'
        """
        if wall.tzinfo is not None:
            return wall
        try:
            return self.local(self._instant(wall))
        except (OverflowError, ValueError):  # a year at the ends of the calendar: its record refuses it
            return wall.replace(tzinfo=UTC)

    def is_doubtful(self, wall: datetime) -> bool:
        """Whether a time by the clock there is in the hour that it left out in spring, or showed twice in autumn."""
        return self._instant(wall.replace(fold=0)) != self._instant(wall.replace(fold=1))

    def _instant(self, wall: datetime) -> datetime:
        """Read a time by the clock there; not by ``astimezone``, which tells two times of the hour left out."""
        if self.zone is not None:
            return wall.replace(tzinfo=self.zone).astimezone(UTC)
        return datetime.fromtimestamp(wall.timestamp(), UTC)

    def local(self, at: datetime) -> datetime:
        """Tell an instant by the clock of the place."""
        return fixed(at.astimezone(UTC).astimezone(self.zone))

    def in_future(self, at: datetime) -> bool:
        """Whether a time is yet to come by every clock of the world."""
        return self.now is not None and at > self.now + _CLOCKS_APART


def fixed(at: datetime) -> datetime:
    """Keep the offset and forget the zone: Python counts between two times of one zone by the clock on the wall."""
    return at.replace(tzinfo=timezone(at.utcoffset() or timedelta(0)))

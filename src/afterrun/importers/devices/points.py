"""Recorded moments as columns: what a device wrote once a second, of all formats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from afterrun.importers.devices.places import Mask, Values

# One recorded moment: "at" in seconds since 1970 UTC, channel names of `records.streams`, and "segment" where the
# recording was interrupted. A value that was written but is no number is NaN.
Sample: TypeAlias = dict[str, float]
NOT_WRITTEN = np.inf


@dataclass(frozen=True, slots=True)
class Points:
    """Recorded moments, in the order of the file.

    Parameters
    ----------
    at_s : ndarray, shape (n,)
        Seconds since 1970 UTC. [s]
    columns : mapping of str to ndarray, shape (n,)
        Channel names of `records.streams`, and ``segment``: infinity where nothing was written, NaN where what was
        written is no number. A channel that was never written may be left out.
    """

    at_s: Values
    columns: Mapping[str, Values]

    def __len__(self) -> int:
        return self.at_s.size

    def column(self, name: str) -> Values:
        """Return a copy of one channel."""
        found = self.columns.get(name)
        return np.full(self.at_s.size, NOT_WRITTEN) if found is None else found.copy()

    def where(self, kept: Mask) -> Points:
        """Keep some moments, which mostly are all."""
        return self if kept.all() else self.at(kept)

    def at(self, places: Any) -> Points:
        """Take moments, by their places."""
        return Points(self.at_s[places], {name: values[places] for name, values in self.columns.items()})


def points_of(samples: Points | Sequence[Sample]) -> Points:
    """Put samples into columns.

    Examples
    --------
    >>> points_of([{"at": 1.0, "speed_mps": 3.0}, {"at": 2.0}]).columns
    {'speed_mps': array([ 3., inf])}
    """
    if isinstance(samples, Points):
        return samples
    names = dict.fromkeys(name for sample in samples for name in sample)
    columns = {
        name: np.array([sample.get(name, NOT_WRITTEN) for sample in samples], dtype=np.float64)
        for name in names
        if name != "at"
    }
    return Points(np.array([sample["at"] for sample in samples], dtype=np.float64), columns)


def chained(parts: Iterable[Points]) -> Points:
    """Put some after others."""
    listed = list(parts)
    names = dict.fromkeys(name for part in listed for name in part.columns)
    columns = {name: np.concatenate([part.column(name) for part in listed]) for name in names}
    return Points(np.concatenate([np.empty(0), *(part.at_s for part in listed)]), columns)


def joined(points: Points) -> Points:
    """Put them in order of time, and those of one moment together: of each channel what was written first counts.

    Some writers spread one moment over several records (position in one, distance in the next).
    """
    steps_s = np.diff(points.at_s)
    if (steps_s > 0).all():
        return points
    ordered = points.at(np.argsort(points.at_s, kind="stable"))
    first = np.flatnonzero(np.concatenate(([True], np.diff(ordered.at_s) != 0)))
    places = np.arange(len(points))
    columns = {}
    for name, values in ordered.columns.items():
        written = np.minimum.reduceat(np.where(np.isposinf(values), places.size, places), first)
        columns[name] = np.append(values, NOT_WRITTEN)[written]
    return Points(ordered.at_s[first], columns)

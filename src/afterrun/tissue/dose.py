"""What every measure of dose gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from afterrun.records import Run, Streams


@dataclass(frozen=True, slots=True)
class Dose:
    """Doses of some runs.

    Parameters
    ----------
    value : ndarray, shape (runs,)
        In the measure's unit; NaN where it cannot be had.
    sd : ndarray, shape (runs,)
        What is known of the doubt about it, in the same unit: 0 for a fact as its source gave it (whatever a watch
        may be off by), NaN where nothing is known of the doubt.
    derived : ndarray of bool, shape (runs,)
        True where it stands in for a fact the source did not give.
    unit : str
        Of value and sd.
    """

    value: NDArray[np.float64]
    sd: NDArray[np.float64]
    derived: NDArray[np.bool_]
    unit: str


class Measure(Protocol):
    """One way to turn a run into a dose."""

    @property
    def name(self) -> str:
        """Key in the registry."""
        ...

    @property
    def unit(self) -> str:
        """Unit of the dose."""
        ...

    def doses(self, runs: Sequence[Run], streams: Sequence[Streams | None] | None = None) -> Dose:
        """Measure one person's runs, in their order.

        Parameters
        ----------
        runs : sequence of Run
            Of one person: what one run lacks may be learned from the others.
        streams : sequence of Streams or None, one a run, optional
            Their per-second values, None where there are none; nothing at all if no run has any.
        """
        ...

    def said(self, derived: int, total: int) -> str:
        """Say in words how many of at least one dose stand in for a fact that no source gave."""
        ...

"""What every measure of dose gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from afterrun.records import Run


@dataclass(frozen=True, slots=True)
class Dose:
    """Doses of some runs.

    Parameters
    ----------
    value : ndarray, shape (runs,)
        In the measure's unit; NaN where it cannot be had.
    derived : ndarray of bool, shape (runs,)
        True where it stands in for a fact the source did not give.
    """

    value: NDArray[np.float64]
    derived: NDArray[np.bool_]


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

    def doses(self, runs: Sequence[Run]) -> Dose:
        """Measure one person's runs, in their order."""
        ...

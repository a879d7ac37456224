"""The per-second values of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

# Channel name -> smallest step worth keeping, in the unit of the name's suffix.
CHANNELS: Mapping[str, float] = {
    "time_s": 0.001,  # since the run's start
    "latitude_deg": 1e-7,
    "longitude_deg": 1e-7,
    "altitude_m": 0.01,
    "distance_m": 0.01,
    "speed_mps": 0.001,
    "heart_rate_bpm": 1.0,
    "cadence_spm": 0.5,
    "power_w": 1.0,
    "contact_ms": 0.1,
    "vertical_oscillation_mm": 0.1,
}


@dataclass(frozen=True, slots=True, eq=False)
class Streams:
    """Values over time.

    Parameters
    ----------
    channels : mapping of str to ndarray, shape (n,)
        Keys from `CHANNELS`, ``time_s`` always among them; missing values are NaN.
    """

    channels: Mapping[str, NDArray[float64]]

    @property
    def size(self) -> int:
        """Number of samples n."""
        return len(self.channels["time_s"])

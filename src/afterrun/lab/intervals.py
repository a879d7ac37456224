"""Numbers as the contract wants them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from afterrun.response.arrays import Floats

Json = dict[str, Any]
CREDIBLE = (0.05, 0.5, 0.95)  # median and central 90 %, as the contract says


def interval(draws: Floats) -> dict[str, float] | None:
    """Median and central 90 % of some draws, to three digits after the point; None of no draws."""
    if not draws.size:
        return None
    low, median, high = (round(float(x), 3) + 0.0 for x in np.quantile(draws, CREDIBLE))
    return {"median": median, "lo": low, "hi": high}


def share(holds: NDArray[np.bool_]) -> float | None:
    """Share of some draws for which something holds, to three digits after the point; None of no draws."""
    return round(float(holds.mean()), 3) if holds.size else None


def whole(value: float | None) -> int | None:
    """Round to a whole number; None stays None."""
    return None if value is None else round(value)

"""Numbers as the contract wants them."""

from __future__ import annotations

from typing import Any

import numpy as np

from afterrun.response.arrays import Floats

Json = dict[str, Any]
CREDIBLE = (0.05, 0.5, 0.95)


def interval(draws: Floats) -> dict[str, float]:
    """Median and central 90 % of some draws, to three digits after the point."""
    low, median, high = (round(float(x), 3) + 0.0 for x in np.quantile(draws, CREDIBLE))
    return {"median": median, "lo": low, "hi": high}

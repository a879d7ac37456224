"""The array types of the engine. Axis order everywhere: draws, time, then whatever is left."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Indices = NDArray[np.intp]
Mask = NDArray[np.bool_]

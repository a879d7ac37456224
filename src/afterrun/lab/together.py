"""What was nearly always done together: one question, told under each name.

Side by side two such things share what both explain, each alone seems to be worth half of it, and no number of runs
would ever tell more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from afterrun.associations.run_features import alike
from afterrun.response.arrays import Floats

Group = tuple[int, ...]


def together(columns: Sequence[Floats]) -> list[Group]:
    """Group columns that say nearly the same, each with the first that is like it; in order of the first.

    Parameters
    ----------
    columns : sequence of ndarray, shape (n,)
        How much of each thing there was, by run or by report. [-]

    Examples
    --------
    >>> import numpy as np
    >>> roller = np.array([1.0, 0.0, 1.0, 0.0])
    >>> together([roller, 1 - roller[::-1], np.array([1.0, 1.0, 0.0, 0.0])])
    [(0, 1), (2,)]
    """
    if not columns:
        return []
    own = np.column_stack(columns)
    centred = own - own.mean(axis=0)
    close = alike(centred) & (centred.T @ centred > 0)  # who does one instead of the other does not do both
    first = [int(np.flatnonzero(row)[0]) if row.any() else i for i, row in enumerate(close)]
    return [tuple(i for i, head in enumerate(first) if head == group) for group in dict.fromkeys(first)]


def of_group(columns: Sequence[Floats], group: Group) -> Floats:
    """How much there was of things that were done together. [-]"""
    return np.asarray(np.mean([columns[i] for i in group], axis=0))

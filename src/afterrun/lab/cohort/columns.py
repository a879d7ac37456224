"""What is kept of each person in a round: one row, whose columns are the same for all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from afterrun.cohort.parts import PERSON
from afterrun.cohort.typical import RESTS_ON
from afterrun.findings import Interval
from afterrun.response.population import POOLED

WHY, SITE, RUNS, REPORTS, PROBLEMS = "why", "site", "runs", "reports", "problems"
SAFETY, WITHHELD, TRIALS, KEPT = "safety", "withheld", "trials", "kept"
DETECTED, PROB_RESPONDS, DRAWS, SHAPES = "detected", "prob_responds", "draws", "shapes"
TOLD = tuple(RESTS_ON)
"""Quantities that are told of a person and of the population, with their units in the name."""
_ENDS = ("median", "lo", "hi")

ABOUT = (
    (PERSON, "string"),
    (WHY, "string"),  # of whoever has no answers; null for the others
    (SITE, "string"),
    (RUNS, "int64"),
    (REPORTS, "int64"),
    (PROBLEMS, "int64"),
    (SAFETY, "string"),  # JSON
    (WITHHELD, "string"),  # names of checks that did not pass and hold something back
)
ANSWERS = ((DETECTED, "float64"), *((f"{name}_{end}", "float64") for name in TOLD for end in _ENDS))
_FOR_POOLING = (
    (PROB_RESPONDS, "float64"),
    (DRAWS, "int64"),
    (SHAPES, "string"),  # JSON
    *((f"z {name}", "binary") for name in POOLED),  # `pooling.counted`
)
COLUMNS = (*ABOUT, *ANSWERS, *_FOR_POOLING, (TRIALS, "string"), (KEPT, "binary"))  # the last two of the first round
PERSONS = (*ABOUT, *ANSWERS, *((f"pooled_{name}", kind) for name, kind in ANSWERS))
"""Columns of ``persons.parquet``: alone, and as one of the cohort."""


def counts_column(parameter: str) -> str:
    """Name the column with the draws of a parameter."""
    return f"z {parameter}"


def ends(told: Mapping[str, Interval | None]) -> dict[str, Any]:
    """Write ranges into their columns; what is not told stays empty."""
    return {
        f"{name}_{end}": getattr(interval, end)
        for name, interval in told.items()
        if interval is not None
        for end in _ENDS
    }

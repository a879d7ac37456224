"""A forecast as it was told: fixed before anything of it had come, and never worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from afterrun.records.annotated import require_rules
from afterrun.records.rules import Range
from afterrun.records.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldForecast:
    """What was told of the days to come.

    Parameters
    ----------
    at : datetime
        When it was told.
    site : Site
        Of which place.
    run_start : datetime or None
        When the run was to start that it reckons with; None for one without a run.
    run_m : float or None
        How far that run was to be. [m]
    says : tuple of str
        For each time: hours after `at`, then each possible answer with its chance in thousandths, as in
        ``"6 0:412 1:388 2:200"``.
    source : str
        What told it.
    """

    at: datetime
    site: Site
    run_start: datetime | None = None
    run_m: Annotated[float | None, Range(0, 1e6, "m")] = None
    says: tuple[str, ...] = ()
    source: str = "csv"

    def __post_init__(self) -> None:
        require_rules(self)

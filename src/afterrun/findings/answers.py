"""Every finding about one site (`afterrun/answers/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from afterrun.findings.change import Change
from afterrun.findings.check import Check
from afterrun.findings.data import Data
from afterrun.findings.during_runs import DuringRuns
from afterrun.findings.explanation import Explanation
from afterrun.findings.flag import Flag
from afterrun.findings.forecast_skill import ForecastSkill
from afterrun.findings.intervention import Intervention
from afterrun.findings.moment import Moment
from afterrun.findings.plan import Tolerance
from afterrun.findings.relief import ReliefContrast
from afterrun.findings.response import Response, Trend
from afterrun.findings.run_features import RunFeature
from afterrun.findings.trigger import Trigger
from afterrun.records import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What may be said of one site. None is what may not be, or not yet; the reason is in ``checks``.

    Parameters
    ----------
    as_of : datetime
        Nothing after it was looked at.
    site : Site
        The place.
    data : Data
        What it rests on.
    response : Response or None
        What runs do.
    tolerance : Tolerance or None
        The longest run under the ceiling.
    explanations : tuple of Explanation, or None
        Rivals for where it comes from, the heaviest first; None below 8 runs with reports after them.
    forecast_skill : ForecastSkill or None
        How good the forecasts were; None where none was on record before a report.
    moments : tuple of Moment
        How moments of the day differ; empty where only one was told.
    trend : Trend or None
        Whether that gets better.
    interventions, relief_contrasts : tuple
        What was tried.
    triggers : tuple of Trigger, or None
        What else goes with it.
    changes : Change or None
        Whether something changed from one day to the next.
    run_features : tuple of RunFeature, or None
        Which features of a run change the response; None where there is no response to change.
    during_runs : DuringRuns or None
        Pain while running; None where nothing was reported then.
    safety : tuple of Flag
        Signs that somebody should have a look, most urgent first.
    checks : tuple of Check
        What was looked at, and what could not be.
    """

    schema: Literal["afterrun/answers/1"] = "afterrun/answers/1"
    as_of: datetime
    site: Site
    data: Data
    response: Response | None
    tolerance: Tolerance | None = None
    moments: tuple[Moment, ...] = ()
    trend: Trend | None
    interventions: tuple[Intervention, ...]
    relief_contrasts: tuple[ReliefContrast, ...]
    triggers: tuple[Trigger, ...] | None
    changes: Change | None
    run_features: tuple[RunFeature, ...] | None
    during_runs: DuringRuns | None
    explanations: tuple[Explanation, ...] | None = None
    forecast_skill: ForecastSkill | None = None
    safety: tuple[Flag, ...]
    checks: tuple[Check, ...]

    def check(self, name: str) -> Check | None:
        """Find a check by its name; None if it was not looked at."""
        return next((check for check in self.checks if check.name == name), None)

    @property
    def failed(self) -> tuple[Check, ...]:
        """What was looked at and does not hold."""
        return tuple(check for check in self.checks if check.passed is False)

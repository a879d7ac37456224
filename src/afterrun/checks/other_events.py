"""Is it the runs, or something else that was written down, and came when they did?

A run on the mornings after wine goes with the headache that the wine made. What is logged beside runs is a rival that
has to leave them likely, one kind after the other.
"""

from __future__ import annotations

import numpy as np

from afterrun.checks.beside import LATEST_REPORTS, LIKELY, Runs, freely
from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import has_response
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.checks.whitened import FELT_D
from afterrun.language import say, spoken
from afterrun.response.arrays import Floats

_PRIOR = 0.3  # that a thing which somebody cares to log goes with the pain: judgement
_MOST_ASKED = 8  # as many as are asked as triggers
_FEWEST = 5  # of a kind, to be asked


def other_events(evidence: Evidence) -> CheckResult:
    """Nothing else that was logged explains the reports as well as the runs do."""
    if not has_response(evidence):
        return CheckResult("other-events", None, say("No response was found that might be of something else."))
    rival = likelier_rival(evidence)
    if rival is None:
        return CheckResult("other-events", True, say("Nothing else that you logged explains your reports as well."))
    return CheckResult(
        "other-events",
        False,
        say(
            "Your pain goes with this about as well as with your runs: {what}. It may not be the runs.",
            what=spoken(rival),
        ),
        (say("For some weeks, do one without the other: run without it, and leave a run out where you have it."),),
        OF_DAYS,
    )


def likelier_rival(evidence: Evidence) -> str | None:
    """Name the kind of event beside which the runs are least likely, where that is not likely enough."""
    first = evidence.data.report_t_d[-LATEST_REPORTS:][0] - FELT_D
    felt = [(event, event.t_d >= first) for event in evidence.events]
    asked = sorted((each for each in felt if each[1].sum() >= _FEWEST), key=lambda each: -each[1].sum())[:_MOST_ASKED]
    if not asked:
        return None
    chance = {event.kind: _chance_beside(evidence.runs, event.t_d[kept], event.amount[kept]) for event, kept in asked}
    least = min(chance, key=lambda kind: chance[kind])
    return least if chance[least] < LIKELY else None


def _chance_beside(runs: Runs, t_d: Floats, amount: Floats) -> float:
    """Probability of the runs, beside as much of a thing as there was each time or the same each time."""
    ways = [amount] if np.ptp(amount) == 0 else [amount, np.ones_like(amount)]
    return min(runs.chance_beside(freely(runs.reports, t_d, way), prior=_PRIOR) for way in ways)

"""Does one single run carry the claim that runs raise pain?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit, odds_of_response

_FELT_D = 5.0  # as `enough_data.FOLLOWED_WITHIN_D`
_STILL_LIKELY = 0.75  # odds of three to one are left without it: judgement


def many_runs(evidence: Evidence) -> CheckResult:
    """Without the run after which pain was highest, a response is still at least 75 % probable."""
    fit, data = evidence.fitted, evidence.data
    if fit.prob_responds < SHAPE_NEEDS:
        return CheckResult("many-runs", None, say("No response was found that one run could carry."))
    asked = " ".join(("many-runs", fit.likeliest.name, *fit.likely_turns))
    chance = evidence.once(asked, lambda: _without(data, _loudest(data), fit))
    if chance >= _STILL_LIKELY:
        return CheckResult("many-runs", True, say("Leaving out the run with the most pain after it changes nothing."))
    return CheckResult(
        "many-runs",
        False,
        say(
            "It all rests on one run: without it the chance that runs matter is {chance:.0f} %. One may be luck.",
            chance=100 * chance,
        ),
        (say("Report after the next runs as well, good or bad."),),
        OF_DAYS,
    )


def _loudest(data: ResponseData) -> int:
    """Index the run with the highest total of answers in the days after it."""
    lag = data.report_t_d[None, :] - data.run_t_d[:, None]
    after = (lag > 0) & (lag <= _FELT_D)
    excess = data.answers - np.median(data.answers)
    return int(np.argmax((after * excess[None, :]).sum(axis=1)))


def _without(data: ResponseData, run: int, fit: Fit) -> float:
    """Chance of a response when a run and the reports of the days after it are left out."""
    lag = data.report_t_d - data.run_t_d[run]
    kept = ~((lag > 0) & (lag <= _FELT_D))
    others = np.arange(len(data.run_t_d)) != run
    left = replace(
        data.with_reports(kept),
        run_t_d=data.run_t_d[others],
        dose=data.dose[others],
        modifier=data.modifier[others] if data.modifier_prior else data.modifier,
    )
    return odds_of_response(left, kernel=fit.likeliest.name, turns=fit.likely_turns)

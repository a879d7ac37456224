"""Do one or two single runs carry the claim that runs raise pain?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.language import say
from afterrun.response.arrays import Mask
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit, odds_of_response

_FELT_D = 5.0  # as `enough_data.FOLLOWED_WITHIN_D`
_STILL_LIKELY = 0.75  # odds of three to one are left without it: judgement
# Runs that stand apart: after each at least half as much pain as after the first, after all others less; no more than
# one in twenty, rounded up. A muscle that was strained twice in forty runs is no muscle that runs make sore. Judgement.
_AS_LOUD, _FEW = 1 / 2, 1 / 20


def many_runs(evidence: Evidence) -> CheckResult:
    """Without the run after which pain was highest, or the few that stand apart, a response is still 75 % probable."""
    fit, data = evidence.fitted, evidence.data
    if fit.prob_responds < SHAPE_NEEDS:
        return CheckResult("many-runs", None, say("No response was found that one run could carry."))
    runs = runs_apart(data)
    asked = " ".join(("many-runs", fit.likeliest.name, *fit.likely_turns))
    chance = evidence.once(asked, lambda: _without(data, runs, fit))
    if chance >= _STILL_LIKELY:
        return CheckResult("many-runs", True, say("Leaving out the run with the most pain after it changes nothing."))
    return CheckResult(
        "many-runs",
        False,
        say("It all rests on one run: without it your diary would not say that runs matter. One may be luck.")
        if len(runs) == 1
        else say(
            "It all rests on {n} of your {of} runs: without them your diary would not say that runs matter. So few may "
            "be luck.",
            n=len(runs),
            of=len(data.run_t_d),
        ),
        (say("Report after the next runs as well, good or bad."),),
        OF_DAYS,
    )


def runs_apart(data: ResponseData) -> list[int]:
    """Index the run with the highest total of answers in the days after it, and others if they are few and stand apart.

    The days after one are not counted again for the next: the run before a bad one has part of the same days after it.
    """
    after = _after(data)
    excess = data.answers - np.median(data.answers)
    found: list[int] = []
    total = after @ excess
    first, most = float(total.max()), int(np.ceil(_FEW * len(data.run_t_d)))
    while len(found) < most and total.max() >= _AS_LOUD * first:
        found.append(int(np.argmax(total)))
        total = np.where(np.isin(np.arange(len(total)), found), -np.inf, (after & ~after[found].any(axis=0)) @ excess)
    return found if total.max() < _AS_LOUD * first else found[:1]


def _without(data: ResponseData, runs: Sequence[int], fit: Fit) -> float:
    """Chance of a response when runs and the reports of the days after them are left out."""
    others = ~np.isin(np.arange(len(data.run_t_d)), runs)
    of_others: Mask = np.asarray(~_after(data)[runs].any(axis=0))
    left = replace(
        data.with_reports(of_others),
        run_t_d=data.run_t_d[others],
        dose=data.dose[others],
        modifier=data.modifier[others] if data.modifier_prior else data.modifier,
    )
    return odds_of_response(left, kernel=fit.likeliest.name, turns=fit.likely_turns)


def _after(data: ResponseData) -> Mask:
    """Whether a report is of the days after a run. Shape (runs, n)."""
    lag = data.report_t_d[None, :] - data.run_t_d[:, None]
    return np.asarray((lag > 0) & (lag <= _FELT_D))

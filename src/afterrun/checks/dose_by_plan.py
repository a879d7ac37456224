"""Who decides how much to run: the plan, or the pain?"""

from __future__ import annotations

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import say
from afterrun.response.arrays import Floats

_MIN_PAIRS = 12  # fewer would find only the plainest habit: judgement
_RARE_DOSE = 0.05  # one in twenty: it warns and withholds nothing
_SHUFFLES = 2000  # p-values to half a per cent
_LOOK_BACK_D = 3.0  # what may still be on the mind: judgement


def dose_by_plan(evidence: Evidence) -> CheckResult:
    """Runs after days of pain are not shorter than runs after quiet days."""
    data = evidence.data
    before = np.array([_felt_before(evidence, t) for t in data.run_t_d])
    known = np.isfinite(before)
    if known.sum() < _MIN_PAIRS or np.ptp(before[known]) == 0 or np.ptp(data.dose[known]) == 0:
        return CheckResult(
            "dose-by-plan", None, say("Too few runs with reports before them to see whether pain decides.")
        )
    if _chance_of_as_negative(before[known], data.dose[known]) >= _RARE_DOSE:
        return CheckResult("dose-by-plan", True, say("How much you ran did not depend on how it felt before."))
    return CheckResult(
        "dose-by-plan",
        False,
        say(
            "You ran less when it hurt, which is sensible. What you had reported is taken into "
            "account; what you felt and did not report is not, and may make long runs look more harmless "
            "than they are."
        ),
        (say("Check in before you decide how much to run."),),
    )


def _felt_before(evidence: Evidence, t_d: float) -> float:
    data = evidence.data
    near = (data.report_t_d < t_d) & (data.report_t_d >= t_d - _LOOK_BACK_D)
    return float(data.answers[near].mean()) if near.any() else float("nan")


def _chance_of_as_negative(felt: Floats, dose: Floats) -> float:
    """Permutation p-value of Spearman's rank correlation, one-sided: small where more pain goes with less dose.

    A permutation test needs no table and no `scipy.stats`, whose import alone would take as long as a fit.
    """
    ranks, others = _ranks(felt), _ranks(dose)
    others = others - others.mean()
    shuffled = np.random.default_rng(0).permuted(np.tile(others, (_SHUFFLES, 1)), axis=1)
    return float((1 + (shuffled @ ranks <= others @ ranks + 1e-9).sum()) / (1 + _SHUFFLES))


def _ranks(values: Floats) -> Floats:
    """Ranks, tied values sharing their middle one."""
    _, place, size = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(size) - (size - 1) / 2
    return np.asarray(middle[place])

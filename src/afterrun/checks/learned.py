"""Did the data teach more than what was assumed before them?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.result import CheckResult
from afterrun.language import mark, marks, say
from afterrun.response.arrays import Floats
from afterrun.response.body import Body, Lender
from afterrun.response.course import drift_scale
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import CURVES, POWER, DoseCurve, exponent_at_reference
from afterrun.response.kernel import RESPONSES, Kernel, half_by_d, kernel_at
from afterrun.response.parameters import DRIFT, TREND, Parameter
from afterrun.response.posterior import Draws

# Share of the prior variance that must be gone. Simulated people: below 0.3 a claim mostly repeats the prior.
MIN_CONTRACTION = 0.3
_PRIOR_DRAWS = 500  # a spread to 5 %
_PRODUCT = Body({})  # who has taught nothing
_CENTRAL = (0.16, 0.84)  # what an sd to both sides holds of a normal: heavy tails of a prior are no room to learn


@dataclass(frozen=True, slots=True)
class Learned:
    """One claim that needs enough contraction: 1 - (spread after the data / spread before)^2.

    What was assumed before may be lent by many other people: what they say of themselves the person's own data have not
    taught. ``of_runs``: it is about the response, so only draws that have one say something.
    """

    name: str
    withholds: tuple[str, ...]
    posterior: Callable[[Draws, ResponseData], Floats]
    prior_sd: Callable[[Lender | None], float]
    unknown: str
    known: str
    remedies: tuple[str, ...]
    of_runs: bool = True

    def __call__(self, evidence: Evidence) -> CheckResult:
        """Look at the draws that say something."""
        draws = evidence.fitted.draws
        saying = draws.rows(draws.responds) if self.of_runs else draws
        if saying.size < 2:
            return CheckResult(self.name, None, say(self.unknown), _said(self.remedies), self.withholds)
        contraction = 1 - (_spread(self.posterior(saying, evidence.data)) / self.prior_sd(evidence.before)) ** 2
        if contraction >= MIN_CONTRACTION:
            return CheckResult(self.name, True, say(self.known))
        return CheckResult(self.name, False, say(self.unknown), _said(self.remedies), self.withholds)


def _spread(values: Floats) -> float:
    """Half of the central 68 %: the sd of a normal."""
    low, high = np.quantile(values, _CENTRAL)
    return float(high - low) / 2


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(say(text) for text in texts)


def _log_half_by(draws: Draws, _: ResponseData) -> Floats:
    return np.asarray(np.log(draws.half_by_d))


def _prior_sd_log_half_by(before: Lender | None) -> float:
    return _usual_sd_log_half_by() if before is None else _sd_log_half_by(before)


def _prior_sd_log_dose_exponent(before: Lender | None) -> float:
    return _usual_sd_log_dose_exponent() if before is None else _sd_log_dose_exponent(before)


@cache
def _usual_sd_log_half_by() -> float:
    return _sd_log_half_by(_PRODUCT)


@cache
def _usual_sd_log_dose_exponent() -> float:
    return _sd_log_dose_exponent(_PRODUCT)


def _sd_log_half_by(before: Lender) -> float:
    rng = np.random.default_rng(0)
    return _spread(np.log(np.concatenate([_prior_half_by(kernel, before, rng) for kernel in RESPONSES])))


def _prior_half_by(kernel: Kernel, before: Lender, rng: np.random.Generator) -> Floats:
    tau_d, weight = kernel.exponentials(_prior_values(kernel.parameters, f"{kernel.name} {POWER.name}", before, rng))
    return half_by_d(lambda lag_d: kernel_at(lag_d, tau_d, weight))


def _sd_log_dose_exponent(before: Lender) -> float:
    rng = np.random.default_rng(0)
    both = [_prior_dose_exponents(curve, before, rng) for curve in CURVES]
    return _spread(np.log(np.concatenate(both)))


def _prior_dose_exponents(curve: DoseCurve, before: Lender, rng: np.random.Generator) -> Floats:
    values = _prior_values(curve.parameters, f"{RESPONSES[0].name} {curve.name}", before, rng)
    return exponent_at_reference(*curve.exponent_and_threshold(values))


def _prior_values(
    parameters: Sequence[Parameter], model: str, before: Lender, rng: np.random.Generator
) -> dict[str, Floats]:
    """Draw parameters of a model from whoever's prior."""
    z = rng.standard_normal((_PRIOR_DRAWS, len(parameters)))
    lent = [before.prior(model, parameter) for parameter in parameters]
    return {p.name: np.asarray(p.mean + p.sd * z[:, i]) for i, p in enumerate(lent)}


half_life_learned = Learned(
    "half-life-learned",
    ("half_life_h", "half_by_h", "clear_h"),
    _log_half_by,
    _prior_sd_log_half_by,
    mark("How fast the pain fades after a run is not known yet: your entries do not say enough about it."),
    mark("Your data say how fast the pain fades."),
    marks("Report twice a day from the second to the fifth day after a run."),
)
dose_exponent_learned = Learned(
    "dose-exponent-learned",
    ("dose_exponent",),
    lambda draws, _: np.log(draws.dose_exponent),
    _prior_sd_log_dose_exponent,
    mark(
        "Whether a run twice as long means twice the pain is not known yet: too few runs, or all of about the same "
        "length."
    ),
    mark("Your data say how pain grows with the length of a run."),
    marks("Runs of clearly different length tell most, but only if your pain allows it."),
)
trend_learned = Learned(
    "trend-learned",
    ("response_ratio_per_30_days",),
    lambda draws, data: draws.drift / drift_scale(data.span_d[1] - draws.start_d),
    lambda _: DRIFT.sd,  # never lent
    mark("Whether the same run hurts less than it did is not known yet."),
    mark("Your data say how the response to a run has changed."),
    marks("A few more weeks with runs and reports."),
)
level_trend_learned = Learned(
    "level-trend-learned",
    ("baseline_nrs_per_30_days",),
    lambda draws, _: draws.trend_nrs,
    lambda _: TREND.sd,  # never lent
    mark("Whether a usual day hurts less than it did is not known yet: your diary is too short, or too up and down."),
    mark("Your data say how the pain of every day has changed."),
    marks("A few more weeks of reports."),
    of_runs=False,
)

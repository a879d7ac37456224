"""Is it the runs, or something else of the days of the week on which they were?

Who runs every Sunday, and stands at work from Monday to Friday, has pain "after runs" that no run caused. Shuffled days
(`run_days`) cannot see that: the true days do fit best. So the runs have a rival that nobody wrote down: a pattern that
comes back every week, whatever it is. Both are weighed by their evidence on the same whitened reports, linear and
Gaussian, with the variance of the answers averaged over a grid (Bayes factors of variance components, as in Rasmussen &
Williams 2006, ch. 5). A run that was left out, a longer one, a fading course speak for the runs; where the calendar
leaves both, neither is told.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from afterrun.checks.evidence import Evidence
from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.checks.result import OF_DAYS, CheckResult
from afterrun.checks.whitened import Whitened
from afterrun.language import say
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.kernel import KERNELS, kernel_at

_WEEK_D, _PER_DAY = 7, 2  # a pattern of half days: mornings and evenings differ
_LATEST_REPORTS = 400  # more would say the same, slowly
# Sd of what half days add [NRS], and over how long they are alike [d]: what lasts for days (work, a weekend), what does
# not (an evening class). Judgement.
_WEEK = ((1.0, 1.2), (0.6, 0.3))
# Of the runs: sd of what a usual one adds at its worst, and of what each adds beside that (none, or some) [NRS]; how
# fast it comes and goes [d]; whether the distance counts. Wide, or the week would be let in by a course that fits
# badly: judgement.
_RUN_NRS, _EACH_NRS = 2.0, (0.0, 0.7)
_RISES_D, _FALLS_D = (0.1, 0.3, 0.8), (0.3, 0.7, 1.5, 3.0)
_EXPONENTS = (0.0, 1.0)
_PRIOR_WEEK = 0.2  # that pain has a weekly pattern of another cause: judgement
_LIKELY = 0.9  # the runs have to be, with such a pattern as their rival: judgement
_NOISE_NRS2 = np.geomspace(0.05, 4.0, 25)  # variances of an answer, each as likely: from a fifth of a point to two


def weekdays(evidence: Evidence) -> CheckResult:
    """A pattern that comes back every week explains the reports less well than the runs do."""
    if not len(evidence.data.run_t_d) or evidence.fitted.prob_responds < SHAPE_NEEDS:
        return CheckResult("weekdays", None, say("No response was found that might be of the days of the week."))
    if chance_beside_the_week(evidence.data) >= _LIKELY:
        return CheckResult("weekdays", True, say("The days of the week do not explain your reports as well."))
    return CheckResult(
        "weekdays",
        False,
        say("Your pain goes with the days of the week about as well as with your runs. It may be something else."),
        (
            say("Run on other days of the week for two or three weeks."),
            say("Log what else you do on these days: work on your feet, other sport, long drives."),
        ),
        OF_DAYS,
    )


def chance_beside_the_week(data: ResponseData) -> float:
    """Probability that runs do something, if they or a weekly pattern or both do. [-]"""
    reports = Whitened.of(data, most=_LATEST_REPORTS)
    week = reports.seen(_weekly(reports.report_t_d))
    runs = list(_by_runs(reports))
    alone = [_log_evidence(reports.said, run) for run in runs]
    both = [_log_evidence(reports.said, np.hstack([run, week])) for run in runs]
    for_runs = np.logaddexp(_mean(alone) + np.log(1 - _PRIOR_WEEK), _mean(both) + np.log(_PRIOR_WEEK))
    against = _log_evidence(reports.said, week) + np.log(_PRIOR_WEEK)
    return float(1 / (1 + np.exp(min(against - for_runs, 700.0))))


def _by_runs(reports: Whitened) -> Iterator[Floats]:
    """Columns whose sum, each times a standard normal number, is what the runs did; one set for each guess of how."""
    tau_on, tau_gap = np.log([(rise, fall) for rise in _RISES_D for fall in _FALLS_D]).T
    lag_d = reports.report_t_d[:, None] - reports.run_t_d[None, :]
    shapes = kernel_at(lag_d.ravel(), *KERNELS["K1"].exponentials({"log_tau_on": tau_on, "log_tau_gap": tau_gap}))
    for shape in shapes.reshape(-1, *lag_d.shape):
        course = reports.seen(shape)
        for exponent in _EXPONENTS:
            each = course * reports.dose**exponent
            for sd in _EACH_NRS:
                yield np.column_stack([_RUN_NRS * each.sum(axis=1), *([sd * each] if sd else [])])


def _weekly(report_t_d: Floats) -> Floats:
    """Columns whose sum, each times a standard normal number, is a weekly pattern. Shape (n, 14). [NRS]"""
    halves = _WEEK_D * _PER_DAY
    place = np.floor(report_t_d * _PER_DAY).astype(int) % halves
    apart = np.abs(np.arange(halves)[:, None] - np.arange(halves)[None, :])
    apart_d = np.minimum(apart, halves - apart) / _PER_DAY
    alike = sum(sd**2 * np.exp(-0.5 * (apart_d / over_d) ** 2) for sd, over_d in _WEEK)
    value, vector = np.linalg.eigh(alike)  # a bell on a circle may have eigenvalues a little below zero
    return np.asarray((vector * np.sqrt(np.maximum(value, 0.0)))[place])


def _log_evidence(said: Floats, columns: Floats) -> float:
    """Log evidence of ``said ~ N(0, v (I) + C C')``, averaged over the variances v; equal constants are left out."""
    strength, vector = np.linalg.eigh(columns.T @ columns)
    strength = np.maximum(strength, 0.0)
    along = (vector.T @ (columns.T @ said)) ** 2
    noise = _NOISE_NRS2[:, None]
    explained = (along / (noise + strength) / noise).sum(axis=1)
    spread = len(said) * np.log(_NOISE_NRS2) + np.log1p(strength / noise).sum(axis=1)
    return _mean(-0.5 * (spread + said @ said / _NOISE_NRS2 - explained))


def _mean(log: list[float] | Floats) -> float:
    """Log of the mean of numbers whose logs are given."""
    return float(np.logaddexp.reduce(np.asarray(log)) - np.log(len(log)))

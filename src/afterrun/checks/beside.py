"""What else may explain the reports: runs weighed against a rival, by evidence, on the same whitened reports.

Linear and Gaussian, with the variance of the answers averaged over a grid (Bayes factors of variance components, as in
Rasmussen & Williams 2006, ch. 5). The rival gets every course at once, freely mixed: where its course fits badly, runs
that come with it would be let in to mend that. The runs have to fit with one usual course at a time, each run of its
own size or all alike, with and without the distance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.checks.whitened import Whitened
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.kernel import KERNELS, kernel_at

LATEST_REPORTS = 400  # more would say the same, slowly
LIKELY = 0.9  # the runs have to be, beside a rival: judgement
# Sd of what a usual run adds at its worst, and of what each adds beside that (none, or some) [NRS]; how fast it comes
# and goes [d]; whether its distance counts. Wide, or a rival would be let in by a course that fits badly: judgement.
_ONE_NRS, _EACH_NRS = 2.0, (0.0, 0.7)
_RISES_D, _FALLS_D = (0.05, 0.15, 0.3, 0.8), (0.1, 0.3, 0.7, 1.5, 3.0)
_EXPONENTS = (0.0, 1.0)
_AT_ONCE = 3  # courses that a free one is worth: neighbours among them say nearly the same
_PLAIN = 7.0  # log odds of a thousand: what both would add is not worked out
_SOMETHING = 1.1  # log odds of three over nothing at all, which a rival needs to be one: judgement
_NOISE_NRS2 = np.geomspace(0.05, 4.0, 25)  # variances of an answer, each as likely: from a fifth of a point to two


def by_runs(reports: Whitened) -> Iterator[Floats]:
    """Columns whose sum, each times a standard normal number, is what runs did; one set for each guess of how."""
    exponents = _EXPONENTS if np.ptp(reports.dose) > 0 else _EXPONENTS[:1]
    for course in _courses(reports, reports.run_t_d):
        for exponent in exponents:
            each: Floats = course * reports.dose**exponent
            for sd in _EACH_NRS:
                yield np.column_stack([_ONE_NRS * each.sum(axis=1), *([sd * each] if sd else [])])


def freely(reports: Whitened, t_d: Floats, amount: Floats) -> Floats:
    """Columns of whatever something else may have done, of all usual courses at once. Shape (n, k).

    Parameters
    ----------
    reports : Whitened
        What is to be explained.
    t_d, amount : ndarray, shape (m,)
        When it was over [d], and how much of the usual amount it was [-].
    """
    columns = np.column_stack([course @ amount for course in _courses(reports, t_d)])
    return np.asarray(_ONE_NRS / np.sqrt(_AT_ONCE) * columns)


def _courses(reports: Whitened, t_d: Floats) -> Iterator[Floats]:
    """Each usual course after each time. Shape (n, m)."""
    tau_on, tau_gap = np.log([(rise, fall) for rise in _RISES_D for fall in _FALLS_D]).T
    lag_d = reports.report_t_d[:, None] - t_d[None, :]
    shapes = kernel_at(lag_d.ravel(), *KERNELS["K1"].exponentials({"log_tau_on": tau_on, "log_tau_gap": tau_gap}))
    for shape in shapes.reshape(-1, *lag_d.shape):
        yield reports.seen(shape)


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs as an account of the reports, made once for all rivals.

    Parameters
    ----------
    reports : Whitened
        What is to be explained.
    columns : tuple of ndarray, shape (n, k)
        One set for each guess of how; each as likely as the others.
    alone, nothing : float
        Log evidence of the runs alone, and of neither them nor anything else.
    """

    reports: Whitened
    columns: tuple[Floats, ...]
    alone: float
    nothing: float

    @classmethod
    def of(cls, data: ResponseData) -> Runs:
        """Weigh the runs alone, by the latest reports of a site."""
        reports = Whitened.of(data, most=LATEST_REPORTS)
        columns = tuple(by_runs(reports))
        alone = _mean([log_evidence(reports.said, each) for each in columns])
        return cls(reports, columns, alone, log_evidence(reports.said, np.zeros((len(reports.said), 0))))

    def chance_beside(self, rival: Floats, *, prior: float) -> float:
        """Probability that runs do something, if they or the rival or both do; 1 where the rival explains nothing. [-]

        Whether runs do anything at all is no question of this: a small rise may be beyond what is seen here.

        Parameters
        ----------
        rival : ndarray, shape (n, h)
            Columns.
        prior : float
            That the rival does something. [-]
        """
        said = self.reports.said
        explained = log_evidence(said, rival)
        if explained - self.nothing < _SOMETHING:
            return 1.0
        against = explained + np.log(prior)
        for_runs = self.alone + np.log(1 - prior)
        if for_runs - against < _PLAIN:
            both = [log_evidence(said, np.hstack([each, rival])) for each in self.columns]
            for_runs = np.logaddexp(for_runs, _mean(both) + np.log(prior))
        return float(1 / (1 + np.exp(min(against - for_runs, 700.0))))


def log_evidence(said: Floats, columns: Floats) -> float:
    """Log evidence of ``said ~ N(0, v (I) + C C')``, averaged over the variances v; equal constants are left out."""
    strength, vector = np.linalg.eigh(columns.T @ columns)
    strength = np.maximum(strength, 0.0)
    along = (vector.T @ (columns.T @ said)) ** 2
    noise = _NOISE_NRS2[:, None]
    explained = (along / (noise + strength) / noise).sum(axis=1)
    spread = len(said) * np.log(_NOISE_NRS2) + np.log1p(strength / noise).sum(axis=1)
    return _mean(-0.5 * (spread + said @ said / _NOISE_NRS2 - explained))


def _mean(log: Sequence[float] | Floats) -> float:
    """Log of the mean of numbers whose logs are given."""
    return float(np.logaddexp.reduce(np.asarray(log)) - np.log(len(log)))

r"""Which features of a run change the response to it, all asked at once.

A feature scales the response of a run: ``A_j (1 - sum_m delta_m Z_jm)``. At a draw of the fit without features that is
a column ``-sum_j A_j Z_jm k(t_i - t_j)`` beside everything in the model (`response.regression`), and all columns are
weighed together (`subsets`). Always beside them are the size of the response, its growth with the dose and its drift;
and, as a rival, a step of the response after any run: what began in May and what changed in May cannot be told apart.
How much luck there is without features is no guess at how much there is beside them (`luck`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from afterrun.associations.luck import at_each_luck
from afterrun.associations.subsets import Effect, Settings, weigh_subsets
from afterrun.findings.verdicts import SURE, WORTH_HAVING_RATIO, Verdict
from afterrun.response.arrays import Floats
from afterrun.response.data import DAYS_PER_TREND_UNIT, ResponseData
from afterrun.response.posterior import Draws
from afterrun.response.regression import Nuisance, regression

# Of what takes part always, beside what each draw has of it already: size, growth with log dose, drift over the diary.
_BESIDE_SD = np.array([0.3, 0.3, 1.0])
MOST_STEPS = 60  # days on which the response may have changed; with 24, 5 of 100 were told of a shoe, with 60 2
_AT_EITHER_END = 2  # runs before the first step and from the last one on
ALIKE = 0.8  # correlation from which on two features are not told apart: judgement
_SMALLEST = 0.02  # a share of the response that is left; beyond it a column of first order says nothing


@dataclass(frozen=True, slots=True)
class Contrast:
    """A feature as a column, and the two kinds of run that are compared.

    Parameters
    ----------
    z : ndarray, shape (J,)
        By run, mean 0; about 1 between an ordinary run with it and one without; 0 where it is not known. [-]
    low, high : float
        Its value on the runs compared against, and on those compared. [-]
    apart : float
        How far apart these are in kinds of run: 1 from one level to another, a half for one sd of a number, since an
        ordinary low and an ordinary high lie two apart (Gelman 2008, doi 10.1002/sim.3107). [-]
    """

    z: Floats
    low: float
    high: float
    apart: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came out for one feature.

    Parameters
    ----------
    ratio : ndarray, shape (S,)
        Draws of the response on the runs compared over that on those compared against, if it matters. [-]
    matters : float
        Posterior probability that it does.
    verdict : str
        At most `may-worsen` or `may-help`: nobody drew lots for it.
    """

    ratio: Floats
    matters: float
    verdict: Verdict

    def log_response(self, z: Floats, contrast: Contrast, rng: np.random.Generator) -> Floats:
        """Draw what it adds to the log of the response per unit of its column, 0 where it does not matter, times ``z``.

        Parameters
        ----------
        z : ndarray, shape (S,) or scalar
            In units of the contrast's column.
        contrast : Contrast
            What was weighed.
        rng : Generator
            Of the draws.
        """
        size = np.broadcast_to(z, np.shape(z)).size
        drawn = np.log(rng.choice(self.ratio, size)) * (rng.random(size) < self.matters)
        return np.asarray(drawn / (contrast.high - contrast.low) * z)


def weigh_run_features(
    draws: Draws, data: ResponseData, contrasts: list[Contrast], rng: np.random.Generator
) -> list[Weighed]:
    """Weigh features of runs as what changes the response.

    Parameters
    ----------
    draws : Draws
        Some of the fit.
    data : ResponseData
        What was fitted, or the latest of it.
    contrasts : list of Contrast
        Of its runs.
    rng : Generator
        Of the draws.
    """
    draws, log_weight = at_each_luck(draws, data)
    frame = regression(draws, data, Nuisance(np.zeros((len(data.report_t_d), 0)), np.zeros(0)))
    drift = data.trend_at(data.run_t_d) * DAYS_PER_TREND_UNIT / max(data.span_d[1] - data.span_d[0], 1.0)
    beside = [np.ones(len(drift)), np.log(data.dose), drift - drift.mean()]
    steps = steps_after(data.run_t_d[data.run_t_d > data.report_t_d[0] - 1], data.run_t_d)
    columns = frame.scaling(np.column_stack([*beside, steps, *(each.z for each in contrasts)]))
    joint = frame.joint(columns).beside(_BESIDE_SD)
    settings = Settings(joint, log_weight).or_one_of(steps.shape[1])
    found = weigh_subsets(settings, rng)
    return [judged(effect, contrast) for effect, contrast in zip(found, contrasts, strict=True)]


def steps_after(possible_d: Floats, run_t_d: Floats) -> Floats:
    """Columns of a step between two of the possible runs, mean 0. Shape (J, steps).

    Examples
    --------
    >>> import numpy as np
    >>> steps_after(np.arange(5.0), np.arange(5.0)).T.round(1)
    array([[-0.6, -0.6,  0.4,  0.4,  0.4],
           [-0.4, -0.4, -0.4,  0.6,  0.6]])
    """
    inner = np.array([(a + b) / 2 for a, b in pairwise(possible_d)])
    inner = inner[_AT_EITHER_END - 1 : max(len(possible_d) - _AT_EITHER_END, 0)]
    chosen = np.unique(np.linspace(0, max(len(inner) - 1, 0), min(len(inner), MOST_STEPS)).astype(np.intp))
    after = (run_t_d[:, None] > inner[chosen][None, :]).astype(np.float64)
    return np.asarray(after - after.mean(axis=0))


def judged(effect: Effect, contrast: Contrast) -> Weighed:
    """Turn the effect of a column into a ratio, and judge it.

    It may help or worsen where the probability that it matters by enough is `SURE`. It makes no worthwhile difference
    only where that would be said if it mattered for certain: that most things matter little is no finding about it.
    """
    with_it = np.maximum(1 - contrast.high * effect.size, _SMALLEST)
    without = np.maximum(1 - contrast.low * effect.size, _SMALLEST)
    ratio = with_it / without
    worth = WORTH_HAVING_RATIO**contrast.apart
    less, more = (ratio < worth).mean(), (ratio > 1 / worth).mean()
    verdict: Verdict = "not-yet-known"
    if effect.matters * less >= SURE:
        verdict = "may-help"
    elif effect.matters * more >= SURE:
        verdict = "may-worsen"
    elif 1 - less - more >= SURE:
        verdict = "no-worthwhile-effect"
    return Weighed(np.asarray(ratio), effect.matters, verdict)


def alike(columns: Floats) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which columns say nearly the same of the runs. Shape (c, c).

    Parameters
    ----------
    columns : ndarray, shape (J, c)
        Mean 0.
    """
    length = np.maximum(np.linalg.norm(columns, axis=0), 1e-9)
    return np.asarray(np.abs(columns.T @ columns) / np.outer(length, length) > ALIKE)

"""Which features of a run go with pain during it, and how strong that usually is.

The worst report of each run is a number with a noise of unknown size, part of which lasts from run to run (Ornstein-
Uhlenbeck over two weeks). Features scale its usual size, as they scale the response (`run_features`): a drift over the
diary always takes part, and a step after any run is a rival.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from afterrun.associations.run_features import Contrast, Weighed, judged, steps_after
from afterrun.associations.subsets import Settings, weigh_subsets
from afterrun.response.arrays import Floats
from afterrun.response.regression import Joint

FEWEST_RUNS = 8  # with something reported during them, below which no feature is asked about: judgement
_NOISE_NRS = np.geomspace(0.3, 4.0, 12)  # sds that are weighed, from hardly any to the whole scale
_LASTS, _LASTS_D = (0.0, 0.3, 0.6), 14.0  # the share of the noise that lasts, and for how long: judgement
_MEAN_SD_NRS, _DRIFT_SD = 3.0, 1.0  # of the usual worst around the mean; of its drift, as a share of it
_PRIOR_RUNS, _PRIOR_SD_NRS = 2.0, 1.0  # what one knows of the spread of the worst before any: a point; judgement
_DRAWS = 2000


def weigh_worst(
    worst_nrs: Floats, run_t_d: Floats, contrasts: Sequence[Contrast], rng: np.random.Generator
) -> list[Weighed]:
    """Weigh features of runs as what changes the pain during them.

    Parameters
    ----------
    worst_nrs : ndarray, shape (J,)
        Worst report during each run. [NRS]
    run_t_d : ndarray, shape (J,)
        When it was. [d]
    contrasts : sequence of Contrast
        Of these runs.
    rng : Generator
        Of the draws.

    Returns
    -------
    list of Weighed
        One a contrast; the ratio is that of the usual worst.
    """
    usual = float(worst_nrs.mean())
    steps = steps_after(run_t_d, run_t_d)
    scaled = -usual * np.column_stack([steps, *(each.z - each.z.mean() for each in contrasts)])
    whiten, log_weight = _whitened(worst_nrs - usual, run_t_d, usual)
    joint = Joint.of(whiten @ scaled, whiten @ (worst_nrs - usual))
    found = weigh_subsets(Settings(joint, log_weight).or_one_of(steps.shape[1]), rng)
    return [judged(effect, contrast) for effect, contrast in zip(found, contrasts, strict=True)]


def _whitened(left: Floats, run_t_d: Floats, usual: float) -> tuple[Floats, Floats]:
    """Whiten at each size and lasting share of the noise; with the log likelihood of each. Shapes (M, J, J), (M,)."""
    day = run_t_d - run_t_d.mean()
    drift = day / max(float(np.ptp(run_t_d)), 1.0)
    free = np.column_stack([np.full(len(day), _MEAN_SD_NRS), usual * _DRIFT_SD * drift])
    lasting = np.exp(-np.abs(day[:, None] - day[None, :]) / _LASTS_D)
    noise = np.stack(
        [sd**2 * ((1 - share) * np.eye(len(day)) + share * lasting) for sd, share in product(_NOISE_NRS, _LASTS)]
    )
    whiten = np.linalg.inv(np.linalg.cholesky(noise + free @ free.T))
    log_det = np.log(np.einsum("mjj->mj", whiten)).sum(axis=1)
    return whiten, log_det - 0.5 * ((whiten @ left) ** 2).sum(axis=1)


def usual_worst(worst_nrs: Floats, rng: np.random.Generator) -> Floats:
    """Draws of the mean of some worst reports: Student's t, after a point of spread in two runs. [NRS]"""
    freedom = _PRIOR_RUNS + len(worst_nrs) - 1
    spread = _PRIOR_RUNS * _PRIOR_SD_NRS**2 + ((worst_nrs - worst_nrs.mean()) ** 2).sum()
    drawn = worst_nrs.mean() + np.sqrt(spread / freedom / len(worst_nrs)) * rng.standard_t(freedom, _DRAWS)
    return np.asarray(np.clip(drawn, 0.0, 10.0))

"""What one person's finished trials say, for putting those of many people together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from afterrun.lab.site_model import SiteModel
from afterrun.lab.trial.arrays import trial_data
from afterrun.lab.trial.evidence import FEWEST_OF_AN_ARM, kind_of, over_and_drawn
from afterrun.lab.trial.outcome import outcome_of
from afterrun.trials.allocation import arm_names
from afterrun.trials.analysis import TrialData, latent_effect

_KEPT = 400  # draws of a trial: a 5 % quantile is then good to 1 % of probability
_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialOfOne:
    """A trial on pain after runs, of one thing against nothing.

    Parameters
    ----------
    intervention, variant : str and str or None
        What was tried.
    design : str
        How it was drawn.
    n_with, n_without : int
        Runs of each arm.
    log_ratio : tuple of float
        Draws of the latent log ratio. [-]
    prob_responds : float
        That runs raise the pain at all. [-]
    with_nrs, without_nrs : float or None
        Plain means of the outcome. [NRS]
    """

    intervention: str
    variant: str | None
    design: str
    n_with: int
    n_without: int
    log_ratio: tuple[float, ...]
    prob_responds: float
    with_nrs: float | None
    without_nrs: float | None


def trials_told(model: SiteModel) -> Iterator[TrialOfOne]:
    """Look at the latest trial of each thing; those on other pain than that after runs are left out so far."""
    diary, now, fit = model.diary, model.now, model.fit
    if fit is None or not model.gate.tells("response"):
        return
    latest = {}
    for trial in over_and_drawn(diary, model.prepared, now):
        without, *names = arm_names(trial)
        if outcome_of(diary, trial) == "pain-after-runs" and without == "nothing":
            for arm, name in enumerate(names, start=1):
                latest[kind_of(name)] = (trial, arm)
    for (intervention, variant), (trial, arm) in latest.items():
        data = replace(trial_data(diary, trial, model.prepared, now), turns=fit.likely_turns)
        n_with, n_without = (int((data.assigned == which).sum()) for which in (arm, 0))
        if min(n_with, n_without) < FEWEST_OF_AN_ARM:
            continue
        effect = latent_effect(data, fit.likeliest, seed=model.seed, arm=arm)
        thinned = effect.log_ratio[:: max(1, len(effect.log_ratio) // _KEPT)].round(_DIGITS)
        if not thinned.size:
            continue
        yield TrialOfOne(
            intervention=intervention,
            variant=variant,
            design=trial.design,
            n_with=n_with,
            n_without=n_without,
            log_ratio=tuple(map(float, thinned)),
            prob_responds=round(effect.prob_responds, _DIGITS),
            with_nrs=_mean(data, arm),
            without_nrs=_mean(data, 0),
        )


def _mean(data: TrialData, arm: int) -> float | None:
    values = data.outcome[(data.schedule == arm) & np.isfinite(data.outcome)]
    return round(float(values.mean()), _DIGITS) if values.size else None

"""Finished trials beside what was only watched: where a coin decided, the coin's answer is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from afterrun.lab.intervals import Json, interval
from afterrun.lab.preparing import Prepared
from afterrun.lab.trial_result import trial_data
from afterrun.lab.trial_running import finished
from afterrun.reasons.verdicts import WORTH_HAVING_RATIO, verdict_on_ratio
from afterrun.records import Diary, Trial
from afterrun.response.fit import Fit
from afterrun.trials.analysis import effect_ratio

_FEWEST_OF_AN_ARM = 3


def with_trials(
    told: Sequence[Json], diary: Diary, prepared: Prepared, fit: Fit, now: datetime, *, seed: int
) -> list[Json]:
    """Replace the prevention that was only watched by that of the latest finished trial of the same thing, if any.

    A trial that is still running is left alone: its result is looked at on its own page, with the bet beside it.
    """
    latest = {
        (trial.intervention, trial.variant): trial for trial in diary.trials if _counts(trial, diary, prepared, now)
    }
    return [
        each | {"prevention": _randomised(latest[kind], each["prevention"], diary, prepared, fit, now, seed=seed)}
        if (kind := (each["intervention"], each["variant"])) in latest
        else each
        for each in told
    ]


def _counts(trial: Trial, diary: Diary, prepared: Prepared, now: datetime) -> bool:
    over = trial.stopped is not None or finished(diary, trial, now)
    return trial.question == "prevention" and trial.site == prepared.site and over


def _randomised(
    trial: Trial, watched: Json, diary: Diary, prepared: Prepared, fit: Fit, now: datetime, *, seed: int
) -> Json:
    data = trial_data(diary, trial, prepared, now)
    n_with, n_without = int((data.assigned == 1).sum()), int((data.assigned == 0).sum())
    if min(n_with, n_without) < _FEWEST_OF_AN_ARM:
        return watched
    ratio = effect_ratio(data, fit.likeliest, seed=seed)
    verdict = verdict_on_ratio(ratio, "randomised", among=data.design.arms - 1)
    return watched | {
        "n_with": n_with,
        "n_without": n_without,
        "response_ratio": interval(ratio),
        "prob_helps": round(float(np.mean(ratio < WORTH_HAVING_RATIO)), 3),
        "verdict": verdict,
        "evidence": "randomised",
        "more_runs_needed": watched["more_runs_needed"] if verdict == "not-yet-known" else None,
    }

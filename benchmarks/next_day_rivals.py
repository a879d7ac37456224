"""The methods Afterrun is compared with: from a past to the chance of each level.

Every tuning constant is chosen anew for each forecast, on the past alone. Regressions work on the places of the answers
(the original 1-5 scale, evenly spaced) and give a Gaussian rounded to them, with the sd of their leave-one-out errors.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from benchmarks.next_day_people import LAGS, Floats, Ints, Past
from benchmarks.next_day_scores import rounded_normal

Rival = Callable[[Past], Floats]

_SMOOTHING = (0.25, 0.5, 1.0, 2.0, 5.0)
_TOWARDS_OWN_MEAN = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_RECENT_HALF_LIVES = (3.0, 7.0, 14.0, 30.0, 60.0)  # [reports]
_PENALTIES = (0.1, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0)
_SMALLEST_SD = 0.15  # of somebody who always answered the same; a seventh of a step
_LEARN_FROM = 5  # forecasts before it are too early to choose a constant by


def own_mean(past: Past) -> Floats:
    """Past frequencies, smoothed towards uniform."""
    return _best(past.answer, [frequencies(past.answer, len(past.levels), smoothing=a) for a in _SMOOTHING])


def recent(past: Past) -> Floats:
    """Past frequencies, newer answers counting more."""
    k = len(past.levels)
    return _best(past.answer, [frequencies(past.answer, k, half_life=h) for h in _RECENT_HALF_LIVES])


def persistence(past: Past) -> Floats:
    """Transition frequencies from the answer before, smoothed towards the person's own frequencies."""
    k = len(past.levels)
    return _best(past.answer, [transitions(past.answer, k, towards_own=a) for a in _TOWARDS_OWN_MEAN])


def average_load(past: Past) -> Floats:
    """Linear regression on an exponential average of load; its half-life is the one that fitted the past best."""
    candidates = [column[:, None] for column in past.average.T]
    return regression(past, candidates, penalties=(1e-6,))


def ridge(past: Past) -> Floats:
    """Ridge regression on the loads of the last seven days and the answer before."""
    return regression(past, [np.column_stack([past.load, answer_before(past)])], penalties=_PENALTIES)


def dlnm(past: Past) -> Floats:
    """Distributed lag model, natural spline over lags 0-6, linear in load."""
    return regression(past, [_cross_basis(past)], penalties=(1e-6,))


def dlnm_with_answer(past: Past) -> Floats:
    """Distributed lag model with the answer before as a covariate."""
    return regression(past, [np.column_stack([_cross_basis(past), answer_before(past)])], penalties=(1e-6,))


def boosting(past: Past) -> Floats:
    """Gradient boosting of the level on loads, averages of load, the answers before and the time since."""
    ensemble = importlib.import_module("sklearn.ensemble")
    table = np.column_stack([past.load, past.average, answer_before(past), _mean_of_week(past), past.since_d])
    learned, seen = table[1:-1], past.answer[1:]
    chance = np.zeros(len(past.levels))
    if len(np.unique(seen)) == 1:
        chance[seen[0]] = 1.0
        return chance
    model = ensemble.HistGradientBoostingClassifier(
        max_iter=60,
        learning_rate=0.05,
        max_leaf_nodes=6,
        min_samples_leaf=8,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    ).fit(learned, seen)
    chance[model.classes_] = model.predict_proba(table[-1:])[0]
    return chance


RIVALS: Mapping[str, Rival] = {
    "own frequencies": own_mean,
    "recent frequencies": recent,
    "persistence": persistence,
    "average load": average_load,
    "ridge": ridge,
    "DLNM": dlnm,
    "DLNM + answer before": dlnm_with_answer,
    "gradient boosting": boosting,
}


def frequencies(answer: Ints, k: int, *, smoothing: float = 1.0, half_life: float = np.inf) -> Floats:
    """Forecast each answer, and the next, from those before it. Shape (n + 1, k)."""
    keep = 0.5 ** (1 / half_life)
    count, rows = np.zeros(k), np.empty((len(answer) + 1, k))
    for i in range(len(answer) + 1):
        rows[i] = (count + smoothing / k) / (count.sum() + smoothing)
        if i < len(answer):
            count *= keep
            count[answer[i]] += 1
    return rows


def transitions(answer: Ints, k: int, *, towards_own: float) -> Floats:
    """Forecast each answer, and the next, from what followed the answer before it. Shape (n + 1, k)."""
    own = frequencies(answer, k)
    count, rows = np.zeros((k, k)), np.empty_like(own)
    rows[0] = own[0]
    for i in range(1, len(answer) + 1):
        before = answer[i - 1]
        rows[i] = (count[before] + towards_own * own[i]) / (count[before].sum() + towards_own)
        if i < len(answer):
            count[before, answer[i]] += 1
    return rows


def _best(answer: Ints, candidates: Sequence[Floats]) -> Floats:
    """Next forecast of the candidate that forecast the answers so far best."""
    past = np.arange(_LEARN_FROM, len(answer))
    scores = [np.log(rows[past, answer[past]]).sum() for rows in candidates]
    return np.asarray(candidates[int(np.argmax(scores))][-1])


def regression(past: Past, candidates: Sequence[Floats], *, penalties: Sequence[float]) -> Floats:
    """Penalised least squares; columns and penalty with the smallest leave-one-out error.

    The first report is left out: nothing is known before it.
    """
    y = past.answer[1:].astype(np.float64)
    fits = [leave_one_out(x[1:-1], y, x[-1], penalty) for x in candidates for penalty in penalties]
    mean, sd = min(fits, key=lambda fitted: fitted[1])
    return rounded_normal(mean, max(sd, _SMALLEST_SD), len(past.levels))


def leave_one_out(x: Floats, y: Floats, x_new: Floats, penalty: float) -> tuple[float, float]:
    """Forecast of a ridge regression on standardised columns, and the sd of its leave-one-out errors."""
    centre, scale = x.mean(axis=0), x.std(axis=0)
    scale = np.where(scale > 1e-9, scale, np.inf)  # a column that never varied says nothing
    z, z_new = (x - centre) / scale, (x_new - centre) / scale
    inverse = np.linalg.pinv(z.T @ z + penalty * np.eye(z.shape[1]))
    slope = inverse @ z.T @ (y - y.mean())
    leverage = 1 / len(y) + np.einsum("ij,jk,ik->i", z, inverse, z)
    error = (y - y.mean() - z @ slope) / np.maximum(1 - leverage, 0.05)
    return float(y.mean() + z_new @ slope), float(np.sqrt((error**2).mean()))


def answer_before(past: Past) -> Floats:
    """Place of the answer before each row; that of the first row is not used. Shape (n + 1,)."""
    return np.concatenate([past.answer[:1], past.answer]).astype(np.float64)


def _mean_of_week(past: Past) -> Floats:
    before = answer_before(past)
    return np.array([before[max(1, i - 6) : i + 1].mean() if i else before[0] for i in range(len(before))])


def _cross_basis(past: Past) -> Floats:
    made = importlib.import_module("dlnmpy").crossbasis(
        past.load, lag=(0, LAGS - 1), argvar={"fun": "lin"}, arglag={"fun": "ns", "df": 4}
    )
    return np.asarray(made, dtype=np.float64)

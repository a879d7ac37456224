"""Distributed lag models on daily means, by dlnmpy: linear in the dose, lags 0-7, intercept and linear time."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from afterrun.response.data import ResponseData
from benchmarks.lag_responses_rise import LAGS, Floats

Variant = Callable[[ResponseData], tuple[Floats, Floats, Floats]]
_MOST_LAG = 7


def estimate(data: ResponseData, lag_basis: Callable[[Any], Mapping[str, Any]]) -> tuple[Floats, Floats, Floats]:
    """Rise for dose 1 at lags 0 to 4, with dlnmpy's own 95 % interval from ordinary least squares."""
    dlnmpy = importlib.import_module("dlnmpy")
    dose, answer = by_day(data)
    basis = dlnmpy.crossbasis(dose, lag=_MOST_LAG, argvar={"fun": "lin"}, arglag=dict(lag_basis(dlnmpy)))
    columns = np.asarray(basis, dtype=np.float64)
    day = np.arange(len(dose)) / len(dose)
    coefficient, covariance = least_squares(np.column_stack([columns, np.ones(len(day)), day]), answer)
    q = columns.shape[1]
    told = dlnmpy.crosspred(
        basis, coef=coefficient[:q], vcov=covariance[:q, :q], model_link="identity", at=[1.0], cen=0.0
    )
    return told.matfit[0, :LAGS], told.matlow[0, :LAGS], told.mathigh[0, :LAGS]


VARIANTS: Mapping[str, Variant] = {
    "DLNM spline, 4 df": partial(estimate, lag_basis=lambda _: {"fun": "ns", "df": 4}),
    "DLNM spline, log": partial(estimate, lag_basis=lambda d: {"fun": "ns", "knots": d.logknots(_MOST_LAG, 3)}),
    "DLNM unconstrained": partial(estimate, lag_basis=lambda _: {"fun": "integer"}),
}


def by_day(data: ResponseData) -> tuple[Floats, Floats]:
    """Sum of doses and mean of reports of each day; NaN where there was no report."""
    days = int(np.ceil(data.span_d[1]))
    dose = np.bincount(np.floor(data.run_t_d).astype(int), weights=data.dose, minlength=days)[:days].astype(np.float64)
    day = np.floor(data.report_t_d).astype(int)
    count = np.bincount(day, minlength=days)[:days]
    total = np.bincount(day, weights=data.answers, minlength=days)[:days]
    return dose, np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan), dtype=np.float64)


def least_squares(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Coefficients and their covariance, over rows without a gap."""
    known = np.isfinite(y) & np.isfinite(x).all(axis=1)
    x, y = x[known], y[known]
    inverse = np.linalg.pinv(x.T @ x)
    coefficient = inverse @ (x.T @ y)
    residual = y - x @ coefficient
    return coefficient, inverse * float(residual @ residual) / max(len(y) - x.shape[1], 1)

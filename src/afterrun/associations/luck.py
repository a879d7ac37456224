"""How much luck differs from run to run, weighed anew at each draw.

A feature that nobody asked about is luck to the fit: where every other run hurts half as much, its draws hold luck of
40 % where there is 25 %, and beside that luck the feature explains little. The mean evidence over the draws would be
right with draws without number; with a few dozen, those with little luck, in which it is large, are missing. So the
luck of each draw is replaced by a few steps across its prior, each with its probability given all else in the draw
(Rao-Blackwell; Casella and Robert 1996, doi 10.1093/biomet/83.1.81).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.marginal import marginal
from afterrun.response.parameters import RUN_TO_RUN
from afterrun.response.posterior import Draws
from afterrun.response.regression import state_space_of

_STEPS = np.arange(-3.0, 2.5)  # in sd of the log: 0.08 to 0.95; twice as many find no more


def at_each_luck(draws: Draws, data: ResponseData) -> tuple[Draws, Floats]:
    """Repeat draws with little luck and with much.

    Parameters
    ----------
    draws : Draws
        S of a fit.
    data : ResponseData
        What was fitted, or the latest of it.

    Returns
    -------
    draws : Draws
        S times as many as there are steps.
    log_weight : ndarray
        Log of the probability of each within its draw.
    """
    each = draws.rows(np.repeat(np.arange(draws.size), len(_STEPS)))
    omega = np.exp(RUN_TO_RUN.mean + RUN_TO_RUN.sd * _STEPS)
    each = replace(each, omega=np.tile(omega, draws.size))
    log_joint = marginal(state_space_of(each, data)).loglik.reshape(draws.size, -1) - 0.5 * _STEPS**2
    return each, np.asarray(log_joint - np.logaddexp.reduce(log_joint, axis=1, keepdims=True)).ravel()

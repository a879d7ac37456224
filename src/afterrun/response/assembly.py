"""What the model is made of, said once: values on natural scales in, the likelihood's state space out.

`model` comes here from the coordinates it is sampled in, `regression` from draws of the posterior; neither knows what
the other does not.
"""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import log_dose_effect
from afterrun.response.parameters import LEVEL, RELIEF_SIZE, TREND, Parameter
from afterrun.response.statespace import StateSpace

_LARGEST_LOG_RISE = 30.0  # wild draws from the prior must not overflow; their weight is nil
# Where the sweeps start: answers drawn a fifth towards their mean, off the ends of the scale. Any start will do.
_DRAWN_IN, _ENDS_NRS = 0.8, (0.2, 9.8)


def static_prior(care_kinds: int) -> tuple[Parameter, ...]:
    """Coefficients that are integrated out inside the filter: level, trend, and the relief of each kind of care."""
    return (LEVEL, TREND, *(RELIEF_SIZE,) * care_kinds)


def peak_rises(
    data: ResponseData, *, gain_nrs: Floats, alpha: Floats, threshold: Floats, drift: Floats, modifier: Floats
) -> Floats:
    """Expected peak rise of the runs.

    Parameters
    ----------
    data : ResponseData
        With the modifiers of the runs, if there are any.
    gain_nrs, alpha, threshold, drift : ndarray, shape (M,)
        See `model`. [NRS], [-]
    modifier : ndarray, shape (M, p)
        Fall of the log response for a unit of each modifier. [-]

    Returns
    -------
    ndarray, shape (M, J)
        [NRS]
    """
    log_rise = log_dose_effect(data.dose, alpha, threshold)
    log_rise -= drift[:, None] * data.drift_at(data.run_t_d)[None, :]
    log_rise -= modifier @ data.modifier.T if data.modifier_prior else 0.0
    return np.asarray(gain_nrs[:, None] * np.exp(np.minimum(log_rise, _LARGEST_LOG_RISE)))


def static_design(data: ResponseData, tau_relief_d: Floats, care_kinds: int) -> Floats:
    """Covariates of the static coefficients. Shape (M, n, 2 + care_kinds); (1, n, 2) where nothing was done."""
    common = np.stack([np.ones(len(data.report_t_d)), data.trend_at(data.report_t_d)], axis=1)[None]
    if not care_kinds:
        return common
    draws = len(tau_relief_d)
    recent = data.recent_care
    cells = np.zeros((draws, len(data.report_t_d) * care_kinds))
    if recent.cell.size:
        felt = recent.weight * np.exp(-recent.lag_d[None, :] / tau_relief_d[:, None])
        cells[:, recent.cell] = -np.add.reduceat(felt, recent.start, axis=1)
    relief = cells.reshape(draws, -1, care_kinds)
    return np.concatenate([np.broadcast_to(common, (draws, *common.shape[1:])), relief], axis=2)


def first_cavity(data: ResponseData) -> Floats:
    """Where the sweeps start before anything is known. Shape (2, n)."""
    answers = data.answers
    mean = answers.mean() if answers.size else 0.0
    start = _DRAWN_IN * np.clip(answers, *_ENDS_NRS) + (1 - _DRAWN_IN) * mean
    return np.stack([start, np.zeros_like(start)])


def assembled(
    data: ResponseData,
    *,
    sigma_u: Floats,
    tau_u_d: Floats,
    sigma_e: Floats,
    omega: Floats,
    tau_d: Floats,
    weight: Floats,
    amplitude: Floats,
    design: Floats,
    cavity0: Floats,
    hopeless: float = -np.inf,
    keep_cavity: bool = False,
) -> StateSpace:
    """Put the pieces together with the times and answers of a diary; see `StateSpace`."""
    event_t_d, event_kind, event_index = data.timeline()
    static = static_prior(design.shape[2] - 2)
    return StateSpace(
        sigma_u=sigma_u,
        tau_u_d=tau_u_d,
        sigma_e=sigma_e,
        omega=omega,
        tau_d=tau_d,
        weight=weight,
        amplitude=amplitude,
        event_t_d=event_t_d,
        event_kind=event_kind,
        event_index=event_index,
        lower=data.lower,
        upper=data.upper,
        design=design,
        static_mean=np.array([p.mean for p in static]),
        static_sd=np.array([p.sd for p in static]),
        cavity0=cavity0,
        hopeless=hopeless,
        keep_cavity=keep_cavity,
    )

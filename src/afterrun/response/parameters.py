"""Parameters with their priors: independent normals on an unconstrained scale, reasons beside the numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Parameter:
    """One unknown on its unconstrained scale.

    Parameters
    ----------
    name : str
        As used in draws.
    mean, sd : float
        Of the normal prior.
    meaning : str
        What it is, in which unit, and what the prior says.
    """

    name: str
    mean: float
    sd: float
    meaning: str


# The floor of an answer's sd. Without it Laplace's approximation invents a mode near 0.15, where the likelihood is
# flat inside the rounding box; simulation-based calibration shows it, importance weights do not.
SIGMA_E_FLOOR_NRS = 0.35

PRIOR_RESPONDS = 0.5  # before the data a response and none are as likely: judgement

# Where no source is named a prior is judgement, wide enough not to decide by itself (`docs/model.md`).
GAIN = Parameter(
    "log_gain", float(np.log(1.3)), 1.0, "log peak rise after the reference run [NRS]; median 1.3, 95 % 0.18-9.2"
)
RUN_TO_RUN = Parameter("log_omega", float(np.log(0.35)), 0.5, "log relative sd from run to run [-]; median 0.35")
BACKGROUND = (
    Parameter("log_sigma_u", float(np.log(0.7)), 0.6, "log sd of the slow ups and downs [NRS]; median 0.7"),
    Parameter("log_tau_u", float(np.log(4.0)), 0.8, "log time constant of the ups and downs [d]; median 4 d"),
    Parameter("log_sigma_e", float(np.log(0.3)), 0.6, "log of an answer's sd above its floor [NRS]; median sd 0.65"),
)
# Gain that falls as fast as natural recovery would otherwise be credited to whatever was started meanwhile.
DRIFT = Parameter("drift", 0.0, 0.7, "fall of the log response over 90 days [-]; positive is getting better")
# How far the response wanders beside that line: learned, between hardly and by its own size within a month.
RESTLESS = Parameter(
    "log_restless",
    float(np.log(0.25)),
    0.7,
    "log sd of the response's wandering, relative, a root month [-]; median 0.25",
)
# Harm and help are as likely before the data; 95 % of the prior lies between ratios of 0.38 and 2.7.
MODIFIER = Parameter("modifier", 0.0, 0.5, "fall of the log response to a run that has it [-]; positive helps")
RELIEF = Parameter("log_tau_relief", float(np.log(5 / 24)), 0.6, "log time constant of relief [d]; median 5 h")

LEVEL = Parameter("level", 0.7, 1.5, "pain without runs in the middle of the diary [NRS]")
TREND = Parameter("trend", 0.0, 0.5, "change of the level in 30 days [NRS]")
LOADING = Parameter("log_loading", 0.0, 1.0, "log of how much of a rise a moment shows, over the usual moment's [-]")
OFFSET_SD_NRS = 1.0  # of how much higher reports at a moment are: judgement
RELIEF_SIZE = Parameter(
    "relief", 0.0, 1.0, "fall just after one care of its kind [NRS]; 0 in the middle: no presumption"
)

"""A change of the response to runs, or of the pain without them, about a date: sudden or gradual, beside bends.

The model's own drift and trend are straight lines. To tell a sudden change from a smooth one, all rivals may drift more
and bend as well: the log response and the level get the place in the diary and its square. A change about the date tau
is one more covariate, ``S(t) = clip((t - tau)/width, -1/2, 1/2)``: of the log response to each run, or of the level. A
sudden change has width 0, a gradual one half of the diary.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.kernel import KERNELS
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.parameters import Parameter
from afterrun.response.statespace import StateSpace

What = Literal["response", "baseline"]
STEP = Parameter("step", 0.0, 1.5, "fall of the log response at the change [-]; 95 % within a factor of 20 either way")
BEND = Parameter("bend", 0.0, 0.5, "fall of the log response at both ends of the diary against its middle [-]")
SLOPE = Parameter("slope", 0.0, 0.7, "fall of the log response to either end of the diary beside the drift [-]")
# As wide as the prior of the level, and of its bends two thirds of that: judgement.
LEVEL_STEP_SD_NRS, LEVEL_BEND_SD_NRS = 1.5, 1.0


@dataclass(slots=True)
class WithColumns(Likelihood):
    """The model with more static coefficients: covariates of the level, each with a normal prior of mean 0.

    Parameters
    ----------
    columns : ndarray, shape (n, c)
        By report. [-]
    column_sd : ndarray, shape (c,)
        Of the prior. [NRS]
    """

    columns: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    column_sd: Floats = field(default_factory=lambda: np.zeros(0))

    def state_space(self, values: dict[str, Floats]) -> StateSpace:  # type: ignore[override]
        """See `Likelihood.state_space`."""
        space = Likelihood.state_space(self, values)
        shape = (len(space.design), *self.columns.shape)
        return replace(
            space,
            design=np.concatenate([space.design, np.broadcast_to(self.columns, shape)], axis=2),
            static_mean=np.concatenate([space.static_mean, np.zeros(len(self.column_sd))]),
            static_sd=np.concatenate([space.static_sd, self.column_sd]),
        )


def about(t_d: Floats, tau_d: float, width_d: float) -> Floats:
    """Covariate of a change: from -1/2 before the date to +1/2 after. [-]

    Examples
    --------
    >>> import numpy as np
    >>> about(np.array([1.0, 2.9, 3.1]), 3.0, 0.0), about(np.array([1.0, 3.0, 4.0]), 3.0, 4.0)
    (array([-0.5, -0.5,  0.5]), array([-0.5 ,  0.  ,  0.25]))
    """
    if width_d == 0:
        return np.where(t_d > tau_d, 0.5, -0.5)
    return np.asarray(np.clip((t_d - tau_d) / width_d, -0.5, 0.5))


def rival(
    data: ResponseData, model: str, *, what: What | None = None, tau_d: float = 0.0, width_d: float = 0.0
) -> WithColumns:
    """Set up the model with bends, and with a change if ``what`` says of what.

    Parameters
    ----------
    data : ResponseData
        Without modifiers.
    model : str
        Kernel and dose curve as in `Fit.log_evidence`: ``K1 power``.
    tau_d, width_d : float
        Date and width of the change. [d]
    """
    place = 2 * data.drift_at(data.run_t_d)
    modifier, prior = [place, place**2], [SLOPE, BEND]
    along = 2 * data.drift_at(data.report_t_d)
    columns, sd = [along, along**2], [LEVEL_BEND_SD_NRS, LEVEL_BEND_SD_NRS]
    if what == "response":
        modifier.append(about(data.run_t_d, tau_d, width_d))
        prior.append(STEP)
    if what == "baseline":
        columns.append(about(data.report_t_d, tau_d, width_d))
        sd.append(LEVEL_STEP_SD_NRS)
    changed = replace(data, modifier=np.column_stack(modifier), modifier_prior=tuple(prior))
    kernel = KERNELS[model.split()[0]]
    return WithColumns(
        ResponseModel.on(changed, kernel, POWER), changed, columns=np.column_stack(columns), column_sd=np.array(sd)
    )

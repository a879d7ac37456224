"""An account of where the pain comes from: what loads, when, how much, and how steeply the pain grows with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER, Power
from afterrun.response.parameters import Parameter

NONE = "none"
"""Name of the account in which pain comes and goes by itself."""
ALL_RUNS = "all-runs"
"""Name of the account in which every run counts the same; it stands beside each that is about their size."""

_HARDLY = 0.03  # sd of the log of a dose, below which it is the same every time: a pace off by 3 % is a watch's error
# Speed differs by a tenth where distance differs by half, and a load over stance grows with its cube or so: forces and
# rates of loading with its root to its square (`tissue`), what they wear with a power of these (4 to 9,
# `tissue.loading`). Judgement: median 3.5, 95 % 1.1 to 11.
STEEP = Power(parameters=(Parameter("log_alpha", float(np.log(3.5)), 0.6, "log exponent of speed [-]; 95 % 1.1-11"),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One rival.

    Parameters
    ----------
    name : str
        As in `findings.Explanation`.
    t_d : ndarray, shape (J,)
        When each load ended. [d]
    doses : ndarray, shape (k, J)
        Its size over the usual one, in k ways that are equally likely beforehand; nearly always 1. [-]
    of_runs : bool
        Whether the loads are the runs.
    curve : Power
        How the rise grows with the dose.
    sizeless : Account, optional
        The same loads where the size of the runs does not matter, if that is no single account of all runs alike.
    """

    name: str
    t_d: Floats
    doses: Floats
    of_runs: bool = True
    curve: Power = POWER
    sizeless: Account | None = None

    @property
    def varies(self) -> bool:
        """Whether the dose differs enough for its size to matter."""
        return bool(np.log(self.doses[0]).std() >= _HARDLY) if self.doses.shape[1] else False

    def on(self, data: ResponseData, way: int = 0) -> ResponseData:
        """The same diary with these loads in the place of the runs."""
        dose = self.doses[way] if self.varies else np.ones(len(self.t_d))
        return replace(data, run_t_d=self.t_d, dose=dose, modifier=np.zeros((len(dose), 0)), modifier_prior=())

    def alike_size(self) -> Account:
        """The same loads, each run as large as the other: whatever their size, it does not matter."""
        return self.sizeless or replace(self, name=ALL_RUNS, doses=np.ones((1, len(self.t_d))), curve=POWER)


def nothing() -> Account:
    """The account without any load."""
    return Account(name=NONE, t_d=np.zeros(0), doses=np.ones((1, 0)), of_runs=False)

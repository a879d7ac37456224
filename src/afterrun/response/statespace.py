"""What the likelihood kernel takes and gives back: plain arrays, one row a draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from afterrun.response.arrays import Floats, Indices, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSpace:
    """M parameter draws of one linear-Gaussian state space with n interval-censored reports and J runs.

    Parameters
    ----------
    sigma_u, tau_u_d, sigma_e : ndarray, shape (M,)
        Background sd [NRS], its time constant [d], sd of one answer [NRS].
    tau_d, weight : ndarray, shape (M, q)
        The response kernel as a sum of exponentials: sum_i weight_i exp(-t/tau_i).
    amplitude, luck : ndarray, shape (M, J)
        Expected peak rise of each run where the coefficients that scale it are 0, and its sd from run to run. [NRS]
    event_t_d, event_kind, event_index : ndarray, shape (n + J,)
        Runs and reports in order of time [d]; kind RUN or REPORT; index into amplitude or reports.
    lower, upper : ndarray, shape (n,)
        Interval that each answer stands for. [NRS]
    design : ndarray, shape (n, l)
        What multiplies the static coefficients in each report, the same in all draws; 0 where it is a draw's own.
    own : ndarray, shape (M, n, v)
        What multiplies some of them in each draw.
    own_at : ndarray, shape (v,)
        Which of them; none that scales the runs.
    static_mean : ndarray, shape (l,)
        Prior mean of the static coefficients.
    static_sd : ndarray, shape (l - w,)
        Prior sd of those that do not scale the runs.
    walk_sd : ndarray, shape (M,) or (1,)
        Prior sd of each of those that do.
    walk : ndarray, shape (M, J, w) or (1, J, w)
        How the last w static coefficients c scale the runs: run j raises by ``amplitude_j (1 + walk_j @ c)``. [-]
    loading : ndarray, shape (M, n) or (1, n)
        How much of what the runs have left each report shows. [-]
    cavity0 : ndarray, shape (2, n)
        Where the sweeps start: mean [NRS] and variance [NRS^2] of eta at each report as all other reports tell it; an
        answer with variance 0 does for a start.
    tol_nrs : float
        The sweeps of a draw end when an answer and all the others agree where its eta is, as near as this.
    hopeless : float
        A draw whose log likelihood is below this after three sweeps is left there: it will have no weight.
    keep_state : bool
        Whether to hand back the state after the last event, which takes a tenth of the time.
    keep_cavity : bool
        Whether to hand back where the sweeps ended, for the next start.
    """

    RUN: ClassVar[int] = 0
    REPORT: ClassVar[int] = 1

    sigma_u: Floats
    tau_u_d: Floats
    sigma_e: Floats
    tau_d: Floats
    weight: Floats
    amplitude: Floats
    luck: Floats
    event_t_d: Floats
    event_kind: Ints
    event_index: Ints
    lower: Floats
    upper: Floats
    design: Floats
    own: Floats
    own_at: Ints
    static_mean: Floats
    static_sd: Floats
    walk_sd: Floats
    walk: Floats
    loading: Floats
    cavity0: Floats
    keep_state: bool = True
    keep_cavity: bool = False
    max_iter: int = 40
    tol_nrs: float = 1e-2
    hopeless: float = -np.inf

    @property
    def draws(self) -> int:
        """M."""
        return len(self.sigma_u)

    @property
    def q(self) -> int:
        """Number of exponentials in the kernel."""
        return int(self.tau_d.shape[1])

    @property
    def l(self) -> int:  # noqa: E743
        """Number of static coefficients."""
        return int(self.design.shape[1])

    @property
    def walks(self) -> int:
        """Number of static coefficients that scale the runs, the last of them."""
        return int(self.walk.shape[2])

    @property
    def d(self) -> int:
        """State dimension."""
        return 1 + self.q + self.l

    @property
    def events(self) -> int:
        """Number of runs and reports."""
        return len(self.event_t_d)

    @property
    def reports(self) -> int:
        """Number of reports n."""
        return len(self.lower)

    def design_of(self, draw: int) -> Floats:
        """What multiplies the static coefficients in each report of one draw. Shape (n, l)."""
        design = self.design.copy()
        design[:, self.own_at] = self.own[draw]
        return design

    @property
    def sds(self) -> Floats:
        """Prior sd of the static coefficients. Shape (M, l)."""
        rest = np.tile(self.static_sd, (self.draws, 1))
        walking = np.broadcast_to(self.walk_sd[:, None], (self.draws, self.walks))
        return np.hstack([rest, walking])

    def observation(self, index: int) -> Floats:
        """Row of H for one report. Shape (M, d)."""
        design = np.tile(self.design[index], (self.draws, 1))
        design[:, self.own_at] = self.own[:, index]
        return np.concatenate([np.ones((self.draws, 1)), self.weight * self.loading[:, index, None], design], axis=1)

    def select(self, rows: Indices | slice) -> StateSpace:
        """Keep some of the draws."""
        return replace(
            self,
            sigma_u=self.sigma_u[rows],
            tau_u_d=self.tau_u_d[rows],
            sigma_e=self.sigma_e[rows],
            tau_d=self.tau_d[rows],
            weight=self.weight[rows],
            amplitude=self.amplitude[rows],
            luck=self.luck[rows],
            own=self.own[rows],
            walk_sd=_rows(self.walk_sd, rows),
            walk=_rows(self.walk, rows),
            loading=_rows(self.loading, rows),
        )

    def part(self, start: int, stop: int) -> StateSpace:
        """Keep draws start to stop."""
        return self.select(slice(start, stop))


def _rows(values: Floats, rows: Indices | slice) -> Floats:
    """Keep some of the draws, where they differ by draw."""
    return values[rows] if len(values) > 1 else values


@dataclass(frozen=True, slots=True)
class Marginal:
    """What came out, one row a draw.

    Parameters
    ----------
    loglik : ndarray, shape (M,)
        Log marginal likelihood, static coefficients and all latent paths integrated out.
    mean, cov : ndarray, shape (M, d) and (M, d, d), or (0, d) and (0, d, d)
        State after the last event, given all reports, if it was to be kept.
    cavity : ndarray, shape (M, 2, n) or (0, 2, n)
        Where the sweeps ended, if it was to be kept.
    iterations : ndarray, shape (M,)
        Sweeps taken.
    """

    loglik: Floats
    mean: Floats
    cov: Floats
    cavity: Floats
    iterations: Floats

    @classmethod
    def empty(cls, model: StateSpace) -> Marginal:
        """Allocate arrays for all draws of a model."""
        m, d, n = model.draws, model.d, model.reports
        states, cavities = m if model.keep_state else 0, m if model.keep_cavity else 0
        state = np.empty((states, d)), np.empty((states, d, d))
        return cls(np.empty(m), *state, np.empty((cavities, 2, n)), np.zeros(m))

    @classmethod
    def joined(cls, parts: Sequence[Marginal]) -> Marginal:
        """Put parts of a batch together again."""
        return cls(
            np.concatenate([part.loglik for part in parts]),
            np.concatenate([part.mean for part in parts]),
            np.concatenate([part.cov for part in parts]),
            np.concatenate([part.cavity for part in parts]),
            np.concatenate([part.iterations for part in parts]),
        )

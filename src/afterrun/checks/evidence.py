"""What checks look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from afterrun.checks.beside import Runs
from afterrun.response.arrays import Floats
from afterrun.response.body import Lender
from afterrun.response.curve import RESPONSE_AREA_NRS_DAYS, ResponseCurve, curve_now
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.tissue import MEASURES, Measure


@dataclass(frozen=True, slots=True)
class Event:
    """What happened beside runs, of one kind.

    Parameters
    ----------
    kind : str
        As recorded.
    t_d, amount : ndarray, shape (m,)
        When it ended [d], and how much of the usual amount it was; 1 where no amount is known [-].
    """

    kind: str
    t_d: Floats
    amount: Floats


@dataclass(frozen=True)
class Evidence:
    """One site's data, and the fit if there is one yet.

    Parameters
    ----------
    data : ResponseData
        Runs and reports as the model sees them.
    derived_dose : ndarray of bool, shape (runs,)
        Where the dose is a stand-in.
    fit : Fit or None
        None before fitting.
    before : Lender or None
        Who lent the prior that the fit was made under; None for the product's own.
    measure : Measure
        Of the doses.
    events : tuple of Event
        What else was logged.
    sign_stands : bool
        Whether a sign says to have somebody look at this place before the next run.
    hurts_while_running : bool
        Whether runs hurt while they are run; none of these reports are in the data.
    noted_when_there : bool
        Whether at some moments pain was noted only when it was there; none of these reports are in the data.
    hidden_t_d : ndarray, shape (h,)
        When pain was reported under a painkiller; none of it is in the data. [d]
    kinds_of_run : ndarray, shape (runs, c)
        What the runs differ in (surface, shoe, pace, climb, hour), each about a mean of 0; the most even first.
    worked_out : dict of float
        What was worked out from the data alone: whoever looks at another fit of them need not do it again.
    """

    data: ResponseData
    derived_dose: NDArray[np.bool_]
    fit: Fit | None = None
    before: Lender | None = None
    measure: Measure = MEASURES["distance"]
    events: tuple[Event, ...] = ()
    sign_stands: bool = False
    hurts_while_running: bool = False
    noted_when_there: bool = False
    hidden_t_d: Floats = field(default_factory=lambda: np.zeros(0))
    kinds_of_run: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    worked_out: dict[str, float] = field(
        init=False, default_factory=dict
    )  # of these data: no replacement takes it over

    def once(self, name: str, work_out: Callable[[], float]) -> float:
        """Work something out from the data alone, or take what came of it before."""
        if name not in self.worked_out:
            self.worked_out[name] = work_out()
        return self.worked_out[name]

    def with_fit(self, fit: Fit) -> Evidence:
        """Look at a fit of the same data; what was worked out from them alone stays."""
        found = replace(self, fit=fit)
        found.worked_out.update(self.worked_out)
        return found

    @cached_property
    def runs(self) -> Runs:
        """The runs as an account of the reports; several checks weigh it against a rival."""
        return Runs.of(self.data)

    @cached_property
    def prob_matters(self) -> float:
        """Probability that the reference run adds half a point-day; a day with more than one run adds no less."""
        return float((self.curve.area_nrs_days > RESPONSE_AREA_NRS_DAYS).mean())

    @cached_property
    def curve(self) -> ResponseCurve:
        """The response on the last day."""
        return curve_now(self.fitted.draws, self.data)

    @property
    def fitted(self) -> Fit:
        """The fit; for checks that come after it."""
        if self.fit is None:
            raise ValueError("this check needs a fit")
        return self.fit

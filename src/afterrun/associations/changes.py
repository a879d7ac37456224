"""Did something change from one day to the next, and between which runs or on which day: read off the fit.

The fit averages over sudden changes of the response and of the level beside smooth ones and none (`response.turns`), so
the chance that there was one, its place and its size are those of its draws. A response that came on over some weeks
counts with those that struck: it began. A change of the response lies somewhere
between the end of the last run before it and that of the first run after it; within that, any moment is as likely.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from afterrun.findings.change import ChangeVerdict
from afterrun.findings.verdicts import SURE
from afterrun.response.arrays import Floats
from afterrun.response.fit import Fit
from afterrun.response.turns import TURN_PRIOR, TurnName

What = Literal["response", "baseline"]
UNLIKELY = 0.2  # chance below which a change is denied: judgement
LIKELIER = 0.5  # than not
_TURNS: tuple[TurnName, ...] = ("struck", "came-on", "step", "level")
_EDGES = (0.05, 0.95)  # of the places, as all ranges are central 90 %
_FACTOR_STEP = 0.6  # log distance of the factors that a step may have (`response.turns`): no finer is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What came out.

    Parameters
    ----------
    prob : float
        Chance of a sudden change. [-]
    what : str
        Of the response to runs, or of the pain without them.
    struck : bool
        Whether runs most likely did nothing before it.
    date_d : tuple of three float
        From the end of the earliest likely last run before it, the median, to the latest likely first run after it. [d]
    step : ndarray, shape (S,)
        Log of the response after over that before; or change of the level. Empty where it struck. [-] or [NRS]
    looked_for_all : bool
        Whether the diary was long enough for every kind of change; only then may one be denied.
    likelier : bool
        Whether one kind of change is likelier beside none than it was before the data: that is a sign, if a small one.
    """

    prob: float
    what: What
    struck: bool
    date_d: tuple[float, float, float]
    step: Floats
    looked_for_all: bool = True
    likelier: bool = False

    @property
    def verdict(self) -> ChangeVerdict:
        """What may be said."""
        if self.prob >= SURE:
            return "changed"
        denied = self.prob <= UNLIKELY and self.looked_for_all and not self.likelier
        return "no-sign" if denied else "not-yet-known"

    @property
    def worse(self) -> bool:
        """Whether it was for the worse."""
        return self.struck or bool(np.median(self.step) > 0)


def change_of(fit: Fit, rng: np.random.Generator) -> Change | None:
    """Weigh a sudden change; None where the diary is too short for any to be looked for."""
    looked_for = [name in fit.prob_turn for name in _TURNS]
    if not any(looked_for):
        return None
    prob = {name: fit.prob_turn.get(name, 0.0) for name in _TURNS}
    draws = fit.draws
    of_level = np.isfinite(draws.level_d)
    of_response = np.isfinite(draws.change_d)
    what: What = "baseline" if prob["level"] > sum(prob.values()) - prob["level"] else "response"
    found = draws.rows(of_level if what == "baseline" else of_response)
    struck = what == "response" and prob["struck"] + prob["came-on"] > prob["step"]
    if what == "baseline":
        first, last, step = found.level_d, found.until_d, found.level_step_nrs
    else:
        first, last = found.change_d, found.until_d
        before = found.before[found.before > 0]
        step = -np.log(before) + _FACTOR_STEP * (rng.random(len(before)) - 0.5)
    date_d, step = (_dated(first, last, rng), step) if found.size else ((0.0, 0.0, 0.0), np.zeros(1))
    return Change(
        prob=sum(prob.values()),
        what=what,
        struck=struck,
        date_d=date_d,
        step=np.asarray(step),
        looked_for_all=all(looked_for),
        likelier=any(
            prob[name] * TURN_PRIOR["none"] > TURN_PRIOR[name] * fit.prob_turn.get("none", 0.0) for name in _TURNS
        ),
    )


def _dated(first: Floats, last: Floats, rng: np.random.Generator) -> tuple[float, float, float]:
    """Say when, with its range."""
    middle = first + (last - first) * rng.random(len(first))
    return float(np.quantile(first, _EDGES[0])), float(np.median(middle)), float(np.quantile(last, _EDGES[1]))

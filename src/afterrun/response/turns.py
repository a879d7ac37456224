"""Sudden changes that a diary may hold, and how likely each is before the data.

The response may have struck on some run, nothing before it; have come on over some weeks from some run; have changed by
a factor between two runs; or the pain without runs may have changed on some day. Which run or day is one discrete
coordinate beside the continuous ones, every one as likely.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData

TurnName = Literal["none", "struck", "came-on", "step", "level"]
# Before the data; judgement (`docs/decisions/067-course-of-the-response.md`).
TURN_PRIOR: dict[TurnName, float] = {"none": 0.55, "struck": 0.2, "came-on": 0.075, "step": 0.1, "level": 0.075}
TURN_NAMES: tuple[TurnName, ...] = ("struck", "came-on", "step", "level")  # besides none
OF_THE_LEVEL: tuple[TurnName, ...] = ("none", "level")  # where there is no response to change
LEVEL_STEP_SD_NRS = 1.5  # as wide as the prior of the level
FEWEST_BEFORE, FEWEST_AFTER = 2, 5  # runs, below which a change cannot be told from luck
_FEWEST_REPORTS = 5  # on either side
_EDGE_D = 10.0  # a change of the level in the first or last days cannot be told from ups and downs
_MOST_PLACES = 60  # places closer than a sixtieth of a diary cannot be told apart
_MOST_STEPS = 20  # places of a step, each with all its factors
_RAMP_SHARE = 0.3  # of the diary, that it takes to come on
_FACTORS = (0.3, 0.55, 1.8, 3.3)  # of a step, before over after: evenly spaced on a log scale, by a factor of 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """One kind of sudden change, at K places.

    Parameters
    ----------
    name : str
        Which kind.
    start_d, change_d, before, ramp_d : ndarray, shape (K,)
        See `course.Course`.
    until_d : ndarray, shape (K,)
        The first run (or day) after the change: it lies between ``change_d`` and this. [d]
    level_d : ndarray, shape (K,)
        When the pain without runs changed; -inf where it did not. [d]
    """

    name: TurnName
    start_d: Floats
    change_d: Floats
    before: Floats
    ramp_d: Floats
    until_d: Floats
    level_d: Floats

    @property
    def count(self) -> int:
        """K."""
        return len(self.start_d)

    def only(self, place: int) -> Turns:
        """Keep one place."""
        parts = {f.name: getattr(self, f.name)[[place]] for f in fields(self) if f.name != "name"}
        return Turns(name=self.name, **parts)


def no_turn(data: ResponseData) -> Turns:
    """Nothing changed suddenly."""
    never = np.array([-np.inf])
    start = np.array([data.span_d[0]])
    return Turns(
        name="none", start_d=start, change_d=never, before=np.ones(1), ramp_d=np.zeros(1), until_d=never, level_d=never
    )


def turns_of(data: ResponseData, name: TurnName) -> Turns:
    """List where a change of one kind may have been; none where the diary is too short for it."""
    if name == "none":
        return no_turn(data)
    if name == "level":
        return _levels(data)
    last, first, until = _between(data, _MOST_STEPS if name == "step" else _MOST_PLACES)
    factors = np.array(_FACTORS) if name == "step" else np.zeros(1)
    change, start, until = (np.repeat(each, len(factors)) for each in (last, first, until))
    count = len(change)
    ramp = _RAMP_SHARE * (data.span_d[1] - data.span_d[0]) if name == "came-on" else 0.0
    return Turns(
        name=name,
        start_d=np.full(count, data.span_d[0]) if name == "step" else start,
        change_d=change,
        before=np.tile(factors, len(last)),
        ramp_d=np.full(count, ramp),
        until_d=until,
        level_d=np.full(count, -np.inf),
    )


def _between(data: ResponseData, most: int) -> tuple[Floats, Floats, Floats]:
    """Neighbouring runs, both followed by reports, between which the response may have changed.

    The third is the run before the next such place: where there are too many to try each, a place stands for the others
    up to the next.
    """
    runs = np.sort(data.run_t_d)
    ends = np.append(runs[1:], np.inf)
    followed = np.searchsorted(data.report_t_d, ends) > np.searchsorted(data.report_t_d, runs, "right")
    runs = runs[followed]
    place = np.arange(FEWEST_BEFORE, len(runs) - FEWEST_AFTER + 1)
    step = max(1, -(-len(place) // most))
    place = place[::step]
    return runs[place - 1], runs[place], runs[np.minimum(place + step - 1, len(runs) - 1)]


def _levels(data: ResponseData) -> Turns:
    days = np.arange(data.span_d[0] + _EDGE_D, data.span_d[1] - _EDGE_D)
    earlier = np.searchsorted(data.report_t_d, days, "right")
    days = days[(earlier >= _FEWEST_REPORTS) & (len(data.report_t_d) - earlier >= _FEWEST_REPORTS)]
    days = days[:: max(1, -(-len(days) // _MOST_PLACES))]
    step = float(np.diff(days).mean()) if len(days) > 1 else 1.0
    count = len(days)
    return Turns(
        name="level",
        start_d=np.full(count, data.span_d[0]),
        change_d=np.full(count, -np.inf),
        before=np.ones(count),
        ramp_d=np.zeros(count),
        until_d=days + step,
        level_d=days,
    )

"""How a load over stance becomes the dose of a run: linear, and weighted by what each peak may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

import numpy as np

from afterrun.language import say
from afterrun.records import Run, Streams
from afterrun.tissue.body import Body
from afterrun.tissue.curves import Floats
from afterrun.tissue.dose import Dose
from afterrun.tissue.gait import Doubt, Gait, expected_cadence_spm, expected_contact_s
from afterrun.tissue.reading import habits_of, read_run, read_summaries
from afterrun.tissue.stance import Stance

BONE_POWER = 7.0  # 5 to 9; Carter & Caler line, Edwards 2009 (doi 10.1249/MSS.0b013e3181a984c4): size outweighs number
# Schechtman & Bader 1997 (doi 10.1016/S0021-9290(97)00033-X), 90 tendons: the local power is .156 of the stress in MPa,
# so 4.7 to 10.9 at 30 to 70 MPa; 9 is 58 MPa.
TENDON_POWER = 9.0
# No exponent is verified for cartilage: one to see what it would change, not one to believe.
CARTILAGE_POWER = 4.0
_REFERENCE_MPS = 3.0
# Within one runner, across speeds, the estimated moments keep within 5 % of the measured ones.
_WITHIN = 0.05
# The curves are of level running; hills move where the foot is loaded. Per unit of mean steepness: judgement.
_BY_STEEPNESS = 1.5
_NUDGE = 0.02  # how far a quantity is moved to see what it does to a dose


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TissueLoad:
    """One run's dose at one tissue of one foot or leg.

    Parameters
    ----------
    value : float
        In the measure's unit, of one side: half of all steps.
    weighted : float or None
        The same with every moment raised to the tissue's power: as so many steps of the same foot at 3 m/s on the
        level, so that what is not known of its levers cancels. None where no power is known. [steps of one side]
    doubt, weighted_doubt : Doubt
        Sds of their natural logarithms.
    """

    value: float
    weighted: float | None
    doubt: Doubt
    weighted_doubt: Doubt


@dataclass(frozen=True, slots=True)
class StanceMeasure:
    """What every measure that is made of forces over stance shares; a measure says only which load it is.

    ``doses`` gives the sd that differs from run to run: what is off in all runs of a person alike cancels where doses
    are compared, and `load_of` tells it.
    """

    body: Body = field(default_factory=Body)
    name: ClassVar[str]
    unit: ClassVar[str]
    power: ClassVar[float | None]
    """To which the load is raised for the weighted dose; None where none is known."""
    level_sd: ClassVar[float]
    """How far off a new runner's dose may be whose every step is known, of its logarithm."""
    level_sd_unknown_strike: ClassVar[float]
    """The same where nobody told which part of the foot lands first."""
    source: ClassVar[str]

    def load(self, stance: Stance) -> Floats:
        """Give the load over stance, shape (steps, shares of stance), in the unit without its s."""
        raise NotImplementedError

    def per_step(self, stance: Stance) -> Floats:
        """Give the dose of each step, shape (steps,)."""
        return stance.impulse(self.load(stance))

    def doses(self, runs: Sequence[Run], streams: Sequence[Streams | None] | None = None) -> Dose:
        """See `Measure.doses`; of one side."""
        habits = habits_of(runs, self.body)
        if streams is None or all(each is None for each in streams):
            read = read_summaries(runs, self.body, habits)
        else:
            read = [read_run(run, each, self.body, habits) for run, each in zip(runs, streams, strict=True)]
        loads = [self.load_of(each.gait, weigh=False) for each in read]
        value = np.array([each.value for each in loads], dtype=np.float64)
        within = np.array([each.doubt.within for each in loads], dtype=np.float64)
        return Dose(value, value * within, np.ones(len(runs), dtype=bool), self.unit)

    def said(self, derived: int, total: int) -> str:
        """See `Measure.said`."""
        if not derived:
            return say("No run is here.")
        if derived == total:
            return say(
                "The load of each run is worked out from how far, how fast and how you stepped. Nobody measured it."
            )
        return say(
            "The load of {derived} of {total} runs is worked out from how far, how fast and how you stepped. Nobody "
            "measured it.",
            derived=derived,
            total=total,
        )

    def load_of(self, gait: Gait, stance: Stance | None = None, *, weigh: bool = True) -> TissueLoad:
        """Sum the steps of a run, and say how far the sum may be off.

        Parameters
        ----------
        gait : Gait
            The steps.
        stance : Stance or None
            Those of ``gait`` by `stance_of`, where several measures ask for them.
        weigh : bool
            Whether the weighted dose is asked for, too.
        """
        value, weighted = self._sums(gait, stance or stance_of(gait, self.body), weigh=weigh)
        doubt, weighted_doubt = self._doubts(gait, weigh=weigh)
        return TissueLoad(value=value, weighted=weighted, doubt=doubt, weighted_doubt=weighted_doubt)

    def _sums(self, gait: Gait, stance: Stance, *, weigh: bool) -> tuple[float, float | None]:
        value = float(gait.steps @ self.per_step(stance)) / 2
        if not weigh or self.power is None:
            return value, None
        return value, float(gait.steps @ self._weighted_step(stance)) / 2 / self._weighted_reference()

    def _weighted_step(self, stance: Stance) -> Floats:
        assert self.power is not None
        return stance.impulse(self.load(stance) ** self.power)

    def _weighted_reference(self) -> float:
        speed = np.array([_REFERENCE_MPS])
        cadence = expected_cadence_spm(speed, self.body)
        contact = expected_contact_s(speed, cadence, self.body)
        return float(self._weighted_step(Stance(60 / cadence, contact, np.zeros(1), self.body))[0])

    def _doubts(self, gait: Gait, *, weigh: bool) -> tuple[Doubt, Doubt]:
        """Move what is not known of the middle step, one thing at a time, and see what the dose does."""
        middle = _middle(gait)
        moved = {
            # How long was run is known beside the cadence: steps a minute make more, and shorter, steps.
            "cadence": replace(
                middle, cadence_spm=middle.cadence_spm * (1 + _NUDGE), steps=middle.steps * (1 + _NUDGE)
            ),
            "contact": replace(middle, contact_s=middle.contact_s * (1 + _NUDGE)),
            "time": replace(middle, steps=middle.steps * (1 + _NUDGE)),
            "speed": _faster(middle, 1 + _NUDGE, self.body),
        }
        base = self._sums(middle, stance_of(middle, self.body), weigh=weigh)
        sums = {name: self._sums(each, stance_of(each, self.body), weigh=weigh) for name, each in moved.items()}
        level = self.level_sd if self.body.strike else self.level_sd_unknown_strike
        steep = _BY_STEEPNESS * float(gait.steps @ np.abs(gait.grade) / gait.steps.sum())
        linear = {name: np.log(each[0] / base[0]) / np.log1p(_NUDGE) for name, each in sums.items()}
        doubt = _together(gait, linear, level, steep, 1.0)
        if base[1] is None or self.power is None:
            return doubt, doubt
        steeply = {name: np.log((each[1] or 0) / base[1]) / np.log1p(_NUDGE) for name, each in sums.items()}
        return doubt, _together(gait, steeply, 0.0, steep, self.power)


def summary_loads(runs: Sequence[Run], measures: Sequence[StanceMeasure]) -> dict[str, Floats]:
    """Sum the steps of many runs at once, by what is told of them as a whole: `StanceMeasure.doses` without its doubt.

    Parameters
    ----------
    runs : sequence of Run
        Of one person.
    measures : sequence of StanceMeasure
        Of one body.

    Returns
    -------
    dict
        By measure, shape (runs,), in its unit; of one side.
    """
    if not runs or not measures:
        return {each.name: np.zeros(len(runs)) for each in measures}
    body = measures[0].body
    gaits = [read.gait for read in read_summaries(runs, body, habits_of(runs, body))]
    steps, step_s, contact_s, grade = (
        np.concatenate([getattr(gait, name) for gait in gaits]) for name in ("steps", "step_s", "contact_s", "grade")
    )
    stance = Stance(step_s, contact_s, grade, body)
    return {each.name: np.asarray(steps * each.per_step(stance) / 2) for each in measures}


def stance_of(gait: Gait, body: Body) -> Stance:
    """Give the stances of a run's steps."""
    return Stance(gait.step_s, gait.contact_s, gait.grade, body)


def _middle(gait: Gait) -> Gait:
    """Make one group of all steps, each quantity at its mean over steps."""
    total = gait.steps.sum()

    def mean(values: Floats) -> Floats:
        return np.array([gait.steps @ values / total])

    return replace(
        gait,
        steps=np.array([total]),
        speed_mps=mean(gait.speed_mps),
        cadence_spm=mean(gait.cadence_spm),
        contact_s=mean(gait.contact_s),
        grade=mean(gait.grade),
    )


def _faster(gait: Gait, factor: float, body: Body) -> Gait:
    """Run the same time faster; what stands in for a missing cadence and contact time follows."""
    speed = gait.speed_mps * factor
    cadence, contact = gait.cadence_spm, gait.contact_s
    if gait.origins["cadence_spm"] != "measured":
        cadence = cadence * expected_cadence_spm(speed, body) / expected_cadence_spm(gait.speed_mps, body)
    if gait.origins["contact_ms"] != "measured":
        contact = contact * expected_contact_s(speed, None, body) / expected_contact_s(gait.speed_mps, None, body)
    steps = gait.steps * cadence / gait.cadence_spm
    return replace(gait, speed_mps=speed, cadence_spm=cadence, contact_s=contact, steps=steps)


def _together(gait: Gait, slopes: dict[str, float], level: float, steep: float, power: float) -> Doubt:
    """Add what is independent in squares; what a load is off by counts as often as the load is raised."""
    levels = [slopes[name] * gait.doubts[name].level for name in slopes]
    within = [slopes[name] * gait.doubts[name].within for name in slopes]
    return Doubt(
        level=float(np.sqrt(np.sum(np.square([*levels, level])))),
        within=float(np.sqrt(np.sum(np.square([*within, _WITHIN * power, steep * power])))),
    )

"""Where a sudden change most likely was: every place is weighed with a few guesses of the rest, the best is climbed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.mode import Mode, climb_on
from afterrun.response.model import Likelihood
from afterrun.response.turns import Turns

# Where the rest of the model may lie once a change explains part of the pain, as shifts in prior sd: less is left to
# ups and downs and to luck, and the response has a size of its own. Judgement.
_GUESSES: tuple[dict[str, float], ...] = (
    {},
    {"log_sigma_u": -0.8, "log_omega": -1.0},
    {"log_sigma_u": -0.8, "log_omega": -1.0, "log_gain": 0.7},
    {"log_sigma_u": -0.8, "log_gain": 0.3},
)
_AROUND: tuple[dict[str, float], ...] = (
    {},
    {"log_gain": -0.5, "drift": -0.5},
    {"log_gain": 0.5, "drift": 0.5},
)
_WORTH_A_CLIMB = -4.0  # log evidence against no change, before anything is climbed: what a climb adds is up to 2
_FLATTENED = 0.6  # power of the heights as a guess of chances: they are of single points, not of volumes


@dataclass(frozen=True, slots=True)
class Turn:
    """One model with one kind of change.

    Parameters
    ----------
    likelihood : Likelihood
        With all places.
    mode : Mode
        At the best of them.
    crude : float
        Log evidence over all places, by Laplace's approximation at the best one.
    chance : ndarray, shape (K,)
        A guess of the chance of each place.
    """

    likelihood: Likelihood
    mode: Mode
    crude: float
    chance: Floats


def find_turn(steady: Likelihood, mode: Mode, turns: Turns) -> Turn | None:
    """Look for a change, starting from the model without one at its mode; None where it is not worth a climb."""
    everywhere = steady.turning(turns)
    starts = _shifted(steady, mode.z, _GUESSES)
    started = starts + [_level_drift(steady, start) for start in starts[1:3]]
    height, which = _heights(everywhere, started)
    reference = float(steady.log_posterior(mode.z[None])[0])
    if np.logaddexp.reduce(height) - np.log(turns.count) < reference + _WORTH_A_CLIMB:
        return None
    best = int(height.argmax())
    return _climbed(steady, mode, turns, best, started[which[best]])


def turn_near(steady: Likelihood, mode: Mode, turn: Turn, turned_from: Likelihood, from_z: Floats) -> Turn:
    """Try the same change with another model, moved from its own mode as the first was from its own."""
    moved = dict(zip((p.name for p in turned_from.model.parameters), turn.mode.z - from_z, strict=True))
    start = mode.z + np.array([moved.get(p.name, 0.0) for p in steady.model.parameters])
    everywhere = steady.turning(turn.likelihood.turns)
    everywhere.wander = turn.likelihood.wander
    height, which = _heights(everywhere, _shifted(steady, start, _AROUND))
    start = _shifted(steady, start, _AROUND)[which[int(height.argmax())]]
    return _told(everywhere, Mode(start, mode.covariance, _laplace(float(height.max()), mode)), height)


def _climbed(steady: Likelihood, mode: Mode, turns: Turns, best: int, start: Floats) -> Turn:
    everywhere = steady.turning(turns)
    there = steady.turning(turns.only(best))
    found = climb_on(there, start, mode.covariance)
    everywhere.starts_as(there)
    height, _ = _heights(everywhere, _shifted(steady, found.z, _AROUND))
    return _told(everywhere, replace(found, log_evidence=_laplace(float(height.max()), mode)), height)


def _laplace(height: float, like: Mode) -> float:
    return height + 0.5 * float(np.linalg.slogdet(like.covariance)[1])


def _told(everywhere: Likelihood, mode: Mode, height: Floats) -> Turn:
    spread = float(np.logaddexp.reduce(height - height.max()) - np.log(len(height)))
    chance = np.exp(_FLATTENED * (height - height.max()))
    return Turn(everywhere, mode, mode.log_evidence + spread, chance / chance.sum())


def _heights(everywhere: Likelihood, starts: list[Floats]) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Highest log posterior density of each place among some parameters, and which they were."""
    places = everywhere.turns.count
    z = np.repeat(np.array(starts), places, axis=0)
    where = np.tile(np.arange(places), len(starts))
    height = everywhere.log_posterior(z, where).reshape(len(starts), places)
    return height.max(axis=0), height.argmax(axis=0)


def _shifted(likelihood: Likelihood, z: Floats, shifts: tuple[dict[str, float], ...]) -> list[Floats]:
    """Move the parameters that a model has."""
    names = [p.name for p in likelihood.model.parameters]
    return [z + np.array([shift.get(name, 0.0) for name in names]) for shift in shifts]


def _level_drift(likelihood: Likelihood, z: Floats) -> Floats:
    """Take out a slope: it may have been all that the change is."""
    names = [p.name for p in likelihood.model.parameters]
    return np.where(np.array(names) == "drift", 0.0, z)

"""Where a sudden change most likely was: every place is weighed with a few guesses of the rest, the best is climbed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.course import Wander, gain_at
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import Mode, climb_on
from afterrun.response.parameters import DRIFT, GAIN
from afterrun.response.turns import Turns

# Where the rest of the model may lie once a change explains part of the pain, as shifts in prior sd: less is left to
# ups and downs and to luck, and the response has a size of its own. Judgement.
_GUESSES: tuple[dict[str, float], ...] = (
    {},
    {"log_sigma_u": -0.8, "log_omega": -1.0},
    {"log_sigma_u": -0.8, "log_omega": -1.0, "log_gain": 0.7},
    {"log_sigma_u": -0.8, "log_gain": 0.3},
)
# The same for a step, which leaves less to wandering and to luck.
_GUESSES_OF_A_STEP: tuple[dict[str, float], ...] = ({}, {"log_restless": -1.0, "log_omega": -0.5})
_AROUND: tuple[dict[str, float], ...] = (
    {},
    {"log_gain": -0.5, "drift": -0.5},
    {"log_gain": 0.5, "drift": 0.5},
)
_WORTH_A_CLIMB = -4.0  # log evidence against no change, before anything is climbed: what a climb adds is up to 2
_MOST_CLIMBS, _SETTLED = 4, 0.3  # at each place, and log posterior by which the last one changes: judgement
_AS_HIGH = 2.0  # below the best climb, from where on a place is climbed too: judgement
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
    starts = _starts(steady, mode.z, turns)
    height, which = _heights(steady.turning(turns), starts)
    reference = float(steady.log_posterior(mode.z[None])[0])
    if np.logaddexp.reduce(height) - np.log(turns.count) < reference + _WORTH_A_CLIMB:
        return None
    first = [
        _climbed(steady.turning(turns.only(place)), place, starts[which[place], place], mode)
        for place in _worth_climbing(height, turns)
    ]
    return _walked(steady.turning(turns), first, mode)


def _worth_climbing(height: Floats, turns: Turns) -> list[int]:
    """Pick the best place, and of a step the best with another factor too: which it is, a climb may turn round."""
    best = int(height.argmax())
    other = np.where(turns.before == turns.before[best], -np.inf, height)
    return [best, int(other.argmax())] if np.isfinite(other).any() else [best]


def turn_near(steady: Likelihood, mode: Mode, turn: Turn, turned_from: Likelihood, from_z: Floats) -> Turn:
    """Guess the same change with another model, moved from its own mode as the first was from its own."""
    moved = dict(zip((p.name for p in turned_from.model.parameters), turn.mode.z - from_z, strict=True))
    start = mode.z + np.array([moved.get(p.name, 0.0) for p in steady.model.parameters])
    everywhere = steady.turning(turn.likelihood.turns)
    everywhere.starts_as(turn.likelihood)
    height, _ = _heights(everywhere, _alike([start], everywhere.turns))
    return _told(everywhere, start, height, mode)


def climb_there(everywhere: Likelihood, mode: Mode, chance: Floats) -> Turn:
    """Climb at the likeliest place of a guess, and look at all places from there."""
    place = int(chance.argmax())
    there = everywhere.turning(everywhere.turns.only(place))
    there.starts_as(everywhere)
    return _walked(everywhere, [_climbed(there, place, mode.z, mode)], mode)


@dataclass(frozen=True, slots=True)
class _There:
    """Where a climb ended at one place."""

    place: int
    likelihood: Likelihood
    z: Floats
    height: float


def _climbed(there: Likelihood, place: int, start: Floats, like: Mode) -> _There:
    """Climb at one place, and again from where that led: how the response likely wanders is learned on the way."""
    z, height = start, -np.inf
    for _ in range(_MOST_CLIMBS):
        z, before = climb_on(there, z, like.covariance).z, height
        height = float(there.log_posterior(z[None])[0])
        if abs(height - before) < _SETTLED:
            break
    return _There(place, there, z, height)


def _walked(everywhere: Likelihood, climbed: Sequence[_There], like: Mode) -> Turn:
    """Look at all places from the best climb, and go on to another as long as that leads higher.

    Where the guesses were poor, so may have been the choice of the place; once a climb led no higher, only places that
    look higher are tried.
    """
    turns, found, as_high = everywhere.turns, {each.place: each for each in climbed}, _AS_HIGH
    while True:
        best = max(found.values(), key=lambda each: each.height)
        everywhere.starts_as(best.likelihood)
        height, _ = _heights(everywhere, _alike(_shifted(everywhere, best.z, _AROUND), turns))
        for place, each in found.items():
            height[place] = each.height
        untried = np.where(np.isin(np.arange(turns.count), list(found)), -np.inf, height)
        place = int(untried.argmax())
        if untried[place] < best.height - as_high:
            return _told(everywhere, best.z, height, like)
        there = everywhere.turning(turns.only(place))
        found[place] = _climbed(there, place, best.z, like)
        if found[place].height <= best.height:
            as_high = 0.0  # from now on only what looks higher


def _laplace(height: float, like: Mode) -> float:
    return height + 0.5 * float(np.linalg.slogdet(like.covariance)[1])


def _told(everywhere: Likelihood, z: Floats, height: Floats, like: Mode) -> Turn:
    spread = float(np.logaddexp.reduce(height - height.max()) - np.log(len(height)))
    chance = np.exp(_FLATTENED * (height - height.max()))
    mode = replace(like, z=z, log_evidence=_laplace(float(height.max()), like))
    return Turn(everywhere, mode, mode.log_evidence + spread, chance / chance.sum())


def _heights(everywhere: Likelihood, starts: Floats) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Highest log posterior density of each place among some parameters, and which they were.

    ``starts`` has shape (s, K, d): s guesses of the d parameters at each of K places.
    """
    guesses, places, _ = starts.shape
    where = np.tile(np.arange(places), guesses)
    height = everywhere.log_posterior(starts.reshape(guesses * places, -1), where).reshape(guesses, places)
    return height.max(axis=0), height.argmax(axis=0)


def _starts(steady: Likelihood, z: Floats, turns: Turns) -> Floats:
    """Guess the rest of the model at each place. Shape (s, K, d)."""
    starts = _shifted(steady, z, _GUESSES)
    starts += [_without_drift(steady, start) for start in starts[1:3]]
    everywhere = _alike(starts, turns)
    return np.concatenate([everywhere, _stepped(steady, z, turns)]) if turns.name == "step" else everywhere


def _stepped(steady: Likelihood, z: Floats, turns: Turns) -> Floats:
    """Put a step where the course was, with the runs doing as much in the mean as they did along it. Shape (s, K, d).

    The gain is that after the step: left where it was, most of a diary would be off by the factor of the step.
    """
    flat = _without_drift(steady, z)
    along = _mean_gain(steady, z, steady.turns, steady.wander)
    stepped = _mean_gain(steady, flat, turns, Wander.nowhere(0))
    names = [p.name for p in steady.model.parameters]
    gain = next(p for p in steady.model.parameters if p.name == GAIN.name)
    moved = np.outer(np.log(along / stepped) / gain.sd, np.array(names) == gain.name)
    return np.array([start + moved for start in _shifted(steady, flat, _GUESSES_OF_A_STEP)])


def _mean_gain(steady: Likelihood, z: Floats, turns: Turns, wander: Wander) -> Floats:
    """Mean over the runs of the response, over that of mid-course, with a change at each place. Shape (K,). [-]"""
    data, which = steady.data, np.arange(turns.count)
    values = steady.model.values(np.repeat(z[None], turns.count, axis=0))
    course = steady.model.course(values, data, turns, which)
    gain = gain_at(course, wander.given(course.drift), data.run_t_d, data.span_d[1])
    return np.asarray(np.broadcast_to(gain, (turns.count, len(data.run_t_d))).mean(axis=1))


def _alike(starts: Sequence[Floats], turns: Turns) -> Floats:
    """Take the same guesses at all places. Shape (s, K, d)."""
    return np.repeat(np.array(starts)[:, None], turns.count, axis=1)


def _shifted(likelihood: Likelihood, z: Floats, shifts: tuple[dict[str, float], ...]) -> list[Floats]:
    """Move the parameters that a model has."""
    names = [p.name for p in likelihood.model.parameters]
    return [z + np.array([shift.get(name, 0.0) for name in names]) for shift in shifts]


def _without_drift(likelihood: Likelihood, z: Floats) -> Floats:
    """Take out a slope: it may have been all that the change is."""
    names = [p.name for p in likelihood.model.parameters]
    return np.where(np.array(names) == DRIFT.name, 0.0, z)

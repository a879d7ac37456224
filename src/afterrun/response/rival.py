"""One of the models that are averaged, and how probable it is among the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.importance import Sample, Sampler
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import Mode
from afterrun.response.model import ResponseModel
from afterrun.response.turns import OF_THE_LEVEL, TURN_NAMES, TURN_PRIOR, TurnName, Turns

_Name = TypeVar("_Name", bound=str)


@dataclass(slots=True)
class Rival:
    """One model: its mode first, a sample later if it is worth one.

    ``chance`` is a guess of the chances of the turns, ``crude`` the evidence before it is sampled, ``corrected`` the
    same after those alike were.
    """

    likelihood: Likelihood
    mode: Mode
    log_prior: float
    crude: float
    chance: Floats | None = None
    sample: Sample | None = None
    sampler: Sampler | None = None
    corrected: float | None = None

    @property
    def kernel(self) -> str:
        """Shape of the response."""
        return self.likelihood.model.kernel.name

    @property
    def turn(self) -> TurnName:
        """Which kind of sudden change it has."""
        return self.likelihood.turns.name

    @property
    def name(self) -> str:
        """Shape, dose curve and change."""
        return named(self.likelihood.model.name, self.turn)

    @property
    def log_evidence(self) -> float:
        """Of its sample, or the guess before."""
        if self.sample is not None:
            return self.sample.log_evidence
        return self.crude if self.corrected is None else self.corrected

    @property
    def place(self) -> tuple[Floats, Floats]:
        """Mean and covariance of its draws, or its mode before. Shapes (d,) and (d, d)."""
        return (self.mode.z, self.mode.covariance) if self.sample is None else self.sample.place


def named(model: str, turn: TurnName) -> str:
    """Name a model with a change: ``K1 power struck``, or as without one."""
    return model if turn == "none" else f"{model} {turn}"


def without_turn(name: str) -> str:
    """Undo `named`."""
    return " ".join(part for part in name.split() if part not in TURN_NAMES)


def log_priors(
    models: Sequence[ResponseModel], places: Mapping[TurnName, Turns], prob_responds: float
) -> dict[str, float]:
    """Log prior of each model with each turn: that of a response is shared equally by its models."""
    responses = sum(model.responds for model in models)
    none = 1 - prob_responds if responses else 1.0
    found: dict[str, float] = {}
    for model in models:
        turns = [name for name in places if model.responds or name in OF_THE_LEVEL]
        total = sum(TURN_PRIOR[name] for name in turns)
        share = prob_responds / responses if model.responds else none
        found |= {named(model.name, turn): float(np.log(share * TURN_PRIOR[turn] / total)) for turn in turns}
    return found


def probabilities(rivals: Sequence[Rival]) -> Floats:
    """Posterior probability of each. Shape (rivals,)."""
    weight = np.array([rival.log_evidence + rival.log_prior for rival in rivals])
    weight = np.exp(weight - weight.max())
    return np.asarray(weight / weight.sum())


def summed_by(names: Iterable[_Name], prob: Floats) -> dict[_Name, float]:
    """Add up the probabilities of those with one name."""
    total: dict[_Name, float] = {}
    for name, p in zip(names, prob, strict=True):
        total[name] = total.get(name, 0.0) + float(p)
    return total

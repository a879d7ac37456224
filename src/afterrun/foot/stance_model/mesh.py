"""Moments of stance at which a leg is worked out, by Radau's collocation: each part of stance ends in one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.tissue.curves import Floats

# Radau IIA: one stage is backward Euler, two are of third order. Both are stable in stiff contact.
_WEIGHTS = {1: np.array([[1.0]]), 2: np.array([[5 / 12, -1 / 12], [3 / 4, 1 / 4]])}
_PLACES = {1: np.array([1.0]), 2: np.array([1 / 3, 1.0])}


@dataclass(frozen=True, slots=True)
class Mesh:
    """Stance in equal parts.

    Parameters
    ----------
    parts : int
        How many.
    stages : {1, 2}
        Moments in each, the end of the part among them.
    """

    parts: int = 60
    stages: int = 1

    @property
    def points(self) -> int:
        """Moments after the first."""
        return self.parts * self.stages

    @property
    def s(self) -> Floats:
        """Share of stance of every moment, from 0 to 1, shape (points + 1,). [-]"""
        inner = (np.arange(self.parts)[:, None] + _PLACES[self.stages]) / self.parts
        return np.concatenate([[0.0], inner.ravel()])

    @property
    def weights(self) -> Floats:
        """What each stage's rate adds to each stage's state, over the part's time, shape (stages, stages)."""
        return _WEIGHTS[self.stages]

    @property
    def shares(self) -> Floats:
        """What each moment counts in a sum over stance; they sum to 1, shape (points + 1,)."""
        each = np.tile(self.weights[-1] / self.parts, self.parts)
        return np.concatenate([[0.0], each])

"""Tempering against what is known in closed form, and against importance sampling on a diary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from afterrun.response.arrays import Floats, Indices
from afterrun.response.importance import Sample, Sampler, sample_posterior
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import Mode, find_mode
from afterrun.response.model import ResponseModel
from afterrun.response.one_rival import sample_rival
from afterrun.response.psis import K_HAT_LIMIT
from afterrun.response.rival import Rival
from afterrun.response.tempered import moved, sample_tempered
from afterrun.response.turns import turns_of
from tests.response.people import diary_of, person

_APART, _NARROW = 2.0, 0.15


class TwoHills(Likelihood):
    """A likelihood with two narrow hills far apart on one axis, flat on the others; its evidence is known."""

    def loglik(self, z: Floats, which: Indices | None = None) -> Floats:
        self.evaluations += len(z)
        x = z[:, 0]
        hills = [np.log(share) - 0.5 * ((x - at) / _NARROW) ** 2 for share, at in ((0.3, -_APART), (0.7, _APART))]
        return np.asarray(np.logaddexp(*hills))


def two_hills() -> TwoHills:
    return TwoHills(ResponseModel(KERNELS["K1"]), diary_of(person(), seed=1))


def test_both_of_two_far_hills_are_kept() -> None:
    sample = sample_tempered(two_hills(), np.random.default_rng(0), particles=1500)
    width2 = 1 + _NARROW**2
    evidence = np.log(_NARROW / np.sqrt(width2)) - 0.5 * _APART**2 / width2
    assert sample.log_evidence == pytest.approx(evidence, abs=0.2)
    assert (sample.z[:, 0] > 0).mean() == pytest.approx(0.7, abs=0.12)
    right = sample.z[sample.z[:, 0] > 0, 0]
    assert right.mean() == pytest.approx(_APART / width2, abs=0.03)
    assert right.std() == pytest.approx(_NARROW / np.sqrt(width2), rel=0.2)
    assert sample.z[:, 1:].std(axis=0) == pytest.approx(np.ones(sample.z.shape[1] - 1), rel=0.25)


class OneHill(Likelihood):
    """One narrow hill off the middle, three times as high at one place as at the others; its posterior is known."""

    def loglik(self, z: Floats, which: Indices | None = None) -> Floats:
        self.evaluations += len(z)
        place = np.zeros(len(z), dtype=np.intp) if which is None else which
        return np.asarray(-0.5 * ((z[:, 0] - _APART) / _NARROW) ** 2 + np.log(np.where(place == 2, 3.0, 1.0)))


def test_draws_that_are_moved_forget_most_of_their_weights() -> None:
    """From draws too wide, off to one side and evenly at all places; and evidence is not believed beyond a limit.

    What is left of where they began is a third of it, within half an sd.
    """
    data, rng = diary_of(person(), seed=1), np.random.default_rng(0)
    hill = OneHill(ResponseModel(KERNELS["K1"]), data, turns_of(data, "struck"))
    z = rng.standard_normal((400, hill.dimension))
    z[:, 0] = _APART + 0.2 + 2 * _NARROW * rng.standard_normal(400)
    which = rng.integers(hill.turns.count, size=400)
    start = Sample(
        z=z,
        which=which,
        weight=np.full(400, 1 / 400),
        log_evidence=5.0,
        k_hat=0.9,
        effective=20.0,
        loglik=hill.loglik(z, which),
    )
    walked = moved(hill, start, rng, most_evidence=1.0, particles=600)
    shrink = 1 / (1 + _NARROW**2)
    assert walked.z[:, 0].mean() == pytest.approx(_APART * shrink, abs=0.5 * _NARROW)
    assert walked.z[:, 0].std() == pytest.approx(_NARROW * np.sqrt(shrink), rel=0.2)
    assert walked.z[:, 1:].std(axis=0) == pytest.approx(np.ones(hill.dimension - 1), rel=0.25)
    even, known = 1 / hill.turns.count, 3 / (hill.turns.count + 2)
    assert even + 0.3 * (known - even) < (walked.which == 2).mean() < known + 0.06
    assert walked.log_evidence == 1.0
    assert moved(hill, start, rng, most_evidence=9.0, particles=20).log_evidence == 5.0


def test_it_agrees_with_importance_sampling_on_a_diary() -> None:
    likelihood = Likelihood(ResponseModel(KERNELS["K1"]), diary_of(person(), seed=1))
    mode = find_mode(likelihood, np.random.default_rng(1))
    weighted = sample_posterior(likelihood, mode=mode.z, covariance=mode.covariance, rng=np.random.default_rng(2))
    tempered = sample_tempered(likelihood, np.random.default_rng(3))
    assert tempered.log_evidence == pytest.approx(weighted.log_evidence, abs=0.5)
    mean, sd = (
        weighted.weight @ weighted.z,
        np.sqrt(weighted.weight @ weighted.z**2 - (weighted.weight @ weighted.z) ** 2),
    )
    assert np.abs((tempered.z.mean(axis=0) - mean) / sd).max() < 0.35
    assert tempered.z.std(axis=0) / sd == pytest.approx(np.ones(len(sd)), rel=0.25)


def test_it_steps_in_where_next_to_nothing_is_left_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Sampler.until

    def unusable(sampler: Sampler, *args: Any, **named: Any) -> Sample:
        return replace(real(sampler, *args, **named), k_hat=K_HAT_LIMIT + 0.1, effective=3.0)

    monkeypatch.setattr(Sampler, "until", unusable)
    hills = two_hills()
    rescued = sample_rival(
        Rival(hills, find_mode(hills, np.random.default_rng(0)), 0.0, 0.0), np.random.default_rng(0), 0.5
    )
    assert rescued.k_hat < K_HAT_LIMIT
    assert 0.4 < (rescued.z[:, 0] > 0).mean() < 0.95


def test_a_poor_start_does_not_spoil_the_evidence() -> None:
    """From far off the hill and far too narrow, the first draws are unusable; those from where a walk leads are not."""
    data = diary_of(person(), seed=1)
    hill = OneHill(ResponseModel(KERNELS["K1"]), data, turns_of(data, "struck"))
    beside = np.zeros(hill.dimension)
    beside[0] = _APART + 14 * _NARROW
    poor = Mode(beside, 0.02 * np.eye(hill.dimension), log_evidence=0.0)
    width2 = 1 + _NARROW**2
    at_three = np.log1p(2 / hill.turns.count)  # that one place is three times as high
    evidence = np.log(_NARROW / np.sqrt(width2)) - 0.5 * _APART**2 / width2 + at_three
    for seed in range(4):
        rival = Rival(hill, poor, 0.0, crude=evidence - 4.0)
        assert sample_rival(rival, np.random.default_rng(seed), 0.3).log_evidence == pytest.approx(evidence, abs=0.35)

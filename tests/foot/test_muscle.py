"""Muscles held in a posture: against closed forms and published resistance to a stretch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.foot.anatomy import all_calves, chosen
from afterrun.foot.muscle import activation_for, active_share, ankle_arm_m, fibre_length, held_force, path_m
from afterrun.foot.plausible import calves


def passive_nm(ankle_deg: float, knee_deg: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Resistance of every calf of a 75 kg runner who does not pull."""
    found = all_calves()
    ankle, knee = np.deg2rad([ankle_deg]), np.deg2rad([knee_deg])
    path = path_m(found, ankle, knee)
    force = held_force(found, np.zeros((*found.fibre_m.shape[:2], 1)), path)
    moments: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = (
        force * found.force_n_kg * 75.3 * ankle_arm_m(found, ankle)
    ).sum(axis=0)[:, 0]
    return moments


@given(st.floats(0.05, 0.95), st.floats(-20, 25), st.floats(0, 60))
def test_the_force_of_a_drive_is_the_drive_for_the_force(force: float, ankle_deg: float, knee_deg: float) -> None:
    """Two ways round: halving finds again what the closed form came from."""
    found = calves()
    path = path_m(found, np.deg2rad([ankle_deg]), np.deg2rad([knee_deg]))
    wanted = np.full((*found.fibre_m.shape[:2], 1), force)
    drive = activation_for(found, wanted, path)
    pulls = (drive > 0) & (fibre_length(found, wanted, path) > 0.5)
    again = held_force(found, drive, path)
    np.testing.assert_allclose(again[pulls], wanted[pulls], atol=3e-4)


def test_fibres_pull_most_near_their_best_length() -> None:
    length = np.linspace(0.4, 1.8, 141)
    assert 0.95 < length[np.argmax(active_share(length))] < 1.1
    assert active_share(np.array([1.0]))[0] == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize(("ankle", "straight", "bent"), [(10, 11.6, 6.5), (15, 19, 11), (20, 30, 17), (25, 42, 25)])
def test_resistance_to_a_stretch_is_within_that_of_the_published_models(
    ankle: float, straight: float, bent: float
) -> None:
    """Of the one that was fitted to people, between a third and the whole: tendons that give take some of it."""
    for knee, published in ((0, straight), (40, bent)):
        middle = float(np.median(passive_nm(ankle, knee)))
        assert 0.25 * published < middle < 1.3 * published
    assert (passive_nm(ankle, 40) < passive_nm(ankle, 0)).all()
    assert (passive_nm(ankle, 0) < passive_nm(ankle + 5, 0)).all()


def test_what_could_not_run_is_left_out() -> None:
    kept, every = calves(), all_calves()
    assert 4 <= kept.fibre_m.shape[1] < every.fibre_m.shape[1]
    assert {20.7, 41.4, 30.2} == set(kept.force_n_kg[1, :, 0].round(1))  # every model has a calf that could
    first = chosen(every, np.arange(every.fibre_m.shape[1]) < 2)
    assert first.passive.shape == (2, 3, 2, 1)
    np.testing.assert_allclose(every.share.sum(axis=0), 1)

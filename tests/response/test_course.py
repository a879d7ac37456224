"""The course of a response: its bridges, its chord, what it does where it struck, came on or stepped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.course import LEVEL_WALKS, WALKS, Course, bridges, drift_scale, gain_at, root_months
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.turns import turns_of
from tests.response.people import diary_of, person

PLACE = np.linspace(0.0, 1.0, 2001)


def course(**parts: float) -> Course:
    """One course: 0 to 100 days unless told."""
    usual = {"start_d": 0.0, "change_d": -np.inf, "before": 1.0, "ramp_d": 0.0, "drift": 0.0}
    return Course(**{name: np.array([value]) for name, value in (usual | parts).items()})


def test_bridges_add_up_to_a_brownian_bridge() -> None:
    """Pinned at its start the path has the variance s (1 - s) of a bridge, and each term has no mean of its own."""
    terms = bridges(PLACE, 300)
    pinned = terms - terms[0]
    np.testing.assert_allclose((pinned**2).sum(axis=1), PLACE * (1 - PLACE), atol=2e-3)
    assert np.abs(np.trapezoid(terms, PLACE, axis=0)).max() < 1e-3


@pytest.mark.parametrize(("count", "share"), [(WALKS, 5 / 6), (LEVEL_WALKS, 3 / 4)])
def test_few_terms_hold_most_of_its_variance(count: int, share: float) -> None:
    terms = bridges(PLACE, count)
    found = np.trapezoid(((terms - terms[0]) ** 2).sum(axis=1), PLACE) / np.trapezoid(PLACE * (1 - PLACE), PLACE)
    assert found == pytest.approx(share, abs=0.02)


def test_the_chord_is_one_midway_and_falls_by_the_drift_from_end_to_end() -> None:
    along = course(drift=np.log(2.0)).along_the_chord(np.array([-20.0, 0.0, 50.0, 100.0, 120.0]), 100.0)[0]
    np.testing.assert_allclose(along, np.sqrt([2.0, 2.0, 1.0, 0.5, 0.5]))


def test_what_struck_is_nothing_before_and_what_came_on_takes_its_time() -> None:
    t_d = np.array([10.0, 20.0, 21.0, 25.0, 30.0, 60.0])
    struck = course(start_d=21.0, change_d=20.0, before=0.0).along_the_chord(t_d, 100.0)[0]
    np.testing.assert_allclose(struck, [0, 0, 1, 1, 1, 1])
    came_on = course(start_d=21.0, change_d=20.0, before=0.0, ramp_d=10.0).along_the_chord(t_d, 100.0)[0]
    np.testing.assert_allclose(came_on, [0, 0, 0.1, 0.5, 1, 1])
    stepped = course(change_d=20.0, before=3.3).along_the_chord(t_d, 100.0)[0]
    np.testing.assert_allclose(stepped, [3.3, 3.3, 1, 1, 1, 1])


def test_however_it_wanders_runs_never_heal() -> None:
    found = gain_at(course(), np.array([[-40.0, 0.0, 0.0]]), np.array([0.0, 50.0, 100.0]), 100.0)
    assert found.min() == pytest.approx(0.05)
    assert found.max() > 2


def test_spreads_grow_as_the_root_of_time_and_no_diary_is_too_short() -> None:
    assert root_months(120.0) == pytest.approx(2.0)
    assert drift_scale(360.0) == pytest.approx(2.0)
    assert drift_scale(90.0) == pytest.approx(1.0)
    assert np.isfinite([root_months(0.0), drift_scale(0.0)]).all()


@pytest.mark.parametrize("turn", ["none", "level"])
def test_statics_know_their_parts(turn: str) -> None:
    """Spread and covariate of each part lie where `part` says, and the parts leave nothing out."""
    data = diary_of(person(), seed=1)
    data = replace(data, moment=(np.arange(len(data.report_t_d)) % 3).astype(np.int32), moments=2)
    turns = turns_of(data, "level") if turn == "level" else turns_of(data, "none")
    statics = ResponseModel.on(data, KERNELS["K1"]).statics(data, turns)
    parts = [statics.part(which) for which in range(8)]
    counts = [2, 1, 2, 0, LEVEL_WALKS, int(turn == "level"), 0, WALKS]
    assert [each.stop - each.start for each in parts] == counts
    assert [each.start for each in parts[1:]] == [each.stop for each in parts[:-1]]
    assert len(statics.sd) == sum(counts) - WALKS
    assert len(statics.mean) == sum(counts)
    np.testing.assert_array_equal(statics.sd[parts[4]], np.ones(LEVEL_WALKS))
    own, own_at = statics.own_columns(np.array([0.2, 0.4]), np.repeat(turns.level_d[:1], 2))
    assert own_at.tolist() == [*range(parts[1].start, parts[1].stop), *range(parts[5].start, parts[5].stop)]
    design = np.tile(statics.design(), (2, 1, 1))
    assert not design[:, :, own_at].any()
    design[:, :, own_at] = own
    line = np.stack([np.ones(len(data.report_t_d)), data.trend_at(data.report_t_d)], axis=1)
    np.testing.assert_array_equal(design[0][:, parts[0]], line)
    np.testing.assert_array_equal(design[0][:, parts[2]] @ [1, 2], data.moment_of_report)
    assert (design[:, :, parts[1]] <= 0).all()
    assert not design[:, :, parts[7]].any()
    if turn == "level":
        assert set(np.unique(design[0][:, parts[5]])) == {-0.5, 0.5}

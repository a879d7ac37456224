"""One coarse stance, found once, and what changes of it: in full and on a fine mesh by `make stances`."""

from __future__ import annotations

import time
from threading import Thread

import numpy as np
import pytest

pytest.importorskip("casadi")

from dataclasses import replace

from afterrun.foot import Changes, RunningStance
from afterrun.foot.stance_model.carried import course_of, loads_of, places_of
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.parameters import Cost
from afterrun.foot.stance_model.refining import refined
from afterrun.foot.stance_model.replaying import can_be_replayed, replayed
from afterrun.foot.stance_model.solved import Asked, Solved
from afterrun.foot.stance_model.solving import _from_nothing, _solve, _walked, stance_near
from afterrun.foot.stance_model.study import MESH as FINE
from afterrun.foot.stance_model.study import _usual, study
from afterrun.foot.stance_model.transcription import problem
from afterrun.foot.stance_model.whole_feet import WHOLE_FEET, WholeFoot
from afterrun.tissue.stance import GRAVITY_MPS2

pytestmark = pytest.mark.share  # minutes of searching
MESH = Mesh(30)
RUNNING = RunningStance()
WEIGHT_N = RUNNING.mass_kg * GRAVITY_MPS2


@pytest.fixture(scope="module")
def usual() -> Solved:
    return _usual(Asked(running=RUNNING, foot=WHOLE_FEET[0]), MESH, Cost())  # once, for the study too


def change(usual: Solved, **changes: float) -> dict[str, float]:
    """What a stance found anew carries more than the usual one. [%]"""
    found = stance_near(replace(usual.asked, changes=Changes(**changes)), usual)  # type: ignore[arg-type]
    assert found.found
    before, after = loads_of(usual), loads_of(found)
    return {name: 100 * (after[name] / before[name] - 1) for name in before}


def test_the_usual_stance_is_like_that_of_runners(usual: Solved) -> None:
    assert usual.found
    course = course_of(usual)
    step = RUNNING.steps()
    # One step carries the body, with its shoes, for one step's time, and neither brakes nor pushes on.
    assert course.impulse("square_n") / WEIGHT_N == pytest.approx(step.step_s[0], rel=0.01)
    assert abs(course.impulse("along_n")) < 0.005 * course.impulse("square_n")
    assert course.outputs["square_n"].max() / WEIGHT_N == pytest.approx(step.force_bw.max(), rel=0.08)
    assert course.contact_s == pytest.approx(step.contact_s[0], rel=0.05)
    assert 1.5 < course.outputs["ankle_nm"].max() / RUNNING.mass_kg < 2.7
    assert 4 < np.rad2deg(course.outputs["arch_rad"].max()) < 14
    loads = loads_of(usual)
    assert loads["forefoot-impulse"] == pytest.approx(loads["metatarsal-head-impulse"] + loads["toe-impulse"])
    assert loads["forefoot-impulse"] + loads["heel-impulse"] == pytest.approx(course.impulse("square_n"))


def test_a_leg_stands_on_the_ground(usual: Solved) -> None:
    places = places_of(usual)
    assert places.shape == (MESH.points + 1, 2, 7)
    assert (places[:, 1, 1] > places[:, 1, 2]).all()  # the knee is above the ankle
    assert places[:, 1, 4:].min() > -0.02


def test_signs_of_the_calf_and_of_the_windlass(usual: Solved) -> None:
    shorter = change(usual, calf_shortening_deg=8)
    assert shorter["forefoot-impulse"] > 0.5
    assert shorter["heel-impulse"] < -0.5
    softer = change(usual, fascia_stiffness=0.3)
    assert softer["metatarsal-head-impulse"] > 3
    assert softer["toe-impulse"] < -5
    assert change(usual, arch_stiffness=2)["fascia-impulse"] < -5


def test_faster_is_a_larger_moment_and_less_on_the_forefoot_each_step(usual: Solved) -> None:
    faster = change(usual, speed_percent=20)  # 26 runners: +7 % moment, -4 % impulse
    assert 2 < faster["achilles-peak"] < 15
    assert -10 < faster["forefoot-impulse"] < -1


def heel_off(stance: Solved) -> float:
    """Share of stance at which the heel last presses with 30 N. [%]"""
    course = course_of(stance)
    heel, s = course.outputs["heel_n"], course.s
    last = int(np.flatnonzero(heel > 30)[-1])
    return float(100 * np.interp(-30, -heel[last : last + 2], s[last : last + 2]))


@pytest.mark.statistics  # on the fine mesh: a coarse one alone moves it by more
@pytest.mark.parametrize("foot", WHOLE_FEET, ids=lambda foot: foot.name)
def test_a_calf_that_gives_way_later_hardly_moves_when_the_heel_lifts(foot: WholeFoot) -> None:
    """Stretching gained 5 degrees and changed nothing of it (Johanson 2006, walking)."""
    usual = _usual(Asked(running=RUNNING, foot=foot), FINE, Cost())
    longer = stance_near(replace(usual.asked, changes=Changes(calf_shortening_deg=-5)), usual)
    assert longer.found
    assert abs(heel_off(longer) - heel_off(usual)) < 2


def test_the_way_back_leads_to_where_it_began(usual: Solved) -> None:
    there = stance_near(replace(usual.asked, changes=Changes(calf_shortening_deg=8)), usual)
    back = stance_near(usual.asked, there)
    assert back.cost == pytest.approx(usual.cost, abs=1e-3)


def test_the_same_drive_in_the_same_leg_is_the_same_stance(usual: Solved) -> None:
    again = replayed(usual, Changes())
    assert again.found
    np.testing.assert_allclose(list(loads_of(again).values()), list(loads_of(usual).values()), rtol=1e-3)


def test_the_same_drive_in_a_shorter_or_stronger_calf_presses_the_forefoot_more(usual: Solved) -> None:
    for changes in (Changes(calf_shortening_deg=8), Changes(calf_strength=1.2)):
        found = replayed(usual, changes)
        assert found.found
        assert loads_of(found)["forefoot-impulse"] > 1.01 * loads_of(usual)["forefoot-impulse"]


def test_another_way_of_running_or_shoe_is_not_replayed() -> None:
    assert can_be_replayed(Changes(calf_stiffness=2))
    assert not can_be_replayed(Changes(calf_stiffness=2, cadence_percent=5))
    assert not can_be_replayed(Changes(drop_mm=4))


def test_a_study_goes_over_feet_and_costs(usual: Solved) -> None:
    told: list[tuple[int, int]] = []
    found = study(
        RUNNING,
        Changes(fascia_stiffness=0.3),
        mesh=MESH,
        feet=WHOLE_FEET[:1],
        costs=(Cost(),),
        progress=lambda done, of: told.append((done, of)),
    )
    assert found.unsolved == 0
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert set(found.values) == {"adapted", "replay"}
    assert found.values["adapted"]["metatarsal-head-impulse"].shape == (1,)
    assert found.values["adapted"]["metatarsal-head-impulse"][0] > 3
    assert "calf-use" not in found.values["replay"]  # the drive is what is kept
    assert found.usual is not None
    assert found.usual.ground_n.max() > 1.5 * WEIGHT_N


def test_a_stance_read_at_other_moments_and_back_is_the_same(usual: Solved) -> None:
    """What was there is kept where the moments are the same: every third of the finer ones."""
    finer = refined(usual, Mesh(3 * MESH.parts))
    assert finer.unknowns.size == problem(finer.mesh).lower.size
    assert finer.binds_pull.size == problem(finer.mesh).g_lower.size
    back = refined(finer, MESH)
    np.testing.assert_allclose(back.unknowns, usual.unknowns, atol=1e-9)
    np.testing.assert_allclose(back.bounds_pull, usual.bounds_pull, atol=1e-9)
    np.testing.assert_allclose(back.binds_pull, usual.binds_pull, atol=1e-9)


def test_a_stance_is_found_on_the_way_from_the_average_runner_too(usual: Solved) -> None:
    """Where a search from nothing gets lost."""
    faster = replace(usual.asked, running=RunningStance(speed_mps=3.3))
    walked, direct = _walked(faster), _from_nothing(faster)
    assert walked.found
    assert walked.asked == direct.asked
    assert walked.cost == pytest.approx(direct.cost, rel=0.02)


def test_two_searches_never_run_at_once(usual: Solved) -> None:
    """Two at once in one process end it: the linear solver is not made for threads."""
    running, most = [0], [0]

    class Search:
        def __call__(self, **given: object) -> dict[str, object]:
            running[0] += 1
            most[0] = max(most[0], running[0])
            time.sleep(0.02)
            running[0] -= 1
            return {"x": usual.unknowns, "lam_x": usual.bounds_pull, "lam_g": usual.binds_pull, "f": usual.cost}

        def stats(self) -> dict[str, object]:
            return {"success": True, "iter_count": 1}

    threads = [Thread(target=_solve, args=(Search(), usual.asked, MESH, usual)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]

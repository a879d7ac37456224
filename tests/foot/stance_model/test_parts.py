"""Parts of the whole leg: against closed forms, and against what the lever has of the same."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("casadi")

import casadi as ca

from afterrun.foot import Changes, RunningStance
from afterrun.foot.anatomy import all_calves, chosen
from afterrun.foot.muscle import active_share, ankle_arm_m, passive_share, path_m
from afterrun.foot.stance_model.dynamics import N_CONTROLS, N_STATES, OUTPUTS, REFERENCES, dynamics
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.parameters import NAMES, Cost, as_vector, parameters_of
from afterrun.foot.stance_model.reference import landing_rad, reference_at
from afterrun.foot.stance_model.whole_feet import MUSCLES, WHOLE_FEET, WholeFoot
from afterrun.tissue.curves import Floats
from afterrun.tissue.stance import GRAVITY_MPS2

USUAL, NONE = RunningStance(), Changes()
AT = {name: i for i, name in enumerate(OUTPUTS)}


def leg(foot: WholeFoot = WHOLE_FEET[0], **changes: float) -> Floats:
    return as_vector(parameters_of(USUAL, Changes(**changes), foot, Cost(), 0.0))  # type: ignore[arg-type]


def moment(states: dict[int, float], foot: WholeFoot = WHOLE_FEET[0], **changes: float) -> tuple[Floats, ...]:
    """A leg in the air with little force in its tendons: rates, residuals, outputs."""
    x, u = np.zeros(N_STATES), np.zeros(N_CONTROLS)
    x[1] = 3.0
    for i, value in states.items():
        x[i] = value
    return tuple(np.array(each).ravel() for each in dynamics().step(x, u, leg(foot, **changes)))


def test_a_leg_in_the_air_weighs_what_it_weighs() -> None:
    residual = moment({})[1]
    # What holds the hip up is the weight of body and shoe, in the unit of the residual.
    scale = USUAL.mass_kg / 69.4
    held = residual[1] * 700 * scale
    assert held == pytest.approx((USUAL.mass_kg + 0.28) * GRAVITY_MPS2, rel=1e-3)
    assert residual[0] == pytest.approx(0, abs=1e-9)


def test_what_falls_freely_asks_for_no_force() -> None:
    x, u = np.zeros(N_STATES), np.zeros(N_CONTROLS)
    x[:7], u[1] = (0, 3.0, 0.3, -0.4, 0.1, 0.05, 0.0), -GRAVITY_MPS2
    still, falling = (np.array(dynamics().step(x, each, leg())[1]).ravel()[:7] for each in (0 * u, u))
    # Held still, a posture asks for the weight and its moments; falling, only for what little the tendons pull.
    assert abs(falling[1]) < 1e-3 < 0.5 < abs(still[1])
    assert (np.abs(falling[2:4]) < 0.5 * np.abs(still[2:4])).all()


@pytest.mark.parametrize("foot", WHOLE_FEET, ids=lambda foot: foot.name)
def test_a_foot_on_the_ground_is_pressed_back_and_one_in_the_air_is_not(foot: WholeFoot) -> None:
    up, down = moment({}, foot)[2], moment({1: 0.92}, foot)[2]
    assert abs(up[AT["square_n"]]) < 1
    assert down[AT["square_n"]] > 100
    parts = sum(down[AT[f"{place}_n"]] for place in ("heel", "heads", "toes"))
    assert parts == pytest.approx(down[AT["square_n"]])


def test_fascia_is_stretched_by_a_flat_arch_and_by_bent_toes() -> None:
    rest, flat, bent = (moment(each)[2][AT["fascia_n"]] for each in ({}, {5: 0.15, 6: 0.15}, {6: 0.5}))
    assert rest < 60
    assert flat > 500
    assert bent > rest  # the windlass


@pytest.mark.parametrize("ankle_rad", [-0.3, 0.0, 0.4])
def test_the_soleus_is_the_levers(ankle_rad: float) -> None:
    """Its length at every posture: that of the same model in `foot.muscle`."""
    calves = chosen(all_calves(), np.arange(all_calves().tendon.shape[1]) == 8)  # uhlrich2022 with tendons of 17.5
    force = np.array([0.4])
    path = path_m(calves, np.array([ankle_rad]), np.array([0.0]))[0, 0, 0]
    tendon = calves.slack_m[0, 0, 0] * (np.log((force[0] + 0.25) / 0.2) / 17.5 + 0.995)
    across = calves.fibre_m[0, 0, 0] * np.sin(calves.pennation_rad[0, 0, 0])
    wanted = np.hypot(path - tendon, across) / calves.fibre_m[0, 0, 0]
    found = moment({4: ankle_rad, 5: ankle_rad, 6: ankle_rad, 19: force[0]})[2][AT["soleus_length"]]
    assert found == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("length", [0.6, 0.85, 1.0, 1.2])
def test_curves_of_the_fibres_are_the_levers(length: float) -> None:
    from afterrun.foot.stance_model.pull import _active, _Numbers, _passive

    calves = chosen(all_calves(), np.arange(all_calves().tendon.shape[1]) == 8)
    begins, ends = calves.passive[:, 0, 0, 0]
    numbers = {"soleus_begins": begins, "soleus_span": ends - begins}
    assert float(ca.DM(_active(length))) == pytest.approx(float(active_share(np.array([length]))[0]), abs=0.02)
    passive = passive_share(np.full((3, 1, 1), length), calves)[0, 0, 0]
    assert float(ca.DM(_passive(length, _Numbers(numbers, "soleus")))) == pytest.approx(passive, abs=0.005)


def test_arms_are_those_of_the_models() -> None:
    calves = chosen(all_calves(), np.arange(all_calves().tendon.shape[1]) == 8)
    force = {19: 0.5}
    step = moment({4: 0.3, 5: 0.3, 6: 0.3, **force})[2]
    arm = ankle_arm_m(calves, np.array([0.3]))[0, 0, 0]
    assert step[AT["ankle_nm"]] / step[AT["soleus_n"]] == pytest.approx(arm, rel=0.01)


def test_a_change_changes_its_numbers_and_no_others() -> None:
    usual = dict(zip(NAMES, leg(), strict=True))
    for name, prefixes in {
        "calf_shortening_deg": ("soleus_straight", "gastrocnemius_straight"),
        "gastrocnemius_shortening_deg": ("gastrocnemius_straight",),
        "calf_stiffness": ("soleus_gain", "gastrocnemius_gain"),
        "tibialis_strength": ("tibialis_active",),
        "toe_flexor_strength": ("flexors_active", "short_flexor_active"),
        "fascia_stiffness": ("fascia_n",),
        "arch_stiffness": ("arch_nm",),
        "forefoot_stiffness": ("toes_nm",),
        "drop_mm": ("drop_m",),
    }.items():
        changed = dict(zip(NAMES, leg(WHOLE_FEET[0], **{name: 2.0}), strict=True))
        other = {each for each in NAMES if changed[each] != usual[each]}
        assert len(other) == len(prefixes), name
        assert all(each.startswith(prefixes) for each in other), name


@pytest.mark.parametrize("stages", [1, 2])
def test_a_mesh_sums_what_is_smooth(stages: int) -> None:
    mesh = Mesh(10, stages)
    assert mesh.shares.sum() == pytest.approx(1)
    assert mesh.shares @ mesh.s**2 == pytest.approx(1 / 3, abs={1: 0.06, 2: 1e-9}[stages])
    assert (np.diff(mesh.s) > 0).all()
    assert mesh.s[-1] == pytest.approx(1)


def test_what_a_stance_is_likened_to_is_what_runners_do() -> None:
    s = np.linspace(0, 1, 201)
    real = reference_at(s, USUAL, NONE)
    of = dict(zip(REFERENCES, real.likened, strict=True))
    step = USUAL.steps()
    weight = USUAL.mass_kg * GRAVITY_MPS2
    assert np.trapezoid(of["square_n"], s) == pytest.approx(weight * step.step_s[0], rel=0.01)  # times contact
    assert np.trapezoid(of["along_n"], s) == pytest.approx(0, abs=0.01 * weight)
    assert of["ankle_nm"].max() / USUAL.mass_kg == pytest.approx(step.ankle_nm_kg.max(), rel=0.01)
    assert landing_rad(USUAL, NONE) > 0.15 > landing_rad(USUAL, Changes(strike="forefoot"))
    assert len(MUSCLES) == 5

"""The force under the foot and its moments, against closed forms and the runners they were fitted to."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.tissue import Body, stance_measures
from afterrun.tissue.body import USUAL_HEIGHT_M, Strike
from afterrun.tissue.gait import expected_cadence_spm, expected_contact_s
from afterrun.tissue.stance import GRAVITY_MPS2, Stance

DATA = Path(os.environ.get("AFTERRUN_DATA", Path(__file__).parents[3] / "shared" / "data"))
CURVES, FORCES = DATA / "running_curves", DATA / "running_grf"
needs_curves = pytest.mark.skipif(not CURVES.is_dir(), reason="no running curves in $AFTERRUN_DATA/running_curves")
SPEEDS = (2.5, 3.5, 4.5)
GROUPS: tuple[tuple[str, Strike], ...] = (("RFS", "rearfoot"), ("nonRFS", "forefoot"))


def stance(
    cadence_spm: float, contact_s: float, *, strike: Strike | None = None, grade: float = 0.0, height_m: float = 1.756
) -> Stance:
    body = Body(height_m=height_m, strike=strike)
    return Stance(np.array([60 / cadence_spm]), np.array([contact_s]), np.array([grade]), body)


def usual(speed_mps: float, strike: Strike | None = None, *, faster_steps: float = 1.0) -> Stance:
    """An average runner at that speed."""
    body = Body(height_m=USUAL_HEIGHT_M, strike=strike)
    v = np.array([speed_mps])
    cadence = expected_cadence_spm(v, body) * faster_steps
    return Stance(60 / cadence, expected_contact_s(v, cadence, body), np.zeros(1), body)


def table(name: str) -> dict[str, list[str]]:
    with (CURVES / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {column: [row[column] for row in rows] for column in rows[0]}


def column(name: str, title: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([float(each) for each in table(name)[title]])


@given(st.floats(140, 220), st.floats(0.15, 0.32), st.floats(-0.2, 0.2))
def test_a_step_carries_the_body_for_one_step(cadence_spm: float, contact_s: float, grade: float) -> None:
    one = stance(cadence_spm, contact_s, grade=grade)
    carried = one.impulse(one.force_bw)[0]
    assert carried == pytest.approx(60 / cadence_spm * np.cos(np.arctan(grade)), rel=1e-3)
    assert (one.force_bw > 0).all()
    assert (one.forefoot_bw <= one.force_bw).all()


@needs_curves
def test_the_force_is_that_of_runners_who_were_not_asked() -> None:
    """Peak to 5 % and waveform to .2 BW, of 26 runners at three speeds, by contact time and cadence alone."""
    runners = table("runner_grf_summary.csv")
    cadence, contact, peak, closure = (np.array(runners[each], float) for each in ("cad", "tc", "pk", "imp"))
    one = Stance(60 / cadence, contact, np.zeros(cadence.size), Body())
    off = one.force_bw.max(axis=1) / (peak / closure) - 1
    assert off.size == 78
    assert np.sqrt(np.mean(off**2)) <= 0.05
    for speed in SPEEDS:
        measured = column(f"grf_{speed}.csv", "Fz_BW_all_mean") / 0.976  # their plates read so much low
        of_speed = np.array(runners["v"], float) == speed
        mean = one.force_bw[of_speed].mean(axis=0)
        shape = np.interp(one.s, np.linspace(0, 1, measured.size), measured)
        assert np.sqrt(np.mean((mean - shape) ** 2)) < 0.2


@needs_curves
@pytest.mark.parametrize(("group", "strike"), GROUPS)
@pytest.mark.parametrize("speed", SPEEDS)
def test_moments_and_shares_are_those_of_the_runners(speed: float, group: str, strike: Strike) -> None:
    """Each within the doubt that is told of it."""
    runners = table("runner_joint_summary.csv")
    mine = (np.array(runners["v"], float) == speed) & ((np.array(runners["strike"]) == "Rearfoot") == (group == "RFS"))

    def mean(name: str) -> float:
        return float(np.array(runners[name], float)[mine].mean())

    grf = table("runner_grf_summary.csv")
    same = (np.array(grf["v"], float) == speed) & ((np.array(grf["strike"]) == "Rearfoot") == (group == "RFS"))
    cadence, contact = (float(np.array(grf[each], float)[same].mean()) for each in ("cad", "tc"))
    one = stance(cadence, contact, strike=strike)
    assert one.ankle_nm_kg.max() == pytest.approx(mean("Mank"), rel=0.09)
    assert one.impulse(one.ankle_nm_kg)[0] == pytest.approx(mean("ankimp"), rel=0.10)
    assert one.knee_nm_kg.max() == pytest.approx(mean("Mknee"), rel=0.11)
    assert one.impulse(one.knee_nm_kg)[0] == pytest.approx(mean("Mkneeimp"), rel=0.15)
    share = one.impulse(one.forefoot_bw)[0] / one.impulse(one.force_bw)[0]
    assert share == pytest.approx(mean("ffshare"), abs=0.05)


@needs_curves
@pytest.mark.parametrize(("group", "strike"), GROUPS)
@pytest.mark.parametrize("speed", SPEEDS)
def test_the_calf_works_as_much_as_the_runners_did(speed: float, group: str, strike: Strike) -> None:
    name = f"joint_{speed}_{group}.csv"
    moment = -column(name, "Mankle_mean")
    turned = np.diff(np.deg2rad(column(name, "ankle_mean")))
    measured = float(np.abs((moment[1:] + moment[:-1]) / 2 * turned).sum())
    calf = next(
        each for each in stance_measures(Body(height_m=USUAL_HEIGHT_M, strike=strike)) if each.name == "calf-work"
    )
    assert float(calf.per_step(usual(speed, strike))[0]) == pytest.approx(measured, rel=0.12)


@pytest.mark.parametrize(("speed", "measured"), [(2.5, 2.23), (3.5, 2.46), (4.5, 2.59)])
def test_the_ankle_is_loaded_more_the_faster_one_runs(speed: float, measured: float) -> None:
    peak = usual(speed).ankle_nm_kg.max()
    assert peak == pytest.approx(measured, rel=0.10)
    assert usual(speed + 0.5).ankle_nm_kg.max() > peak


def test_who_lands_on_the_heel_loads_the_calf_less_and_the_knee_more() -> None:
    heel, front = usual(3.0, "rearfoot"), usual(3.0, "forefoot")
    assert heel.impulse(heel.ankle_nm_kg)[0] < 0.9 * front.impulse(front.ankle_nm_kg)[0]
    assert heel.impulse(heel.forefoot_bw)[0] < 0.95 * front.impulse(front.forefoot_bw)[0]
    assert heel.impulse(heel.knee_nm_kg)[0] > 1.05 * front.impulse(front.knee_nm_kg)[0]
    unknown = usual(3.0)
    assert heel.ankle_nm_kg.max() < unknown.ankle_nm_kg.max() < front.ankle_nm_kg.max()


def test_the_calf_works_alike_for_every_second_of_running() -> None:
    """.85, .83 and .81 Nm s/kg for each second on the feet at 2.5, 3.5 and 4.5 m/s, sd 9 %."""
    for speed, measured in ((2.5, 0.85), (3.5, 0.83), (4.5, 0.81)):
        one = usual(speed)
        assert (one.impulse(one.ankle_nm_kg) / one.step_s)[0] == pytest.approx(measured, rel=0.09)


def test_quicker_steps_load_each_step_less() -> None:
    slow, quick = usual(3.0), usual(3.0, faster_steps=1.06)
    ratio = (quick.impulse(quick.forefoot_bw) / slow.impulse(slow.forefoot_bw))[0]
    assert 0.93 < ratio < 0.95  # 6 % more steps, 6 % less each: a km is the same
    assert quick.force_bw.max() < slow.force_bw.max()


def test_impulses_are_those_of_another_laboratory() -> None:
    """Achilles impulse of 20 people at 2.78 m/s, their arm of 35 mm: .785 (heel), .938 and 1.040 BW s (others)."""
    for strike, low, high in (("rearfoot", 0.785, 0.86), ("forefoot", 0.938, 1.040)):
        one = usual(2.78, strike)  # type: ignore[arg-type]
        found = one.impulse(one.ankle_nm_kg)[0] / GRAVITY_MPS2 / 0.035
        assert 0.95 * low <= found <= 1.05 * high

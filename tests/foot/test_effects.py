"""What a change does, and where no direction may be told."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from afterrun.errors import InvalidValueError
from afterrun.foot import CHANGES, QUANTITIES, Changes, Effect, RunningStance, effects_of, read_changes
from afterrun.foot.agreement import why_not
from afterrun.foot.lever import carry
from afterrun.foot.plausible import calves
from afterrun.records.rules import Range
from afterrun.tissue import Body
from afterrun.tissue.curves import HEEL_TO_HEADS_M
from tests.yardstick import cpu_s, yardstick_s

USUAL = RunningStance()


@cache
def effect(quantity: str, **changes: float | str) -> Effect:
    found = effects_of(USUAL, Changes(**changes))  # type: ignore[arg-type]
    return next(each for each in found if each.quantity == quantity)


def spread(quantity: str, **changes: float | str) -> tuple[float, float]:
    values = effect(quantity, **changes).values["lever"]
    return float(values.min()), float(values.max())


def test_nothing_different_changes_nothing() -> None:
    for each in effects_of(USUAL, Changes()):
        np.testing.assert_allclose(each.values["lever"], 0, atol=1e-9)
        assert (each.direction, each.why) == ("not-known", "too-small")


def test_forces_balance() -> None:
    for change in (
        Changes(),
        Changes(calf_shortening_deg=10),
        Changes(toe_flexor_strength=2),
        Changes(calf_tiredness_percent=40),
    ):
        found = carry(USUAL, change)
        sole = found.sole
        np.testing.assert_allclose(sole.heads_n + sole.toes_n, sole.forefoot_n)
        assert (sole.forefoot_n >= 0).all()
        assert (sole.forefoot_n <= found.force_n + 1e-9).all()
        assert (sole.toes_n >= 0).all()
        carried = found.force_n.mean() * found.contact_s
        assert carried == pytest.approx(USUAL.mass_kg * 9.81 * 60 / USUAL.steps_per_minute, rel=1e-3)


def test_the_usual_stance_is_that_of_the_runners() -> None:
    """3 m/s, 26 runners: forefoot .267 BW s, Achilles 5.6 BW at an arm of 41 mm, 7.3 at one that shrinks."""
    found = carry(USUAL, Changes())
    weight = USUAL.mass_kg * 9.81
    assert found.sole.forefoot_n.mean() * found.contact_s / weight == pytest.approx(0.267, rel=0.05)
    peaks = found.calf_n.max(axis=-1) / weight
    assert 5.3 < peaks.min() < peaks.max() < 8


def test_a_pull_on_a_standing_foot_moves_the_load_forward() -> None:
    """Aronow 2006: 93 N on the Achilles of a loaded foot at 10 degrees put 27 N (+-30 %) more under the forefoot."""
    from afterrun.foot.muscle import ankle_arm_m

    moved = 93 * ankle_arm_m(calves(), np.deg2rad([10.0])) / HEEL_TO_HEADS_M
    assert (moved > 0.7 * 27).all()
    assert (moved < 1.3 * 27).all()
    soleus, inner, outer = moved[:, :, 0]
    np.testing.assert_allclose(soleus, inner, rtol=0.15)  # which of them pulls makes no difference
    np.testing.assert_allclose(inner, outer, rtol=0.05)


@pytest.mark.parametrize("deg", [2.0, 5.0])
def test_a_shorter_calf_loads_the_forefoot_a_little_more(deg: float) -> None:
    assert effect("forefoot-impulse", calf_shortening_deg=deg).direction == "up"
    assert effect("heel-impulse", calf_shortening_deg=deg).direction == "down"
    low, high = spread("forefoot-impulse", calf_shortening_deg=10)
    assert 0.5 < low < high < 12  # whole stances: +1.5 to +9.9 %


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"calf_shortening_deg": 15}, "another-stance"),
        ({"calf_stiffness": 3}, "methods-disagree"),
        ({"drop_mm": -8}, "methods-disagree"),
        ({"gastrocnemius_shortening_deg": 10}, "methods-disagree"),
        ({"calf_strength": 1.25}, "drive-unknown"),
    ],
)
def test_what_fuller_methods_dispute_is_not_known(change: dict[str, float], why: str) -> None:
    for quantity in ("forefoot-impulse", "metatarsal-head-impulse", "heel-impulse"):
        found = effect(quantity, **change)
        assert (found.direction, found.why) == ("not-known", why)


def test_of_changes_that_pull_apart_no_direction_is_told() -> None:
    assert effect("forefoot-impulse", calf_shortening_deg=2.0, cadence_percent=10.0).why == "not-tried"
    assert effect("forefoot-impulse", calf_shortening_deg=2.0, mass_percent=5.0).direction == "up"


def test_steps_that_few_runners_take_are_told_as_beyond() -> None:
    assert RunningStance(cadence_spm=180).beyond == ()
    assert RunningStance(cadence_spm=130).beyond == ("cadence",)
    assert RunningStance(cadence_spm=175).after(Changes(cadence_percent=15)).beyond == ("cadence",)


def test_a_stronger_calf_is_used_less_and_a_tired_one_more() -> None:
    assert spread("calf-use", calf_strength=1.25) == pytest.approx((-20, -20))
    assert effect("calf-use", calf_strength=1.25).direction == "down"
    assert effect("calf-use", calf_tiredness_percent=20).direction == "up"
    assert effect("forefoot-impulse", calf_tiredness_percent=20).direction == "down"
    assert effect("heel-impulse", calf_tiredness_percent=20).direction == "up"


@pytest.mark.parametrize(
    ("change", "heads"),
    [
        ({"fascia_stiffness": 0.3}, "up"),  # the windlass: without it the toes press less
        ({"arch_stiffness": 2.0}, "up"),
        ({"toe_flexor_strength": 2.0}, "down"),
        ({"cadence_percent": 6.0}, "down"),
    ],
)
def test_the_ball_of_the_foot_goes_the_way_of_whole_stances(change: dict[str, float], heads: str) -> None:
    assert effect("metatarsal-head-impulse", **change).direction == heads


def test_the_windlass() -> None:
    low, high = spread("toe-impulse", fascia_stiffness=0.3)
    assert high < 0
    assert spread("fascia-impulse", arch_stiffness=2)[1] < -5
    assert effect("fascia-impulse", arch_stiffness=2).direction == "down"
    assert low < high


def test_quicker_steps_are_less_each_and_the_same_a_kilometre() -> None:
    assert spread("forefoot-impulse", cadence_percent=6)[1] < -4
    np.testing.assert_allclose(effect("forefoot-impulse-per-km", cadence_percent=6).values["lever"], 0, atol=0.5)
    assert effect("forefoot-impulse-per-km", speed_percent=30).direction == "down"
    assert effect("achilles-peak", speed_percent=30).direction == "up"


def test_a_direction_is_told_only_where_all_agree() -> None:
    for name, rule in CHANGES.items():
        values = (rule.low, rule.high) if isinstance(rule, Range) else ("midfoot", "forefoot")
        for value in values:
            for each in effects_of(USUAL, Changes(**{name: value})):  # type: ignore[arg-type]
                assert (each.why is None) == (each.direction != "not-known")
                if each.direction == "up":
                    assert each.values["lever"].min() >= 0.5
                if each.direction == "down":
                    assert each.values["lever"].max() <= -0.5
                if each.direction != "not-known":
                    assert why_not(Changes(**{name: value}), each.quantity) is None  # type: ignore[arg-type]


def test_small_in_some_feet_and_large_in_others_is_not_hardly_anything() -> None:
    found = effect("achilles-peak", calf_shortening_deg=10)
    assert found.values["lever"].min() < 0.5 < 10 < found.values["lever"].max()
    assert (found.direction, found.why) == ("not-known", "anatomies-disagree")


def test_two_changes_are_told_only_where_both_may_be() -> None:
    both = Changes(calf_shortening_deg=5, calf_stiffness=2)
    assert all(each.direction == "not-known" for each in effects_of(USUAL, both))


def test_what_happens_does_not_depend_on_how_heavy_or_tall_one_is() -> None:
    small = RunningStance(body=Body(mass_kg=50, height_m=1.55))
    for each, other in zip(
        effects_of(small, Changes(calf_shortening_deg=5)),
        effects_of(USUAL, Changes(calf_shortening_deg=5)),
        strict=True,
    ):
        assert each.direction == other.direction


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"calf_shortening_deg": "60"}, "calf_shortening_deg must be between -15 and 20"),
        ({"calf_strength": "0"}, "calf_strength must be"),
        ({"calf_strength": "much"}, "calf_strength must be a number"),
        ({"calf_strength": "nan"}, "calf_strength must be"),
        ({"strike": "tiptoe"}, "strike must be one of"),
        ({"wings": "2"}, "change must be one of"),
    ],
)
def test_a_change_no_calf_can_have_is_refused(texts: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidValueError, match=said):
        read_changes(texts)


@pytest.mark.parametrize("stance", [{"speed_mps": 1.0}, {"speed_mps": 9.0}, {"grade": 0.5}, {"cadence_spm": 20.0}])
def test_no_running_is_refused(stance: dict[str, float]) -> None:
    with pytest.raises(InvalidValueError):
        RunningStance(**stance)  # type: ignore[arg-type]


def test_what_lies_beyond_the_sources_says_so() -> None:
    assert RunningStance().beyond == ()
    assert RunningStance(speed_mps=2.0).beyond == ("slow",)
    assert RunningStance(speed_mps=5.0, grade=0.05).beyond == ("fast", "hill")
    assert RunningStance(grade=-0.1).beyond == ("steep-down",)


def test_the_lever_is_quick() -> None:
    effects_of(USUAL, Changes(calf_shortening_deg=4))

    degrees = iter(np.linspace(1, 9, 12))

    def once() -> None:
        found = effects_of(USUAL, Changes(calf_shortening_deg=next(degrees)))
        assert len(found) == len(QUANTITIES) - 1

    assert cpu_s(once, times=12) <= 3 * yardstick_s()  # here 0.8: 2 ms


@pytest.mark.parametrize(
    ("running", "changes", "said"),
    [
        ({"speed_mps": 5.5}, {"speed_percent": 50}, r"speed with the change must be between 1.9 and 6 m/s; got 8.25"),
        ({"grade": 0.2}, {"grade_percent": 15}, r"grade with the change must be between -0.2 and 0.2; got 0.35"),
        ({"cadence_spm": 215}, {"cadence_percent": 15}, r"cadence with the change must be between 120 and 240 steps"),
    ],
)
def test_a_change_that_makes_it_no_running_is_named_as_the_change(
    running: dict[str, float], changes: dict[str, float], said: str
) -> None:
    with pytest.raises(InvalidValueError, match=said):
        effects_of(RunningStance(**running), Changes(**changes))  # type: ignore[arg-type]

"""From steps to doses: what counts, and how the doubt grows with what was missing."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.errors import InvalidValueError
from afterrun.records import Run, Streams
from afterrun.tissue import Body, stance_measures
from afterrun.tissue.curves import Floats
from afterrun.tissue.gait import Gait, expected_cadence_spm
from afterrun.tissue.loading import StanceMeasure, stance_of
from afterrun.tissue.reading import habits_of, read_run
from tests.yardstick import cpu_s, yardstick_s

AT = datetime(2026, 5, 1, tzinfo=UTC)
WHOLE = Body(height_m=1.75, strike="rearfoot")
NAMES = [each.name for each in stance_measures(Body())]


def run(*, km: float | None = 5.0, minutes: float = 30.0, day: int = 0, **more: float) -> Run:
    metres = None if km is None else 1000 * km
    return Run(start=AT + timedelta(days=day), duration_s=60 * minutes, distance_m=metres, **more)  # type: ignore[arg-type]


def stream(seconds: int = 1800, **channels: float | Floats) -> Streams:
    known = {name: np.broadcast_to(np.asarray(each, float), (seconds,)).copy() for name, each in channels.items()}
    return Streams({"time_s": np.arange(seconds, dtype=float), **known})


def gait_of(one: Run, streams: Streams | None = None, body: Body = WHOLE, others: tuple[Run, ...] = ()) -> Gait:
    runs = (*others, one)
    return read_run(one, streams, body, habits_of(runs, body)).gait


def measure(name: str, body: Body = WHOLE) -> StanceMeasure:
    return next(each for each in stance_measures(body) if each.name == name)


def per_km(name: str, speed: float, *, weighted: bool) -> float:
    body = Body(height_m=1.756)
    v = np.array([speed])
    cadence = expected_cadence_spm(v, body)
    one = run(km=1, minutes=1000 / speed / 60, cadence_spm=float(cadence[0]))
    found = measure(name, body).load_of(gait_of(one, body=body))
    assert found.weighted is not None
    return found.weighted if weighted else found.value


@pytest.mark.parametrize("name", ["forefoot-impulse", "achilles-load", "tibia-load", "knee-load"])
def test_a_kilometre_run_faster_is_less_load_and_more_wear(name: str) -> None:
    """The two doses go opposite ways with speed where the power is high: both are told, never one alone."""
    assert per_km(name, 4.5, weighted=False) < 0.65 * per_km(name, 2.5, weighted=False)
    ratio = per_km(name, 4.5, weighted=True) / per_km(name, 2.5, weighted=True)
    assert ratio > 1.2 if name != "knee-load" else 0.8 < ratio < 1.1  # its power, 4, is where the sign turns


def test_twice_the_time_is_twice_the_dose() -> None:
    for each in stance_measures(WHOLE):
        short, long = (each.load_of(gait_of(run(km=km, minutes=6 * km))) for km in (3, 6))
        assert long.value == pytest.approx(2 * short.value)
        if short.weighted is not None and long.weighted is not None:
            assert long.weighted == pytest.approx(2 * short.weighted)
            assert short.weighted == pytest.approx(
                short.value / each.per_step(stance_of(gait_of(run()), WHOLE))[0], rel=0.5
            )


@pytest.mark.parametrize("name", NAMES)
def test_the_doubt_grows_with_what_was_missing(name: str) -> None:
    """From a watch that knows everything down to minutes alone."""
    known = stream(speed_mps=2.8, cadence_spm=165.0, contact_ms=255.0, distance_m=2.8 * np.arange(1800.0))
    watch = gait_of(run(), known)
    told = gait_of(run(cadence_spm=165, contact_ms=255))
    cadence = gait_of(run(cadence_spm=165))
    speed = gait_of(run())
    minutes = gait_of(run(km=None))

    def doubt(gait: Gait) -> float:
        found = measure(name).load_of(gait).weighted_doubt
        return float(np.hypot(found.level, found.within))

    steps = [doubt(each) for each in (watch, told, cadence, speed, minutes)]
    assert all(later >= earlier * (1 - 1e-9) for earlier, later in itertools.pairwise(steps)), steps
    assert steps[-1] > steps[0]
    unknown = measure(name, Body(height_m=1.75)).load_of(speed).doubt
    assert unknown.level > measure(name).load_of(speed).doubt.level


def test_the_doubt_is_from_run_to_run_where_doses_are_compared() -> None:
    """Whoever nobody knows has runs that compare well all the same."""
    for each in stance_measures(Body()):
        found = each.load_of(gait_of(run(), body=Body()))
        assert found.doubt.within < found.doubt.level
        dose = each.doses([run(), run(day=2, km=10, minutes=60)])
        np.testing.assert_allclose(dose.sd / dose.value, found.doubt.within, rtol=0.2)
        assert dose.derived.all()


def test_hills_leave_more_doubt() -> None:
    flat = gait_of(run(ascent_m=0, descent_m=0))
    hilly = gait_of(run(ascent_m=400, descent_m=0))
    for each in stance_measures(WHOLE):
        assert each.load_of(hilly).doubt.within > each.load_of(flat).doubt.within


def test_one_run_with_contact_time_teaches_the_others() -> None:
    other = run(day=-2, contact_ms=290.0)
    taught = gait_of(run(), others=(other,))
    alone = gait_of(run())
    assert (taught.origins["contact_ms"], alone.origins["contact_ms"]) == ("own-runs", "speed")
    assert taught.contact_s[0] == pytest.approx(0.290, rel=0.01)
    assert taught.doubts["contact"].within < 0.03 < alone.doubts["contact"].level


def test_ten_thousand_steps_are_quick() -> None:
    rng = np.random.default_rng(0)
    n = 10_000
    base = gait_of(run())
    gait = Gait(
        steps=np.ones(n),
        speed_mps=rng.uniform(2.5, 4, n),
        cadence_spm=rng.uniform(155, 185, n),
        contact_s=rng.uniform(0.2, 0.29, n),
        grade=rng.normal(0, 0.03, n),
        origins=base.origins,
        doubts=base.doubts,
    )

    def once() -> None:
        stance = stance_of(gait, WHOLE)
        for each in stance_measures(WHOLE):
            each.load_of(gait, stance)

    assert cpu_s(once, times=3) <= 100 * yardstick_s()  # a quarter of a second here


@pytest.mark.parametrize(
    ("field", "value"), [("mass_kg", 7.0), ("height_m", 17.5), ("mass_kg", float("nan")), ("strike", "tiptoe")]
)
def test_a_body_that_no_runner_has_is_refused(field: str, value: object) -> None:
    with pytest.raises(InvalidValueError, match=f"{field} must be") as refused:
        Body(**{field: value})  # type: ignore[arg-type]
    assert refused.value.field == field

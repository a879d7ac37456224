from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from afterrun.errors import InvalidValueError
from afterrun.records import Run, Streams
from afterrun.tissue import MEASURES, Measure, measure_named

AT = datetime(2026, 5, 1, tzinfo=UTC)


def run(duration_s: float, distance_m: float | None) -> Run:
    return Run(start=AT, duration_s=duration_s, distance_m=distance_m)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=str)
def test_every_measure_gives_a_positive_dose_for_every_run(measure: Measure) -> None:
    runs = [run(1000, 3000), run(500, None), run(100, 0)]
    dose = measure.doses(runs)
    assert dose.value.shape == dose.sd.shape == dose.derived.shape == (3,)
    assert (dose.value > 0).all()
    assert not (dose.sd < 0).any()
    assert not dose.sd[~dose.derived].any()
    assert measure.doses([]).value.shape == measure.doses([]).sd.shape == (0,)
    assert dose.unit == measure.unit
    assert measure.doses(runs, [None, None, None]).value.tolist() == dose.value.tolist()
    assert len({measure.said(derived, 3) for derived in (0, 2, 3)}) == 3
    assert "1 of 1" not in measure.said(1, 1)
    assert measure_named(measure.name) is measure


def test_distance_stands_in_by_the_persons_own_speed() -> None:
    dose = measure_named("distance").doses([run(1000, 3000), run(1000, 2000), run(1000, 2500), run(600, None)])
    assert list(dose.derived) == [False, False, False, True]
    np.testing.assert_allclose(dose.value, [3000, 2000, 2500, 1500])
    np.testing.assert_allclose(dose.sd, [0, 0, 0, 600 * 0.5])  # the person's own speeds were 3, 2 and 2.5 m/s


def test_a_steadier_runner_leaves_less_doubt() -> None:
    def doubt(*distances: float) -> float:
        known = [run(1000, distance) for distance in distances]
        return float(measure_named("distance").doses([*known, run(600, None)]).sd[-1])

    assert 0 < doubt(2400, 2500, 2600) < doubt(2000, 2500, 3000)
    assert doubt(2500) == doubt() > 0  # of one run no spread is known


def test_a_stream_knows_the_distance_that_the_summary_lacks() -> None:
    metres = np.array([0.0, 700.0, np.nan, 1400.0])
    stream = Streams({"time_s": np.arange(4.0), "distance_m": metres})
    dose = measure_named("distance").doses([run(600, None), run(600, 1500)], [stream, None])
    assert (dose.value.tolist(), dose.derived.tolist()) == ([1400.0, 1500.0], [False, False])
    nothing = Streams({"time_s": np.arange(4.0), "distance_m": np.full(4, np.nan)})
    assert measure_named("distance").doses([run(600, None)], [nothing]).derived.all()


def test_sessions_by_minutes_alone_keep_their_proportions() -> None:
    dose = measure_named("distance").doses([run(1000, None), run(3000, None)])
    assert dose.value[1] == pytest.approx(3 * dose.value[0])
    assert dose.derived.all()


def test_an_unknown_measure_names_those_there_are() -> None:
    with pytest.raises(InvalidValueError, match="distance"):
        measure_named("steps")

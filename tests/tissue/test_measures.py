from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from afterrun.errors import InvalidValueError
from afterrun.records import Run
from afterrun.tissue import MEASURES, Measure, measure_named

AT = datetime(2026, 5, 1, tzinfo=UTC)


def run(duration_s: float, distance_m: float | None) -> Run:
    return Run(start=AT, duration_s=duration_s, distance_m=distance_m)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=str)
def test_every_measure_gives_a_positive_dose_for_every_run(measure: Measure) -> None:
    runs = [run(1000, 3000), run(500, None), run(100, 0)]
    dose = measure.doses(runs)
    assert dose.value.shape == dose.derived.shape == (3,)
    assert (dose.value > 0).all()
    assert measure.doses([]).value.shape == (0,)
    assert measure.unit
    assert measure_named(measure.name) is measure


def test_distance_stands_in_by_the_persons_own_speed() -> None:
    dose = measure_named("distance").doses([run(1000, 3000), run(1000, 2000), run(1000, 2500), run(600, None)])
    assert list(dose.derived) == [False, False, False, True]
    np.testing.assert_allclose(dose.value, [3000, 2000, 2500, 1500])


def test_sessions_by_minutes_alone_keep_their_proportions() -> None:
    dose = measure_named("distance").doses([run(1000, None), run(3000, None)])
    assert dose.value[1] == pytest.approx(3 * dose.value[0])
    assert dose.derived.all()


def test_an_unknown_measure_names_those_there_are() -> None:
    with pytest.raises(InvalidValueError, match="distance"):
        measure_named("steps")

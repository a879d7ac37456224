"""The benchmarks of cohorts measure what they say."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from afterrun.cohort.going_on import CHUNK
from afterrun.cohort.parts import write_part
from afterrun.cohort.pooling import Drawn, counted
from afterrun.lab.cohort.source import recorded_by
from afterrun.response.population import NOBODY, POOLED
from benchmarks import cohort_fire, cohort_guests, cohort_next_day, cohort_pooling
from benchmarks.cohort_people import KINDS, draw_person, last_day, population, write_folder


@pytest.mark.parametrize("kind", KINDS)
def test_a_population_names_every_parameter_that_people_share(kind: str) -> None:
    assert set(population(kind).of) == set(POOLED)


def test_people_are_drawn_as_often_as_they_respond() -> None:
    rng = np.random.default_rng(0)
    responds = [draw_person(population("narrow"), rng).truth.model.responds for _ in range(60)]
    assert 0.5 < np.mean(responds) < 0.88


def test_a_folder_holds_what_was_lived(tmp_path: Path) -> None:
    one = draw_person(population("two"), np.random.default_rng(1))
    found = recorded_by(write_folder(tmp_path / "p", one), last_day(one) + timedelta(days=1))
    assert (len(found.diary.runs), found.problems) == (len(one.data.run_t_d), 0)
    assert len(found.diary.pain) == pytest.approx(len(one.data.report_t_d), abs=3)  # two in one second are one
    assert {report.nrs for report in found.diary.pain} <= set(range(11))


def test_a_small_cohort_is_fitted_in_every_way() -> None:
    with ThreadPoolExecutor(1) as here:
        fits, inside, _ = cohort_pooling.one_cohort("narrow", 0, 3, here, one_shape=True)
    assert {way: len(each) for way, each in fits.items()} == dict.fromkeys((*cohort_pooling.WAYS, "rough"), 3)
    assert {name for name, *_ in inside} <= set(POOLED)
    said = cohort_pooling.table("narrow", fits)
    assert "rise_24h" in said
    assert "(n 3)" in said


@pytest.mark.parametrize(("odds", "least", "most"), [((9.0, -9.0), 0.86, 0.94), ((9.0, 9.0), 0.0, 0.1)])
def test_the_range_of_the_share_is_told_of_cohorts_dealt_anew(
    odds: tuple[float, float], least: float, most: float
) -> None:
    def fitted(log_odds: float, truth: dict[str, float]) -> cohort_pooling.Fitted:
        return cohort_pooling.Fitted({}, {}, truth, 0.5, log_odds, 0.0, 0.0)

    people = [fitted(odds[0], {"log_peak_h": 3.0}), fitted(odds[1], {})]
    held = cohort_pooling.share_held(people, 0.6, size=100)
    assert held is not None
    assert least <= held <= most
    assert cohort_pooling.share_held(people[:1], 0.6, size=100) is None


def test_nobody_is_one_of_their_own_others() -> None:
    def somebody(mean: float) -> cohort_pooling.Fitted:
        drawn = Drawn(counted(np.random.default_rng(0).normal(mean, 0.2, 400)), 400)
        return cohort_pooling.Fitted({"level": drawn}, {}, {}, 0.5, 0.0, 0.0, 0.0)

    everybody = cohort_pooling.Pass([somebody(mean) for mean in (*[0.0] * 30, 2.0)], NOBODY)
    with_the_last, without = (cohort_next_day.others_of(everybody, number).among["level"] for number in (0, 30))
    assert without[0] < with_the_last[0] - 0.03
    assert without[1] < with_the_last[1]


def test_what_leaning_adds_is_a_mean_over_people() -> None:
    scores = [{"alone": np.array([-1.0, -1.0, -1.0]), "as one of them": np.array([-0.5] * 3)}]
    scores += [{"alone": np.array([-2.0]), "as one of them": np.array([-2.5])}]
    said = cohort_next_day.table(["p01", "p02"], scores).splitlines()
    assert said[-2].split()[:3] == ["all", "-1.500", "-1.500"]
    assert said[-1].startswith("leaning on the others adds +0.000 (-0.500 to +0.500)")


def test_a_guest_is_counted_alone_leaning_and_as_the_likelier() -> None:
    def fitted(mean: float, log_evidence: float) -> cohort_pooling.Fitted:
        told = {"level": (mean, mean - 1, mean + 1)}
        return cohort_pooling.Fitted({}, told, {"level": 0.0}, 0.5, 0.0, log_evidence, 0.0)

    guests = [draw_person(population("wide"), np.random.default_rng(n), design=cohort_guests.SHORT) for n in range(2)]
    right, wrong, alone = fitted(0.5, 1.0), fitted(4.0, -9.0), fitted(1.0, 0.0)
    said = cohort_guests.table(guests, [alone, alone], [right, wrong]).splitlines()
    assert said[0].split()[1:6] == ["1.00", "0.50", "1.00", f"{np.sqrt(8.125):.2f}", f"{np.sqrt(0.625):.2f}"]
    assert said[-1].split() == ["leant", "on", "0.50"]


@pytest.mark.parametrize("fault", [{"rows": 9}, {"doubled": 1}, {"left_behind": 1}, {"repeated": 2 * CHUNK + 1}])
def test_each_fault_of_a_kill_is_one(fault: dict[str, int]) -> None:
    good = {"people": 10, "rows": 10, "doubled": 0, "repeated": 5, "left_behind": 0}
    assert cohort_fire.Outcome(**good).held
    assert not cohort_fire.Outcome(**(good | fault)).held


def test_a_doubled_row_would_be_seen(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra cohort is not installed")
    (tmp_path / "log").write_text("a 1\nb 1\nb 2\n")
    write_part(tmp_path, [{"person": "a"}, {"person": "b"}], cohort_fire.COLUMNS)
    write_part(tmp_path, [{"person": "b"}], cohort_fire.COLUMNS)
    assert cohort_fire.counted(tmp_path, 2) == cohort_fire.Outcome(2, 2, 1, 1, 0)

"""A published trial of one: its raw data give its printed figures, and our own verdict agrees with its author."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest

from afterrun.findings.verdicts import verdict_on_drop
from benchmarks.melatonin import DATA, DAYS, Recorded, printed, read
from benchmarks.melatonin_afterrun import judge
from benchmarks.melatonin_draw import DESIGN, against_the_draw

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="no melatonin trial in $AFTERRUN_DATA/melatonin")


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    return read()


@needs_data
def test_the_printed_figures_come_out_of_the_raw_data(recorded: Recorded) -> None:
    with (DATA / "outputs" / "results_table.csv").open(encoding="utf-8") as file:
        table = {row["key"]: row["value"] for row in csv.DictReader(file)}
    found = printed(recorded)
    assert len(found) > 30
    for key, value in found.items():
        digits = len(table[key].partition(".")[2])
        assert f"{value:.{digits}f}" == f"{float(table[key]):.{digits}f}", key


@needs_data
def test_the_draw_is_one_of_those_we_compare_it_with(recorded: Recorded) -> None:
    assert recorded.arm.sum() == DAYS // 2
    assert max(len(list(days)) for _, days in groupby(recorded.arm)) == DESIGN.most
    test = against_the_draw(recorded)
    assert (test.schedules, test.exact) == (10_000, False)
    assert f"{-test.difference:.2f}" == "0.92"
    assert 0.15 < test.p_helps < 0.25  # Welch's t, which knows nothing of the draw: half of 0.489


@needs_data
def test_no_worthwhile_effect(recorded: Recorded) -> None:
    judged = judge(recorded)
    assert judged.prob_any < 0.1
    assert verdict_on_drop(judged.draws) == "no-worthwhile-effect"


@pytest.mark.share
@needs_data
def test_an_effect_put_in_is_found(recorded: Recorded) -> None:
    """Twenty-five of 100 on the days with it: else "no worthwhile effect" would be all that can be said."""
    worse = np.where(recorded.arm[recorded.day] == 1, 0.0, 25.0)
    assert verdict_on_drop(judge(replace(recorded, mood=recorded.mood - worse)).draws) == "helps"


def test_every_schedule_of_few_days_is_as_likely() -> None:
    rng = np.random.default_rng(0)
    drawn = ["".join(map(str, DESIGN.draw(6, rng))) for _ in range(2800)]
    assert len(set(drawn)) == DESIGN.count(6) == 14
    counts = [drawn.count(schedule) for schedule in set(drawn)]
    assert 140 < min(counts) <= max(counts) < 260  # 200 expected, sd 13.6

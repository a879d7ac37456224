"""An Achilles tendon that warms up is looked at soon; whatever else hurts during runs is so within days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from afterrun.reasons import red_flags
from afterrun.records import Diary, PainReport, Run, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ACHILLES = Site("left", "achilles")
Reports = Sequence[PainReport]
_RUNS = [Run(start=NOW - timedelta(days=day, hours=15), duration_s=2400) for day in range(59, 0, -2)]


def diary(change: Callable[[Run], tuple[float, ...]] = lambda run: (4, 1), *, site: Site = ACHILLES) -> Diary:
    """Two months, a run every second day, with a report at its start and later ones by `change`; a 2 each morning."""

    def reports() -> Iterator[PainReport]:
        for run in _RUNS:
            for place, nrs in enumerate(change(run)):
                at = run.start + timedelta(minutes=3 + 15 * place)
                yield PainReport(at=at, site=site, nrs=nrs, moment="during-run")
            yield PainReport(at=run.end + timedelta(hours=12), site=site, nrs=2, moment="first-steps")

    return Diary(runs=tuple(_RUNS), pain=tuple(reports()))


def levels(told: Diary) -> list[str]:
    return [flag.level for flag in red_flags(told, ACHILLES, NOW)]


def lately(run: Run) -> bool:
    return run.start > NOW - timedelta(days=14)


def test_a_tendon_that_warms_up_is_looked_at_soon_and_runs_go_on() -> None:
    (flag,) = red_flags(diary(), ACHILLES, NOW)
    assert flag.level == "soon"
    assert "eases" in flag.text
    assert "do not run" not in flag.text


def test_zero_at_the_end_of_a_run_is_the_best_end() -> None:
    assert levels(diary(lambda run: (4, 0))) == ["soon"]


@pytest.mark.parametrize("place", ["left-knee-outer", "left-shin", "left-heel", "left-achilles-insertion"])
def test_any_other_place_is_looked_at_within_days(place: str) -> None:
    assert "within-days" in levels(diary(site=Site.parse(place)))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda run: (4, 5), id="it gets worse as the run goes on"),
        pytest.param(lambda run: (4,), id="nothing was said of the end"),
        pytest.param(lambda run: (5, 3.5), id="it stays above 3"),
        pytest.param(lambda run: (6, 1), id="more than 5"),
        pytest.param(lambda run: (4, 1) if lately(run) else (3, 1), id="it grows"),
        pytest.param(lambda run: (4, 1) if run is not _RUNS[-2] else (1, 4), id="one run of them ended with it"),
    ],
)
def test_what_the_trial_did_not_allow_is_looked_at_within_days(change: Callable[[Run], tuple[float, ...]]) -> None:
    assert "within-days" in levels(diary(change))


def test_one_that_began_lately_or_in_runs_nobody_knows_is_looked_at_within_days() -> None:
    told = diary()
    late = tuple(report for report in told.pain if report.at > NOW - timedelta(days=30))
    assert "within-days" in levels(replace(told, pain=late))
    assert "within-days" in levels(replace(told, runs=()))


@pytest.mark.parametrize(("moment", "nrs"), [("first-steps", 4), ("night", 2), ("hopping", 1)])
def test_one_report_of_something_else_is_enough(moment: str, nrs: float) -> None:
    told = diary()
    other = PainReport(at=NOW - timedelta(days=2), site=ACHILLES, nrs=nrs, moment=moment)
    assert "within-days" in levels(replace(told, pain=tuple(sorted((*told.pain, other), key=lambda each: each.at))))

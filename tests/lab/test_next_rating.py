from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.lab.next_rating import next_rating
from afterrun.records import Diary, PainReport, Run, Site

END = datetime(2026, 11, 20, 9, tzinfo=UTC)
SITE = Site("left", "heel")
RUN = Run(start=END - timedelta(hours=1), duration_s=3600, distance_m=10_000)


def diary(*report_h: float, runs: tuple[Run, ...] = (RUN,), site: Site = SITE) -> Diary:
    return Diary(runs=runs, pain=tuple(PainReport(at=END + timedelta(hours=h), site=site, nrs=1) for h in report_h))


@pytest.mark.parametrize(
    ("reports_h", "now_h", "at_h", "due"),
    [
        ((), 1, 24, False),
        ((), 12, 24, True),
        ((), 35.9, 24, True),
        ((), 36, 48, True),
        ((1,), 20, 24, True),  # at the end of the run is not a day after it
        ((22,), 24, 48, False),
        ((22,), 40, 48, True),
        ((40,), 45, None, False),
        ((), 60, None, False),
        ((), 97, None, False),
    ],
)
def test_one_run(reports_h: tuple[float, ...], now_h: float, at_h: float | None, due: bool) -> None:
    found = next_rating(diary(*reports_h), site=SITE, now=END + timedelta(hours=now_h))
    if at_h is None:
        assert found is None
    else:
        assert found is not None
        assert (found.at, found.due, found.run) == (END + timedelta(hours=at_h), due, RUN)


def test_what_is_due_goes_before_what_comes() -> None:
    evening = Run(start=END + timedelta(hours=40), duration_s=1800)
    found = next_rating(diary(24, runs=(RUN, evening)), site=SITE, now=END + timedelta(hours=41))
    assert found is not None
    assert (found.run, found.due) == (RUN, True)


def test_of_two_that_are_due_the_newer_run_is_asked_about() -> None:
    second = Run(start=END + timedelta(hours=24), duration_s=1800)
    found = next_rating(diary(runs=(RUN, second)), site=SITE, now=END + timedelta(hours=40))
    assert found is not None
    assert found.run is second


def test_reports_elsewhere_and_later_do_not_count() -> None:
    now = END + timedelta(hours=20)
    assert next_rating(diary(15, site=Site("right", "arch")), site=SITE, now=now) is not None
    later = next_rating(diary(25), site=SITE, now=now)
    assert later is not None
    assert later.due


def test_without_runs_there_is_nothing_to_rate() -> None:
    assert next_rating(Diary(), site=None, now=END) is None

"""Pain while running as an outcome of its own: which report belongs to which run, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from afterrun.findings import DuringRuns
from afterrun.lab.pain_during_runs import during_runs_of, felt_during
from afterrun.lab.preparing import prepare
from afterrun.records import Diary, PainReport, Run, Site
from afterrun.report.during_runs import during_runs

HERE = Site.parse("right-toes")
FIRST = datetime(2026, 3, 2, 18, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
RUN = Run(start=FIRST, duration_s=3600, distance_m=10_000)


def report(at: datetime, nrs: float = 4.0, **more: object) -> PainReport:
    return PainReport(at=at, site=HERE, nrs=nrs, moment="during-run", **more)  # type: ignore[arg-type]


def told(runs: tuple[Run, ...], pain: tuple[PainReport, ...]) -> DuringRuns | None:
    diary = Diary(runs=runs, pain=tuple(sorted(pain, key=lambda each: each.at)))
    return during_runs_of(prepare(diary, site=HERE, now=runs[-1].end + 2 * DAY), seed=0)


@pytest.mark.parametrize(
    ("at", "place"),
    [
        (FIRST + 20 * MINUTE, 0),
        (RUN.end + 5 * MINUTE, 0),  # told after it
        (RUN.end + 23 * 60 * MINUTE, 0),
        (RUN.end + 25 * 60 * MINUTE, None),  # too long ago to be of that run
        (FIRST - MINUTE, None),
        (FIRST + 2 * DAY + MINUTE, 1),
    ],
)
def test_a_report_belongs_to_the_run_it_was_made_in_or_the_last_one(at: datetime, place: int | None) -> None:
    runs = (RUN, replace(RUN, start=FIRST + 2 * DAY))
    assert [each.run for each in felt_during(runs, [report(at)])] == ([] if place is None else [runs[place]])


@pytest.mark.parametrize(
    ("reports", "worst", "between"),
    [
        ([report(FIRST, 4, onset_km=6.0), report(FIRST, 6, onset_km=8.0)], 6, (6000, 6000)),
        ([report(FIRST, 4, onset_min=30)], 4, (5000, 5000)),
        ([report(FIRST, 4, note="from km 5")], 4, (5000, 5000)),
        ([report(FIRST, 4, note="Ab Minute 30, linker Schuh")], 4, (5000, 5000)),
        ([report(FIRST, 4, note="from km 5", onset_km=6.0)], 4, (6000, 6000)),  # a field says it more surely
        ([report(FIRST, 4, note="walked from km 5")], 4, (0, 10_000)),
        ([report(FIRST, 4)], 4, (0, 10_000)),
        ([report(FIRST, 4, onset_km=12.0)], 4, (0, 10_000)),  # beyond the end: a slip
        ([report(FIRST, 4, onset_km=10.3)], 4, (10_300, 10_300)),  # the watch measured a little less
        ([report(FIRST, 0)], 0, (10_000, np.inf)),
        ([report(FIRST, 0, onset_km=3.0)], 0, (10_000, np.inf)),
    ],
)
def test_where_it_started(reports: list[PainReport], worst: float, between: tuple[float, float]) -> None:
    (felt,) = felt_during((RUN,), reports)
    assert (felt.worst_nrs, felt.between_m) == (worst, between)


def test_a_run_without_a_report_is_unknown_and_not_free_of_pain() -> None:
    runs = tuple(replace(RUN, start=FIRST + 2 * day * DAY) for day in range(10))
    found = told(runs, tuple(report(run.start + 9 * MINUTE, float(i != 3)) for i, run in enumerate(runs[:4])))
    assert found is not None
    assert (found.n, found.of_runs) == (3, 4)
    assert found.features == ()
    assert told(runs, (PainReport(at=FIRST + DAY, site=HERE, nrs=3.0),)) is None


def test_one_painful_run_has_no_usual_worst_and_no_start() -> None:
    found = told((RUN,), (report(FIRST + MINUTE, 5, onset_km=2.0),))
    assert found is not None
    assert (found.n, found.worst_nrs, found.starts_m, found.starts_m_per_30_days) == (1, None, None, None)
    assert during_runs(found) == ("Pain during the one run on which you noted how it felt.",)
    assert during_runs(None) == ()


def test_numb_in_the_narrow_shoe_only() -> None:
    """Told though runs leave nothing afterwards; the distance and the pace are not blamed."""
    rng = np.random.default_rng(2)
    shoes = rng.permutation(np.repeat(["narrow", "wide"], 16))
    runs = tuple(
        Run(
            start=FIRST + 2 * i * DAY, duration_s=float(m * rng.normal(0.36, 0.01)), distance_m=float(m), shoe=str(shoe)
        )
        for i, (shoe, m) in enumerate(zip(shoes, rng.choice([4000, 6000, 8000], 32), strict=True))
    )
    pain = tuple(
        report(run.end - MINUTE, float(rng.choice([4, 5, 6] if run.shoe == "narrow" else [0, 0, 1, 2]))) for run in runs
    )
    found = told(runs, pain)
    assert found is not None
    by_name = {each.feature: each for each in found.features}
    shoe = by_name.pop("shoe")
    assert {shoe.level, shoe.against} == {"narrow", "wide"}
    assert shoe.verdict == ("may-worsen" if shoe.level == "narrow" else "may-help")
    assert not {each.verdict for each in by_name.values()} & {"may-worsen", "may-help"}
    assert "distance" in by_name


def test_it_starts_earlier_and_earlier() -> None:
    rng = np.random.default_rng(3)
    km = np.linspace(7.2, 2.6, 20)
    runs = tuple(
        Run(start=FIRST + 3.5 * i * DAY, duration_s=(k + 0.8) * 420, distance_m=(k + 0.8) * 1000)
        for i, k in enumerate(km)
    )
    pain = tuple(
        report(run.end - MINUTE, 4.0 + i % 2, onset_km=round(k + rng.normal(0, 0.3), 1))
        for i, (run, k) in enumerate(zip(runs, km, strict=True))
    )
    found = told(runs, pain)
    assert found is not None
    assert found.starts_m is not None
    assert found.starts_m_per_30_days is not None
    assert found.starts_m.lo < 2600 < found.starts_m.hi
    month = found.starts_m_per_30_days
    assert month.lo < -(7.2 - 2.6) * 1000 / (19 * 3.5) * 30 < month.hi < -1500
    said = " ".join(during_runs(found))
    assert "It starts earlier and earlier: by 2." in said
    steady = tuple(replace(each, onset_km=3.0 + 0.1 * (i % 3)) for i, each in enumerate(pain) if i >= 2)
    found = told(runs, steady)
    assert "earlier than it did, or later, is not known yet" in " ".join(during_runs(found))

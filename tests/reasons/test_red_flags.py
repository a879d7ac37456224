from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from afterrun.reasons import red_flags
from afterrun.reasons.red_flags.rule import Place
from afterrun.records import Diary, PainReport, Run, Site

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
HERE, ELSEWHERE = Site.parse("left-heel"), Site.parse("right-knee")


def levels(*reports: PainReport, site: Site = HERE) -> list[str]:
    ordered = tuple(sorted(reports, key=lambda report: report.at))
    return [flag.level for flag in red_flags(Diary(pain=ordered), site, NOW)]


def report(days_ago: float, nrs: float, **more: str) -> PainReport:
    return PainReport(at=NOW - timedelta(days=days_ago), site=HERE, nrs=nrs, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (report(1, 9), ["same-day"]),
        (report(20, 9), []),
        (report(13, 9), ["same-day"]),
        (report(15, 9), []),
        (report(1, 8), ["within-days"]),
        (report(1, 7), []),
        (report(1, 9, symptom="cramp"), []),
        (report(1, 9, symptom="soreness"), []),
        (report(1, 5, moment="during-run"), ["within-days"]),
        (report(1, 2, moment="during-run"), []),
        (report(1, 2, symptom="numbness"), ["soon"]),
        (report(1, 0, symptom="numbness"), []),
        (report(-1, 9), []),
    ],
)
def test_single_signs(found: PainReport, expected: list[str]) -> None:
    assert levels(found) == expected
    assert levels(found, site=ELSEWHERE) == expected


def test_lasting_pain_that_is_no_better() -> None:
    weeks = [report(7 * week, 4) for week in range(9)]
    assert levels(*weeks) == ["soon"]
    better = [report(7 * week, 6 if week > 5 else 3) for week in range(9)]
    assert levels(*better) == []
    assert levels(*weeks[:4]) == []
    soreness = [report(7 * week, 4, symptom="soreness") for week in range(9)]
    assert levels(*soreness) == []


def test_the_start_is_the_first_pain_not_the_zeros_before_it() -> None:
    before = [report(7 * week, 0) for week in range(9, 18)]
    healing = [report(7 * week, nrs) for week, nrs in zip(range(8, -1, -1), (7, 7, 6, 6, 5, 5, 4, 4, 3), strict=True)]
    assert levels(*before, *healing) == []
    assert levels(*before, *healing[:-1], report(0, 7)) == ["soon"]
    assert levels(*before, *(report(7 * week, 0) for week in range(3, 9)), report(14, 4), report(1, 4)) == []


def runs(*, first_min: float, lately_min: float, weeks: int) -> tuple[Run, ...]:
    """One a week: so long in the first three weeks, and so long since."""
    return tuple(
        Run(
            start=NOW - timedelta(days=7 * week + 2),
            duration_s=60 * (first_min if week > weeks - 3 else lately_min),
            distance_m=5000,
        )
        for week in range(weeks + 1)
    )


@pytest.mark.parametrize(
    ("weeks", "lately_min", "expected"),
    [(9, 30, []), (9, 15, ["soon"]), (14, 30, ["soon"]), (14, 15, ["soon"])],
)
def test_who_runs_on_as_before_is_told_after_three_months_and_who_eases_after_six_weeks(
    weeks: int, lately_min: float, expected: list[str]
) -> None:
    pain = tuple(report(7 * week, 4) for week in range(weeks, -1, -1))
    ran = runs(first_min=30, lately_min=lately_min, weeks=weeks)
    assert [flag.level for flag in red_flags(Diary(pain=pain, runs=ran), HERE, NOW)] == expected


def test_one_bad_day_in_three_weeks_does_not_go_on() -> None:
    assert levels(*(report(7 * week, 4 if week in (0, 8) else 2) for week in range(9))) == []
    assert levels(*(report(7 * week, 4 if week in (0, 1, 8) else 2) for week in range(9))) == ["soon"]


def test_pain_that_comes_back_after_weeks_without_is_a_new_bout() -> None:
    before, since = [report(7 * week, 4) for week in (9, 10, 11)], [report(days, 4) for days in (1, 4, 8)]
    assert levels(*before, *since, *(report(7 * week, 0) for week in range(3, 9))) == []
    assert levels(*before, *since) == ["soon"]  # nobody knows what the weeks between were like


def test_no_flag_names_what_it_is() -> None:
    weeks = [report(7 * week, 9, moment="during-run") for week in range(9)] + [report(1, 3, symptom="weakness")]
    texts = " ".join(flag.text for flag in red_flags(Diary(pain=tuple(reversed(weeks))), HERE, NOW)).lower()
    assert not any(word in texts for word in ("diagnos", "fracture", "neuroma", "you have"))


def test_years_of_reports_are_gone_through_once_however_many_rules_ask() -> None:
    class Counted(tuple[PainReport, ...]):
        times = 0

        def __iter__(self) -> Iterator[PainReport]:
            Counted.times += 1
            return super().__iter__()

    heel, now = Site.parse("left-heel"), datetime(2026, 11, 23, 9, tzinfo=UTC)
    told = [PainReport(at=now - timedelta(days=days), site=heel, nrs=3) for days in (900, 15, 13, 0)]
    place = Place(site=heel, reports=Counted(told), now=now)
    for _ in range(30):
        assert place.recent == tuple(told[2:])
        assert place.signs == frozenset()
    assert Counted.times == 1

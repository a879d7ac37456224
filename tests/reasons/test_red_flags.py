from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.reasons import red_flags
from afterrun.records import Diary, PainReport, Site

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


def test_no_flag_names_what_it_is() -> None:
    weeks = [report(7 * week, 9, moment="during-run") for week in range(9)] + [report(1, 3, symptom="weakness")]
    texts = " ".join(flag.text for flag in red_flags(Diary(pain=tuple(reversed(weeks))), HERE, NOW)).lower()
    assert not any(word in texts for word in ("diagnos", "fracture", "neuroma", "you have"))

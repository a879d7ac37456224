"""Left and right are told together, from the reports alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.language import speaking
from afterrun.records import Diary, PainReport, Site
from afterrun.report.other_side import other_side

NOW = datetime(2026, 6, 20, 8, tzinfo=UTC)
LEFT, RIGHT = Site("left", "knee"), Site("right", "knee")


def report(site: Site, nrs: float, days_ago: float, symptom: str = "pain") -> PainReport:
    return PainReport(at=NOW - timedelta(days=days_ago), site=site, nrs=nrs, symptom=symptom)


def said(*there: PainReport) -> str:
    found = other_side(Diary(pain=(*there, report(RIGHT, 3, 1))), RIGHT, NOW)
    assert found is not None
    assert found.site == LEFT
    return found.text


def test_both_sides_are_told_with_how_many_and_the_last() -> None:
    assert said(report(LEFT, 6, 9), report(LEFT, 2.5, 2)) == (
        "Your left knee hurts too: 2 reports, the last 2.5 of 10 on 18 Jun 2026. "
        "Your right knee: 1 report, 3 of 10 on 19 Jun 2026."
    )
    with speaking("de"):
        text = said(report(LEFT, 6, 9), report(LEFT, 2.5, 2))
    assert "Knie links" in text
    assert "2,5 von 10" in text


@pytest.mark.parametrize(
    "last",
    [report(LEFT, 0, 2), report(LEFT, 5, 20), report(LEFT, 4, 2, "cramp")],
    ids=["nothing", "long ago", "no pain"],
)
def test_it_is_not_said_to_hurt_where_that_is_not_known(last: PainReport) -> None:
    text = said(report(LEFT, 6, 30), last)
    assert "hurts" not in text
    assert text.startswith("You report on your left knee too: 2 reports, the last ")


def test_what_lies_ahead_is_not_told() -> None:
    assert "1 report, 6 of 10" in said(report(LEFT, 6, 1), report(LEFT, 1, -1))


@pytest.mark.parametrize("site", [LEFT, Site("both", "knee"), Site("right", "knee-kneecap")], ids=str)
def test_where_the_other_side_has_no_report_nothing_is_said(site: Site) -> None:
    assert other_side(Diary(pain=(report(LEFT, 2, 1),)), site, NOW) is None

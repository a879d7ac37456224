"""The small pictures: raw reports, aligned at the end of the run."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.lab.preparing import prepare
from afterrun.lab.story import build_story
from afterrun.records import Diary, PainReport, Run, Site
from afterrun.web.pictures.own_runs import own_runs
from tests.web.conftest import NOW, Served

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
SITE = Site("left", "heel")


def run(day: float) -> Run:
    return Run(start=START + timedelta(days=day), duration_s=3600, distance_m=10_000)


def report(day: float, nrs: float) -> PainReport:
    """A report so many days after the end of a run that starts on day 0."""
    return PainReport(at=START + timedelta(hours=1, days=day), site=SITE, nrs=nrs)


def test_reports_are_raw_and_counted_from_the_end_of_the_run() -> None:
    diary = Diary(runs=(run(0),), pain=(report(-0.5, 1), report(1, 4), report(1.5, 3), report(6, 2)))
    (own,) = own_runs(prepare(diary, site=SITE, now=NOW))
    assert own.reports == ((-12.0, 1.0), (24.0, 4.0), (36.0, 3.0))
    assert [own.on_day(day) for day in range(6)] == ["1", "", "4, 3", "", "", ""]
    assert own.next_h is None
    assert len(own.dots) == 3
    assert len(own.line.split()) == 2


def test_a_picture_ends_where_the_next_run_starts() -> None:
    diary = Diary(runs=(run(0), run(2)), pain=(report(1, 4), report(2.5, 5)))
    second, first = own_runs(prepare(diary, site=SITE, now=NOW))
    assert first.reports == ((24.0, 4.0),)
    assert first.next_h == 47.0
    assert second.reports == ((-24.0, 4.0), (12.0, 5.0))


def test_without_runs_there_are_no_pictures() -> None:
    assert own_runs(prepare(Diary(pain=(report(0, 1),)), site=SITE, now=NOW)) == []


def test_the_last_twelve_runs_with_a_report_are_shown_the_newest_first() -> None:
    runs = tuple(run(3 * i) for i in range(16))
    diary = Diary(runs=runs, pain=tuple(report(3 * i + 1, i % 5) for i in range(15)))
    shown = own_runs(prepare(diary, site=SITE, now=START + timedelta(days=60)))
    assert [own.run for own in shown] == list(reversed(runs[3:15]))


def test_every_number_in_the_table_is_a_report(story_client: TestClient) -> None:
    text = story_client.get("/fragment/response?site=right-forefoot-lateral").text
    table = text.split("These runs in a table")[1].split("</table>")[0]
    shown = sum(len(cell.split(", ")) for cell in re.findall(r"<td>([\d., ]+)</td>", table))
    prepared = prepare(build_story(now=NOW).diary, site=Site.parse("right-forefoot-lateral"), now=NOW)
    own = own_runs(prepared)
    assert len(own) == table.count("<tr>") - 1 == 12
    assert shown == sum(len(each.reports) for each in own)
    assert shown == text.count("<circle")


def test_checks_are_told_in_words(any_client: TestClient) -> None:
    for site in (any_client.get("/api/timeline").json()["site"] or "right-arch", "left-heel"):
        answer = any_client.get(f"/fragment/response?site={site}")
        if answer.status_code == 200:
            assert (
                "Where this could be wrong" in answer.text or "Too little to go on yet: " in answer.text
            )  # a reason once
            assert "not worked out by this version" not in answer.text


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_pictures_fit(page: Page, serve: Callable[[str], Served], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{serve('story').address}/response")
    expect(page.locator(".multiples li")).to_have_count(12)
    page.get_by_text("These runs in a table").click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

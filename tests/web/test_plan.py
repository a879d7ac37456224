"""The page Plan: the verdict first, a picture with its table, and what one run would do."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.findings import NextPlanned, Plan, PlannedRun
from afterrun.journal import Journal
from afterrun.records import PainReport, Site
from afterrun.web.pictures.schedule import bars
from tests.told import of
from tests.web.conftest import NOW, client_of, journal_file

SITE = "right-forefoot-lateral"
PART, WHAT_IF = f"/fragment/plan?site={SITE}", f"/fragment/what-if?site={SITE}"
HTMX = {"hx-request": "true"}


def asked_of(path: Path) -> TestClient:
    """A client that waits however busy the machine is."""
    client = client_of(path)
    client.app.state.service.patience_s = 600.0  # type: ignore[attr-defined]
    return client


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The story, asked and not written to: worked out once."""
    return asked_of(journal_file(tmp_path_factory.mktemp("plan"), "story"))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_verdict_stands_first_and_the_table_beside_the_picture(served: TestClient) -> None:
    html = served.get(PART, headers=HTMX).text
    assert words(html).startswith("Tomorrow: at most ")
    drawn = len(re.findall(r'<rect class="run"', html))
    assert drawn == len(re.findall(r"<tbody>.*</tbody>", html, re.DOTALL)[0].split("<tr>")) - 1 > 2
    assert f'hx-get="{PART.replace("&", "&amp;")}' in served.get(f"/plan?site={SITE}").text


def test_the_goal_that_is_set_is_told(tmp_path: Path) -> None:
    client = asked_of(journal_file(tmp_path, "story"))
    assert "Your goal" not in client.get(PART, headers=HTMX).text
    assert (
        client.post("/settings", data={"goal_m": "10000", "runs_per_week": "2", "ceiling_nrs": "3"}).status_code == 200
    )
    told = words(client.get(f"{PART}&by=2027-02-01", headers=HTMX).text)
    assert "Your goal (10 km, 2 times a week): " in told
    assert "By 1 February: " in told
    assert "more than 3" in told


def test_what_one_run_would_do(served: TestClient) -> None:
    first = served.get(WHAT_IF, headers=HTMX).text
    planned = re.findall(r": at most (\S+ km)", words(served.get(PART, headers=HTMX).text))[0]
    assert words(first).startswith(f"How far {planned} ")  # and no farther than the plan above it allows
    assert "within five days you would report more than 4 after" in first
    assert first.count("<polyline") == 2
    near, far = (words(served.get(f"{WHAT_IF}&far={km}&days=2&at=18:00", headers=HTMX).text) for km in (2, 99))
    assert "2.0 km, Wednesday 18:00" in near
    assert "Farther is not told" in far
    assert "Farther is not told" not in near
    assert "99" not in far


def test_what_a_run_on_the_day_after_one_would_do_is_said_to_be_hardly_known(served: TestClient) -> None:
    """The last run is hardly felt yet then: people whose runs hurt most were told too little."""
    soon, due = (words(served.get(f"{WHAT_IF}&far=2&days={n}&at=18:00", headers=HTMX).text) for n in (0, 1))
    warning = "sooner after your last run than this plan has one"
    assert warning in soon
    assert warning not in due
    assert warning not in words(served.get(WHAT_IF, headers=HTMX).text)  # what is asked first is a run when it is due


@pytest.mark.parametrize("query", ["&far=x", "&far=nan", "&far=-3&at=18:00", "&far=3&at=25:99", "&far=inf&at=18:00"])
def test_nonsense_on_the_form_is_no_fault(served: TestClient, query: str) -> None:
    told = served.get(WHAT_IF + query, headers=HTMX)
    assert told.status_code == 200
    assert not re.search(r"\b(nan|inf)\b", words(told.text))


def test_nothing_is_told_while_a_sign_stands(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "story")
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(hours=1), site=Site.parse("left-calf"), nrs=3, symptom="swelling")])
    client = asked_of(path)
    told = words(client.get(PART, headers=HTMX).text)
    assert told.startswith("No run for now: have somebody look first.")
    assert " km" not in told + words(client.get(WHAT_IF, headers=HTMX).text)


def test_today_says_beside_the_next_run_that_runs_hurt_more_and_more(
    served: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(
        as_of=NOW,
        site=Site.parse(SITE),
        ceiling_nrs=4.0,
        chance=0.2,
        next_run=NextPlanned(at=NOW + timedelta(hours=2), distance_m=2000.0, limited_by="pain"),
        longest_m=5000.0,
        careful=True,
    )

    async def worse(*_: object) -> Plan:
        return plan

    monkeypatch.setattr("afterrun.web.pages.today.route.plan_for", worse)
    told = words(served.get(f"/fragment/next-run?site={SITE}", headers=HTMX).text)
    assert "Today: at most 2.0 km, to report no more than 4 after about 8 in 10 runs." in told
    assert "worth having somebody look" in told


def test_little_is_no_promise(tmp_path: Path) -> None:
    client = asked_of(journal_file(tmp_path, "few"))
    told = words(client.get("/fragment/plan?site=left-heel", headers=HTMX).text)
    assert "Not known yet how far you can run" in told  # the run's five days are not over
    assert "not known yet" in words(client.get("/fragment/what-if?site=left-heel", headers=HTMX).text)
    assert "/fragment/what-if" not in client.get("/fragment/today?site=left-heel", headers=HTMX).text
    assert client.get("/fragment/what-if?site=left-heel").status_code == 200  # a whole page without scripts


def test_an_empty_journal_says_how_to_begin(tmp_path: Path) -> None:
    assert "Log how it feels now" in client_of(journal_file(tmp_path, "empty")).get("/plan").text


def test_bars_are_as_high_as_the_runs_are_long() -> None:
    runs = [
        PlannedRun(at=NOW, distance_m=m, chance_over=0.25, worst_nrs=of(1, 2, 3), teaches=0.0) for m in (2000, 4000)
    ]
    short, long = bars(runs)
    assert long.high == 2 * short.high == 4 * long.over_high
    assert short.y + short.high == long.y + long.high
    assert bars([]) == []


def test_the_calendar_has_the_planned_runs_once_a_goal_is_set(tmp_path: Path) -> None:
    client = asked_of(journal_file(tmp_path, "story"))
    page = client.post("/settings/reminders/calendar", data={"wanted": "new"}).text
    found = re.search(r"/calendar/[\w-]+\.ics", page)
    assert found is not None
    assert "Run: " not in client.get(found[0]).text
    client.post("/settings", data={"goal_m": "10000", "runs_per_week": "2"})
    feed = client.get(found[0]).text
    assert len(re.findall(r"SUMMARY:Run: at most \d\.\d km", feed)) == 1
    assert feed.count("SUMMARY:Run: see the plan") > 3


def test_the_answers_leave_the_next_run_to_the_plan(served: TestClient) -> None:
    """An answer may be of this morning: after the hour of the run it would still say today."""
    html = served.get(f"/fragment/answers?site={SITE}", headers=HTMX).text
    assert f'hx-get="/fragment/next-run?site={SITE}"' in html
    told = words(html)
    assert "Tomorrow: at most" not in told
    assert "Rested, and with no other run" in told
    assert "293 reports (48 of them rated before or after something you did)" in told


def test_today_asks_what_if(served: TestClient) -> None:
    for part in (f"/fragment/today?site={SITE}", PART):
        assert f'hx-get="{WHAT_IF}"' in served.get(part, headers=HTMX).text


def test_on_paper_a_plan_for_today_says_of_which_day_it_is(story_client: TestClient) -> None:
    assert '<span class="on-paper"> 23 Nov 2026, 09:12</span>' in story_client.get("/plan").text

"""One entry: shown, corrected, removed; what was brought in may be left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.records import Care, Event, PainReport, Run, Site
from tests.web.conftest import NOW, Served, client_of

SITE = Site("left", "heel")
REPORT = PainReport(
    at=NOW - timedelta(hours=5),
    site=SITE,
    nrs=4.0,
    moment="first-steps",
    quality=("sore",),
    note="stairs",
    source="app",
)
RUN = Run(start=NOW - timedelta(days=1), duration_s=1800, distance_m=5000, source="fit")
URL = f"/fragment/entry?kind=pain&at={REPORT.at.timestamp()}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([REPORT, RUN, Care(at=NOW, intervention="ice", minutes=5.0, pain_before=3.0, source="app")])
        journal.add([Event(at=NOW, kind="long-drive", minutes=90)])
    return path


def hidden(text: str, *names: str) -> dict[str, str]:
    return dict(re.findall(rf'name="({"|".join(names)})" value="([^"]+)"', text))


def reports(path: Path) -> list[PainReport]:
    with Journal.open(path) as journal:
        return list(journal.diary().pain)


@pytest.mark.parametrize(
    ("kind", "at", "said"),
    [
        ("pain", REPORT.at, ("Pain 4 of 10", "left heel", "first steps", "stairs", "Remove it", "Correct it")),
        ("run", RUN.start, ("5.00 km", "30 min", "was brought in")),
        ("care", NOW, ("Ice", "Pain before", "3 of 10", "Remove it")),
        ("event", NOW, ("Long drive", "90", "was brought in")),
        ("pain", NOW, ("It is gone",)),
    ],
)
def test_an_entry_says_what_it_holds(path: Path, kind: str, at: object, said: tuple[str, ...]) -> None:
    text = client_of(path).get(f"/fragment/entry?kind={kind}&at={at.timestamp()}").text  # type: ignore[attr-defined]
    assert all(words in text for words in said)


def test_a_report_is_corrected_and_keeps_its_time(path: Path) -> None:
    client = client_of(path)
    form = hidden(client.get(URL).text, "uid", "at") | {"nrs": "2,5", "site": "left-heel", "symptom": "cramp"}
    assert "Corrected: cramp 2.5 at left heel, 04:12." in client.post("/entry", data=form).text
    (report,) = reports(path)
    assert (report.at, report.nrs, report.symptom, report.moment) == (REPORT.at, 2.5, "cramp", None)
    assert (report.quality, report.note, report.scale) == (("sore",), None, "nrs-21")
    assert "it is gone" in client.post("/entry", data=form).text


@pytest.mark.parametrize(("kind", "at"), [("run", RUN.start), ("event", NOW)])
def test_what_was_brought_in_is_left_out_and_put_back(path: Path, kind: str, at: datetime) -> None:
    client = client_of(path)
    with Journal.open(path) as journal:
        before = journal.diary()
    form = hidden(client.get(f"/fragment/entry?kind={kind}&at={at.timestamp()}").text, "kind", "uid", "at")
    said = client.post("/entry/remove", data=form).text
    assert "It stays out when its file is imported again." in said
    with Journal.open(path) as journal:
        assert getattr(journal.diary(), f"{kind}s") == ()
    assert "gone already" in client.post("/entry/remove", data=form).text
    client.post("/entry/back", data=hidden(said, "aside", "table", "row"))
    with Journal.open(path) as journal:
        assert journal.diary() == before


def test_a_correction_of_nothing_changes_nothing(path: Path) -> None:
    client = client_of(path)
    form = hidden(client.get(URL).text, "uid", "at")
    form |= {"nrs": "4", "site": "left-heel", "symptom": "pain", "moment": "first-steps", "note": "stairs"}
    assert "Corrected" in client.post("/entry", data=form).text
    assert reports(path) == [REPORT]


def test_an_impossible_correction_is_told_and_changes_nothing(path: Path) -> None:
    client = client_of(path)
    form = hidden(client.get(URL).text, "uid", "at") | {"nrs": "40", "site": "left-heel"}
    answer = client.post("/entry", data=form)
    assert answer.status_code == 422
    assert "between 0 and 10" in answer.text
    assert reports(path) == [REPORT]


def test_what_came_from_a_file_cannot_be_changed_here(story_client: TestClient) -> None:
    at = story_client.get("/api/timeline").json()["pain"][-1][0]
    text = story_client.get(f"/fragment/entry?kind=pain&at={at}").text
    assert "was brought in" in text
    with Journal.open(story_client.app.state.service.journal_path) as journal:  # type: ignore[attr-defined]
        entry = journal.entry_of(journal.diary().pain[-1])
    assert entry is not None
    form = {"uid": entry.uid, "at": str(at), "nrs": "1", "site": "right-forefoot-lateral"}
    assert story_client.post("/entry", data=form).status_code == 422


@pytest.mark.browser
def test_a_tap_on_a_point_shows_it_and_it_can_be_corrected_and_removed(page: Page, path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    with Served(path) as served:
        page.goto(f"{served.address}/timeline")
        expect(page.locator("#timeline[data-drawn=yes] canvas")).to_be_visible()
        tap(page, 4)
        expect(page.get_by_role("heading", name="Pain 4 of 10")).to_be_visible()
        page.get_by_text("Correct it").click()
        page.get_by_label("How much").fill("6")
        page.get_by_role("button", name="Save the correction").click()
        expect(page.locator(".saved")).to_contain_text("Corrected: 6")
        expect(page.locator("#timeline[data-renewed='1']")).to_be_visible()
        page.get_by_text("As a table").click()
        page.get_by_role("row", name="Pain 6 of 10").get_by_role("link").click()
        page.get_by_role("button", name="Remove it").click()
        expect(page.locator(".saved")).to_contain_text("Removed: Pain 6 of 10")
        expect(page.get_by_role("row", name="Pain 6 of 10")).to_have_count(0)
        assert reports(path) == []
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".saved")).to_contain_text("Put back: Pain 6 of 10")
        expect(page.get_by_role("row", name="Pain 6 of 10")).to_have_count(1)
    (report,) = reports(path)
    assert (report.nrs, report.at, report.quality) == (6.0, REPORT.at, REPORT.quality)


def tap(page: Page, nrs: float) -> None:
    """Tap the plot at the time of the report, at the height of a number."""
    box = page.locator("#timeline .u-over").bounding_box()
    assert box is not None
    first, last = RUN.start - timedelta(days=1), NOW + timedelta(days=1)
    share = (REPORT.at - first) / (last - first)
    height = (11.5 - nrs) / 17.5
    page.mouse.click(box["x"] + share * box["width"], box["y"] + height * box["height"])


@pytest.mark.browser
def test_a_tap_on_nothing_shows_nothing(page: Page, serve: Callable[[str], Served]) -> None:
    page.goto(f"{serve('few').address}/timeline")
    expect(page.locator("#timeline[data-drawn=yes] canvas")).to_be_visible()
    box = page.locator("#timeline .u-over").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 3, box["y"] + 3)
    expect(page.locator("#entry")).to_be_empty()

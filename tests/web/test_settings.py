"""Settings: units, weeks, everything out, everything gone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.keeping import keeping
from afterrun.lab.importing import import_paths
from afterrun.records import Original, PainReport, Run, Site
from afterrun.units import measuring
from afterrun.web.app import create_app
from afterrun.web.state.service import Service
from tests.web.conftest import NOW, PAGES, Served, client_of, journal_file
from tests.web.walking import pages_of

MILES = {"unit": "mi", "week": "monday"}


def test_miles_are_told_everywhere(story_client: TestClient) -> None:
    paths = (
        "/",
        "/timeline",
        "/fragment/today?site=right-forefoot-lateral",
        "/fragment/answers?site=right-forefoot-lateral",
        "/fragment/response?site=right-forefoot-lateral",
    )
    assert all(" km" in story_client.get(path).text for path in paths if "today" not in path)
    assert "Saved" in story_client.post("/settings", data=MILES).text
    for path in paths:
        text = story_client.get(path).text
        assert " km" not in text, path
    assert 'data-unit="mi"' in story_client.get("/timeline").text
    assert "3.3 mi in 30 min" in story_client.get("/timeline").text  # 5.3 km


@pytest.mark.share
def test_with_miles_no_page_speaks_of_kilometres(story_client: TestClient) -> None:
    """Every page and every part that they load, labels and marks of the plots included.

    Published findings are told as they were measured.
    """
    story_client.post("/settings", data=MILES)
    found = {path: said_in_kilometres(shown.texts) for path, shown in pages_of(story_client)}
    del found["/why/overuse"], found["/why/structure"]
    found["/settings"].remove("kilometres")  # one of the two that can be chosen
    assert {path: texts for path, texts in found.items() if texts} == {}
    assert len(found) > len(PAGES)


def said_in_kilometres(texts: list[str]) -> list[str]:
    return [text for text in texts if re.search(r"\bkm\b|kilomet", text, re.IGNORECASE)]


def test_an_answer_of_before_is_not_shown_in_the_other_unit(story_client: TestClient) -> None:
    """Chosen anew, the unit holds at once, also while the answers are worked out again."""
    service: Service = story_client.app.state.service  # type: ignore[attr-defined]
    site = Site.parse("right-forefoot-lateral")
    assert service.answer(site) is service.earlier_answer(site)
    with measuring("mi"):
        assert service.earlier_answer(site) is None


@pytest.mark.parametrize(("week", "told"), [("monday", "1 run, 8.0 km"), ("sunday", "2 runs, 13.0 km")])
def test_a_week_begins_when_the_person_says(tmp_path: Path, week: str, told: str) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:  # NOW is a Monday, 09:12
        journal.add([Run(start=NOW - timedelta(hours=2), duration_s=1800, distance_m=8000)])
        journal.add([Run(start=NOW - timedelta(days=1), duration_s=1800, distance_m=5000)])
    client = client_of(path)
    client.post("/settings", data={"unit": "km", "week": week})
    assert told in client.get("/").text


@pytest.mark.parametrize("form", [{"unit": "furlong", "week": "monday"}, {"unit": "km", "week": "friday"}, {}])
def test_what_is_not_known_is_refused(client: TestClient, form: dict[str, str]) -> None:
    assert client.post("/settings", data=form).status_code == 422


def test_the_export_is_everything_and_can_be_read_again(story_client: TestClient, tmp_path: Path) -> None:
    answer = story_client.get("/settings/export")
    assert answer.headers["content-disposition"] == 'attachment; filename="afterrun-2026-11-23.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(tmp_path)
    with Journal.open(tmp_path / "again.db") as again:
        list(import_paths(again, [tmp_path / "afterrun-2026-11-23"]))
        copy = again.diary()
    with Journal.open(story_client.app.state.service.journal_path) as journal:  # type: ignore[attr-defined]
        diary = journal.diary()
    assert copy == diary


def test_the_page_says_where_the_journal_lies(client: TestClient) -> None:
    assert str(client.app.state.service.journal_path) in client.get("/settings").text  # type: ignore[attr-defined]


@pytest.mark.parametrize("word", ["", "yes", "delet"])
def test_nothing_is_deleted_without_the_word(story_client: TestClient, word: str) -> None:
    answer = story_client.post("/settings/delete", data={"word": word})
    assert answer.status_code == 422
    assert "Nothing was deleted" in answer.text
    assert story_client.get("/api/timeline").json()["pain"]


def test_everything_is_deleted(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for name in ("fits", "answers"):
        (kept / name).mkdir(parents=True)
        (kept / name / "1.file").touch()
    (tmp_path / "journals").mkdir()
    with keeping(kept):
        _everything_is_deleted(tmp_path / "journals")
    assert not [each for each in kept.rglob("*") if each.is_file()]


def _everything_is_deleted(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "story")
    path.with_name("story.db.before-0001").write_bytes(b"an old copy")
    keep = tmp_path / "other.db"
    keep.write_bytes(b"another file")
    with Journal.open(path) as journal:
        journal.add((), original=Original("run.fit", b"a place nobody may know" * 20))
    client = client_of(path)
    before = client.get("/api/answers").json()["data"]["reports"]
    answer = client.post("/settings/delete", data={"word": " Delete "})
    assert "Everything is deleted" in answer.text
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert [each.name for each in tmp_path.iterdir()] == ["other.db"]
    assert "Log how it feels now" in client.get("/").text
    assert b"a place nobody may know" not in b"".join(each.read_bytes() for each in tmp_path.glob("story.db*"))
    client.post("/api/pain", json={"site": "right-forefoot-lateral", "nrs": 1})
    assert client.get("/api/answers").json()["data"]["reports"] == 1 != before


def test_one_that_had_it_open_does_not_harm_the_new_one(tmp_path: Path) -> None:
    """A program that held the old file cannot write to it any more, and closes it while a new journal is in use."""
    path = journal_file(tmp_path, "few")
    service: Service = create_app(path, clock=lambda: NOW).state.service
    client = TestClient(create_app(path, clock=lambda: NOW), base_url="http://127.0.0.1")
    old = service.open()
    old.diary()
    client.post("/settings/delete", data={"word": "delete"})
    with pytest.raises(JournalError, match="is gone"):  # only who deleted it knows that it was meant
        service.open()
    assert client.get("/check-in").status_code == 200
    new = service.open()
    new.add([PainReport(at=NOW, site=Site("left", "arch"), nrs=5.0)])
    with pytest.raises(JournalError, match="deleted or replaced"):
        old.add([PainReport(at=NOW, site=Site("left", "heel"), nrs=9.0)])
    old.close()
    new.add([PainReport(at=NOW, site=Site("left", "arch"), nrs=6.0)])
    new.close()
    with Journal.open(path) as journal:
        assert journal.verify() == ()
        assert sorted(report.nrs for report in journal.diary().pain) == [5.0, 6.0]  # of one instant


@pytest.mark.browser
def test_deleting_also_empties_the_browser(page: Page, serve: Callable[[str], Served]) -> None:
    served = serve("few")
    page.goto(f"{served.address}/check-in")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(
        "outboxStore.add({id: 'ab', journal: 'x', refused: 'no', words: 'heel', at: '2026-11-23T08:00Z', fields: {}})"
    )
    page.goto(f"{served.address}/settings")
    expect(page.locator("#outbox")).to_contain_text("1 entry was not taken")
    page.get_by_label("Type delete").fill("delete")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    page.goto(f"{served.address}/settings")
    expect(page.locator("#outbox")).to_be_hidden()
    assert page.evaluate("outboxStore.all().then((all) => all.length)") == 0


@pytest.mark.browser
def test_the_timeline_is_drawn_in_miles(page: Page, serve: Callable[[str], Served]) -> None:
    served = serve("story")
    page.goto(f"{served.address}/settings")
    page.locator("label.chip", has_text="miles").click()
    page.get_by_role("button", name="Save").click()
    page.goto(f"{served.address}/timeline")
    expect(page.locator("#timeline[data-drawn=yes] canvas")).to_be_visible()
    expect(page.get_by_text("runs, mi")).to_be_visible()
    assert page.evaluate("[distances.unit, km([0, 1609.344, 600])]") == ["mi", 1]


def test_a_time_zone_is_whose_clock_counts(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path):
        pass
    client = client_of(path)
    zone = {"unit": "km", "week": "monday", "zone": "Pacific/Auckland"}
    assert "<option selected>Pacific/Auckland" in client.post("/settings", data=zone).text
    said = {"site": "left-heel", "nrs": "3", "at": "2026-07-01T08:00"}
    assert client.post("/check-in", data=said).status_code == 200  # winter there
    assert client.post("/check-in", data=said | {"at": "2026-11-01T08:00"}).status_code == 200
    assert client.post("/check-in", data=said | {"at": ""}).status_code == 200
    with Journal.open(path) as journal:
        winter, summer, now = (report.at for report in journal.diary().pain)
    assert winter.isoformat() == "2026-07-01T08:00:00+12:00"
    assert summer.isoformat() == "2026-11-01T08:00:00+13:00"
    assert (now.utcoffset(), now) == (timedelta(hours=13), NOW.replace(second=0, microsecond=0))
    assert client.post("/settings", data=zone | {"zone": "Mars/Olympus"}).status_code == 422

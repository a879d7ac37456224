"""A backup through the browser, and back again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.records import PainReport, Site
from tests.web.conftest import NOW, Served, client_of, journal_file

HEEL = Site.parse("left-heel")
SURE = {"sure": "yes"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_file(tmp_path, "few")


def nrs_in(path: Path) -> list[float]:
    with Journal.open(path, create=False) as journal:
        return [report.nrs for report in journal.diary().pain]


def add(path: Path, nrs: float) -> None:
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(minutes=5), site=HEEL, nrs=nrs)])


def test_what_was_downloaded_can_be_put_back_and_what_was_there_is_kept(path: Path, tmp_path: Path) -> None:
    client = client_of(path)
    before = client.get("/api/answers").json()["data"]["reports"]
    copy = client.get("/settings/backup")
    assert copy.headers["content-disposition"] == 'attachment; filename="afterrun-2026-11-23.db"'
    add(path, 9)
    assert client.get("/api/answers").json()["data"]["reports"] == before + 1
    answer = client.post("/settings/restore", data=SURE, files={"backup": ("copy.db", copy.content)})
    assert answer.status_code == 200
    (aside,) = tmp_path.glob("few.db.before-restore-*")
    assert f"What was there is kept as {aside.name}." in answer.text
    assert nrs_in(path) == [0, 1, 2]
    assert nrs_in(aside) == [0, 1, 2, 9]
    assert client.get("/api/answers").json()["data"]["reports"] == before


def test_an_answer_of_the_journal_of_before_is_not_given(path: Path, tmp_path: Path) -> None:
    """Another journal may be at the same revision as the one that is gone."""
    other = journal_file(tmp_path, "empty")
    client = client_of(path)
    client.get("/api/answers")
    with Journal.open(other) as journal:
        journal.add([PainReport(at=NOW - timedelta(days=1), site=HEEL, nrs=5)])
        while journal.revision() < Journal.open(path).revision():
            journal.set_setting("x", str(journal.revision()))
    client.post("/settings/restore", data=SURE, files={"backup": ("o.db", other.read_bytes())})
    assert client.get("/api/answers").json()["data"]["reports"] == 1


@pytest.mark.parametrize(
    ("data", "content", "said"),
    [
        (SURE, b"no journal" * 500, "is not a journal"),
        (SURE, b"", "journal"),
        ({}, b"anything", "Tick that"),
        ({"sure": "no"}, b"anything", "Tick that"),
    ],
)
def test_what_is_no_backup_changes_nothing(
    path: Path, tmp_path: Path, data: dict[str, str], content: bytes, said: str
) -> None:
    answer = client_of(path).post("/settings/restore", data=data, files={"backup": ("copy.db", content)})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text
    assert said in answer.text
    assert "afterrun-scratch" not in answer.text
    assert nrs_in(path) == [0, 1, 2]
    assert list(tmp_path.glob("*before-restore*")) == []


def test_without_a_file_nothing_happens(path: Path) -> None:
    assert "no file was chosen" in client_of(path).post("/settings/restore", data=SURE).text


def test_nothing_is_left_behind(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    client: TestClient = client_of(path)
    copy = client.get("/settings/backup").content
    client.post("/settings/restore", data=SURE, files={"backup": ("copy.db", copy)})
    client.post("/settings/restore", data=SURE, files={"backup": ("copy.db", b"x")})
    assert list(folder.iterdir()) == []


@pytest.mark.browser
def test_by_hand(page: Page, serve: Callable[[str], Served], tmp_path: Path) -> None:
    served = serve("few")
    page.goto(f"{served.address}/settings")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download a backup").click()
    download.value.save_as(tmp_path / "mine.db")
    add(served.path, 9)
    page.get_by_text("Put a backup back").click()
    page.get_by_label("Backup", exact=True).set_input_files(tmp_path / "mine.db")
    page.get_by_role("button", name="Put it back").click()
    assert nrs_in(served.path)[-1] == 9  # not without the tick
    page.get_by_label("It takes the place of everything").check()
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("status")).to_contain_text("The backup is back in its place")
    assert nrs_in(served.path) == [0, 1, 2]

"""Lean on other people: off unless somebody says so, said on every page while it is on."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.journal.settings import settings_of
from tests.lab.test_leaning import OTHERS
from tests.web.conftest import client_of, journal_file

_LEANS = "May lean on 412 other people: Heel club"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_file(tmp_path, "few")


@pytest.fixture
def client(path: Path) -> TestClient:
    return client_of(path)


def lean(client: TestClient) -> str:
    return client.post("/settings/others", files={"file": ("heels.json", OTHERS.text.encode())}).text


def test_it_is_off_and_goes_on_and_off_again(client: TestClient, path: Path) -> None:
    assert "from your diary alone" in client.get("/settings").text
    assert _LEANS not in client.get("/").text
    assert "Your answers may lean on 412 other people: Heel club." in lean(client)
    assert all(_LEANS in client.get(page).text for page in ("/", "/answers", "/plan"))
    assert "lean on 412 other people (Heel club, until 4 May 2026), if" in client.get("/settings").text
    assert "lean on nobody" in client.post("/settings/others/nobody").text
    assert _LEANS not in client.get("/").text
    with Journal.open(path) as journal:
        assert journal.diary().others is None
        assert settings_of(journal).ceiling_nrs == 4.0


def test_what_no_cohort_lends_changes_nothing(client: TestClient, path: Path) -> None:
    for content in (b"", b"\xff\xfe", b"{}", OTHERS.text.encode()[:-20], b"[" * 100_000):
        answer = client.post("/settings/others", files={"file": ("heels.json", content)})
        assert answer.status_code == 422
        assert "file must be what a cohort lends" in answer.text
    assert client.post("/settings/others").status_code == 422
    with Journal.open(path) as journal:
        assert journal.diary().others is None

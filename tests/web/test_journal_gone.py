"""The journal is taken away under the running app: nothing is saved where it would be lost; once back, it is served."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.web.app import create_app
from tests.web.conftest import NOW, journal_file

PAIN = {"nrs": "1", "site": "other", "side": "left", "region": "heel"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return journal_file(tmp_path / "home", "few").parent


@pytest.fixture
def client(home: Path) -> TestClient:
    app = create_app(home / "few.db", clock=lambda: NOW)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.mark.parametrize("what", ["few.db", ""])
def test_a_journal_that_is_gone_is_not_begun_anew(client: TestClient, home: Path, what: str) -> None:
    before = client.get("/timeline").text
    place = home / what
    away = place.rename(home.parent / "away")
    for told in (client.get("/"), client.get("/check-in"), client.post("/check-in", data=PAIN)):
        assert told.status_code == 500
        assert "few.db is gone" in told.text
        assert "Put it back" in told.text
    file = {"files": ("pain.csv", b"at,site,nrs\n2026-11-01T08:00Z,left-heel,3\n")}
    assert client.post("/import", files=file).status_code == 500
    assert not place.exists()
    away.rename(place)
    assert client.get("/timeline").text == before
    assert client.post("/check-in", data=PAIN).status_code == 200


def test_where_everything_was_deleted_a_new_one_is_begun(client: TestClient, home: Path) -> None:
    assert client.get("/").status_code == 200
    assert client.post("/settings/delete", data={"word": "delete"}).status_code == 200
    assert not (home / "few.db").exists()
    assert client.post("/check-in", data=PAIN).status_code == 200
    assert (home / "few.db").exists()

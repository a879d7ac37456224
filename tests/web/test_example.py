"""An example by a button: only where there is nothing of one's own, and never more is thrown away than it."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.web.app import create_app
from afterrun.web.state.steps import StepsBeside
from afterrun.web.state.ways import Ways
from tests.web.conftest import NOW


def counted(client: TestClient) -> int:
    with Journal.open(client.app.state.service.journal_path) as journal:  # type: ignore[attr-defined]
        return len(journal.diary().pain)


def test_one_tap_shows_it_and_one_throws_it_away(client: TestClient) -> None:
    assert "Look at an example first" in client.get("/").text
    shown = client.post("/example").text
    assert "Simulated journal: not your data" in shown
    assert "The last 7 days" in shown
    assert counted(client) > 100
    ended = client.post("/example/end").text
    assert "Simulated journal" not in ended
    assert "Look at an example first" in ended
    assert counted(client) == 0


def test_it_is_written_beside_the_app(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    client = TestClient(
        create_app(path, clock=lambda: NOW, ways=Ways(steps=StepsBeside())), base_url="http://127.0.0.1"
    )
    client.get("/")
    assert "Simulated journal: not your data" in client.post("/example").text
    assert client.post("/example").status_code == 422
    assert counted(client) > 100


def test_it_never_comes_into_a_journal_of_ones_own(client: TestClient) -> None:
    client.post("/check-in", data={"site": "left-heel", "nrs": "3"})
    refused = client.post("/example")
    assert refused.status_code == 422
    assert "must be empty" in refused.text
    assert counted(client) == 1


def test_a_journal_of_ones_own_is_not_thrown_away(client: TestClient) -> None:
    client.post("/check-in", data={"site": "left-heel", "nrs": "3"})
    assert "Throw the example away" not in client.get("/").text
    client.post("/example/end")
    assert counted(client) == 1

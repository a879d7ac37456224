"""Sync in the app: connect, begin, see how far it is, stop, what came of it; no key is shown again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from afterrun.sync.sources import Intervals, add, sources_of
from afterrun.web.app import create_app
from afterrun.web.state.syncing import Syncing
from tests.sync import fake_services as fake
from tests.sync.fake_services import KEY, FakeService
from tests.web.conftest import NOW
from tests.web.fake_servers import running

PART = {"hx-request": "true"}


@pytest.fixture
def service() -> Iterator[FakeService]:
    with running(FakeService().with_runs(3)) as served:
        yield served


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def app(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path, clock=lambda: NOW), base_url="http://127.0.0.1:8000") as client:
        yield client


def job_of(app: TestClient) -> Syncing:
    job = app.app.state.syncing  # type: ignore[attr-defined]
    assert isinstance(job, Syncing)
    return job


def post(app: TestClient, to: str, **form: str) -> str:
    answer = app.post(to, data=form, headers={**PART, "origin": "http://127.0.0.1:8000"})
    return answer.text


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_key_is_kept_and_never_shown(app: TestClient, path: Path) -> None:
    assert "Nothing is connected yet" in app.get("/sync").text
    answer = post(app, "/sync/add", kind="intervals", key=f"  {KEY} ")
    assert "Connected. Now sync." in answer
    assert sources_of(Secrets(path)) == {"intervals": Intervals(KEY)}
    for shown in ("/sync", "/import", "/fragment/sync", "/settings"):
        assert KEY not in app.get(shown, headers=PART).text
    assert "two words" not in post(app, "/sync/add", kind="intervals", key="two words")
    assert "Nothing was changed" in post(app, "/sync/add", kind="folder", key="/etc")
    assert "Forgotten, with its keys" in post(app, "/sync/remove", name="intervals")
    assert KEY not in Secrets(path).path.read_text()


def test_it_takes_in_what_is_new_and_says_so(app: TestClient, path: Path, service: FakeService) -> None:
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    job_of(app).join(60)
    shown = app.get("/fragment/sync", headers=PART).text
    assert "intervals.icu" in shown
    assert "3 added, 0 already there" in shown
    with Journal.open(path) as journal:
        assert len(journal.diary().runs) == 3
    assert "hx-trigger" not in shown  # nothing goes on, and nothing is looked for


def test_how_far_it_is_is_shown_and_it_can_be_stopped(app: TestClient, path: Path, service: FakeService) -> None:
    go_on = threading.Event()

    def held(handler: fake._Handler) -> None:
        go_on.wait(60)
        handler.answer(200, service.files["i101"])

    service.faults = [("i101/file", held)]
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    until(lambda: service.asked("i101/file") > 0)
    shown = app.get("/fragment/sync", headers=PART).text
    assert "1 of 3" in shown
    assert 'hx-trigger="every 1s"' in shown
    post(app, "/sync")  # a second one is not begun
    assert "Stopping after this one" in post(app, "/sync/stop")
    go_on.set()
    job_of(app).join(60)
    assert "Stopped. What was taken in stays" in app.get("/fragment/sync", headers=PART).text
    assert service.asked("/activities?") == 1
    post(app, "/sync")
    job_of(app).join(60)
    with Journal.open(path) as journal:
        assert len(journal.diary().runs) == 3


def test_stopped_while_it_waits_for_a_server_it_ends_at_once(app: TestClient, path: Path, service: FakeService) -> None:
    service.faults = [("/activities", fake.status(429, retry_after="100"))]
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    until(lambda: service.asked("/activities") > 0)
    post(app, "/sync/stop")
    job_of(app).join(60)
    assert not job_of(app).is_working
    assert "Stopped" in app.get("/fragment/sync", headers=PART).text


def test_a_refusal_is_said_in_words(app: TestClient, path: Path, service: FakeService) -> None:
    service.faults = [("/activities", fake.status(401))]
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    job_of(app).join(60)
    assert "The key was not taken. Make a new key there, and add it here again." in app.get("/sync").text


def test_a_fault_of_ours_is_said_without_its_words(
    app: TestClient, path: Path, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Iterator[object]:
        raise RuntimeError(f"with the key {KEY}")
        yield

    monkeypatch.setattr("afterrun.sync.syncing.sync", broken)
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    job_of(app).join(60)
    shown = app.get("/sync").text
    assert "Something in Afterrun broke" in shown
    assert KEY not in shown


def test_names_of_activities_are_shown_as_text(app: TestClient, path: Path, service: FakeService) -> None:
    service.activities[0]["name"] = "<script>alert(1)</script>"
    del service.files["i100"]
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    job_of(app).join(60)
    assert "<script>alert" not in app.get("/sync").text
    assert "&lt;script&gt;alert" in app.get("/sync").text


def test_everything_deleted_ends_the_sync_first_and_takes_the_keys(
    app: TestClient, path: Path, service: FakeService
) -> None:
    def held(handler: fake._Handler) -> None:
        job_of(app)._stop.wait(60)
        handler.answer(200, service.files["i101"])

    service.faults = [("i101/file", held)]
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    until(lambda: service.asked("i101/file") > 0)
    assert app.post("/settings/delete", data={"word": "delete"}).status_code == 200
    assert not job_of(app).is_working
    assert not Secrets(path).path.exists() or KEY not in Secrets(path).path.read_text()
    with Journal.open(path) as journal:
        assert journal.diary().runs == ()


def test_nothing_is_deleted_while_a_sync_has_still_to_end(
    app: TestClient, path: Path, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def held(handler: fake._Handler) -> None:
        go_on.wait(60)
        handler.answer(200, service.files["i101"])

    monkeypatch.setattr("afterrun.web.pages.settings.route._ENDS_WITHIN_S", 0.05)
    service.faults = [("i101/file", held)]
    add(Secrets(path), Intervals(KEY, service.address))
    post(app, "/sync")
    until(lambda: service.asked("i101/file") > 0)
    answer = app.post("/settings/delete", data={"word": "delete"})
    go_on.set()
    job_of(app).join(60)
    assert (answer.status_code, "a sync has still to end" in answer.text) == (422, True)
    with Journal.open(path) as journal:
        assert len(journal.diary().runs) == 2

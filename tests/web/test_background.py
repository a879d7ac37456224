"""What takes long: worked out once, beside the requests, and a page says so."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.lab import answers
from afterrun.lab.answers import Answer
from afterrun.records import PainReport, Site
from afterrun.web.app import create_app
from afterrun.web.state import service as service_module
from afterrun.web.state.background import Background, StillWorkingError
from tests.web.conftest import NOW, Served, journal_file

SITE = Site("left", "heel")
URL = "/fragment/answers?site=left-heel"
HTMX = {"hx-request": "true"}


class Slow:
    """The answers, held back until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        self.count = 0
        monkeypatch.setattr(service_module, "answer", self)

    def __call__(self, *args: object, **kwargs: object) -> Answer:
        self.count += 1
        assert self.go.wait(60)
        return answers.answer(*args, **kwargs)  # type: ignore[arg-type]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    app = create_app(journal_file(tmp_path, "few"), clock=lambda: NOW)
    app.state.service.patience_s = 0.05
    return TestClient(app, base_url="http://127.0.0.1")


def test_one_at_a_time_and_each_once() -> None:
    room, at_work, most = Background(4), [0], [0]
    lock = threading.Lock()

    def make() -> int:
        with lock:
            at_work[0] += 1
            most[0] = max(most[0], at_work[0])
        threading.Event().wait(0.02)
        with lock:
            at_work[0] -= 1
        return 7

    found: list[int] = []
    threads = [threading.Thread(target=lambda n=n: found.append(room.of(n % 3, "now", make))) for n in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (found, most[0]) == ([7] * 9, 1)


def test_no_more_is_kept_than_there_is_room_for() -> None:
    room = Background(2)
    made: list[str] = []
    for name in ("a", "b", "c", "a"):
        room.of(name, 0, partial(made.append, name))
    assert made == ["a", "b", "c", "a"]
    assert room.before("b") is None


def test_a_fault_goes_to_who_asked_and_is_not_kept() -> None:
    room = Background(2)
    with pytest.raises(ZeroDivisionError):
        room.of("a", 0, lambda: 1 // 0)
    assert room.of("a", 0, lambda: 3) == 3


def test_what_was_begun_before_forgetting_is_not_kept() -> None:
    room, go = Background(2), threading.Event()
    with pytest.raises(StillWorkingError):
        room.of("a", 0, lambda: go.wait(60) and "old", patience_s=0.01)
    room.forget()
    go.set()
    assert room.of("a", 0, lambda: "new") == "new"


def test_a_newer_state_is_worked_out_after_the_older() -> None:
    room, go = Background(2), threading.Event()
    with pytest.raises(StillWorkingError):
        room.of("a", 0, lambda: go.wait(60) and "old", patience_s=0.01)
    go.set()
    assert room.of("a", 1, lambda: "new") == "new"


def test_a_page_says_that_it_takes_a_while_and_other_pages_open(client: TestClient, slow: Slow) -> None:
    told = client.get(URL, headers=HTMX).text
    assert "Working it out" in told
    assert f'hx-get="{URL.replace("&", "&amp;")}&amp;fresh=yes"' in told
    assert client.get(f"{URL}&fresh=yes", headers=HTMX).status_code == 204
    assert client.get("/timeline").status_code == 200
    slow.go.set()
    client.app.state.service.patience_s = 30  # type: ignore[attr-defined]
    assert "What sets it off" in client.get(f"{URL}&fresh=yes", headers=HTMX).text
    assert slow.count == 1


def test_after_an_entry_the_answer_of_before_is_shown_as_such(client: TestClient, slow: Slow) -> None:
    slow.go.set()
    assert "From before" not in client.get(URL).text
    slow.go.clear()
    service = client.app.state.service  # type: ignore[attr-defined]
    with service.open() as journal:
        journal.add([PainReport(at=NOW, site=SITE, nrs=1)])
    told = client.get(URL, headers=HTMX).text
    assert "From before your latest entry" in told
    assert "From 1 runs and 2 reports" in told  # the first of three was made during the run
    assert client.get(f"{URL}&fresh=yes", headers=HTMX).status_code == 204
    slow.go.set()
    assert "and 3 reports" in client.get(URL).text


@pytest.mark.browser
def test_a_browser_gets_it_when_it_is_there(page: Page, tmp_path: Path, slow: Slow) -> None:
    with Served(journal_file(tmp_path, "few")) as served:
        page.goto(f"{served.address}/answers")
        expect(page.get_by_label("Being worked out")).to_be_visible()
        slow.go.set()
        expect(page.get_by_role("heading", name="What sets it off")).to_be_visible()
        expect(page.locator(".working")).to_have_count(0)

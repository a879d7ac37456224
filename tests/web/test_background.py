"""What takes long: worked out once, beside the requests, and a page says so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.lab import answers
from afterrun.lab.answers import Answer
from afterrun.records import PainReport, Site
from afterrun.web.app import create_app
from afterrun.web.state import background
from afterrun.web.state import service as service_module
from afterrun.web.state.background import Background, Question, StillWorkingError, StoppedError, TooMuchAtOnceError
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
    threads = [
        threading.Thread(target=lambda n=n: found.append(room.of(Question(n % 3, "now", make)))) for n in range(9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (found, most[0]) == ([7] * 9, 1)


def test_no_more_is_kept_than_there_is_room_for() -> None:
    room = Background(2)
    made: list[str] = []
    for name in ("a", "b", "c", "a"):
        room.of(Question(name, 0, partial(made.append, name)))
    assert made == ["a", "b", "c", "a"]
    assert room.before("b") is None


def test_a_fault_goes_to_who_asked_and_is_not_kept() -> None:
    room = Background(2)
    with pytest.raises(ZeroDivisionError):
        room.of(Question("a", 0, lambda: 1 // 0))
    assert room.of(Question("a", 0, lambda: 3)) == 3


def test_what_was_begun_before_forgetting_is_not_kept() -> None:
    room, go = Background(2), threading.Event()
    with pytest.raises(StillWorkingError):
        room.of(Question("a", 0, lambda: go.wait(60) and "old"), patience_s=0.01)
    room.forget()
    go.set()
    assert room.of(Question("a", 0, lambda: "new")) == "new"


def test_a_newer_state_is_worked_out_after_the_older() -> None:
    room, go = Background(2), threading.Event()
    with pytest.raises(StillWorkingError):
        room.of(Question("a", 0, lambda: go.wait(60) and "old"), patience_s=0.01)
    go.set()
    assert room.of(Question("a", 1, lambda: "new")) == "new"


class Held:
    """A room in which the first question holds up the others, as long as it is wanted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(background, "_MAY_COME_BACK_S", 0.0)
        self.made: list[object] = []
        self.room = Background(4, self._work)

    def _work(self, make: Callable[[], object], wanted: Callable[[], bool]) -> object:
        while wanted() and make is self.forever:
            threading.Event().wait(0.001)
        if not wanted():
            raise StoppedError
        return make()

    def forever(self) -> object:
        raise AssertionError("it is held")

    def question(self, name: object) -> Question:
        return Question(name, 0, self.forever if name == "held" else partial(self._note, name))

    def _note(self, name: object) -> object:
        self.made.append(name)
        return name


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    found = Held(monkeypatch)
    found.forever = found.forever  # type: ignore[method-assign]  # one bound method, to be known again
    return found


def test_what_nobody_waits_for_is_stopped_and_what_waits_behind_it_comes(held: Held) -> None:
    first = held.room.ask(held.question("held"))
    behind = held.room.ask(held.question("b"))
    assert not behind.done.wait(0.05)
    held.room.leave(first, gone=True)
    assert behind.done.wait(60)
    assert (behind.result(), first.was_stopped) == ("b", True)


def test_what_is_left_before_its_turn_is_never_begun(held: Held) -> None:
    first = held.room.ask(held.question("held"))
    for n in range(100):  # one after the other: there is always room
        held.room.leave(held.room.ask(held.question(n)), gone=True)
    last = held.room.ask(held.question("last"))
    held.room.leave(first, gone=True)
    assert last.done.wait(60)
    assert held.made == ["last"]


def test_who_waits_too_is_not_left_alone_by_who_goes(held: Held) -> None:
    first, second = (held.room.ask(held.question("held")) for _ in range(2))
    assert first is second
    held.room.leave(first, gone=True)
    assert not second.done.wait(0.05)
    held.room.leave(second, gone=True)
    assert second.done.wait(60)


def test_a_page_that_looks_again_keeps_it_going(held: Held) -> None:
    job = held.room.ask(held.question("held"))
    held.room.leave(job, gone=False)
    assert not job.done.wait(0.05)
    job.look_no_more()
    assert job.done.wait(60)


def test_the_queue_has_an_end(held: Held) -> None:
    waiting = [held.room.ask(held.question(name)) for name in ("held", *range(7))]
    with pytest.raises(TooMuchAtOnceError):
        held.room.ask(held.question("one more"))
    assert held.room.ask(held.question(6)) is waiting[-1]  # the same again is no more to do
    for job in waiting:
        held.room.leave(job, gone=True)


def test_no_more_may_wait_at_once_than_there_is_room_for(held: Held) -> None:
    waiting = [held.room.ask(held.question("held")) for _ in range(64)]
    with pytest.raises(TooMuchAtOnceError):
        held.room.ask(held.question("held"))
    for job in waiting:
        held.room.leave(job, gone=True)
    assert waiting[0].done.wait(60)


def test_a_page_says_that_too_much_is_waiting_and_asks_again(client: TestClient, slow: Slow) -> None:
    room = client.app.state.service.background  # type: ignore[attr-defined]
    waiting = [room.ask(Question(name, 0, slow.go.wait)) for name in range(8)]
    for headers in (HTMX, {}):
        told = client.get(URL, headers=headers)
        assert told.status_code == 503
        assert told.headers["retry-after"] == "10"
        assert ("asks again by itself" if headers else "Too much is being worked out at once") in told.text
    assert client.get("/api/answers").status_code == 503
    assert client.get("/check-in").status_code == 200
    slow.go.set()
    for job in waiting:
        room.leave(job, gone=True)


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


class StillWorkingAsUsualError(StillWorkingError):
    def __init__(self, usual_s: float | None) -> None:
        super().__init__(12.0)


def test_where_it_is_known_how_long_it_takes_a_bar_fills(
    client: TestClient, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "<progress aria-label" in client.get(URL, headers=HTMX).text  # nobody knows the first time
    monkeypatch.setattr("afterrun.web.state.pending.StillWorkingError", StillWorkingAsUsualError)
    told = client.get(URL, headers=HTMX).text
    assert '<progress max="10" value="0" data-fills' in told
    assert "it took about 10 s" in told
    slow.go.set()


def test_after_an_entry_the_answer_of_before_is_shown_as_such(client: TestClient, slow: Slow) -> None:
    slow.go.set()
    assert "From before" not in client.get(URL).text
    slow.go.clear()
    service = client.app.state.service  # type: ignore[attr-defined]
    with service.open() as journal:
        journal.add([PainReport(at=NOW, site=SITE, nrs=1)])
    told = client.get(URL, headers=HTMX).text
    assert "From before your latest entry" in told
    assert "This rests on 1 run and 2 reports" in told  # the first of three was made during the run
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

"""What writes for a while, in a process of its own: told of step by step, stopped, limited, and gone with who asked."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.language import speaking
from afterrun.scratch import STEM
from afterrun.web.app import create_app
from afterrun.web.state import steps as steps_module
from afterrun.web.state.background import TooMuchAtOnceError
from afterrun.web.state.steps import StepsBeside, TookTooMuchError
from afterrun.web.state.ways import Ways
from tests.web.conftest import NOW, journal_file
from tests.web.steps_made import broken, endless, greedy, killed, killed_at_once, refused, told, until_told
from tests.web.test_imports import TABLE
from tests.web.test_worker import wait_until_gone

beside = StepsBeside()


def test_it_is_another_process_that_speaks_as_whoever_asks() -> None:
    with speaking("de"):
        process, spoken = beside(told)
    assert process != os.getpid()
    assert spoken == "de"


@pytest.mark.parametrize(
    ("work", "fault"),
    [(refused, InvalidValueError), (broken, RuntimeError), (killed, TookTooMuchError), (greedy, TookTooMuchError)],
)
def test_what_was_done_is_told_before_what_went_wrong(work: steps_module.Work, fault: type[Exception]) -> None:
    done = beside(work)
    assert next(done) == 1
    with pytest.raises(fault):
        next(done)


def test_who_goes_away_ends_it_and_the_next_has_its_turn() -> None:
    done = beside(endless)
    process = next(done)
    done.close()  # type: ignore[attr-defined]  # a generator
    wait_until_gone(process)
    assert len(list(beside(told))) == 2


def test_it_stops_after_the_step_it_is_at() -> None:
    stop = threading.Event()
    done = beside(until_told, stop)
    next(done)
    stop.set()
    assert list(done) == [True]


def test_few_wait_and_the_next_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps_module, "_MOST_WAITING", 0)
    narrow = StepsBeside()
    first = narrow(endless)
    next(first)
    with pytest.raises(TooMuchAtOnceError):
        next(narrow(told))
    first.close()  # type: ignore[attr-defined]
    assert len(list(narrow(told))) == 2


def test_it_ends_with_the_app_that_is_killed() -> None:
    program = (
        "from tests.web.steps_made import endless\nfrom afterrun.web.state.steps import StepsBeside\n"
        "for process in StepsBeside()(endless): print(process, flush=True)"
    )
    where = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=where) as app:
        assert app.stdout is not None
        process = int(app.stdout.readline())
        app.kill()
    wait_until_gone(process)


@pytest.mark.share
def test_an_import_and_a_restore_are_done_beside_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    path = journal_file(tmp_path, "few")
    client = TestClient(
        create_app(path, clock=lambda: NOW, ways=Ways(steps=StepsBeside())), base_url="http://127.0.0.1"
    )
    copy = client.get("/settings/backup").content
    headers = {"hx-request": "true"}
    assert "1 added" in client.post("/import", files=[("files", ("pain.csv", TABLE))], headers=headers).text
    with Journal.open(path) as journal:
        assert len(journal.diary().pain) == 4
    sent = client.post("/settings/restore", data={"sure": "yes"}, files={"backup": ("o.db", copy)})
    assert "back in its place" in sent.text
    with Journal.open(path) as journal:
        assert len(journal.diary().pain) == 3
    sent = client.post("/settings/restore", data={"sure": "yes"}, files={"backup": ("o.db", b"no journal" * 500)})
    assert "is not a journal" in sent.text
    assert list(folder.iterdir()) == []


def test_an_import_that_costs_too_much_says_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = journal_file(tmp_path, "few")
    app = create_app(path, clock=lambda: NOW)
    app.state.service.steps = lambda _work: beside(killed_at_once)
    for headers in ({}, {"hx-request": "true"}):
        answer = TestClient(app, base_url="http://127.0.0.1").post(
            "/import", files=[("files", ("pain.csv", TABLE))], headers=headers
        )
        assert answer.status_code == 200
        assert "more time or memory than it may" in answer.text


def test_what_a_killed_server_was_sent_is_gone_when_it_starts_again(tmp_path: Path) -> None:
    """A folder of one that was killed has nobody who holds it."""
    left = tmp_path / f"{STEM}abc" / "in"
    left.mkdir(parents=True)
    (left / "run.fit").write_bytes(b"private")
    program = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from afterrun.web.serving import Reach, serve\n"
        "serve(Path(sys.argv[1]), reach=Reach(), open_browser=False, clock=lambda: datetime.now(UTC))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "journal.db")]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        assert next(line for line in server.stdout if line.startswith("Open "))
        assert not left.parent.exists()
        server.kill()

"""Journals to serve, a client without a browser, and a browser against a real server."""

from __future__ import annotations

import os
import pickle
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import BrowserContext, expect

from afterrun.foot import Changes, Outline, RunningStance, Slower
from afterrun.journal import Journal
from afterrun.lab.foot import Deeper, what_if
from afterrun.lab.story import build_story, write_story
from afterrun.places import Place
from afterrun.records import PainReport, Run, Site
from afterrun.web.app import create_app
from afterrun.web.state.ways import Ways
from tests import once
from tests.web.registered import routes_of

NOW = datetime(2026, 11, 23, 9, 12, 30, tzinfo=UTC)
# What a browser opens that is no page of the app: a file to save, the service worker, the door before it.
NO_PAGES = frozenset({"/report", "/sw.js", "/settings/export", "/settings/backup", "/login"})
_PARTS = ("/api/", "/fragment", "/calendar", "/static")


def pages_of(app: FastAPI) -> tuple[str, ...]:
    """Every page by the app's own routes, so that a new one is in every matrix without being named."""
    paths = [route.path for route in routes_of(app) if route.method == "GET"]
    return tuple(path for path in paths if path == "/api/" or not (path in NO_PAGES or path.startswith(_PARTS)))


HANG_MS = 60_000  # a guard against hanging: a busy machine takes long, and no test is about how long
expect.set_options(timeout=HANG_MS)
PAGES = pages_of(create_app(Path("no.db"), clock=lambda: NOW))
# Of the two that Debian has, the one without windows: a page takes it a quarter of the CPU time.
CHROMIUM = next(
    (path for path in (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")) if path.exists()),
    Path("/usr/bin/chromium-headless-shell"),
)
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def fill_empty(journal: Journal) -> None:
    """Nothing recorded."""


def fill_story(journal: Journal) -> None:
    """The simulated story."""
    write_story(journal, now=NOW)


def fill_few(journal: Journal) -> None:
    """Three reports and a run: too little for any answer."""
    at = NOW - timedelta(days=3)
    site = Site.parse("left-heel")
    journal.add([Run(start=at, duration_s=1800, distance_m=5000)])
    journal.add(PainReport(at=at + timedelta(days=i), site=site, nrs=i) for i in range(3))


def fill_day_after(journal: Journal) -> None:
    """The story, its last run some days ago, and a run that ended yesterday morning without a report since."""
    write_story(journal, now=NOW - timedelta(days=4))
    journal.add([Run(start=NOW - timedelta(hours=25), duration_s=1800, distance_m=5000)])


def fill_soreness(journal: Journal) -> None:
    """A diary like PMData's: many sessions, some without a distance, and soreness on its own scale."""
    story = build_story(now=NOW).diary
    scale = {0: 0, 1: 1, 2: 2, 3: 2, 4: 5, 5: 5, 6: 5, 7: 5}
    journal.add(
        PainReport(
            at=report.at,
            site=Site("both", "body"),
            nrs=scale[int(report.nrs)],
            symptom="soreness",
            scale="wellness-5",
        )
        for report in story.pain
        if report.symptom == "pain"
    )
    journal.add(story.runs)
    journal.add(Run(start=run.start + timedelta(days=2), duration_s=3600, sport="strength") for run in story.runs)


JOURNALS: dict[str, Callable[[Journal], None]] = {
    "empty": fill_empty,
    "few": fill_few,
    "story": fill_story,
    "day-after": fill_day_after,
    "soreness": fill_soreness,
}


def journal_file(folder: Path, name: str) -> Path:
    """One of the journals, as a file of one's own."""

    def fill(path: Path) -> None:
        with Journal.open(path) as journal:
            JOURNALS[name](journal)

    return once.copy_of(f"journal-{name}", fill, folder / f"{name}.db")


def handed_over(make: Callable[[], Any], _wanted: Callable[[], bool], /) -> Any:
    """Work it out here; what could not be handed to the process beside the app fails."""
    pickle.dumps(make)
    return make()


def client_of(path: Place) -> TestClient:
    app = create_app(path, clock=lambda: NOW, ways=Ways(work=handed_over))
    app.state.service.patience_s = 3600.0  # a client cannot ask again as a page does; a busy machine may take minutes
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=True)


@pytest.fixture(autouse=True)
def _one_shape(one_shape: object) -> None:
    """A page shows what is told, whatever the shape: which it is, is for `tests/response` and `tests/lab`."""


EVERY_DAY = ("empty", "story")


@pytest.fixture(
    scope="module",
    params=[name if name in EVERY_DAY else pytest.param(name, marks=pytest.mark.share) for name in JOURNALS],
)
def any_client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client on each of the journals; on some of them in `make share`."""
    return client_of(journal_file(tmp_path_factory.mktemp("web"), request.param))


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A client on an empty journal of its own."""
    return client_of(journal_file(tmp_path, "empty"))


@pytest.fixture
def story_client(tmp_path: Path) -> TestClient:
    """A client on the story."""
    return client_of(journal_file(tmp_path, "story"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, quiet and without the network; skipped where there is none, unless it is required."""
    if not CHROMIUM.exists():
        if os.environ.get("AFTERRUN_REQUIRE_BROWSER"):
            pytest.fail(f"Chromium must be at {CHROMIUM}; run `make browser`.")
        pytest.skip("no Chromium here; `make browser` installs it on Debian")
    return {"executable_path": str(CHROMIUM), "args": list(CHROMIUM_ARGUMENTS)}


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A browser's own world, as patient as `expect`."""
    context.set_default_timeout(HANG_MS)
    return context


class Served:
    """A journal behind a real server on a free port of this computer, or on the port of before."""

    def __init__(self, path: Path, *, port: int = 0) -> None:
        self.path = path
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # as in web/serving.py
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port = int(self._socket.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._server = uvicorn.Server(uvicorn.Config(create_app(path, clock=lambda: NOW), log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> Served:
        self._thread.start()
        deadline = time.monotonic() + HANG_MS / 1000
        while not self._server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        assert self._server.started
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(HANG_MS / 1000)
        self._socket.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[str], Served]]:
    """Serve one of the journals by name."""
    running: list[Served] = []

    def start(name: str) -> Served:
        running.append(Served(journal_file(tmp_path, name)).__enter__())
        return running[-1]

    yield start
    for served in running:
        served.__exit__()


@pytest.fixture(autouse=True)
def whole_stances() -> Iterator[list[Changes]]:
    """What whole stances say is made up: to find some takes a minute. Lists what was asked.

    Not by the fixture ``monkeypatch``: nothing is remembered for tests that use that (`tests/conftest.py`).
    """
    asked: list[Changes] = []

    def outline(more: float) -> Outline:
        s = np.linspace(0, 1, 11)
        at = np.array([[0, 0, 0.1, 0.13, 0.16, 0.2, 0.0], [0.9, 0.5, 0.1, 0.05, 0.02, 0.02, 0.02]])
        wave = np.sin(np.pi * s)
        return Outline(
            s=s,
            places=np.repeat(at[None], s.size, axis=0),
            ground_n=1500 * wave,
            ground_m=0.1 + 0.02 * s + more,
            calf_n=3000 * (1 + 10 * more) * wave,
        )

    def deeper(running: RunningStance, changes: Changes) -> Deeper:
        asked.append(changes)
        found = Slower(
            values={"adapted": {"heel-impulse": np.array([-6.0, -4.0])}, "replay": {"heel-impulse": np.array([5.0])}},
            unsolved=0,
            usual=outline(0.0),
            changed=outline(0.01),
        )
        return Deeper(what_if(running, changes, found), found)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("afterrun.web.state.service.what_if_deeper", deeper)
        yield asked

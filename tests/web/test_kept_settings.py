"""A page speaks the language that is chosen now, whoever chose it, though it does not open the journal to know."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.settings import Settings
from afterrun.journal.state import Seen
from afterrun.web.state import kept_settings
from afterrun.web.state.kept_settings import COARSE_TICK_NS, KeptSettings
from afterrun.web.state.service import Service, settings_of_served
from tests.web.conftest import NOW, client_of, journal_file

CHOOSE = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as journal:
    journal.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('language', ?)", (sys.argv[2],))
"""


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return client_of(journal_file(tmp_path, "few"))


@pytest.fixture
def service(client: TestClient) -> Service:
    """Of the client; what its journal looks like is taken for settled, as it is some seconds after a write."""
    found: Service = client.app.state.service  # type: ignore[attr-defined]
    found.kept_settings.now_ns = lambda: time.time_ns() + 10 * COARSE_TICK_NS
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    made, chosen = [], Service.chosen

    def counted(service: Service) -> Settings:
        made.append(found := chosen(service))
        return found

    monkeypatch.setattr(Service, "chosen", counted)
    return made


def spoken(client: TestClient) -> str:
    return client.get("/check-in").text.partition('<html lang="')[2][:2]


def path_of(service: Service) -> Path:
    assert isinstance(service.journal_path, Path)
    return service.journal_path


def test_what_nobody_changes_is_read_once(client: TestClient, service: Service, read: list[Settings]) -> None:
    spoken(client)  # the first look gives the journal its name
    read.clear()
    assert [spoken(client) for _ in range(3)] == ["en"] * 3
    assert len(read) == 1


def test_the_next_page_speaks_what_was_chosen_here(client: TestClient, service: Service) -> None:
    for chosen in ("de", "en", "de"):
        assert client.post("/settings", data={"language": chosen}).status_code == 200
        assert spoken(client) == chosen


@pytest.mark.parametrize("still_open", [False, True])
def test_the_next_page_speaks_what_another_process_chose(
    client: TestClient, service: Service, *, still_open: bool
) -> None:
    """Also while it has the journal open, and what it wrote is in the log alone."""
    assert spoken(client) == "en"
    with closing(sqlite3.connect(path_of(service))) as reader:
        if still_open:
            reader.execute("SELECT * FROM setting").fetchall()
        subprocess.run([sys.executable, "-c", CHOOSE, str(path_of(service)), "de"], check=True)
        assert path_of(service).with_name(f"{path_of(service).name}-wal").exists() is still_open
        assert spoken(client) == "de"
    assert spoken(client) == "de"


def test_a_log_that_is_begun_anew_without_growing_is_seen(client: TestClient, service: Service) -> None:
    with Journal.open(path_of(service)) as other:
        for number in range(20):
            other.set_setting("week-start", ("monday", "sunday")[number % 2])
        with closing(sqlite3.connect(path_of(service))) as checkpointing:
            checkpointing.execute("PRAGMA wal_checkpoint(FULL)").fetchall()
        assert spoken(client) == "en"
        log = path_of(service).with_name(f"{path_of(service).name}-wal")
        length = log.stat().st_size
        other.set_setting("language", "de")
        assert log.stat().st_size == length
        assert spoken(client) == "de"


def test_the_journal_in_its_place_says_what_is_spoken(client: TestClient, service: Service, tmp_path: Path) -> None:
    german, english = tmp_path / "de.db", tmp_path / "en.db"
    back_up(path_of(service), english)
    client.post("/settings", data={"language": "de"})
    back_up(path_of(service), german)
    for copy, language in ((english, "en"), (german, "de")):
        restore(copy, path_of(service), now=NOW, force=True)
        assert spoken(client) == language
    os.replace(english, path_of(service))  # noqa: PTH105
    assert spoken(client) == "en"


@pytest.mark.parametrize(("written_ns", "tick_ms"), [(7_000_000_000, 2_000), (7_004_000_000, 50)])
def test_what_was_just_written_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written_ns: int, tick_ms: int
) -> None:
    """Within a tick of the clock of its file system a file may be written twice and look the same."""
    made: list[int] = []

    def read() -> Settings:
        made.append(1)
        return Settings()

    monkeypatch.setattr(kept_settings, "seen", lambda _: Seen(((1, 2, 3),), written_ns))
    kept = KeptSettings(lambda: written_ns + tick_ms * 1_000_000)
    for _ in range(2):
        kept.of(tmp_path, read)
    assert len(made) == 2
    kept.now_ns = lambda: written_ns + tick_ms * 1_000_000 + 1
    for _ in range(3):
        kept.of(tmp_path, read)
    assert len(made) == 3
    kept = KeptSettings(lambda: 0)  # a clock that was put back tells nothing
    for _ in range(2):
        kept.of(tmp_path, read)
    assert len(made) == 5


def test_a_journal_that_is_gone_or_unreadable_chooses_nothing(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        journal.set_setting("language", "de")
    service = Service(path, clock=lambda: NOW)
    service.kept_settings.now_ns = lambda: time.time_ns() + 2 * COARSE_TICK_NS
    assert settings_of_served(service).language == "de"
    away = path.rename(path.with_name("away.db"))
    assert settings_of_served(service) == Settings()
    assert not path.exists(), "nothing is made by a look"
    path.write_bytes(b"no journal" * 1000)
    assert settings_of_served(service) == Settings()
    away.replace(path)
    assert settings_of_served(service).language == "de"

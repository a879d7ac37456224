"""Restore and erase beside writing processes: what was acknowledged is in the journal or in a copy put aside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.erasing import erase
from afterrun.lab.story import write_story
from tests.journal.writers import WRITERS, entries_in, writers
from tests.web.conftest import client_of

pytestmark = pytest.mark.share

ROUNDS = int(os.environ.get("AFTERRUN_RESTORES", "3"))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        write_story(journal, now=NOW)
    return path


def by_function(copy: Path, path: Path) -> None:
    restore(copy, path, now=NOW, force=True)


def by_terminal(copy: Path, path: Path) -> None:
    command = [sys.executable, "-m", "afterrun", "restore", str(copy), "--force", "--journal", str(path)]
    subprocess.run([*command, "--now", NOW.isoformat()], check=True, stdout=subprocess.DEVNULL)


def by_app(copy: Path, path: Path) -> None:
    files = {"backup": ("copy.db", copy.read_bytes())}
    assert client_of(path).post("/settings/restore", data={"sure": "yes"}, files=files).status_code == 200


WAYS = (by_function, by_app, by_terminal)


def test_every_acknowledged_entry_is_in_the_journal_or_in_a_copy_put_aside(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "copy.db"
    back_up(path, copy)
    before: list[list[set[int]]] = []
    with writers(path, *WRITERS) as running:
        for number in range(ROUNDS):
            for writer in running:
                writer.wait_for(5)
            before.append([set(writer.told) for writer in running])
            WAYS[number % len(WAYS)](copy, path)
            after_ns = time.monotonic_ns()
            back_up(path, tmp_path / "copies" / f"{number}.db")
        for writer in running:
            writer.wait_for(5)
    asides = sorted(tmp_path.glob("journal.db.before-restore-*"), key=lambda each: each.stat().st_mtime_ns)
    assert len(asides) == ROUNDS
    held = [entries_in(each) for each in (*asides, path)]
    for k, writer in enumerate(running):
        assert writer.refused == ""
        places = [each[writer.site] for each in held]
        lost = set(writer.told).difference(*places)
        sys.stdout.write(f"{writer.site}: {len(writer.told)} acknowledged, {len(lost)} lost in {ROUNDS} restores\n")
        assert lost == set()
        assert sum(map(len, places)) == len(set().union(*places))  # and each in one of them only
        for number, told in enumerate(before):  # acknowledged before a restore began: in its copy or an earlier one
            assert told[k] <= set().union(*places[: number + 1])
        assert {minute for minute, began_ns in writer.told.items() if began_ns > after_ns} <= places[-1]


def test_after_an_erase_nothing_is_acknowledged_into_a_file_without_a_name(path: Path) -> None:
    with writers(path, *WRITERS) as running:
        for writer in running:
            writer.wait_for(5)
        assert erase(path) > 0
        after_ns = time.monotonic_ns()
        for writer in running:
            writer.wait_until_refused()
    assert not path.exists()
    for writer in running:
        assert [minute for minute, began_ns in writer.told.items() if began_ns > after_ns] == []
        assert writer.refused.startswith("journal must")

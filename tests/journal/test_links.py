"""A journal that a link leads to is one journal, by whichever name it is opened."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.errors import JournalBusyError, JournalError
from afterrun.journal import Journal
from afterrun.journal.backup import restore
from afterrun.journal.erasing import erase
from afterrun.journal.stores.sqlite import leftovers
from afterrun.journal.stores.sqlite.copying import copy_bytes
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.records import PainReport, Site

NOW = datetime(2026, 5, 1, 7, tzinfo=UTC)
REPORT = PainReport(at=NOW, site=Site.parse("left-heel"), nrs=2, note="the note of a heel")


KILLED = """
import os, signal, sys
from pathlib import Path
from afterrun.journal.erasing import erase
unlink, left = Path.unlink, [int(sys.argv[2])]
def counted(path, **options):
    if path.name.startswith(("journal.db", "real.db")):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
    unlink(path, **options)
Path.unlink = counted
erase(Path(sys.argv[1]))
"""


@pytest.fixture
def linked(tmp_path: Path) -> tuple[Path, Path]:
    """Where the journal lies, and what leads to it."""
    journal, link = tmp_path / "disk" / "real.db", tmp_path / "home" / "journal.db"
    link.parent.mkdir()
    with Journal.open(journal) as opened:
        opened.add([REPORT])
    link.symlink_to(journal)
    return journal, link


def test_who_writes_by_one_name_waits_for_who_writes_by_the_other(linked: tuple[Path, Path]) -> None:
    journal, link = linked
    with writing(link), pytest.raises(JournalBusyError), writing(journal, timeout_s=0.05):
        pass


def test_a_restore_leaves_the_link_and_takes_the_place_of_the_file(linked: tuple[Path, Path], tmp_path: Path) -> None:
    journal, link = linked
    backup = tmp_path / "backup.db"
    with Journal.open(backup):
        pass
    aside = restore(backup, link, now=NOW, force=True)
    assert aside is not None
    with Journal.open(aside) as before, Journal.open(journal) as now:
        assert (before.diary().pain, now.diary().pain) == ((REPORT,), ())
    assert link.is_symlink()


def test_erased_by_the_link_nothing_is_left_of_it_anywhere(linked: tuple[Path, Path], tmp_path: Path) -> None:
    journal, link = linked
    restore(journal, link, now=NOW, force=True)  # puts one aside, beside the link
    with Journal.open(link) as still_open:
        still_open.set_setting("week-start", "sunday")  # is in the log
        assert erase(link) >= 3
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []


@pytest.mark.parametrize(
    "removed", [1, pytest.param(0, marks=pytest.mark.share), pytest.param(2, marks=pytest.mark.share)]
)
def test_an_erase_that_was_killed_between_the_two_is_finished_when_it_is_opened_next(
    linked: tuple[Path, Path], tmp_path: Path, removed: int
) -> None:
    journal, link = linked
    restore(journal, link, now=NOW, force=True)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(link), str(removed)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert journal.exists() == (removed == 0)
    leftovers._looked.clear()
    with Journal.open(link) as opened:
        assert opened.diary().pain == ()
    assert [path.name for path in tmp_path.rglob("*") if not path.is_dir()] == ["journal.db"]
    assert not link.is_symlink()


def test_a_copy_of_the_bytes_has_the_log_too(linked: tuple[Path, Path], tmp_path: Path) -> None:
    journal, link = linked
    with Journal.open(journal) as opened:
        opened.set_setting("week-start", "sunday")
        copy_bytes(link, tmp_path / "copy.db")
    with Journal.open(tmp_path / "copy.db") as copy:
        assert copy.setting("week-start") == "sunday"


def test_a_link_to_a_disk_that_is_not_there_is_not_taken_for_a_new_journal(linked: tuple[Path, Path]) -> None:
    journal, link = linked
    away = journal.rename(journal.with_name("away.db"))
    with pytest.raises(JournalError, match=r"leads to .*real\.db, which is not there"):
        Journal.open(link)
    assert link.is_symlink()
    away.rename(journal)
    with Journal.open(link) as opened:
        assert opened.diary().pain == (REPORT,)


def test_a_folder_that_is_a_link_leads_to_the_same_journal(linked: tuple[Path, Path], tmp_path: Path) -> None:
    journal, _ = linked
    (tmp_path / "short").symlink_to(journal.parent)
    by_folder = tmp_path / "short" / journal.name
    with Journal.open(by_folder) as opened:
        assert opened.diary().pain == (REPORT,)
    assert erase(by_folder) == 1
    assert not journal.exists()

"""Restore, backup and erase hold the write lock over all they do, and a file that is gone is not written to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.journal import Journal, backup
from afterrun.journal.backup import back_up, restore
from afterrun.journal.erasing import erase
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.records import PainReport, Site
from tests.journal.writers import START, entries_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ENTRY = PainReport(at=START, site=Site.parse("left-heel"), nrs=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW, site=Site.parse("left-arch"), nrs=2)])
    return path


def entries(path: Path) -> set[int]:
    return entries_in(path)["left-heel"]


def test_between_the_copy_aside_and_the_exchange_nobody_writes(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same at its narrowest: what is tried in between comes through only after the exchange."""
    copy, done = tmp_path / "copies" / "copy.db", threading.Event()
    back_up(path, copy)

    def write() -> None:
        with Journal.open(path) as journal:
            journal.add([ENTRY])
        done.set()

    writer = threading.Thread(target=write)
    put_aside = backup._put_aside

    def then_write(*arguments: object) -> Path | None:
        aside = put_aside(*arguments)  # type: ignore[arg-type]
        writer.start()
        assert not done.wait(0.3)
        return aside

    monkeypatch.setattr(backup, "_put_aside", then_write)
    aside = restore(copy, path, now=NOW, force=True)
    writer.join()
    assert aside is not None
    assert (entries(aside), entries(path)) == (set(), {0})


def test_a_journal_made_meanwhile_is_not_written_over(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = tmp_path / "fresh" / "journal.db"
    require_journal = backup._require_journal

    def then_make(*arguments: Path) -> None:
        require_journal(*arguments)
        with Journal.open(fresh) as journal:
            journal.add([ENTRY])

    monkeypatch.setattr(backup, "_require_journal", then_make)
    with pytest.raises(JournalError, match="must not be there yet"):
        restore(path, fresh, now=NOW)
    assert entries(fresh) == {0}


@pytest.mark.parametrize(
    "do",
    [lambda path, other: back_up(path, other), lambda path, _: erase(path), lambda path, _: Journal.open(path).close()],
    ids=["backup", "erase", "open"],
)
def test_it_waits_for_whoever_writes(path: Path, tmp_path: Path, do: Callable[[Path, Path], object]) -> None:
    worker = threading.Thread(target=do, args=(path, tmp_path / "copies" / "copy.db"))
    with writing(path):
        worker.start()
        worker.join(0.3)
        assert worker.is_alive()
        assert path.exists()
    worker.join()


def test_whoever_had_an_erased_journal_open_is_refused_and_the_new_one_is_sound(path: Path) -> None:
    with Journal.open(path) as former:
        erase(path)
        with pytest.raises(JournalError, match="deleted or replaced"):
            former.add([ENTRY])
        with Journal.open(path) as journal:
            journal.add([ENTRY])
            with pytest.raises(JournalError, match="deleted or replaced"):
                former.set_setting("a", "b")
            former.close()
            assert entries(path) == {0}
    assert entries(path) == {0}

"""A watched folder: what is new comes in once it is written to its end; what is gone is no matter."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from afterrun.journal import Journal
from afterrun.journal.sync_cursors import keep_cursor
from afterrun.lab.importing import import_paths
from afterrun.lab.past_imports import past_imports
from afterrun.lab.taking_back import take_import_back
from afterrun.sync import syncing
from afterrun.sync.sources import Folder, add, remove, sources_of
from benchmarks.fit_hours import hour_long
from tests.sync.conftest import NOW, Home

OLD_S = NOW.timestamp() - 3600


def put(folder: Path, name: str, content: bytes, *, changed_s: float = OLD_S) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed_s, changed_s))
    return path


@pytest.fixture
def folder(home: Home, tmp_path: Path) -> Path:
    there = tmp_path / "watched"
    there.mkdir()
    assert add(home.private, Folder(str(there))) == "folder"
    return there


def test_only_what_is_new_is_read(home: Home, folder: Path) -> None:
    put(folder, "a.fit", hour_long(0, seconds=60))
    put(folder, "2026/b.fit", hour_long(1, seconds=60))
    assert [step.called for step in home.sync()] == ["2026/b.fit", "a.fit"]
    before = home.revision()
    assert home.sync() == []
    assert home.revision() == before
    put(folder, "c.fit", hour_long(2, seconds=60))
    assert [step.called for step in home.sync()] == ["c.fit"]
    assert home.runs() == 3


@pytest.mark.parametrize("name", ["a.fit.part", "a.fit.crdownload", "A.FIT.TMP"])
def test_what_is_being_written_waits(home: Home, folder: Path, name: str) -> None:
    whole = hour_long(0, seconds=60)
    path = put(folder, name, whole)
    put(folder, "b.fit", whole[:500], changed_s=NOW.timestamp() - 1)
    put(folder, "c.fit", b"")
    assert home.sync() == []
    assert home.last("folder").told == ("3 files are still being written; they are read the next time.",)
    path.rename(folder / "a.fit")
    put(folder, "b.fit", hour_long(1, seconds=60))
    (folder / "c.fit").unlink()
    home.sync()
    assert home.runs() == 2
    assert home.last("folder").told == ()


def test_a_file_of_another_clock_is_read_and_again_when_it_grew(home: Home, folder: Path) -> None:
    whole, ahead_s = hour_long(0, seconds=600), NOW.timestamp() + 7200
    put(folder, "a.fit", whole[:3000], changed_s=ahead_s)
    home.sync()
    put(folder, "a.fit", whole, changed_s=ahead_s + 5)
    home.sync()
    with Journal.open(home.path) as journal:
        (run,) = journal.diary().runs
    assert run.duration_s == pytest.approx(600, abs=5)


def test_how_far_it_is_is_not_written_for_each_file(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand files that was six gigabytes."""
    for number in range(6):
        put(folder, f"{number}.fit", hour_long(number, seconds=60))
    kept: list[int] = []

    def counted(journal: Journal, source: str, cursor: dict[str, Any]) -> None:
        kept.append(len(cursor["seen"]))
        keep_cursor(journal, source, cursor)

    monkeypatch.setattr(syncing, "keep_cursor", counted)
    monkeypatch.setattr(syncing, "_KEPT_EVERY", 4)
    home.stop_after = 5
    home.sync()
    assert kept == [3, 4]
    home.stop_after = 100
    assert [step.called for step in home.sync()] == ["4.fit", "5.fit"]
    assert home.runs() == 6


def test_what_is_gone_is_no_matter_and_what_changed_is_read_again(home: Home, folder: Path) -> None:
    path = put(folder, "a.fit", hour_long(0, seconds=60))
    home.sync()
    path.unlink()
    assert home.sync() == []
    assert home.runs() == 1
    put(folder, "b.fit", hour_long(1, seconds=60))
    home.sync()
    put(folder, "b.fit", hour_long(2, seconds=60), changed_s=OLD_S + 60)
    assert len(home.sync()) == 1
    assert home.runs() == 3


def test_archives_pictures_hidden_files_and_links(home: Home, folder: Path, tmp_path: Path) -> None:
    path = put(folder, "export.zip", b"")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/1.fit", hour_long(0, seconds=60))
        archive.writestr("x/2.fit", hour_long(1, seconds=60))
    os.utime(path, (OLD_S, OLD_S))
    put(folder, "photo.jpg", b"1")
    put(folder, ".hidden/c.fit", hour_long(2, seconds=60))
    (folder / "link.fit").symlink_to(put(tmp_path, "elsewhere.fit", hour_long(3, seconds=60)))
    assert [step.called for step in home.sync()] == ["export.zip"]
    assert home.runs() == 2


def test_a_folder_that_is_not_there_is_said_and_nothing_is_forgotten(home: Home, folder: Path) -> None:
    put(folder, "a.fit", hour_long(0, seconds=60))
    home.sync()
    away = folder.rename(folder.with_name("away"))
    assert home.sync() == []
    assert "Is its disk connected?" in home.last("folder").fault
    away.rename(folder)
    assert home.sync() == []
    assert home.last("folder").fault == ""


def test_what_is_no_run_is_told_once(home: Home, folder: Path) -> None:
    put(folder, "broken.fit", b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT and nothing of sense")
    home.sync()
    assert "broken.fit" in home.last("folder").told[0]
    home.sync()
    assert home.last("folder").told == ()


def test_folders_have_names_of_their_own(home: Home, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert add(home.private, Folder(str(tmp_path / "other"))) == "folder-2"
    assert add(home.private, Folder(str(folder))) == "folder"
    assert remove(home.private, "folder")
    assert not remove(home.private, "folder")
    assert list(sources_of(home.private)) == ["folder-2"]


def test_a_sync_is_one_import_and_does_not_bring_back_what_was_taken_back(home: Home, folder: Path) -> None:
    for n, name in enumerate(("a.fit", "b.fit")):
        put(folder, name, hour_long(n, seconds=60))
    home.sync()
    with Journal.open(home.path) as journal:
        ((number, entries),) = [(each.number, each.entries) for each in past_imports(journal)]
        assert entries == 2
        take_import_back(journal, number)
        syncing.from_the_start(journal, "folder")
    home.sync()
    assert home.runs() == 0
    with Journal.open(home.path) as journal:
        assert sum(each.added for each in import_paths(journal, [folder], now=NOW)) == 2

"""Stopped at whatever moment, a command says so in one line, and the journal is whole: each thing is done or is not."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from afterrun.journal import Journal
from benchmarks.fit_hours import hour_long
from tests.cli.stopped import Stopped, stopped
from tests.cli.typed import type_command

pytestmark = pytest.mark.share

FILES = 3
INT, TERM = int(signal.SIGINT), int(signal.SIGTERM)
JOURNAL = ("--journal", "j.db")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "files").mkdir(parents=True)
    for seed in range(FILES):
        (home / "files" / f"{seed}.fit").write_bytes(hour_long(seed, seconds=60))
    return home


@pytest.fixture
def filled(home: Path) -> Path:
    assert type_command("import", "files", *JOURNAL, folder=home, environment={}).code == 0
    return home


@pytest.mark.parametrize(("signals", "moments"), [((INT,), 30), ((INT, INT), 10), ((TERM,), 10), ((INT, TERM), 10)])
def test_an_import_goes_on_afterwards(home: Path, tmp_path: Path, signals: tuple[int, ...], moments: int) -> None:
    for ended in _stopped(home, tmp_path, signals, moments, "import", "files", *JOURNAL):
        again = type_command("import", "files", *JOURNAL, folder=Path(ended.folder), environment={})
        assert again.code == 0
        assert _runs(ended) == FILES


@pytest.mark.parametrize("signals", [(INT,), (TERM, INT)])
@pytest.mark.parametrize(
    ("command", "made"),
    [
        (("pain", "3", "--site", "left-heel"), None),
        (("entries",), None),
        (("backup", "copy.db"), "copy.db"),
        (("export", "out"), "out"),
    ],
)
def test_anything_else_leaves_all_that_was_there(
    filled: Path, tmp_path: Path, signals: tuple[int, ...], command: tuple[str, ...], made: str | None
) -> None:
    for ended in _stopped(filled, tmp_path, signals, 8, *command, *JOURNAL):
        assert _runs(ended) == FILES
        left = {entry.name for entry in Path(ended.folder).iterdir()}
        assert left - {made} == {"files", "j.db"}
        if made in left:  # then it is whole
            assert (
                type_command("import", made, "--journal", "new.db", folder=Path(ended.folder), environment={}).code == 0
            )


def _stopped(folder: Path, tmp_path: Path, signals: tuple[int, ...], moments: int, *command: str) -> list[Stopped]:
    into = tmp_path / "stopped"
    into.mkdir()
    whole, *others = stopped(folder, into, signals, moments, *command)
    assert whole.code == 0, whole.err
    for ended in others:
        assert ended.code in {128 + sign for sign in signals} | {-sign for sign in signals}, ended
        assert "Stopped" in ended.err or ended.err == "", ended
        assert ended.err.count("\n") <= 1, ended
    return others


def _runs(ended: Stopped) -> int:
    path = Path(ended.folder) / "j.db"
    with Journal.open(path) as journal:
        assert journal.verify() == (), ended
        runs = journal.diary().runs
        assert all((kept := journal.streams(run)) is not None and kept.size == 60 for run in runs), ended
        return len(runs)

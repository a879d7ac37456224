"""Whoever stops an import keeps what was taken in, and goes on later; how far it is can be seen meanwhile."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect

from afterrun.cli import progress as progress_module
from afterrun.cli.progress import Progress
from afterrun.importers.counting import files_at
from afterrun.journal import Journal, stored_runs, streams
from afterrun.lab.importing import import_paths
from benchmarks.fit_hours import hour_long
from tests.cli.typed import Run

FILES = 5


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for seed in range(FILES):
        (folder / f"{seed}.fit").write_bytes(hour_long(seed, seconds=300))
    return folder


def whole(path: Path) -> tuple[int, int, tuple[str, ...]]:
    """Runs, runs with all their values, and what is wrong."""
    with Journal.open(path) as held:
        runs = held.diary().runs
        kept = [held.streams(run) for run in runs]
        return len(runs), sum(each is not None and each.size == 300 for each in kept), held.verify()


def test_stopped_in_the_middle_of_a_run_the_journal_is_whole_and_goes_on(
    afterrun: Run, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = streams.insert_streams
    calls: list[int] = []

    def interrupted(*told: Any) -> None:
        calls.append(1)
        stored(*told)
        if len(calls) == 3:
            raise KeyboardInterrupt

    path = tmp_path / "held.db"
    monkeypatch.setattr(stored_runs, "insert_streams", interrupted)
    ended = afterrun("import", str(files), "--journal", str(path))
    assert ended.code == 130
    assert "Stopped after 2 files" in ended.err
    assert whole(path) == (2, 2, ())
    monkeypatch.setattr(stored_runs, "insert_streams", stored)
    assert afterrun("import", str(files), "--journal", str(path)).code == 0
    assert whole(path) == (FILES, FILES, ())


def test_stopped_within_a_statement_nothing_else_is_made_of_it(
    afterrun: Run, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLAlchemy lets go of a connection that is interrupted there, and would ask to roll it back."""
    execute: Any = DefaultDialect.do_execute

    def interrupted(self: DefaultDialect, cursor: Any, statement: str, *given: Any) -> None:
        if statement.startswith("INSERT INTO run "):
            raise KeyboardInterrupt
        execute(self, cursor, statement, *given)

    path = tmp_path / "held.db"
    with Journal.open(path) as journal, monkeypatch.context() as patched:
        patched.setattr(DefaultDialect, "do_execute", interrupted)
        with pytest.raises(KeyboardInterrupt):
            list(import_paths(journal, [files]))
    assert whole(path) == (0, 0, ())


def test_control_c_in_a_process_of_its_own(files: Path, tmp_path: Path) -> None:
    for seed in range(FILES, 60):
        (files / f"{seed}.fit").write_bytes(hour_long(seed, seconds=300))
    path = tmp_path / "held.db"
    command = (
        sys.executable,
        "-c",
        "from afterrun.__main__ import main; main()",
        "import",
        str(files),
        "--journal",
        path,
    )
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(os.environ),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # who runs in the background ignores it
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the first file is safe
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert b"Stopped after" in said
    assert b"Traceback" not in said
    taken = whole(path)[0]
    assert 1 <= taken < 60
    assert whole(path) == (taken, taken, ())
    with Journal.open(path) as held:
        assert sum(outcome.added for outcome in import_paths(held, [files])) == 60 - taken


def test_files_are_counted_in_folders_and_archives(files: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(files / "more.zip", "w") as archive:
        archive.writestr("a.fit", b"1")
        archive.writestr("in/b.gpx", b"2")
        archive.writestr("c.jpg", b"3")
    (files / ".hidden").write_bytes(b"")
    (files / "d.png").write_bytes(b"")
    (files / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    assert files_at(files) == FILES + 2 + 1
    assert files_at(files / "0.fit") == 1
    assert files_at(tmp_path / "nothing") == 1


def test_how_far_it_is_is_said_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, said in ((Terminal(), "2 of about 9"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        shown = Progress(9, clock=lambda: 0.0)
        shown.step("a.fit")
        shown.step("b.fit")
        assert (said in stream.getvalue()) if said else not stream.getvalue()


def test_time_left_is_told_once_the_beginning_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    assert progress_module.how_far(2, 100, 60) == "2 of about 100"
    assert progress_module.how_far(20, 100, 60) == "20 of about 100, 4 min left"
    assert progress_module.how_far(120, 100, 60) == "120 of about 120, less than a minute left"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name of a file is text")
def test_a_file_whose_name_is_no_text_comes_in(afterrun: Run, files: Path, tmp_path: Path) -> None:
    """As files from an old stick are named: in Latin-1."""
    (files / "0.fit").rename(files / "B\udcfcro.fit")
    path = tmp_path / "held.db"
    assert afterrun("import", str(files), "--journal", str(path)).code == 0
    assert whole(path) == (FILES, FILES, ())
    with Journal.open(path) as held:
        assert "B?ro.fit" in [each.name for each in held.originals()]

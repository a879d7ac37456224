"""What was answered is told again at once, and only as long as it would be answered the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from afterrun.cli.kept_answers import Asked, Told, told
from afterrun.journal import Journal
from afterrun.keeping import keeping
from afterrun.language import speaking
from afterrun.records import PainReport, Run, Site
from tests.cli.typed import type_command

SITE = Site.parse("left-heel")
NOW = datetime(2026, 5, 1, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
REPORT = PainReport(at=NOW - HOUR, site=SITE, nrs=2)


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([REPORT, Run(start=NOW - 3 * HOUR, duration_s=1800, distance_m=5000)])
    return Asked(place=path, options=(SITE, True, 0), now=NOW, exact=False)


@pytest.fixture
def tells(tmp_path: Path) -> Callable[[Asked], bool]:
    """Whether an answer was worked out, for a question; it holds for an hour."""

    def ask(asked: Asked) -> bool:
        worked_out: list[datetime] = []

        def work_out() -> Told:
            worked_out.append(asked.now)
            return Told(f"as of {asked.now}", asked.now + HOUR)

        with keeping(tmp_path / "kept"):
            text = told(asked, work_out)
        assert text.startswith("as of")
        assert not worked_out or text == f"as of {asked.now}"
        return bool(worked_out)

    return ask


def test_it_is_told_again_as_long_as_it_holds(asked: Asked, tells: Callable[[Asked], bool]) -> None:
    assert tells(asked)
    assert not tells(asked)
    assert not tells(replace(asked, now=NOW + HOUR))
    assert tells(replace(asked, now=NOW + HOUR + timedelta(seconds=1)))
    assert tells(asked)  # the clock went back: what was told as of later knows too much


def test_another_question_is_another_answer(asked: Asked, tells: Callable[[Asked], bool]) -> None:
    assert tells(asked)
    others = [
        replace(asked, options=(SITE, True, 1)),
        replace(asked, options=(SITE, False, 0)),
        replace(asked, options=(None, True, 0)),
        replace(asked, now=NOW.astimezone(timezone(2 * HOUR))),
        replace(asked, exact=True),
    ]
    assert all(tells(other) for other in others)
    with speaking("de"):
        assert tells(asked)
    assert not tells(asked)


def test_a_named_time_is_told_as_of_that_time_alone(asked: Asked, tells: Callable[[Asked], bool]) -> None:
    exact = replace(asked, exact=True)
    assert tells(exact)
    assert not tells(exact)
    assert tells(replace(exact, now=NOW + timedelta(seconds=1)))


@pytest.mark.parametrize("write", ["add", "correct", "undo", "setting"])
def test_whatever_is_written_has_it_worked_out_anew(write: str, asked: Asked, tells: Callable[[Asked], bool]) -> None:
    assert tells(asked)
    with Journal.open(asked.place) as journal:
        entry = journal.entry_of(REPORT)
        assert entry is not None
        if write == "add":
            journal.add([replace(REPORT, at=NOW)])
        elif write == "correct":
            journal.replace(entry, replace(REPORT, nrs=8))
        elif write == "undo":
            journal.undo(entry)
        else:
            journal.set_setting("ceiling-nrs", "3")
    assert tells(asked)
    assert not tells(asked)


def test_another_program_works_it_out_anew(
    asked: Asked, tells: Callable[[Asked], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tells(asked)
    monkeypatch.setattr("afterrun.cli.kept_answers.this_program", lambda: "a later one")
    assert tells(asked)


def test_what_was_written_while_it_was_worked_out_is_not_kept_over(asked: Asked, tmp_path: Path) -> None:
    def late() -> Told:
        with Journal.open(asked.place) as journal:
            journal.add([replace(REPORT, at=NOW)])
        return Told("without it", NOW + HOUR)

    with keeping(tmp_path / "kept"):
        assert told(asked, late) == "without it"
        assert told(asked, lambda: Told("with it", NOW + HOUR)) == "with it"
        assert told(asked, late) == "with it"


def test_a_damaged_file_is_worked_out_anew(asked: Asked, tells: Callable[[Asked], bool], tmp_path: Path) -> None:
    assert tells(asked)
    (path,) = (tmp_path / "kept" / "answers").iterdir()
    path.write_bytes(path.read_bytes()[:-3] + b"0}}")
    assert tells(asked)
    assert not tells(asked)


@pytest.mark.parametrize("shape", [(), ("--json",)])
def test_as_typed_it_is_the_same_and_imports_neither_numbers_nor_the_database(
    asked: Asked, shape: tuple[str, ...], tmp_path: Path
) -> None:
    typed = ["answers", "--journal", "journal.db", *shape, "--now", NOW.isoformat()]
    environment = {"TZ": "UTC", "AFTERRUN_CACHE": str(tmp_path / "kept")}
    fresh = type_command(*typed, folder=tmp_path, environment=environment | {"AFTERRUN_CACHE": ""})
    first = type_command(*typed, folder=tmp_path, environment=environment)
    code = f"""
import sys
sys.argv = {["afterrun", *typed]!r}
from afterrun.cli import main
main()
print(*set(sys.modules) & {{"numpy", "sqlalchemy", "scipy", "afterrun.records"}}, file=sys.stderr)
"""
    command = [sys.executable, "-c", code]
    again = subprocess.run(
        command, cwd=tmp_path, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    assert (first.code, first.err) == (0, "")
    assert fresh.out == first.out == again.stdout != ""
    assert again.stderr.split() == []

"""Commands on a journal of their own, and on the story."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.lab.story import write_story
from tests import once
from tests.cli.typed import NOW, Ended, Run, type_command


@pytest.fixture
def afterrun(tmp_path: Path) -> Run:
    """Run a command on a journal of its own, in a folder of its own."""
    environment = {"AFTERRUN_JOURNAL": str(tmp_path / "journal.db"), "TZ": "UTC"}

    def run(*arguments: str, typed: str = "") -> Ended:
        return type_command(*arguments, folder=tmp_path, environment=environment, typed=typed)

    return run


@pytest.fixture
def story(afterrun: Run, tmp_path: Path) -> Run:
    """The same, on the simulated story."""

    def fill(path: Path) -> None:
        with Journal.open(path) as journal:
            write_story(journal, now=datetime.fromisoformat(NOW[1]))

    once.copy_of("journal-story-at-9", fill, tmp_path / "journal.db")
    return afterrun

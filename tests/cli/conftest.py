"""Commands on a journal of their own, and on the story."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.typed import Ended, Run, story_in, type_command


@pytest.fixture(autouse=True)
def _one_shape(one_shape: object) -> None:
    """A command prints what is told, whatever the shape: which it is, is for `tests/response` and `tests/lab`."""


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

    story_in(tmp_path / "journal.db")
    return afterrun

"""A command as a person would type it, without the second that a process of its own takes to start."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from afterrun.cli import main
from afterrun.journal import Journal
from afterrun.lab.story import write_story
from tests import once

SITE = ("--site", "right-forefoot-lateral")
NOW = ("--now", "2026-11-23T09:00:00+00:00")
TESTED: dict[str, str] = {}


def about(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Note that a test is about a command."""

    def note(test: Callable[..., None]) -> Callable[..., None]:
        TESTED[name] = test.__name__
        return test

    return note


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended.

    Parameters
    ----------
    code : int
        0 done, 1 the data or the request is at fault, 2 usage.
    out, err : str
        What it said.
    """

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


def story_in(to: Path) -> Path:
    """The simulated story as it stands at `NOW`, as a file of one's own: what it asks is worked out once for all."""

    def fill(path: Path) -> None:
        with Journal.open(path) as journal:
            write_story(journal, now=datetime.fromisoformat(NOW[1]))

    return once.copy_of("journal-story-at-9", fill, to)


def type_command(*arguments: str, folder: Path, environment: Mapping[str, str | None], typed: str = "") -> Ended:
    """Run `afterrun` with these arguments in a folder, with a changed environment; a fault of ours is raised."""
    runner = CliRunner()
    with (
        contextlib.chdir(folder),
        _in_zone_of(environment),
        patch.object(sys, "argv", ["afterrun", *arguments]),
        patch.object(logging.getLogger(), "handlers", []),  # pytest's own: without one a warning goes to stderr
        runner.isolation(input=typed, env=environment) as (out, err, _),
    ):
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        sys.stdout.flush()
        sys.stderr.flush()
        return Ended(code, out.getvalue().decode(), err.getvalue().decode())


@contextlib.contextmanager
def _in_zone_of(environment: Mapping[str, str | None]) -> Iterator[None]:
    """The local clock follows $TZ only if it is told to look."""
    before = os.environ.get("TZ")
    try:
        if zone := environment.get("TZ"):
            os.environ["TZ"] = zone
            time.tzset()
        yield
    finally:
        os.environ.pop("TZ", None)
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()

"""Processes that write to a journal for as long as they may, and tell what was acknowledged."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from afterrun.journal import Journal

START = datetime(2000, 1, 1, tzinfo=UTC)  # long before the story: which entries are the writers' is plain
END = datetime(2020, 1, 1, tzinfo=UTC)
WRITERS = ("left-heel", "right-heel")
WRITER = """
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from afterrun.errors import AfterrunError
from afterrun.journal import Journal
from afterrun.records import PainReport, Site
path, site, stop = Path(sys.argv[1]), Site.parse(sys.argv[2]), Path(sys.argv[3])
i = 0
while not stop.exists():
    try:
        with Journal.open(path, create=False) as journal:  # opened anew now and then, as the app and the terminal do
            for i in range(i, i + 20):
                began = time.monotonic_ns()
                at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=i)
                journal.add([PainReport(at=at, site=site, nrs=1)])
                print(i, began, flush=True)
            i += 1
    except AfterrunError as error:
        print(error.message, flush=True)
        break
"""


class Writer:
    """A process that adds one entry after the other, and tells of each once it is acknowledged."""

    def __init__(self, path: Path, site: str, stop: Path) -> None:
        self.site, self.refused = site, ""
        self.told: dict[int, int] = {}  # entry -> when writing it began [ns]
        command = [sys.executable, "-c", WRITER, str(path), site, str(stop)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                if line[0].isdigit():
                    minute, began_ns = map(int, line.split())
                    self.told[minute] = began_ns
                else:
                    self.refused = line.strip()

    def wait_for(self, more: int) -> None:
        """Wait until so many more are acknowledged."""
        goal = len(self.told) + more
        while len(self.told) < goal:
            assert self._process.poll() is None, self.refused
            time.sleep(0.005)

    def wait_until_refused(self) -> None:
        """Let it try until it is told that it may not; a slow machine gets a minute."""
        until = time.monotonic() + 60
        while not self.refused and time.monotonic() < until:
            time.sleep(0.01)

    def end(self) -> None:
        assert self._process.wait(60) == 0
        self._reader.join()


@contextmanager
def writers(path: Path, *sites: str) -> Iterator[list[Writer]]:
    stop = path.with_name("stop")
    running = [Writer(path, site, stop) for site in sites]
    try:
        yield running
    finally:
        stop.touch()
        for each in running:
            each.end()


def entries_in(path: Path) -> dict[str, set[int]]:
    """Which entries of each writer a journal holds, by the minute; the journal is sound."""
    with Journal.open(path, create=False) as journal:
        pain = [each for each in journal.diary().pain if each.at < END]
        assert journal.verify() == ()
    return {
        site: {round((each.at - START).total_seconds() / 60) for each in pain if str(each.site) == site}
        for site in WRITERS
    }

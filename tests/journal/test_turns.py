"""Who waits for the lock gets it in turn, and other processes get a gap."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from afterrun.errors import JournalBusyError
from afterrun.journal.stores.sqlite import turns
from afterrun.journal.stores.sqlite.lock import writing

HOLDER = """
import sys, threading, time
from pathlib import Path
from afterrun.journal.stores.sqlite.lock import writing
stop = Path(sys.argv[1]).with_name("stop")
def hold():
    while not stop.exists():
        with writing(Path(sys.argv[1]), timeout_s=60):
            time.sleep(0.03)
for _ in range(4):
    threading.Thread(target=hold).start()
print("ready", flush=True)
"""


def test_threads_get_it_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    path, got = tmp_path / "journal.db", []

    def take(number: int) -> None:
        with writing(path, timeout_s=60):
            got.append(number)

    with writing(path):
        waiting = []
        for number in range(8):
            waiting.append(threading.Thread(target=take, args=(number,)))
            waiting[-1].start()
            folder = tmp_path.stat()
            while len(turns._lines[folder.st_dev, folder.st_ino].waiting) < number + 2:
                time.sleep(0.001)
    for each in waiting:
        each.join()
    assert got == list(range(8))


def test_who_waits_too_long_is_told_and_out_of_the_line(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with writing(path), pytest.raises(JournalBusyError, match="free to write"), writing(path, timeout_s=0.05):
        pass
    with writing(path, timeout_s=0.05):
        pass


def test_beside_a_process_that_never_rests_another_gets_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        for _ in range(5):
            with writing(path, timeout_s=10):
                pass
    finally:
        (tmp_path / "stop").touch()
        holder.communicate(timeout=60)

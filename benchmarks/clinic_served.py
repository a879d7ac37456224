"""The real server of a clinic in a database, in a process of its own: started, killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx2 as httpx

from afterrun.places import Database
from benchmarks.postgres.cluster import free_port

_START_S = 120.0
_TICKS = os.sysconf("SC_CLK_TCK")


def apart(clinic: Database) -> tuple[str, str]:
    """Take the password out of an address: in a command others on the computer would see it."""
    user, _, rest = clinic.server.partition("@")
    name, password = user.removeprefix("postgresql://").split(":")
    return f"postgresql://{name}@{rest}", password


class Served:
    """``afterrun clinic serve``, on a port that stays.

    Parameters
    ----------
    clinic : Database
        As the app reaches it; its password goes where libpq looks for it, not into the command.
    """

    def __init__(self, clinic: Database) -> None:
        self._clinic, self._password = apart(clinic)
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "afterrun", "clinic", "serve", "--port", str(self._port)]
        end = time.monotonic() + _START_S
        while True:
            if self._process is None or self._process.poll() is not None:  # the database was not up yet
                self._process = subprocess.Popen(
                    [*command, "--database", self._clinic],
                    env={**os.environ, "PGPASSWORD": self._password},
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            try:
                httpx.get(f"{self.address}/login", timeout=5)
            except httpx.HTTPError:
                assert time.monotonic() < end, "the server did not answer"
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        """Kill -9, with the processes that work things out for it."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End it in order."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()

    def cpu_s(self) -> float:
        """CPU time of the process that answers, so far. [s]"""
        assert self._process is not None
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

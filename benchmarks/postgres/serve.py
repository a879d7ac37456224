"""A throw-away PostgreSQL server to try things on: ``make postgres``. Ctrl-C ends it, and nothing of it stays."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from contextlib import suppress
from types import FrameType

from benchmarks.postgres.cluster import cluster, server_programs
from benchmarks.postgres.ready import prepared


def main() -> None:
    """Start it, prepare a database, say where it is, and wait."""
    ArgumentParser(description=__doc__).parse_args()
    if server_programs() is None:
        sys.exit("No PostgreSQL server is installed here: apt-get install postgresql")
    signal.signal(signal.SIGTERM, _end)
    with suppress(KeyboardInterrupt), cluster() as server:
        place = prepared(server, "journals")
        print(f"A journal of yours:  export AFTERRUN_JOURNAL='{place.server}?person=me'")
        print(f"As the superuser:    psql '{server.address('postgres', 'journals')}'")
        print("Stop with Ctrl-C: then all that is in it is gone.", flush=True)
        signal.pause()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()

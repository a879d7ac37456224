"""A clinic to try, in a throw-away PostgreSQL server: ``make clinic``. Ctrl-C ends both, and nothing of them stays."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
from contextlib import suppress
from types import FrameType

from afterrun.cli.times import local_now
from afterrun.clinic.house import House
from afterrun.places import Database
from benchmarks.clinic_served import apart
from benchmarks.postgres.cluster import cluster, server_programs
from benchmarks.postgres.ready import prepared_clinic

_LOGIN = "administrator"
_PASSWORD_BYTES = 9  # twelve letters, for an evening on the loopback address


def main() -> None:
    """Start the server, make an administrator, say how to come in, and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8720, help="of the app; the next free one if it is taken")
    port = parser.parse_args().port
    if server_programs() is None:
        sys.exit("No PostgreSQL server is installed here: apt-get install postgresql")
    signal.signal(signal.SIGTERM, _end)
    with suppress(KeyboardInterrupt), cluster(safe=True) as server:
        place = prepared_clinic(server, "clinic")
        house, password = House.at(place, local_now), secrets.token_urlsafe(_PASSWORD_BYTES)
        house.first_administrator(name=_LOGIN, login=_LOGIN, password=password)
        print(f"Log in as {_LOGIN} with the password {password}, set the second factor up, and invite the others.")
        print(f"The audit trail:   afterrun clinic audit --database '{place.server}'")
        print(f"As the superuser:  psql '{server.address('postgres', 'clinic')}'")
        print("Stop with Ctrl-C: then all that is in it is gone.", flush=True)
        house.close()
        _serve(place, port)


def _serve(place: Database, port: int) -> None:
    """Serve in a process of its own: it ends at once when it is told to, and could not clean up behind itself."""
    address, secret = apart(place)
    command = [sys.executable, "-m", "afterrun", "clinic", "serve", "--port", str(port), "--database", address]
    app = subprocess.Popen(command, env={**os.environ, "PGPASSWORD": secret})
    try:
        app.wait()
    finally:
        app.terminate()
        app.wait()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()

"""A throw-away PostgreSQL cluster on a free port of this computer."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import Any

import psycopg

OWNER, APP = "afterrun_owner", "afterrun_app"
_UNPRIVILEGED = "postgres"  # a server refuses to run as root; Debian's package makes this user
_START_S = 60.0
_PAUSE_S = 0.05
_DEBIAN = Path("/usr/lib/postgresql")


def server_programs() -> Path | None:
    """Find the folder with ``initdb`` and ``postgres``; None if there is no server here."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@dataclass
class Cluster:
    """One cluster: started, killed and started again.

    Parameters
    ----------
    folder : Path
        Where it is; its own user's.
    port : int
        On the loopback address.
    password : str
        Of the superuser, the owner and the app's role.
    safe : bool
        Whether it waits for the disk, so that what it said survives a crash.
    """

    folder: Path
    port: int
    password: str
    safe: bool = False
    _server: subprocess.Popen[bytes] | None = None

    @cached_property
    def programs(self) -> Path:
        """Where the programs are."""
        found = server_programs()
        assert found is not None, "no PostgreSQL server is installed: apt-get install postgresql"
        return found

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    def address(self, role: str, database: str) -> str:
        """Return the address of a database, for a role."""
        return f"postgresql://{role}:{self.password}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        """Make the files of the cluster."""
        words = self.folder / "password"
        words.write_text(self.password)
        self._own(words)
        self._run(
            "initdb",
            "--username=postgres",
            f"--pwfile={words}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            f"--pgdata={self.folder / 'data'}",
        )
        words.unlink()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "fsync": "on" if self.safe else "off",
            "full_page_writes": "on" if self.safe else "off",
            "shared_buffers": "16MB",
            "max_connections": "40",
            "autovacuum": "off",
            "log_min_messages": "warning",
        }
        given = [each for name, value in settings.items() for each in ("-c", f"{name}={value}")]
        end = time.monotonic() + _START_S
        while not self._answers(given):  # after a kill, what the killed one left has to go first
            assert time.monotonic() < end, self.log.read_text()[-2000:]

    def kill(self) -> None:
        """Kill -9 the server; its processes go with it."""
        assert self._server is not None
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        """End the server at once, and in order."""
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait()

    def do(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements as the superuser; the rows of the last one."""
        with psycopg.connect(self.address("postgres", database), autocommit=True) as connection:
            rows: list[tuple[Any, ...]] = []
            for statement in statements:
                cursor = connection.execute(statement)
                rows = cursor.fetchall() if cursor.description else []
            return rows

    def make_roles(self) -> None:
        """Make the owner of the tables, and the role that the app connects as."""
        self.do(*(f"CREATE ROLE {role} LOGIN PASSWORD '{self.password}'" for role in (OWNER, APP)))

    def make_database(self, name: str, template: str = "template0") -> None:
        """Make a database of the owner's."""
        self.do(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")

    def dump(self, name: str) -> bytes:
        """Write all that is in a database as text, as `pg_dump` does for a superuser."""
        done = subprocess.run(
            [str(self.programs / "pg_dump"), self.address("postgres", name)], check=True, capture_output=True
        )
        return done.stdout

    def _answers(self, given: list[str]) -> bool:
        """Start it, and wait until it answers; False if it ended by itself."""
        with self.log.open("ab") as log:
            self._own(self.log)
            self._server = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *given],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
                **_as_user(),
            )
        while self._server.poll() is None:
            with suppress(psycopg.OperationalError):
                self.do("SELECT 1")
                return True
            time.sleep(_PAUSE_S)
        time.sleep(_PAUSE_S)
        return False

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **_as_user())

    def _own(self, path: Path) -> None:
        if user := _as_user():
            shutil.chown(path, user["user"], user["group"])


@contextmanager
def cluster(*, safe: bool = False, home: Path | None = None) -> Iterator[Cluster]:
    """Make a cluster, start it, and throw it away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="afterrun-postgres-", dir=home))
    made = Cluster(folder, free_port(), token_hex(12), safe)
    made._own(folder)
    try:
        made.make()
        made.start()
        made.make_roles()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Find a port of the loopback address that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _as_user() -> dict[str, Any]:
    """Whom the programs run as: this user, or Debian's where this one is root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam(_UNPRIVILEGED)
    return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []}

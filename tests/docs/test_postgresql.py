"""What docs/postgresql.md tells an administrator to type is typed, in its order, on a server of its own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.places import database_at
from benchmarks.postgres.cluster import APP, OWNER, Cluster, cluster
from tests.cli.typed import type_command
from tests.postgres import require_server

pytestmark = pytest.mark.share

PAGE = Path(__file__).parents[2] / "docs" / "postgresql.md"
LINES = [
    line
    for block in re.findall(r"^```text\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture
def server() -> Iterator[Cluster]:
    """A server on which nobody has done anything yet."""
    require_server()
    with cluster() as started:
        started.do(f"DROP ROLE {OWNER}", f"DROP ROLE {APP}")
        yield started


def test_the_page_as_it_stands(server: Cluster, tmp_path: Path) -> None:
    passwords = tmp_path / "pgpass"
    passwords.write_text(f"*:*:*:*:{server.password}\n")
    passwords.chmod(0o600)
    environment = {
        "PGPASSFILE": str(passwords),
        "PGHOST": "127.0.0.1",
        "PGPORT": str(server.port),
        "PGUSER": "postgres",
        "PATH": f"{server.programs}{os.pathsep}{os.environ['PATH']}",
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "TZ": "UTC",
    }
    typed = []
    with Journal.open(tmp_path / "mine.db") as journal:
        journal.set_setting("zone", "Europe/Berlin")
    for line in LINES:
        words = shlex.split(line.replace("db.example", f"127.0.0.1:{server.port}"))
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            environment[name] = value
        elif words == ["afterrun", "serve"]:
            continue  # it would go on for ever; `tests/web/test_database.py` looks at it
        elif words[0] == "afterrun":
            ended = type_command(*words[1:], folder=tmp_path, environment=environment)
            assert ended.code == 0, (line, ended.out, ended.err)
        else:
            prompted = "--pwprompt" in words
            words = [word for word in words if word != "--pwprompt"]
            subprocess.run(words, check=True, cwd=tmp_path, env=environment, capture_output=True)
            if prompted:
                server.do(f"ALTER ROLE {words[-1]} PASSWORD '{server.password}'")
        typed.append(words[0])
    assert {"createuser", "createdb", "afterrun", "pg_dump", "pg_restore", "psql"} <= set(typed)
    address = database_at(server.address(APP, "afterrun"))
    with Journal.open(address.of("anna"), create=False) as journal:  # after dump and restore
        assert [each.nrs for each in journal.diary().pain] == [3]
        assert journal.verify() == ()
        assert journal.add(journal.diary().pain).already == 1
    with Journal.open(address.of("ben"), create=False) as journal:
        assert journal.setting("zone") == "Europe/Berlin"
        assert journal.diary().pain == ()

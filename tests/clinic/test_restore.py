"""A clinic in a database, dumped and restored as docs/clinic.md says: the same people, journals and trail."""

from __future__ import annotations

import subprocess
from pathlib import Path

from afterrun.clinic import audit, people
from afterrun.clinic.house import House
from afterrun.clinic.in_database import prepare
from afterrun.places import database_at
from benchmarks.postgres.cluster import APP, Cluster
from tests.clinic.conftest import town_in
from tests.clinic.world import made
from tests.postgres import as_owner, name_of, prepared_clinic

RESTORED = "clinic_restored"


def told(server: Cluster, name: str) -> list[str]:
    """All that a dump says, but for what it draws anew each time."""
    lines = server.dump(name).decode().splitlines()
    return sorted(line for line in lines if not line.startswith(("\\restrict", "\\unrestrict")))


def test_a_restored_clinic_is_equal(postgres: Cluster, tmp_path: Path) -> None:
    clinic = prepared_clinic(postgres)
    with town_in(clinic, postgres) as town:
        world = made(town)
        head, everybody = audit.verify(town.house.store).head, people.everybody(town.house.store)
    name, file = name_of(clinic), tmp_path / "afterrun.dump"
    programs = postgres.programs
    postgres.make_database(RESTORED)
    for command in (
        [programs / "pg_dump", "--format=custom", f"--file={file}", postgres.address("postgres", name)],
        [programs / "pg_restore", "--exit-on-error", f"--dbname={postgres.address('postgres', RESTORED)}", file],
    ):
        subprocess.run([str(each) for each in command], check=True, capture_output=True)
    assert told(postgres, RESTORED) == told(postgres, name)
    prepare(as_owner(postgres, RESTORED), APP)
    again = House.at(database_at(postgres.address(APP, RESTORED)), town.clock)
    try:
        assert people.everybody(again.store) == everybody
        assert audit.verify(again.store, heads=[head]).broken is None
        with again.journals.open(world.of_ada["person"]) as journal:
            assert [each.note for each in journal.diary().pain] == ["mine"]
            assert journal.verify() == ()
    finally:
        again.store.close()

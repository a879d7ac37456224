"""A clinic full of people, made quickly: one small journal is written, and copied row by row within the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert

from afterrun.accounts.passwords import hashed_password
from afterrun.clinic import schema
from afterrun.clinic.house import House
from afterrun.clinic.roles import Role, Scope
from afterrun.clinic.tokens import digest_of, new_id, new_token
from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.journal.revision import ID_SETTING
from afterrun.journal.stores.checksum import checksum
from afterrun.journal.stores.postgres.dividing import divided_tables
from afterrun.places import Database
from afterrun.records import PainReport, Run, Site
from benchmarks.postgres.cluster import Cluster

SITE = Site.parse("left-heel")
_DAYS, _RUN_EVERY = 60, 3
_SHARED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class People:
    """Who is there, and the session that each has.

    Parameters
    ----------
    sessions : mapping of Role to list of (str, str)
        Role -> who and the token of their browser.
    patients : mapping of str to list of str
        Clinician -> who shares with them.
    """

    sessions: dict[Role, list[tuple[str, str]]]
    patients: dict[str, list[str]]


def fill(server: Cluster, clinic: Database, house: House, *, clinicians: int, journals: int) -> People:
    """Make runners with a journal each, shared with clinicians in turn; an administrator, a researcher and a study."""
    at = house.clock()
    counts = {Role.CLINICIAN: clinicians, Role.RUNNER: journals, Role.ADMINISTRATOR: 1, Role.RESEARCHER: 1}
    made = {role: [new_id() for _ in range(count)] for role, count in counts.items()}
    people = People({role: [(who, new_token()) for who in ids] for role, ids in made.items()}, {})
    password = hashed_password("four quiet words here")
    with house.store.writing() as connection:
        connection.execute(
            insert(schema.person),
            [
                {
                    "id": who,
                    "role": role.value,
                    "name": f"{role.value} {n}",
                    "login": who,
                    "password": password,
                    "factor": None if role is Role.RUNNER else "A" * 32,
                    "factor_step": 0,
                    "since": at.timestamp(),
                }
                for role, ids in made.items()
                for n, who in enumerate(ids)
            ],
        )
        connection.execute(
            insert(schema.session),
            [
                {"digest": digest_of(token), "person": who, "whole": True, "begun": at.timestamp()}
                | {"seen": at.timestamp()}
                for those in people.sessions.values()
                for who, token in those
            ],
        )
        connection.execute(insert(schema.share), [_share(people, made, n, at) for n in range(journals)])
        study = new_id()
        given = {"id": study, "researcher": made[Role.RESEARCHER][0], "title": "Heels", "what_for": "To learn."}
        connection.execute(insert(schema.study).values(begun=at.timestamp(), **given))
    first, *others = made[Role.RUNNER]
    _write(clinic.of(first), at)
    _copy(server, clinic.server.rpartition("/")[2], first, others)
    return people


def _share(people: People, made: dict[Role, list[str]], n: int, at: datetime) -> dict[str, object]:
    runner, clinician = made[Role.RUNNER][n], made[Role.CLINICIAN][n % len(made[Role.CLINICIAN])]
    people.patients.setdefault(clinician, []).append(runner)
    given = {"id": new_id(), "runner": runner, "clinician": clinician, "scope": Scope.PLAN.value, "revoked": None}
    return {**given, "begun": at.timestamp(), "until": (at + _SHARED).timestamp()}


def _write(place: Database, at: datetime) -> None:
    """Write two months of a diary: a run each third day, and a report each morning."""
    days = [at - timedelta(days=back) for back in range(_DAYS, 0, -1)]
    reports = [PainReport(at=day, site=SITE, nrs=2.0 + (n % _RUN_EVERY == 1)) for n, day in enumerate(days)]
    runs = [Run(start=day - timedelta(hours=2), duration_s=1800, distance_m=5000) for day in days[::_RUN_EVERY]]
    with Journal.open(place) as journal:
        journal.add([*runs, *reports])
        journal_id(journal)


def _copy(server: Cluster, name: str, first: str, others: list[str]) -> None:
    """Give everybody the same rows with the same seals, and a name of its own to each journal."""
    statements = ["SET search_path = afterrun"]
    statements.append(
        "INSERT INTO person (name) SELECT unnest(ARRAY[" + ", ".join(f"'{each}'" for each in others) + "]::text[])"
    )
    for table in divided_tables():
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        mine = ", ".join(f't."{column.name}"' for column in table.c)
        left = {
            "setting": f" AND t.key <> '{ID_SETTING}'",
            "seal": f" AND NOT (t.place = 'setting' AND t.row = '{ID_SETTING}')",
        }.get(table.name, "")
        statements.append(
            f'INSERT INTO "{table.name}" (person_id, {columns}) SELECT p.id, {mine} FROM "{table.name}" t, person p '
            f"WHERE t.person_id = (SELECT id FROM person WHERE name = '{first}') AND p.name <> '{first}'{left}"
        )
    names = {each: new_id() for each in others}
    seals = {each: checksum({"key": ID_SETTING, "value": said}) for each, said in names.items()}
    statements.append(_for_each("setting (person_id, key, value)", f"'{ID_SETTING}', v.said", names))
    statements.append(
        _for_each("seal (person_id, place, row, crc32)", f"'setting', '{ID_SETTING}', v.said::bigint", seals)
    )
    server.do(*statements, "ANALYZE", database=name)


def _for_each(table: str, row: str, said: Mapping[str, object]) -> str:
    """Write a row a person, with something of their own in it."""
    values = ", ".join(f"('{who}', '{what}')" for who, what in said.items())
    return (
        f"INSERT INTO {table} SELECT p.id, {row} FROM person p JOIN (VALUES {values}) v (who, said) ON p.name = v.who"
    )

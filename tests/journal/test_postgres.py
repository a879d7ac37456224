"""What only a database has: several people, roles, a log that others read, a server that goes away."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier, Thread
from typing import Any

import numpy as np
import psycopg
import pytest
from alembic import command

from afterrun.errors import AfterrunError, JournalBusyError, JournalError
from afterrun.journal import Journal, schema
from afterrun.journal.stores import keeping_connections
from afterrun.journal.stores.checked import Fault
from afterrun.journal.stores.postgres import seals
from afterrun.journal.stores.postgres.dividing import divided_tables
from afterrun.journal.stores.postgres.faults import told
from afterrun.journal.stores.postgres.listing import revisions_of
from afterrun.journal.stores.postgres.person import PostgresPerson
from afterrun.journal.stores.postgres.prepare import prepare
from afterrun.journal.stores.postgres.server import PERSON, _secured, driver, open_server
from afterrun.journal.stores.steps import configuration
from afterrun.places import Database, database_at
from afterrun.records import Original, PainReport, Run, Site, Streams
from benchmarks.postgres.cluster import APP, OWNER, Cluster
from tests.postgres import as_owner, name_of, prepared

AT = datetime(2026, 5, 1, 7, tzinfo=UTC)
REPORT = PainReport(at=AT, site=Site.parse("left-heel"), nrs=3, note="since the long way home")
FILE = Original("run.fit", b"bytes" * 50)
RUN = Run(start=AT, duration_s=1800, distance_m=5000, source="fit", original=FILE.sha256)
TRACK = Streams({"time_s": np.arange(50.0)})


@pytest.fixture
def other(journals: Database, person: Database) -> Database:
    """Somebody else in the same database."""
    return journals.of(f"{person.person}, another")


@pytest.fixture
def raw(journals: Database, person: Database) -> Iterator[psycopg.Connection[Any]]:
    """What somebody with the app's password could type, as nobody yet."""
    with psycopg.connect(journals.server, autocommit=True, options="-c search_path=afterrun") as connection:
        yield connection


def filled(place: Database) -> None:
    """Write a journal with something in every kind of column."""
    with Journal.open(place) as journal:
        journal.add([RUN, REPORT], streams={0: TRACK}, original=FILE)
        journal.set_setting("zone", "Europe/Berlin")


def become(connection: psycopg.Connection[Any], place: Database) -> int:
    """Act as a person, as the store does; their number."""
    query = "SELECT set_config(%s, n::text, false)::bigint FROM person_named(%s) AS n"
    row = connection.execute(query, (PERSON, place.person)).fetchone()
    assert row is not None
    return int(row[0])


def test_two_people_who_tell_the_same_are_both_kept(person: Database, other: Database) -> None:
    filled(person)
    filled(other)
    for place in (person, other):
        with Journal.open(place, create=False) as journal:
            assert journal.diary().pain == (REPORT,)
            assert journal.counts()["original"] == 1
            assert journal.verify() == ()


def test_nobody_sees_or_writes_anything(person: Database, raw: psycopg.Connection[Any]) -> None:
    filled(person)
    for table in divided_tables():
        assert raw.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() == (0,)
    for statement in (
        "INSERT INTO setting (key, value) VALUES ('a', 'b')",
        "INSERT INTO setting (key, value, person_id) VALUES ('a', 'b', 1)",
    ):
        with pytest.raises(psycopg.errors.Error):
            raw.execute(statement)
    become(raw, person)
    raw.execute("SELECT set_config(%s, '', false)", (PERSON,))  # as a connection that was somebody's and is left
    assert raw.execute("SELECT count(*) FROM pain").fetchone() == (0,)


def test_another_persons_rows_are_not_seen_changed_deleted_or_referred_to(
    person: Database, other: Database, raw: psycopg.Connection[Any]
) -> None:
    filled(person)
    with Journal.open(other):
        pass
    theirs, _ = become(raw, person), become(raw, other)
    for table in divided_tables():
        assert raw.execute(f'SELECT count(*) FROM "{table.name}" WHERE person_id = %s', (theirs,)).fetchone() == (0,)
        assert raw.execute(f'DELETE FROM "{table.name}" WHERE person_id = %s', (theirs,)).rowcount == 0
        assert raw.execute(f'UPDATE "{table.name}" SET person_id = person_id').rowcount == 0
    raw.execute("INSERT INTO setting (key, value) VALUES ('mine', 'b')")
    for statement in (
        "INSERT INTO setting (key, value, person_id) VALUES ('a', 'b', %s)",
        "UPDATE setting SET person_id = %s",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement, (theirs,))
    with pytest.raises(psycopg.errors.ForeignKeyViolation):  # the run is there, and somebody else's
        raw.execute("INSERT INTO run_standing (run_id, clock_guessed) VALUES (1, 0)")
    with Journal.open(person) as journal:
        assert journal.verify() == ()
        assert journal.diary().pain == (REPORT,)


def test_people_cannot_be_listed_and_tables_not_changed(raw: psycopg.Connection[Any]) -> None:
    for statement in (
        "SELECT * FROM person",
        "ALTER TABLE pain DISABLE ROW LEVEL SECURITY",
        "DROP POLICY own ON pain",
        "TRUNCATE pain",
        "CREATE TABLE mine (a text)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(statement)


def test_every_key_and_every_reference_has_the_person_first(postgres: Cluster, journals: Database) -> None:
    where = name_of(journals)
    tables = [table.name for table in divided_tables()]
    keys = postgres.do(
        "SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
        " WHERE c.relnamespace = 'afterrun'::regnamespace AND c.relname NOT IN ('person', 'alembic_version')",
        database=where,
    )
    assert {table for table, _ in keys} == {*tables, "touched"}
    assert {column for _, column in keys} == {"person_id"}
    references = postgres.do(
        "SELECT a.attname FROM pg_constraint k JOIN pg_attribute a"
        " ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]"
        " WHERE k.contype = 'f' AND k.connamespace = 'afterrun'::regnamespace",
        database=where,
    )
    assert set(references) == {("person_id",)}


@pytest.mark.parametrize("role", ["postgres", OWNER, "afterrun_bypassing", "afterrun_member"])
def test_a_role_above_the_rules_is_refused(postgres: Cluster, journals: Database, role: str) -> None:
    rights = {"afterrun_bypassing": "BYPASSRLS", "afterrun_member": f"IN ROLE {OWNER}, {APP}"}
    if role in rights:
        postgres.do(f"DROP ROLE IF EXISTS {role}", f"CREATE ROLE {role} {rights[role]} LOGIN")
        postgres.do(f"ALTER ROLE {role} PASSWORD '{postgres.password}'", f"GRANT {APP} TO {role}")
    place = database_at(f"{postgres.address(role, name_of(journals))}?person=jo")
    with pytest.raises(JournalError, match="above the rules") as refused:
        Journal.open(place)
    assert "BYPASSRLS" in refused.value.remedy


def test_a_database_that_shows_everybody_everything_is_refused(postgres: Cluster) -> None:
    place = prepared(postgres).of("jo")
    filled(place)
    postgres.do("ALTER TABLE afterrun.pain NO FORCE ROW LEVEL SECURITY", database=name_of(place))
    with pytest.raises(JournalError, match="switched off"):
        Journal.open(place)
    prepare(as_owner(postgres, name_of(place)), APP)
    with Journal.open(place) as journal:
        assert journal.diary().pain == (REPORT,)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("DROP SCHEMA afterrun CASCADE", "prepare"),
        ("UPDATE afterrun.alembic_version SET version_num = '0001'", "prepare"),
        ("UPDATE afterrun.alembic_version SET version_num = '9999'", "Update Afterrun"),
    ],
)
def test_a_database_of_another_schema_is_refused(postgres: Cluster, change: str, says: str) -> None:
    place = prepared(postgres).of("jo")
    postgres.do(change, database=name_of(place))
    with pytest.raises(JournalError) as refused:
        Journal.open(place)
    assert says in refused.value.remedy


def test_what_cannot_be_reached_is_told_without_the_password(postgres: Cluster, journals: Database) -> None:
    app = postgres.address(APP, name_of(journals))
    for address in (
        app.replace(str(postgres.port), "1"),
        app.replace(postgres.password, "sesame"),
        app.replace(name_of(journals), "nothing_here"),
    ):
        with pytest.raises(JournalError, match="cannot be reached") as refused:
            Journal.open(database_at(address).of("jo"))
        told = f"{refused.value!r} {refused.value.message} {refused.value.remedy} {refused.value.__cause__!r}"
        assert postgres.password not in told
        assert "sesame" not in told
    assert postgres.password not in f"{journals} {journals!r}"


def test_an_older_database_is_brought_up_to_date_and_its_damage_stays_damage(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a release wrote it: the same steps, without the last one, which here changes everybody's rows as well."""

    def upgraded(config: Any, revision: str) -> None:
        upgrade(config, revision)
        config.attributes["connection"].exec_driver_sql("UPDATE pain SET symptom = 'cramp'")

    upgrade, where = command.upgrade, prepared(postgres)
    monkeypatch.setattr(command, "upgrade", upgraded)
    place, clean = where.of("jo"), where.of("clean")
    filled(place)
    filled(clean)
    postgres.do("UPDATE afterrun.pain SET nrs = 9 WHERE person_id = 1", database=name_of(where))
    owner = as_owner(postgres, name_of(where))
    with closing(open_server(owner)) as connection:
        command.stamp(configuration(connection), schema.SCHEMA_VERSIONS[-2])
    for table in ("pain", "care", "phase"):
        postgres.do(f"ALTER TABLE afterrun.{table} DROP COLUMN photo", database=name_of(where))
    done = prepare(owner, APP)
    assert (done.before, done.people) == (schema.SCHEMA_VERSIONS[-2], 2)
    with Journal.open(place) as journal:
        (damaged,) = journal.damaged()
        assert (damaged.table, damaged.fault) == ("pain", Fault.CHANGED)
        assert [each.distance_m for each in journal.diary().runs] == [5000]
    with Journal.open(clean) as journal:
        assert journal.verify() == ()
        assert [each.symptom for each in journal.diary().pain] == ["cramp"]
        assert journal.add([replace(REPORT, nrs=5)]).added == 1


def test_what_was_changed_behind_the_journals_back_is_damage(person: Database, raw: psycopg.Connection[Any]) -> None:
    filled(person)
    become(raw, person)
    raw.execute("UPDATE pain SET nrs = 8")
    raw.execute("UPDATE stream SET data = %s", (b"nothing",))
    raw.execute("DELETE FROM setting WHERE key = 'zone'")
    raw.execute("INSERT INTO setting (key, value) VALUES ('typed', 'in')")
    with Journal.open(person) as journal:
        assert journal.diary().pain == ()
        journal.set_setting("another", "write")  # seals what it writes, and nothing else
        told = " | ".join(journal.verify())
    for what in ("is not as it was written", "time_s", "zone is gone", "typed was not written by Afterrun"):
        assert what in told


def test_a_text_with_a_nul_is_refused_in_words_and_nothing_of_it_is_kept(person: Database) -> None:
    with Journal.open(person) as journal:
        with pytest.raises(JournalError, match="NUL"):
            journal.add([REPORT, replace(REPORT, nrs=5, note="a\0b")])
        assert journal.diary().pain == ()


def test_the_servers_log_quotes_nothing_that_was_written(
    postgres: Cluster, person: Database, raw: psycopg.Connection[Any]
) -> None:
    filled(person)
    before = len(postgres.log.read_text())
    become(raw, person)
    for statement, values in (
        ("INSERT INTO setting (key, value) VALUES (%s, %s)", ("zone", "hush hush")),
        (
            "INSERT INTO pain (uid, at_us, at_offset_s, local_date, site, nrs, symptom, quality, scale, source, note)"
            " VALUES (%s, 1, 0, 'd', 's', NULL, 'p', 'q', 's', 's', %s)",
            ("u", "hush hush"),
        ),
    ):
        with pytest.raises(psycopg.errors.IntegrityError):
            raw.execute(statement, values)
    said = postgres.log.read_text()[before:]
    assert said.count("ERROR") == 2
    assert "hush" not in said


def test_a_log_that_may_quote_and_a_disk_that_is_not_waited_for_are_warned_of(
    postgres: Cluster, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres.make_database("loud")
    done = prepare(as_owner(postgres, "loud"), APP)
    assert len(done.for_superuser) == 3
    place = database_at(postgres.address(APP, "loud")).of("jo")
    for _ in range(2):
        with Journal.open(place):
            pass
    assert caplog.text.count("may quote what people write") == 1
    assert caplog.text.count("does not wait for its disk") == 1
    assert postgres.password not in caplog.text
    assert prepare(database_at(postgres.address("postgres", "loud")), APP).for_superuser == ()


def test_an_erased_journal_is_gone_alone_and_saves_nothing_more(
    person: Database, other: Database, raw: psycopg.Connection[Any]
) -> None:
    filled(person)
    filled(other)
    left = become(raw, person)
    with Journal.open(person) as still_open:
        assert PostgresPerson(person).erase() == 4  # a run, its track and its file, and a report
        with pytest.raises(JournalError, match="deleted or replaced meanwhile"):
            still_open.add([REPORT])
    assert not PostgresPerson(person).taken()
    with pytest.raises(JournalError, match="must exist"):
        Journal.open(person, create=False)
    with Journal.open(other) as journal:
        assert journal.diary().pain == (REPORT,)
        assert journal.verify() == ()
    with Journal.open(person) as anew:
        assert not any(anew.counts().values())
    assert become(raw, person) > left  # a number is nobody else's, also not of who comes back


def test_writers_at_once_keep_everything_once(person: Database) -> None:
    """Each looks first and then adds: without the lock two of them would add the same."""
    begun, failed = Barrier(4), []

    def write() -> None:
        try:
            with Journal.open(person) as journal:
                begun.wait()
                for nrs in range(10):
                    journal.add([replace(REPORT, nrs=nrs)])
        except AfterrunError as fault:
            failed.append(fault)

    with Journal.open(person):
        pass
    writers = [Thread(target=write) for _ in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert failed == []
    with Journal.open(person) as journal:
        assert len(journal.diary().pain) == 10
        assert journal.revision() == 40


def test_a_writer_waits_for_another_and_then_says_so(person: Database, other: Database) -> None:
    with Journal.open(person) as one, Journal.open(person) as two, Journal.open(other) as free:
        two._connection.exec_driver_sql("SET lock_timeout = '50ms'")
        with one.together():
            one.add([REPORT])
            assert two.diary().pain == ()
            assert free.add([REPORT]).added == 1  # another person waits for nobody
            with pytest.raises(JournalBusyError, match="in use"):
                two.add([REPORT])
        assert two.add([REPORT]).already == 1


def test_a_reading_is_of_one_instant(person: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def examined(connection: Any, table: Any) -> Any:
        if table.name == "run" and not seen:  # what comes before it is read, and what comes after is not
            seen.append(table.name)
            with Journal.open(person) as writer:
                writer.add([RUN, REPORT], original=FILE)
        return found(connection, table)

    found = seals.examined
    with Journal.open(person) as journal:
        monkeypatch.setattr(seals, "examined", examined)
        diary = journal.diary()
        assert (seen, diary.pain, diary.runs) == (["run"], (), ())
        assert journal.diary().pain == (REPORT,)


def write_and_end(postgres: Cluster, journal: Journal) -> None:
    """The server ends all sessions between two writes that belong together."""
    with journal.together():
        journal.add([REPORT])
        postgres.do(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE application_name = 'afterrun' AND usename = '{APP}'"
        )
        journal.set_setting("a", "b")


def test_a_session_that_the_server_ends_saves_nothing_and_says_so(postgres: Cluster, person: Database) -> None:
    with Journal.open(person) as journal:
        for _ in range(2):  # and it is not made anew behind anybody's back, as nobody
            with pytest.raises(JournalError, match="stopped answering"):
                write_and_end(postgres, journal)
    with Journal.open(person) as journal:
        assert journal.diary().pain == ()


def test_numbers_are_a_persons_own_as_in_a_file(person: Database, other: Database) -> None:
    filled(person)
    filled(other)
    with Journal.open(other) as journal:
        entry = journal.entry_of(REPORT)
        assert entry is not None
        assert entry.id == 1
        assert journal.record_of(entry) == REPORT
        assert journal.replace(entry, replace(REPORT, nrs=4)) is not None
    with Journal.open(person) as journal:
        assert journal.record_of(entry) == REPORT


@pytest.mark.parametrize("role", ["nobody_here", "postgres", OWNER])
def test_only_a_role_that_sees_what_it_is_shown_may_be_the_apps(
    postgres: Cluster, journals: Database, role: str
) -> None:
    with pytest.raises(JournalError, match="role must"):
        prepare(as_owner(postgres, name_of(journals)), role)


def test_a_step_that_breaks_changes_nothing(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres.make_database("broken")

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("afterrun.journal.stores.postgres.prepare.grant", fail)
    with pytest.raises(RuntimeError):
        prepare(as_owner(postgres, "broken"), APP)
    assert postgres.do("SELECT to_regnamespace('afterrun')", database="broken") == [(None,)]


@pytest.mark.parametrize(
    ("address", "environment", "secured"),
    [
        ("postgresql://a@db.example/j", {}, True),
        ("postgresql://a@10.0.0.7:5432/j", {}, True),
        ("postgresql://a@/j?host=db.example", {}, True),
        ("postgresql://a@localhost,db.example/j", {}, True),
        ("postgresql:///j", {"PGHOST": "db.example"}, True),
        ("postgresql://a@db.example/j?sslmode=verify-full", {}, False),
        ("postgresql://a@db.example/j", {"PGSSLMODE": "verify-full"}, False),
        ("postgresql://a@127.0.0.1/j", {}, False),
        ("postgresql://a@[::1]/j", {}, False),
        ("postgresql://a@localhost/j", {}, False),
        ("postgresql:///j", {}, False),
        ("postgresql://a@%2Frun%2Fpostgresql/j", {}, False),
        ("postgresql:///j?host=/run/postgresql", {}, False),
    ],
)
def test_another_computer_is_never_spoken_to_in_the_clear(
    address: str, environment: dict[str, str], secured: bool
) -> None:
    assert _secured(address, environment) == ({"sslmode": "require"} if secured else {})


@pytest.mark.parametrize(
    ("state", "says", "busy"),
    [
        ("53100", "disk is full", False),
        ("53300", "in use", True),
        ("55P03", "in use", True),
        ("40P01", "in use", True),
        ("57P01", "stopped answering", False),
        ("08006", "stopped answering", False),
        ("25006", "can only be read", False),
        ("42501", "may not be used by this role", False),
        ("42P01", "not prepared", False),
        ("XX001", "damaged", False),
        ("22003", "22003", False),
    ],
)
def test_what_the_server_says_is_told_by_its_class_and_never_in_its_words(state: str, says: str, busy: bool) -> None:
    fault = psycopg.errors.lookup(state)("Failing row contains (left-heel, hush hush)")
    error = told(fault, database_at("postgresql://a:sesame@h/j?person=jo"))
    assert says in error.message
    assert isinstance(error, JournalBusyError) == busy
    assert error.remedy
    assert "hush" not in str(error)
    assert "sesame" not in str(error)


def test_a_connection_that_is_kept_is_nobodys_between_two_people(person: Database, other: Database) -> None:
    """The next one on it sees nothing of the one before, whatever that one left: a fault, a broken transaction."""
    with keeping_connections(person):
        with Journal.open(person) as journal:
            journal.add([REPORT])
            used = driver(journal._connection).info.backend_pid
            journal._connection.exec_driver_sql("BEGIN")
            with pytest.raises(JournalError):
                journal._connection.exec_driver_sql("SELECT 1 / 0")
        with closing(open_server(person)) as between:
            assert driver(between).info.backend_pid == used
            assert between.exec_driver_sql(f"SELECT current_setting('{PERSON}')").scalar_one() == ""
            assert between.exec_driver_sql("SELECT count(*) FROM afterrun.pain").scalar_one() == 0
            assert between.info.get("afterrun_person") is None
        with pytest.raises(JournalError, match="must exist"):
            Journal.open(other, create=False)
        with Journal.open(other) as journal:
            assert driver(journal._connection).info.backend_pid == used
            assert journal.diary().pain == ()
            journal.add([replace(REPORT, nrs=7)])
        with Journal.open(person) as journal:
            assert [each.nrs for each in journal.diary().pain] == [REPORT.nrs]
            assert journal.verify() == ()


def test_many_people_on_kept_connections_each_see_their_own(journals: Database) -> None:
    def tell(n: int) -> bool:
        place = journals.of(f"one of many {n % 5}")
        with Journal.open(place) as journal:
            journal.add([replace(REPORT, nrs=n % 5)])
        with Journal.open(place) as journal:
            return {each.nrs for each in journal.diary().pain} == {n % 5}

    with keeping_connections(journals), ThreadPoolExecutor(6) as pool:
        assert all(pool.map(tell, range(40)))


def test_kept_connections_that_the_server_ended_are_made_anew(postgres: Cluster, person: Database) -> None:
    with keeping_connections(person):
        with Journal.open(person) as journal:
            journal.add([REPORT])
            pid = driver(journal._connection).info.backend_pid
        postgres.do(f"SELECT pg_terminate_backend({pid})")
        with Journal.open(person) as journal:
            assert journal.diary().pain == (REPORT,)


def test_revisions_of_many_are_told_at_once_and_the_session_stays_whose_it_was(
    person: Database, other: Database
) -> None:
    filled(person)
    with Journal.open(other) as journal:
        told = revisions_of(person, [person.person, other.person, "nobody at all"])
        with Journal.open(person) as mine:
            assert told == {person.person: mine.revision(), other.person: 0}
            found = mine._connection.exec_driver_sql("SELECT whose FROM afterrun.revisions(%s)", ([other.person],))
            assert found.scalars().all() == [other.person]
            assert len(mine.diary().pain) == 1
        assert journal.diary().pain == ()

"""One database, many people: every table knows whose each row is, and the server shows nobody another's.

The tables of `schema` are made by the same steps as those of a file, which knows one person. Here each of them gets a
``person_id``: filled in from the session, first in every key, in every reference and in every index, and held by a row
policy that binds the owner of the tables as well. So a query needs no word about people, and cannot forget one.

Rows are numbered for each person by themselves, as in a file: nobody learns from a number how much others write, and a
journal that moves keeps its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Column, Connection, Table, UniqueConstraint

from afterrun.journal import schema
from afterrun.journal.stores.postgres.server import PERSON, SCHEMA, SEALING

_ID = f"nullif(current_setting('{PERSON}', true), '')::bigint"  # empty once it was set and left again
_APART_SQL = "chr(31)"


def divided_tables() -> tuple[Table, ...]:
    """List the tables of a journal, those that others refer to first."""
    return tuple(schema.metadata.sorted_tables)


def sealed_tables() -> tuple[Table, ...]:
    """List the tables whose rows have seals."""
    return tuple(table for table in divided_tables() if table is not schema.seal)


def keys_of(table: Table) -> tuple[str, ...]:
    """Name the columns that make the key of a row, within one person."""
    return tuple(column.name for column in table.primary_key)


def make_room(connection: Connection) -> None:
    """Make what belongs to no journal: the people, and the list of rows that a transaction has written."""
    for statement in _PEOPLE:
        connection.exec_driver_sql(statement)


def loosen(connection: Connection) -> None:
    """Let the owner see all rows, until `divide`: a step to the next schema is one for all people."""
    for name in _there(connection):
        connection.exec_driver_sql(f"ALTER TABLE {_of(name)} NO FORCE ROW LEVEL SECURITY")


def divide(connection: Connection) -> None:
    """Give every table its people, those that have them already included: it does the same once more."""
    new = [table for table in divided_tables() if not _has_person(connection, table.name)]
    for table in new:
        for kind in ("f", "p", "u"):
            _drop_constraints(connection, table.name, kind)
    for table in new:
        for statement in _statements(connection, table):
            connection.exec_driver_sql(statement)
    for name in (*(table.name for table in divided_tables()), _TOUCHED):
        for statement in _policy(name):
            connection.exec_driver_sql(statement)
    for sealed in sealed_tables():
        for statement in _noting(sealed):
            connection.exec_driver_sql(statement)


def grant(connection: Connection, role: str) -> None:
    """Let a role keep journals here, and nothing else: it may not change a table, nor list who the people are."""
    tables = ", ".join(_of(name) for name in (*(table.name for table in divided_tables()), _TOUCHED))
    named = _quoted(role)
    for statement in (
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {named}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {named}",
        f"GRANT SELECT ON {_of('alembic_version')} TO {named}",
        f"GRANT EXECUTE ON FUNCTION {_FUNCTIONS}, {REVISIONS}(text[]) TO {named}",
    ):
        connection.exec_driver_sql(statement)


def grant_reading(connection: Connection, role: str) -> None:
    """Let a role list who there is and read each of them, one at a time, and write nothing."""
    tables = ", ".join(_of(table.name) for table in divided_tables())
    named = _quoted(role)
    for statement in (
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {named}",
        f"GRANT SELECT ON {tables}, {_of('alembic_version')} TO {named}",
        f"GRANT EXECUTE ON FUNCTION {SCHEMA}.person_named(text), {PEOPLE}() TO {named}",
    ):
        connection.exec_driver_sql(statement)


_TOUCHED = "touched"
PEOPLE = f"{SCHEMA}.people"
"""The function that lists names; the app's role may not call it."""
REVISIONS = f"{SCHEMA}.revisions"
"""The function that says how far the journals of some people are. It sees of each what a session of theirs would."""
_FUNCTIONS = ", ".join(
    f"{SCHEMA}.{each}" for each in ("person_named(text)", "make_person(text)", "erase_person()", "rename_person(text)")
)
_PEOPLE = (
    f"""CREATE TABLE IF NOT EXISTS {SCHEMA}.person (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- made once: the number of one who left is nobody else's
        name text NOT NULL UNIQUE CHECK (name <> ''))""",
    f"""CREATE UNLOGGED TABLE IF NOT EXISTS {SCHEMA}.touched (  -- empty between transactions
        person_id bigint NOT NULL DEFAULT {_ID}, place text NOT NULL, "row" text NOT NULL,
        PRIMARY KEY (person_id, place, "row"))""",
    f"""CREATE OR REPLACE FUNCTION {SCHEMA}.person_named(wanted text) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp AS $$
            SELECT id FROM person WHERE name = wanted
        $$""",
    f"""CREATE OR REPLACE FUNCTION {SCHEMA}.make_person(wanted text) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp AS $$
            INSERT INTO person (name) VALUES (wanted) ON CONFLICT DO NOTHING
        $$""",
    f"""CREATE OR REPLACE FUNCTION {SCHEMA}.erase_person() RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp AS $$
            DELETE FROM person WHERE id = {_ID}
        $$""",
    f"""CREATE OR REPLACE FUNCTION {SCHEMA}.rename_person(wanted text) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp AS $$
            UPDATE person SET name = wanted WHERE id = {_ID}
        $$""",
    f"""CREATE OR REPLACE FUNCTION {PEOPLE}() RETURNS SETOF text
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp AS $$
            SELECT name FROM person
        $$""",
    f"""CREATE OR REPLACE FUNCTION {REVISIONS}(names text[]) RETURNS TABLE (whose text, revision text)
        LANGUAGE plpgsql SET search_path = {SCHEMA}, pg_temp AS $$
        DECLARE before text := current_setting('{PERSON}', true);
        BEGIN
            FOREACH whose IN ARRAY names LOOP
                PERFORM set_config('{PERSON}', coalesce(person_named(whose)::text, ''), true);
                CONTINUE WHEN current_setting('{PERSON}') = '';
                SELECT coalesce(max(value), '0') INTO revision FROM setting WHERE key = 'revision';
                RETURN NEXT;
            END LOOP;
            PERFORM set_config('{PERSON}', coalesce(before, ''), true);
        END $$""",
    f"REVOKE ALL ON FUNCTION {_FUNCTIONS}, {PEOPLE}(), {REVISIONS}(text[]) FROM PUBLIC",
    f"""CREATE OR REPLACE FUNCTION {SCHEMA}.number_row() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE format('SELECT coalesce(max(id), 0) + 1 FROM %%I.%%I WHERE person_id = $1',
                           TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO NEW.id USING NEW.person_id;
            RETURN NEW;
        END $$""",
)


def _statements(connection: Connection, table: Table) -> Iterator[str]:
    """Say how a table that was made for one person becomes one for many."""
    named = _of(table.name)
    yield f"ALTER TABLE {named} ADD COLUMN person_id bigint NOT NULL DEFAULT {_ID}"
    yield (
        f"ALTER TABLE {named} ADD CONSTRAINT fk_{table.name}_person FOREIGN KEY (person_id)"
        f" REFERENCES {_of('person')} (id) ON DELETE CASCADE"
    )
    yield f"ALTER TABLE {named} ADD CONSTRAINT pk_{table.name} PRIMARY KEY ({_mine(keys_of(table))})"
    for columns in _unique(table):
        yield (f"ALTER TABLE {named} ADD CONSTRAINT uq_{table.name}_{columns[0]} UNIQUE ({_mine(columns)})")
    for each in table.foreign_key_constraints:
        ends = f" ON DELETE {each.ondelete}" if each.ondelete else ""
        target = each.referred_table
        yield (
            f"ALTER TABLE {named} ADD CONSTRAINT {each.name or f'fk_{table.name}'}"
            f" FOREIGN KEY ({_mine(each.column_keys)}) REFERENCES {_of(target.name)}"
            f" ({_mine([element.column.name for element in each.elements])}){ends}"
        )
    for index in table.indexes:
        yield f"DROP INDEX IF EXISTS {_of(str(index.name))}"
        ordered = [column.name for column in index.columns if isinstance(column, Column)]
        yield f"CREATE INDEX {_quoted(str(index.name))} ON {named} ({_mine(ordered)})"
    if "id" in table.c:
        yield f"ALTER TABLE {named} ALTER COLUMN id DROP DEFAULT"
        yield f"DROP SEQUENCE IF EXISTS {_of(f'{table.name}_id_seq')}"
        yield (
            f"CREATE TRIGGER number_row BEFORE INSERT ON {named} FOR EACH ROW WHEN (NEW.id IS NULL)"
            f" EXECUTE FUNCTION {SCHEMA}.number_row()"
        )


def _policy(name: str) -> Iterator[str]:
    yield f"ALTER TABLE {_of(name)} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {_of(name)} FORCE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS own ON {_of(name)}"
    yield f"CREATE POLICY own ON {_of(name)} USING (person_id = (SELECT {_ID})) WITH CHECK (person_id = (SELECT {_ID}))"


def _noting(table: Table) -> Iterator[str]:
    """Say how the rows that a transaction writes are noted, to be sealed before it ends."""
    name, function = table.name, f"{SCHEMA}.note_{table.name}"
    notes = {
        state: f"INSERT INTO {SCHEMA}.{_TOUCHED} (place, \"row\") VALUES ('{name}', "
        + f" || {_APART_SQL} || ".join(f"{state}.{_quoted(key)}::text" for key in keys_of(table))
        + ") ON CONFLICT DO NOTHING;"
        for state in ("OLD", "NEW")
    }
    yield (
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF current_setting('{SEALING}', true) IS DISTINCT FROM 'on' THEN RETURN NULL; END IF;"
        f" IF TG_OP <> 'INSERT' THEN {notes['OLD']} END IF;"
        f" IF TG_OP <> 'DELETE' THEN {notes['NEW']} END IF;"
        " RETURN NULL; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER note_row AFTER INSERT OR UPDATE OR DELETE ON {_of(name)}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )


def _unique(table: Table) -> Iterator[tuple[str, ...]]:
    for each in table.constraints:
        if isinstance(each, UniqueConstraint):
            yield tuple(column.name for column in each.columns)


def _there(connection: Connection) -> list[str]:
    """Name the tables that have people already."""
    return [table.name for table in divided_tables() if _has_person(connection, table.name)]


def _has_person(connection: Connection, table: str) -> bool:
    query = (
        "SELECT 1 FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
        " AND column_name = 'person_id'"
    )
    return connection.exec_driver_sql(query, (SCHEMA, table)).first() is not None


def _drop_constraints(connection: Connection, table: str, kind: str) -> None:
    query = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = %s"
    for name in connection.exec_driver_sql(query, (_of(table), kind)).scalars().all():
        connection.exec_driver_sql(f"ALTER TABLE {_of(table)} DROP CONSTRAINT {_quoted(name)} CASCADE")


def _of(name: str) -> str:
    return f"{SCHEMA}.{_quoted(name)}"


def _mine(columns: Iterable[str]) -> str:
    return ", ".join(["person_id", *map(_quoted, columns)])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

"""What the database itself refuses: to change or take away a line of the audit trail."""

from __future__ import annotations

from sqlalchemy import DDL, event

from afterrun.clinic.schema import audit

_WHY = "a line of the audit trail is never changed or taken away"
_SQLITE = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{_WHY}'); END",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '{_WHY}'); END",
    # INSERT OR REPLACE deletes without a delete trigger: a number that is there may not come again
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
    f"WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, '{_WHY}'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WHY}'; END $$",
    "CREATE TRIGGER audit_refused BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_kept BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def attach() -> None:
    """Have the triggers made with the table, in the words of the engine it is made in."""
    for dialect, statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
        for statement in statements:
            made = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy's own
            event.listen(audit, "after_create", made.execute_if(dialect=dialect))


attach()

"""Settings as rows, and the three of them that name the state a journal is in: they change with every write."""

from __future__ import annotations

from secrets import token_hex

from sqlalchemy import Connection, bindparam, insert, select, update

from afterrun.journal import schema

ID_SETTING = "journal-id"
"""Which journal it is (`identity.journal_id`)."""
REVISION = "revision"
_WRITTEN = "written"  # names the last write: by chance, so that no two are alike
STATE = (ID_SETTING, REVISION, _WRITTEN)

_NAME_BYTES = 8
_LONGEST_COUNT = 18  # digits: more writes than there will be
# Every write asks for and changes a setting: these are made once.
_ASK = select(schema.setting.c.value).where(schema.setting.c.key == bindparam("of"))
_CHANGE = update(schema.setting).where(schema.setting.c.key == bindparam("of")).values(value=bindparam("now"))


def grow(connection: Connection) -> None:
    """Say that something was written."""
    keep_setting(connection, REVISION, str(count(setting_of(connection, REVISION)) + 1))
    keep_setting(connection, _WRITTEN, token_hex(_NAME_BYTES))


def count(text: str | None) -> int:
    """Read the revision; one that is damaged begins anew, for it is no part of what somebody recorded.

    Examples
    --------
    >>> count("41"), count(None), count("4x")
    (41, 0, 0)
    """
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST_COUNT else 0


def setting_of(connection: Connection, key: str) -> str | None:
    """Look a setting up."""
    value = connection.execute(_ASK, {"of": key}).scalar_one_or_none()
    return value if isinstance(value, str) else None


def keep_setting(connection: Connection, key: str, value: str) -> None:
    """Keep a setting, in the place of what it was."""
    if connection.execute(_CHANGE, {"of": key, "now": value}).rowcount == 0:
        connection.execute(insert(schema.setting), {"key": key, "value": value})

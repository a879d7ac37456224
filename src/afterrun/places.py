"""Where a journal is kept: a file, or one person's rows of a database."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from afterrun.errors import InvalidValueError
from afterrun.language import say

SCHEMES = ("postgresql", "postgres")
"""How the address of a database begins (libpq takes both)."""

_LONGEST_NAME = 200  # judgement: letters of a person's name in a database


@dataclass(frozen=True, slots=True)
class Database:
    """A database, and whose journal in it; shown without its password.

    Parameters
    ----------
    server : str
        Its address as libpq takes it, with whatever is secret in it.
    person : str
        Whose; empty for the database itself.
    """

    server: str = field(repr=False)
    person: str = ""

    def __str__(self) -> str:
        """Say where it is, for a person and for a log: neither password nor options."""
        parts = urlsplit(self.server)
        host = parts.netloc.rpartition("@")[2]
        asked = f"person={quote(self.person)}" if self.person else ""
        return urlunsplit((SCHEMES[0], host, parts.path, asked, ""))

    def of(self, person: str) -> Database:
        """Name another person in the same database."""
        return Database(self.server, _person(person))


Place: TypeAlias = Path | Database


def is_address(text: str) -> bool:
    """Whether a text names a database and no file."""
    return text.partition("://")[0] in SCHEMES and "://" in text


def database_at(address: str) -> Database:
    """Read the address of a database; ``person`` is ours, the other options are libpq's.

    Raises
    ------
    InvalidValueError
        If it is none, or names a person that nobody can be.

    Examples
    --------
    >>> place = database_at("postgresql://app:sesame@db.example/afterrun?person=Jo&sslmode=verify-full")
    >>> place.person, str(place)
    ('Jo', 'postgresql://db.example/afterrun?person=Jo')
    """
    try:
        parts = urlsplit(address)
        options = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        _ = parts.port
    except ValueError:  # its own words would repeat the address, and the password with it
        raise _no_address() from None
    if parts.scheme not in SCHEMES or not parts.path.strip("/"):
        raise _no_address()
    named = [value for name, value in options if name == "person"]
    rest = urlencode([(name, value) for name, value in options if name != "person"], quote_via=quote)
    server = urlunsplit((SCHEMES[0], parts.netloc, parts.path, rest, ""))
    return Database(server, _person(named[-1]) if named else "")


def place_of(text: str) -> Place:
    """Read where a journal is: the address of a database, else the path of a file."""
    return database_at(text) if is_address(text) else Path(text)


def journal_place(text: str) -> Place:
    """Read where one journal is; of a database it has to say whose.

    Raises
    ------
    InvalidValueError
        If it names a database and no person.
    """
    place = place_of(text)
    if isinstance(place, Database) and not place.person:
        raise InvalidValueError(
            say("journal must be one person's; {place} is a whole database.", place=place),
            remedy=say("Say whose at the end of the address: ?person=NAME."),
        )
    return place


def private_path(place: Place) -> Path:
    """Say where the secrets of a journal are: beside a file; of a database among this computer's own data.

    No copy of a database takes them along, and the database never has them.
    """
    if isinstance(place, Path):
        return place.with_name(f"{place.name}.private")
    named = re.sub(r"[^\w.-]+", "-", place.person)[:40]
    return data_folder() / f"{named}-{hashlib.sha256(str(place).encode()).hexdigest()[:12]}.private"


def data_folder(environment: Mapping[str, str] = os.environ, *, platform: str = sys.platform) -> Path:
    """Return the user's data directory of the platform.

    Raises
    ------
    InvalidValueError
        If nothing says where that is.
    """
    if platform == "win32":
        home = Path(environment.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    elif platform == "darwin":
        home = _home() / "Library" / "Application Support"
    else:
        home = Path(environment.get("XDG_DATA_HOME") or _home() / ".local" / "share")
    return home / "afterrun"


def _person(name: str) -> str:
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise InvalidValueError(
            say("person must be a name of 1 to {most} letters; got {name!r}.", most=_LONGEST_NAME, name=name),
            remedy=say("For example ?person=jo."),
        )
    return name


def _no_address() -> InvalidValueError:
    return InvalidValueError(
        say("database must be an address; this is none."),
        remedy=say("Write it like postgresql://USER@HOST/DATABASE?person=NAME, and keep the password in ~/.pgpass."),
    )


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        raise InvalidValueError(
            say("journal must have a place; this computer does not say where your home is."),
            remedy=say("Name the file with --journal or in AFTERRUN_JOURNAL."),
        ) from None

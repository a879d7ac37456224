"""What somebody connected: two services and folders. Addresses and keys, so it is kept in the private file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from afterrun.errors import InvalidValueError
from afterrun.journal.secrets import Secrets
from afterrun.language import mark, say
from afterrun.outward import is_safe

KEY = "sync"
_KEY = re.compile(r"[!-~]{1,400}")
_MOST_SOURCES = 20
_TYPED: Mapping[str, str] = {
    "key": mark("API key"),
    "client_id": mark("Client ID"),
    "client_secret": mark("Client secret"),
    "refresh_token": mark("Refresh token"),
}


@dataclass(frozen=True, slots=True)
class Intervals:
    """intervals.icu, with the key that its settings page shows."""

    kind: ClassVar[str] = "intervals"
    key: str
    address: str = "https://intervals.icu"


@dataclass(frozen=True, slots=True)
class Strava:
    """Strava, through an application of the person's own; the tokens are renewed."""

    kind: ClassVar[str] = "strava"
    client_id: str
    client_secret: str
    refresh_token: str
    access_token: str = ""
    expires_at_s: float = 0.0
    address: str = "https://www.strava.com"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that something else puts files into."""

    kind: ClassVar[str] = "folder"
    path: str


Source: TypeAlias = Intervals | Strava | Folder
KINDS: Mapping[str, type[Source]] = {each.kind: each for each in (Intervals, Strava, Folder)}
NAMES: Mapping[str, str] = {"intervals": "intervals.icu", "strava": "Strava"}


def sources_of(private: Secrets) -> dict[str, Source]:
    """Read them, by name: a service by its own, folders as ``folder``, ``folder-2``."""
    return _read(private.read())


def called(name: str, source: Source) -> str:
    """Say what somebody connected; nothing of it is secret."""
    return say("folder {path}", path=source.path) if isinstance(source, Folder) else NAMES.get(name, name)


def add(private: Secrets, source: Source) -> str:
    """Keep one more; a service that is there already is replaced. Returns its name.

    Raises
    ------
    InvalidValueError
        If something of it is no key, no safe address or no folder.
    """
    _check(source)
    with private.changing() as kept:
        found = _read(kept)
        if not isinstance(source, Folder):
            name: str = source.kind
        elif known := next((name for name, each in found.items() if each == source), None):
            return known
        else:
            name = next(name for name in _folder_names() if name not in found)
        if len(found) >= _MOST_SOURCES:
            raise InvalidValueError(
                say("sources must be at most {most}.", most=_MOST_SOURCES), remedy=say("Remove one first.")
            )
        found[name] = source
        _keep(kept, found)
    return name


def remove(private: Secrets, name: str) -> bool:
    """Forget one, and its keys; False if there is none of that name."""
    with private.changing() as kept:
        found = _read(kept)
        if found.pop(name, None) is None:
            return False
        _keep(kept, found)
    return True


def renew(private: Secrets, name: str, **tokens: Any) -> None:
    """Keep new tokens at once: the old ones may hold no more."""
    with private.changing() as kept:
        found = _read(kept)
        if isinstance(source := found.get(name), Strava):
            found[name] = replace(source, **tokens)
            _keep(kept, found)


def _read(kept: Mapping[str, Any]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for name, told in kept.get(KEY, {}).items():
        made = KINDS.get(told.get("kind", ""))
        if made is not None:
            known = {field.name for field in fields(made)}
            found[name] = made(**{key: value for key, value in told.items() if key in known})
    return found


def _keep(kept: dict[str, Any], found: Mapping[str, Source]) -> None:
    kept[KEY] = {name: {"kind": source.kind, **asdict(source)} for name, source in found.items()}


def _folder_names() -> list[str]:
    return ["folder", *(f"folder-{n}" for n in range(2, _MOST_SOURCES + 2))]


def _check(source: Source) -> None:
    if isinstance(source, Folder):
        if not Path(source.path).is_dir():
            raise InvalidValueError(
                say("folder must be one that is there; got {path!r}.", path=source.path),
                remedy=say("Check the spelling, and your rights to it."),
            )
        return
    typed = {"key": source.key} if isinstance(source, Intervals) else _of_strava(source)
    for field, text in typed.items():
        if not _KEY.fullmatch(text):  # the text is a secret and is not repeated
            raise InvalidValueError(
                say("{name} must be letters, digits and signs without a space.", name=say(_TYPED[field])),
                remedy=say("Copy it whole."),
                field=field,
            )
    if not is_safe(source.address):
        raise InvalidValueError(
            say("address must begin with https://; got {address!r}.", address=source.address),
            remedy=say("Leave it out for the usual one."),
        )


def _of_strava(source: Strava) -> dict[str, str]:
    return {
        "client_id": source.client_id,
        "client_secret": source.client_secret,
        "refresh_token": source.refresh_token,
    }

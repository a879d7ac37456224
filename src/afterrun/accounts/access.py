"""Who may come in: one password, and the browsers that have given it."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from afterrun.accounts.devices import device_of, new_device
from afterrun.accounts.passwords import hashed_password, is_password
from afterrun.errors import JournalError
from afterrun.journal.secrets import Secrets

SESSION = timedelta(days=30)
_RENEWED_AFTER = timedelta(days=1)
_MOST_SESSIONS = 32
_TOKEN_BYTES = 32
_HASHING = threading.Lock()
"""Each takes 64 MiB for a tenth of a second: who sends many passwords at once may not take the memory."""


class Visit(Enum):
    """What a browser's token is worth."""

    UNKNOWN = "unknown"
    KNOWN = "known"
    RENEWED = "renewed"


class Access:
    """The password and the sessions of one journal.

    Of a session only a hash is kept: whoever reads the file cannot come in with it.

    Parameters
    ----------
    private : Secrets
        Where they are kept.
    clock : callable
        Says what time it is, with offset.
    required : bool
        Whether nobody may come in without a password, even if none is set.
    """

    def __init__(self, private: Secrets, clock: Callable[[], datetime], *, required: bool = False) -> None:
        self._private = private
        self._clock = clock
        self._required = required

    @property
    def closed(self) -> bool:
        """Whether a password is asked for."""
        return self._required or self.has_password

    @property
    def has_password(self) -> bool:
        """Whether one is set."""
        return "password" in self._private.read()

    def set_password(self, password: str) -> None:
        """Keep a password as its argon2id hash; every browser has to give the new one.

        Raises
        ------
        InvalidValueError
            If it is too short or too long.
        """
        hashed = hashed_password(password)
        with self._private.changing() as kept:
            kept["password"] = hashed
            kept["sessions"] = {}

    def remove_password(self) -> bool:
        """Take the password and all sessions away; False if none was set."""
        with self._private.changing() as kept:
            kept.pop("sessions", None)
            return kept.pop("password", None) is not None

    def forget_the_rest(self) -> None:
        """Drop every other secret; the password stays, or what is deleted would be open to all."""
        self._private.keep_only(*(("password", "sessions") if self.closed else ()))

    def log_in(self, password: str) -> str | None:
        """Return the token of a new session if the password is right, else None."""
        hashed = self._private.read().get("password")
        if hashed is None:
            return None
        with _HASHING:
            if not is_password(password, hashed):
                return None
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with self._private.changing() as kept:
            if kept.get("password") != hashed:  # changed meanwhile
                return None
            sessions = self._living(kept)
            sessions[_digest(token)] = self._end()
            newest = sorted(sessions.items(), key=lambda each: each[1])[-_MOST_SESSIONS:]
            kept["sessions"] = dict(newest)
        return token

    def new_device(self) -> str:
        """Return what a browser that gave the password is remembered by."""
        return new_device(self._private.read().get("password", ""))

    def device(self, token: str | None) -> str | None:
        """Name a browser that gave the password before; None if it is a stranger."""
        return device_of(token, self._private.read().get("password"))

    def visit(self, token: str | None) -> Visit:
        """Look a token up; a session that is used goes on, and one whose use cannot be noted lasts until its end."""
        if not token:
            return Visit.UNKNOWN
        digest = _digest(token)
        until = self._living(self._private.read()).get(digest)
        if until is None:
            return Visit.UNKNOWN
        if self._end() - until < _RENEWED_AFTER.total_seconds():
            return Visit.KNOWN
        try:
            with self._private.changing() as kept:
                if digest not in kept.get("sessions", {}):  # ended meanwhile
                    return Visit.UNKNOWN
                kept["sessions"][digest] = self._end()
        except JournalError:  # a full disk, say
            return Visit.KNOWN
        return Visit.RENEWED

    def log_out(self, token: str | None) -> None:
        """End a session."""
        with self._private.changing() as kept:
            kept["sessions"] = {key: end for key, end in self._living(kept).items() if key != _digest(token or "")}

    def _end(self) -> float:
        return (self._clock() + SESSION).timestamp()

    def _living(self, kept: dict[str, Any]) -> dict[str, float]:
        """Those that have not ended; an end far beyond any that is given now is of a clock that was wrong."""
        now = self._clock()
        latest = (now + 2 * SESSION).timestamp()
        return {key: end for key, end in kept.get("sessions", {}).items() if now.timestamp() < end < latest}


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

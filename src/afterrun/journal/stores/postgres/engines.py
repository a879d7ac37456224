"""Engines of this process, one an address. While somebody serves, a few connections are kept open between requests.

A kept connection forgets whose it was before it goes back, and becomes somebody's anew whenever it is taken: between
two people it is nobody's, and the server shows it no row.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import psycopg
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

_KEPT = 8  # of an address, for 16 who ask at once; more are made when they are needed, and closed (judgement)


class Engines:
    """Makes engines, and keeps their connections or not.

    Parameters
    ----------
    reach, say, forget : callable
        Connect to an address; let an engine say its faults; let a connection be nobody's.
    """

    def __init__(self, reach: Any, say: Any, forget: Any) -> None:
        self._reach, self._say, self._forget = reach, say, forget
        self._made: dict[tuple[int, str], Engine] = {}
        self._keeps = 0
        self._lock = threading.Lock()

    def of(self, server: str) -> Engine:
        """Find or make the engine of an address; a process that was forked makes its own."""
        with self._lock:
            key = (os.getpid(), server)
            if key not in self._made:
                self._made[key] = self._new(server)
            return self._made[key]

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep connections open until the end of this."""
        self._switch(1)
        try:
            yield
        finally:
            self._switch(-1)

    def _switch(self, by: int) -> None:
        with self._lock:
            self._keeps += by
            before, self._made = self._made, {}
        for (process, _), engine in before.items():
            if process == os.getpid():
                engine.dispose()

    def _new(self, server: str) -> Engine:
        how: dict[str, Any] = {"poolclass": NullPool}
        if self._keeps:
            how = {"poolclass": QueuePool, "pool_size": _KEPT, "max_overflow": -1, "pool_pre_ping": True}
        engine = create_engine(
            "postgresql+psycopg://", isolation_level="AUTOCOMMIT", creator=partial(self._reach, server), **how
        )
        event.listen(engine, "reset", self._returned)
        self._say(engine, server)
        return engine

    def _returned(self, connection: psycopg.Connection[Any], record: Any, _: Any) -> None:
        record.info.clear()
        if self._keeps and not connection.closed:
            self._forget(connection)

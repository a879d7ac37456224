"""The clinic's own tables: people, shares, comments, the audit trail. Where they are, its keeper knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, select

from afterrun.clinic.schema import VERSION, about
from afterrun.errors import JournalError
from afterrun.language import say


class Keeper(Protocol):
    """What an engine has to do for a clinic, and the clinic cannot know."""

    @property
    def engine(self) -> Engine:
        """Reach the tables with it."""
        ...

    def prepare(self) -> None:
        """See to it that the tables are there, where this is ours to do."""
        ...

    def options(self, *, writes: bool) -> dict[str, Any]:
        """Say how a transaction is begun: it sees one state of the database, or is the only one that writes."""
        ...

    def take_turn(self, connection: Connection) -> None:
        """Wait, in a transaction that writes, until nobody else does."""
        ...

    def faults(self) -> AbstractContextManager[None]:
        """Turn the engine's faults into `JournalError`, in plain words."""
        ...

    def wring_out(self) -> None:
        """Leave no trace of what was taken back, as far as that is ours to do."""
        ...


class Store:
    """Reads, and writes all or nothing.

    Parameters
    ----------
    keeper : Keeper
        Where the tables are.

    Raises
    ------
    JournalError
        If they are not there, or of another version.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        try:
            with keeper.faults():
                keeper.prepare()
            self._require_version()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See one state of the database."""
        options = self._keeper.options(writes=False)
        with self._keeper.faults(), self._keeper.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write all or nothing, one at a time: what is read in it is still so when it is written."""
        options = self._keeper.options(writes=True)
        with (
            self._keeper.faults(),
            self._keeper.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            self._keeper.take_turn(connection)
            yield connection

    def wring_out(self) -> None:
        """Leave no trace of what was taken back, as far as that is ours to do."""
        with self._keeper.faults():
            self._keeper.wring_out()

    def close(self) -> None:
        """Let go of it."""
        self._keeper.engine.dispose()

    def _require_version(self) -> None:
        with self.reading() as connection:
            found = connection.execute(select(about.c.version)).scalar_one_or_none()
        if found != VERSION:
            raise JournalError(
                say("clinic must be of version {version}; got {found}.", version=VERSION, found=found),
                remedy=say("Update Afterrun.")
                if found is not None and found > VERSION
                else say("Whoever looks after it does: afterrun clinic prepare ADDRESS --role ROLE."),
            )

"""What an engine has to do for a journal, and a journal cannot know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection

from afterrun.journal.stores.checked import Examined


class Store(Protocol):
    """One place that holds one journal."""

    @property
    def where(self) -> str:
        """Say where it is, for a person."""
        ...

    def taken(self) -> bool:
        """Whether another journal cannot be put here: there is one, with more in it than settings."""
        ...

    def beside(self) -> Store:
        """Name where a journal is kept that is not here as a whole yet: nobody opens it there by its name."""
        ...

    def take_over(self) -> None:
        """Let the journal that is kept `beside`, whole and closed, take this place in one step.

        Raises
        ------
        JournalError
            If it is taken by now.
        """
        ...

    def connect(self, *, create: bool) -> Connection:
        """Open it with the newest schema; make it first if it is not there and may be made.

        Raises
        ------
        JournalError
            If it cannot be used; the message says why and what to do.
        """
        ...

    def close(self, connection: Connection) -> None:
        """Close what `connect` opened."""
        ...

    def faults(self) -> AbstractContextManager[None]:
        """Turn the engine's faults into `JournalError`, in plain words."""
        ...

    def transaction(self, connection: Connection) -> AbstractContextManager[Connection]:
        """Write all or nothing, one writer at a time; once it is left, what was written survives a crash."""
        ...

    def snapshot(self, connection: Connection) -> AbstractContextManager[None]:
        """Read as of one instant, whatever others write meanwhile."""
        ...

    def examined(self, connection: Connection, table: str) -> Iterator[Examined]:
        """Read the rows of a table, each with what is wrong with it, if anything is."""
        ...

    def damage(self, connection: Connection) -> Iterator[str]:
        """Say all that is damaged, of the engine's own, of every row, and of the files and streams in them."""
        ...

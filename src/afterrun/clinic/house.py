"""One clinic, open: its store, its journals and its clock together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterrun.clinic import audit, erasing, invitations, people
from afterrun.clinic.journals import Journals
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.clinic.store import Store


@dataclass(frozen=True, slots=True)
class House:
    """A clinic.

    Parameters
    ----------
    store : Store
        People, shares, comments, the audit trail.
    journals : Journals
        A journal a runner.
    clock : callable
        Says what time it is, with offset.
    """

    store: Store
    journals: Journals
    clock: Callable[[], datetime]

    @classmethod
    def in_folder(cls, folder: Path, clock: Callable[[], datetime]) -> House:
        """Open the clinic of a folder, or make it."""
        return cls(Store.in_folder(folder), Journals(folder), clock)

    def first_administrator(self, *, name: str, login: str, password: str) -> Person:
        """Make an administrator from the terminal: whoever may type there may read the files anyway."""
        with self.store.writing() as connection:
            made = people.add(
                connection, self.clock(), role=Role.ADMINISTRATOR, name=name, login=login, password=password
            )
            audit.note(
                connection,
                self.clock(),
                action="create-administrator",
                actor=made.id,
                subject=made.id,
                detail="terminal",
            )
        return made

    def join(self, token: str, *, name: str, login: str, password: str) -> Person:
        """Take an invitation up; a runner has a journal from then on."""
        made = invitations.accept(self.store, self.clock(), token, name=name, login=login, password=password)
        if made.role is Role.RUNNER:
            self.journals.make(made.id)
        return made

    def erase(self, who: Person, *, by: str) -> None:
        """Erase somebody and all that is theirs."""
        erasing.erase(self.store, self.journals, self.clock(), who=who, by=by)

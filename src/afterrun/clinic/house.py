"""One clinic, open: its store, its journals and its clock together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterrun.clinic import audit, erasing, invitations, people, second_factor
from afterrun.clinic.in_folder import InFolder
from afterrun.clinic.journals import Journals
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.clinic.sendings import Sent
from afterrun.clinic.store import Store
from afterrun.errors import InvalidValueError
from afterrun.journal.stores import require_postgres
from afterrun.language import say
from afterrun.places import Place


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
    def at(cls, home: Place, clock: Callable[[], datetime]) -> House:
        """Open the clinic of a folder, or make it; or open that of a database, which its owner has prepared.

        Raises
        ------
        JournalError
            If it cannot be used; the message says why and what to do.
        """
        return cls(open_store(home), Journals(home), clock)

    def close(self) -> None:
        """Let go of what is open."""
        self.store.close()

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

    def reset(self, login: str, password: str) -> None:
        """Give somebody a new password and no second factor; all their sessions end.

        Raises
        ------
        InvalidValueError
            If nobody has the login, or the password will not do.
        """
        with self.store.writing() as connection:
            who = people.with_login(connection, login)
            if who is None:
                raise InvalidValueError(
                    say("login must be somebody's; nobody has this one."), remedy=say("Type it anew."), field="login"
                )
            people.set_password(connection, who.id, password)
            second_factor.forget(connection, who)
            audit.note(connection, self.clock(), action="reset", subject=who.id, detail="terminal")

    def join(self, token: str, *, name: str, login: str, password: str) -> Person:
        """Take an invitation up; a runner has a journal from then on."""
        return invitations.accept(
            self.store, self.clock(), token, name=name, login=login, password=password, at_last=self._make_journal
        )

    def erase(self, who: Person, *, by: str, sent: Sent | None = None) -> None:
        """Erase somebody and all that is theirs."""
        erasing.erase(self.store, self.journals, self.clock(), who=who, by=by, sent=sent)

    def kept_open(self) -> AbstractContextManager[None]:
        """Keep open what takes long to open, while it is served."""
        return self.journals.kept_open()

    def finish_erasing(self) -> None:
        """Do what was left of an erasure when the house was closed in the middle of one."""
        erasing.finish(self.store, self.journals)

    def _make_journal(self, made: Person) -> None:
        if made.role is Role.RUNNER:
            self.journals.make(made.id)


def open_store(home: Place) -> Store:
    """Open the clinic's own tables, without its journals."""
    if isinstance(home, Path):
        return Store(InFolder.at(home))
    require_postgres(home)
    from afterrun.clinic.in_database import InDatabase

    return Store(InDatabase.at(home))

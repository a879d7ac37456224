"""One clinic, open: its store, its journals and its clock together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterrun.clinic import audit, erasing, invitations, people, second_factor
from afterrun.clinic.journals import Journals
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role
from afterrun.clinic.store import Store
from afterrun.errors import InvalidValueError
from afterrun.language import say


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
        made = invitations.accept(self.store, self.clock(), token, name=name, login=login, password=password)
        if made.role is Role.RUNNER:
            self.journals.make(made.id)
        return made

    def erase(self, who: Person, *, by: str) -> None:
        """Erase somebody and all that is theirs."""
        erasing.erase(self.store, self.journals, self.clock(), who=who, by=by)

"""What somebody is in the clinic, and what a runner lets a clinician do."""

from __future__ import annotations

from enum import StrEnum

from afterrun.language import mark


class Role(StrEnum):
    """One an account: who is two things has two accounts, and no right of the one reaches into the other."""

    RUNNER = "runner"
    CLINICIAN = "clinician"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


STAFF = frozenset({Role.CLINICIAN, Role.RESEARCHER, Role.ADMINISTRATOR})
"""Who has to have a second factor: what they may see or do is not their own."""

ROLE_WORDS = {
    Role.RUNNER: mark("runner"),
    Role.CLINICIAN: mark("clinician"),
    Role.RESEARCHER: mark("researcher"),
    Role.ADMINISTRATOR: mark("administrator"),
}


class Scope(StrEnum):
    """How much is shared; planning takes reading in."""

    READ = "read"
    PLAN = "plan"

    def allows(self, wanted: Scope) -> bool:
        """Whether it is at least as much.

        Examples
        --------
        >>> Scope.PLAN.allows(Scope.READ), Scope.READ.allows(Scope.PLAN)
        (True, False)
        """
        return self is wanted or self is Scope.PLAN


SCOPE_WORDS = {Scope.READ: mark("read"), Scope.PLAN: mark("read and plan")}

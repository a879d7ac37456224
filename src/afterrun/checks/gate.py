"""What may be told: the one place that decides it.

A check that names what it withholds withholds it unless it passed: also where it could not be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

from afterrun.checks.evidence import Evidence
from afterrun.checks.registry import FIT_CHECKS, MAY_WITHHOLD, RECORD_CHECKS, Check
from afterrun.checks.result import CheckResult

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Note = tuple[str, bool | None, Sequence[str]]
"""Name of a check, whether it passed, and what it withholds unless it did."""
_Finding = TypeVar("_Finding", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Gate:
    """The checks of one site, and what follows from them.

    Parameters
    ----------
    checks : tuple of CheckResult
        In the order they are told.
    """

    checks: tuple[CheckResult, ...]

    @classmethod
    def of_notes(cls, notes: Iterable[Note]) -> Gate:
        """Take up what was noted elsewhere of checks that were looked at before."""
        return cls(tuple(CheckResult(name, passed, "", (), tuple(withholds)) for name, passed, withholds in notes))

    @property
    def notes(self) -> tuple[Note, ...]:
        """All that decides what may be told, without the words."""
        return tuple((check.name, check.passed, check.withholds) for check in self.checks)

    @property
    def withheld(self) -> frozenset[str]:
        """Name everything that must not be told."""
        return frozenset(name for check in self.checks if check.passed is not True for name in check.withholds)

    @property
    def holding_back(self) -> tuple[str, ...]:
        """Name the checks because of which anything must not be told."""
        return tuple(check.name for check in self.checks if check.passed is not True and check.withholds)

    def tells(self, claim: str) -> bool:
        """Whether a claim, or a field of one, may be told."""
        return claim not in self.withheld

    def behind(self, claim: str) -> tuple[CheckResult, ...]:
        """List the checks because of which a claim must not be told."""
        return tuple(check for check in self.checks if check.passed is not True and claim in check.withholds)

    def masked(self, told: _Finding) -> _Finding:
        """Take out the fields of a finding that must not be told."""
        return replace(told, **{each.name: None for each in fields(told) if not self.tells(each.name)})

    def looking_at(
        self, evidence: Evidence, *, about: Iterable[str] | None = None, known: dict[Check, CheckResult] | None = None
    ) -> Gate:
        """Look at a fit as well; ``about`` some claims, with the checks that may withhold one of them and no others.

        What is ``known`` of this evidence is not looked at again, and what is looked at is added to it.
        """
        looks = {} if known is None else known
        asked = [check for check in FIT_CHECKS if about is None or not set(about).isdisjoint(MAY_WITHHOLD[check])]
        looks.update({check: check(evidence) for check in asked if check not in looks})
        return Gate((*self.checks, *(looks[check] for check in asked)))


def gate_of(evidence: Evidence) -> Gate:
    """Look at the record, before any fit."""
    return Gate(tuple(check(evidence) for check in RECORD_CHECKS))

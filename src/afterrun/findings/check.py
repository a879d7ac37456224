"""One assumption, as it is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was looked at, and what was found.

    Parameters
    ----------
    name : str
        Stable key.
    passed : bool or None
        None where it could not be looked at.
    text : str
        In words for the runner.
    remedies : tuple of str
        What would help, best first.
    """

    name: str
    passed: bool | None
    text: str
    remedies: tuple[str, ...] = ()

    @property
    def advice(self) -> str:
        """What was found, and the first thing to do about it."""
        return " ".join((self.text, *self.remedies[:1]))

    @property
    def all_advice(self) -> str:
        """What was found, and everything that would help."""
        return " ".join((self.text, *self.remedies))

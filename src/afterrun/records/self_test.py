"""What a self-test gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records.annotated import require_rules
from afterrun.records.rules import Finite, Named
from afterrun.records.site import SIDES


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTest:
    """The result of one self-test.

    Parameters
    ----------
    at : datetime
        When it was done.
    test : str
        Its name, as in `afterrun.reasons.self_tests.GUIDES`; a name that is not there is kept.
    value : float
        In ``unit``.
    side : str or None
        ``left``, ``right``, ``both``; None where it has none, or was not told.
    unit : str or None
        As the guide has it, where it was told.
    when : str or None
        ``rest``, ``before-run``, ``+2h``, ``+24h``, or whatever it is called.
    """

    at: datetime
    test: Annotated[str, Named()]
    value: Annotated[float, Finite()]
    side: str | None = None
    unit: str | None = None
    when: str | None = None
    note: str | None = None
    source: str = "csv"

    def __post_init__(self) -> None:
        require_rules(self)
        if self.side is not None and self.side not in SIDES:
            raise InvalidValueError(
                say("side must be one of {sides}; got {text!r}.", sides=", ".join(SIDES), text=self.side),
                remedy=say("Write left, right or both, or leave it empty."),
                field="side",
            )

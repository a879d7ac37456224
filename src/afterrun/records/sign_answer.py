"""What somebody answered when asked about a sign that should not wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records.annotated import require_rules
from afterrun.records.rules import Named

YES, NO, SEEN = "yes", "no", "seen"
ANSWERS = (YES, NO, SEEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAnswer:
    """An answer to one question.

    Parameters
    ----------
    at : datetime
        When it was given.
    sign : str
        Name of the sign, as in `afterrun.reasons.red_flags.SIGNS`. A name that is not there is kept: another
        version may know it, and a "yes" to it still counts.
    answer : str
        ``yes``: it is so; ``no``: it is not; ``seen``: it is so, and somebody who can judge it has looked.
    note : str, optional
        Anything else.
    """

    at: datetime
    sign: Annotated[str, Named()]
    answer: Annotated[str, Named()]
    note: str | None = None
    source: str = "csv"

    def __post_init__(self) -> None:
        require_rules(self)
        if self.answer not in ANSWERS:
            raise InvalidValueError(
                say("answer must be one of {answers}; got {text!r}.", answers=", ".join(ANSWERS), text=self.answer),
                remedy=say("Write yes, no, or seen."),
                field="answer",
            )

"""Whether a person's own answers lean on many other people, and on what of them."""

from __future__ import annotations

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.others import keep_others
from afterrun.language import say
from afterrun.records.others import Others
from afterrun.response.parameters import DRIFT, RESTLESS, TREND
from afterrun.response.population import POOLED, Population

LENT = frozenset(POOLED) - {DRIFT.name, RESTLESS.name, TREND.name}
"""What is lent: not how many of the others runs hurt, nor whether they got better. What others are usually like is no
evidence of that, and would be told as if it were."""
LARGEST = 64_000
"""Of the file that is lent, a dozen times what one takes. [bytes]"""


def population_of(others: Others | None) -> Population | None:
    """Take what was lent as a prior; None where nobody is leant on."""
    if others is None:
        return None
    among = {name: found for name, found in others.among.items() if name in LENT}
    return Population(among) if among else None


def lean_on(journal: Journal, content: bytes) -> Others:
    """Let the answers of a journal lean on other people from now on.

    Parameters
    ----------
    journal : Journal
        Whose answers.
    content : bytes
        The file that `afterrun cohort lend` writes.

    Raises
    ------
    InvalidValueError
        If it is none.
    """
    others = Others.read(content.decode("utf-8", "replace"))
    if population_of(others) is None:
        raise InvalidValueError(
            say("file must teach something; {name} teaches nothing that this version knows.", name=others.name),
            remedy=say("Ask for one that was written by the version that you have."),
            field="file",
        )
    keep_others(journal, others)
    return others

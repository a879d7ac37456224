"""What many other people have taught, handed on as one small file: numbers of them all, of nobody by itself."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from afterrun.errors import InvalidValueError
from afterrun.language import say

SCHEMA = "afterrun/others/1"
FEWEST = 20
"""People below which nothing is handed on: of fewer one could guess at single ones. Judgement."""
_LONGEST_NAME = 80
_MEAN, _SD = 5.0, (0.02, 5.0)  # what a mean and an sd may be, in sds of the product's prior: judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """A cohort, as it is lent to somebody who is not in it.

    Parameters
    ----------
    name : str
        What it is called.
    people : int
        How many taught it.
    as_of : date
        The last day that was looked at.
    among : mapping
        By names of `afterrun.response.population.POOLED`, mean and sd among people, in sds of the product's prior. [-]
    """

    name: str
    people: int
    as_of: date
    among: Mapping[str, tuple[float, float]]

    @property
    def text(self) -> str:
        """The file."""
        among = {name: {"mean": mean, "sd": sd} for name, (mean, sd) in self.among.items()}
        told = {"name": self.name, "people": self.people, "as_of": self.as_of.isoformat(), "among": among}
        return json.dumps({"schema": SCHEMA} | told, ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: str) -> Others:
        """Read the file.

        Raises
        ------
        InvalidValueError
            If it is none, or says what cannot be.
        """
        try:
            told = json.loads(text)
            found = cls(
                name=str(told["name"]).strip(),
                people=_whole(told["people"]),
                as_of=date.fromisoformat(told["as_of"]),
                among={str(name): (float(each["mean"]), float(each["sd"])) for name, each in told["among"].items()},
            )
            known = told["schema"] == SCHEMA
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            raise _none_such(say("it is another kind of file")) from None
        if not known:
            raise _none_such(say("it is of another version"))
        if not 0 < len(found.name) <= _LONGEST_NAME or not found.name.isprintable():
            raise _none_such(say("its name is empty or too long"))
        if found.people < FEWEST:
            raise _none_such(say("it rests on {n} people, fewer than {least}", n=found.people, least=FEWEST))
        if not all(_can_be(mean, sd) for mean, sd in found.among.values()):
            raise _none_such(say("it says what cannot be"))
        return found


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(value)
    return value


def _can_be(mean: float, sd: float) -> bool:
    return math.isfinite(mean) and abs(mean) <= _MEAN and _SD[0] <= sd <= _SD[1]


def _none_such(why: str) -> InvalidValueError:
    return InvalidValueError(
        say("file must be what a cohort lends; {why}.", why=why),
        remedy=say("Ask whoever gave it to you for the file that afterrun cohort lend writes."),
        field="file",
    )

"""Where in a run its pain began, as a note says it: "from km 5", "began at km 7.1", "ab Kilometer 5", "after 20 min".

Read is a clause that says this and nothing else. Of "walked from km 5" or "better after 3 km" it would be a guess.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CLAUSE = re.compile(r"[;:!?()\n]|[.,](?!\d)")
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|\S")
_BEGINS = frozenset(
    (
        *("from", "since", "after", "onset", "begin", "begins", "began", "beginning", "start", "starts", "started"),
        *("ab", "nach", "seit", "begann", "beginnt", "los"),
    )
)
_BESIDE = frozenset(
    (
        *("at", "about", "around", "roughly", "approx", "circa", "ca", "the", "it", "on", "onwards"),
        *("pain", "hurt", "hurts", "hurting", "ache", "aches", "sore", "numb", "numbness", "tingling"),
        *("bei", "etwa", "ungefähr", "dem", "der", "an", "es", "tat", "tut", "weh", "ging"),
        *("schmerz", "schmerzen", "schmerzt", "taub", "kribbeln"),
    )
)
_KM = {
    **dict.fromkeys(("km", "k", "kilometer", "kilometers", "kilometre", "kilometres", "kilometern"), 1.0),
    **dict.fromkeys(("mi", "mile", "miles", "meile", "meilen"), 1.609344),
}
_MIN = frozenset(("min", "mins", "minute", "minutes", "minuten"))


@lru_cache(maxsize=1024)  # a diary has few that are not alike
def onset_in(note: str) -> tuple[float | None, float | None]:
    """Read where it began, in km or in minutes; neither where the note does not say, or says two things.

    Examples
    --------
    >>> onset_in("from km 5"), onset_in("left shoe; started after 20 min")
    ((5.0, None), (None, 20.0))
    >>> onset_in("walked from km 5"), onset_in("better after 3 km"), onset_in("from km 5 to km 7")
    ((None, None), (None, None), (None, None))
    """
    found = {onset for clause in _CLAUSE.split(note.casefold()) if (onset := _of_clause(clause)) is not None}
    return found.pop() if len(found) == 1 else (None, None)


def _of_clause(clause: str) -> tuple[float | None, float | None] | None:
    words = _WORD.findall(clause)
    numbers = [place for place, word in enumerate(words) if word[0].isdigit()]
    units = [place for place, word in enumerate(words) if word in _KM or word in _MIN]
    others = [word for place, word in enumerate(words) if place not in (*numbers, *units)]
    if len(numbers) != 1 or len(units) != 1 or abs(numbers[0] - units[0]) != 1:
        return None
    if not _BEGINS.intersection(others) or not set(others) <= _BEGINS | _BESIDE:
        return None
    number, unit = float(words[numbers[0]].replace(",", ".")), words[units[0]]
    return (number * _KM[unit], None) if unit in _KM else (None, number)

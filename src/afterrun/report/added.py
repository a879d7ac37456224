"""What an import added, in words: ``2 runs, 1 ride, 3 pain reports``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from afterrun.language import say_n, spoken
from afterrun.records import Event, Run
from afterrun.records.kinds import KIND_OF, Record
from afterrun.records.run import UNCLEAR

_MOST_NAMED = 4  # other things than those with words of their own; a diary may have dozens
_WORDS: Mapping[str, Callable[[int], str]] = {
    "runs": lambda n: say_n("{n} run", "{n} runs", n),
    UNCLEAR: lambda n: say_n("{n} activity that may be a run", "{n} activities that may be runs", n),
    "cycling": lambda n: say_n("{n} ride", "{n} rides", n),
    "walking": lambda n: say_n("{n} walk", "{n} walks", n),
    "swimming": lambda n: say_n("{n} swim", "{n} swims", n),
    "pain": lambda n: say_n("{n} pain report", "{n} pain reports", n),
    "care": lambda n: say_n("{n} thing done for the pain", "{n} things done for the pain", n),
    "phases": lambda n: say_n("{n} thing kept up", "{n} things kept up", n),
    "sleep": lambda n: say_n("sleep of {n} night", "sleep of {n} nights", n),
    "steps": lambda n: say_n("steps of {n} day", "steps of {n} days", n),
    "signs": lambda n: say_n("{n} answer about a sign", "{n} answers about signs", n),
    "forecasts": lambda n: say_n("{n} forecast", "{n} forecasts", n),
    "tests": lambda n: say_n("{n} self-test", "{n} self-tests", n),
    "trials": lambda n: say_n("{n} trial", "{n} trials", n),
    "allocations": lambda n: say_n("{n} round of a trial", "{n} rounds of trials", n),
}
"""What there is a word for, in the order in which it is told."""


def kinds_of(records: Iterable[Record]) -> Counter[str]:
    """Count records by what they are: the name of their table, of an event its own kind.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> kinds_of([Event(at=datetime(2026, 5, 1, tzinfo=UTC), kind="cycling")])
    Counter({'cycling': 1})
    """
    return Counter(map(_kind_of, records))


def _kind_of(record: Record) -> str:
    if isinstance(record, Event):
        return record.kind
    if isinstance(record, Run) and record.sport == UNCLEAR:
        return UNCLEAR
    return KIND_OF[type(record)].plural


def added_words(kinds: Mapping[str, int]) -> str:
    """Say what was added; empty if nothing was.

    Examples
    --------
    >>> added_words({"cycling": 2, "runs": 1, "yoga": 3})
    '1 run, 2 rides, yoga 3 times'
    >>> added_words({})
    ''
    """
    others = [kind for kind in kinds if kind not in _WORDS]
    listed = [words(kinds[kind]) for kind, words in _WORDS.items() if kind in kinds]
    listed += [
        say_n("{name} once", "{name} {n} times", kinds[kind], name=spoken(kind)) for kind in others[:_MOST_NAMED]
    ]
    if rest := sum(kinds[kind] for kind in others[_MOST_NAMED:]):
        listed.append(say_n("{n} other entry", "{n} other entries", rest))
    return ", ".join(listed)


def with_words(added: str, kinds: Mapping[str, int]) -> str:
    """Say behind how many were added what they are.

    Examples
    --------
    >>> with_words("1 added", {"runs": 1}), with_words("0 added", {})
    ('1 added (1 run)', '0 added')
    """
    words = added_words(kinds)
    return f"{added} ({words})" if words else added

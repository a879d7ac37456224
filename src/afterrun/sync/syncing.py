"""Take in what is new at every source, one activity after the other, each safe before the next; and say how it went."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event

from afterrun.errors import AfterrunError, FileUnreadableError, InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from afterrun.journal.settings import settings_of
from afterrun.journal.sync_cursors import cursor_of, keep_cursor
from afterrun.lab.importing import ImportOutcome, import_paths
from afterrun.lab.past_imports import Keeper
from afterrun.language import say, sentence_case
from afterrun.owner_only import to_write
from afterrun.places import Place
from afterrun.scratch import scratch
from afterrun.sync import folder, intervals, strava
from afterrun.sync.asking import NotFetchedError, Question, ask
from afterrun.sync.items import Cursor, Item, Tools
from afterrun.sync.patience import Patience, StoppedError, later
from afterrun.sync.sources import Folder, Intervals, Source, renew, sources_of

_LAST = "sync-last"
_MOST_TOLD = 20  # lines; the rest is counted
_KEPT_EVERY = 100  # files of a folder: killed, so many are read again, and change nothing


@dataclass(frozen=True, slots=True)
class Means:
    """What a sync is given.

    Parameters
    ----------
    now : datetime
        With offset.
    patience : Patience
        How to wait for a server.
    wanted : callable
        Whether it is to go on.
    """

    now: datetime
    patience: Patience
    wanted: Callable[[], bool] = field(default=lambda: True)


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is: which source, which of how many, and what it is called."""

    source: str
    place: int
    total: int
    called: str


@dataclass(frozen=True, slots=True)
class LastResult:
    """How the last sync of a source went.

    Parameters
    ----------
    at : str
        When, ISO 8601 with offset.
    added, already, asked : int
        Records that were new, that were there, runs that wait for an answer.
    told : tuple of str
        What was not taken and why, a line each.
    fault : str
        Why it ended early; empty if it did not.
    """

    at: str
    added: int = 0
    already: int = 0
    asked: int = 0
    told: tuple[str, ...] = ()
    fault: str = ""


def sync(journal: Journal, private: Secrets, means: Means, names: Iterable[str] = ()) -> Iterator[Step]:
    """Sync some sources, or all, telling of each activity once it is safe.

    Raises
    ------
    InvalidValueError
        If there is no such source, or the journal is a simulated one.
    """
    found = sources_of(private)
    wanted = tuple(names) or tuple(found)
    if settings_of(journal).simulated:
        raise InvalidValueError(
            say("journal must be your own; this one is simulated."), remedy=say("Name yours with --journal.")
        )
    for name in wanted:
        if name not in found:
            raise InvalidValueError(
                say("source must be one of {known}; got {name!r}.", known=", ".join(found) or "-", name=name),
                remedy=say("Add it with: afterrun sync add."),
            )
    for name in wanted:
        yield from _sync_one(journal, private, means, name, found[name])


def sync_at(place: Place, now: datetime, create: bool, stop: Event, /) -> Iterator[Step]:
    """Sync all sources of a journal, for whoever sets ``stop`` when it is to end after the activity that it is at."""
    patience = Patience(lambda seconds: not stop.wait(seconds), random.random)
    with Journal.open(place, create=create) as journal:
        yield from sync(journal, Secrets(place), Means(now, patience, lambda: not stop.is_set()))


def last_results(private: Secrets) -> dict[str, LastResult]:
    """How the last sync of each source went; kept beside the journal, so that looking for news changes no answer."""
    kept = private.read().get(_LAST, {})
    return {name: LastResult(**{**told, "told": tuple(told["told"])}) for name, told in kept.items()}


def from_the_start(journal: Journal, name: str) -> None:
    """Forget how far a source was read: all of it is looked at again, and what is there already stays as it is."""
    keep_cursor(journal, name, {})


def forget(journal: Journal, private: Secrets, name: str) -> None:
    """Forget how a source went and how far it was read, once it is removed."""
    from_the_start(journal, name)
    with private.changing() as kept:
        kept.get(_LAST, {}).pop(name, None)


@dataclass(slots=True)
class _Tally:
    added: int = 0
    already: int = 0
    asked: int = 0
    told: list[str] = field(default_factory=list)
    more: int = 0

    def tell(self, line: str) -> None:
        if len(self.told) < _MOST_TOLD:
            self.told.append(line)
        else:
            self.more += 1

    def take(self, outcome: ImportOutcome) -> None:
        self.added += outcome.added
        self.already += outcome.already
        self.asked += outcome.asked
        for problem in outcome.problems:
            if problem.fatal:
                self.tell(str(problem))
        if outcome.unmapped is not None:
            self.tell(say("{name}: nobody said yet what its columns are. Import it once by hand.", name=outcome.name))

    def result(self, now: datetime, fault: str) -> LastResult:
        told = [*self.told, say("... and {n} more", n=self.more)] if self.more else self.told
        return LastResult(now.isoformat(), self.added, self.already, self.asked, tuple(told), fault)


def _sync_one(journal: Journal, private: Secrets, means: Means, name: str, source: Source) -> Iterator[Step]:
    tally, fault = _Tally(), ""
    try:
        yield from _taken(journal, private, means, name, source, tally)
    except NotFetchedError as error:
        fault = " ".join(filter(None, (f"{sentence_case(str(error))}.", _what_to_do(error), later(error))))
    except StoppedError:
        fault = say("Stopped. What was taken in stays; the next sync goes on from there.")
    except AfterrunError as error:
        fault = f"{error.message} {error.remedy}".strip()
    with private.changing() as kept:
        kept.setdefault(_LAST, {})[name] = asdict(tally.result(means.now, fault))


def _taken(
    journal: Journal, private: Secrets, means: Means, name: str, source: Source, tally: _Tally
) -> Iterator[Step]:
    def patiently(question: Question) -> bytes:
        return means.patience.try_to(partial(_asked, means, question))

    tools = Tools(ask=patiently, now=means.now, tell=tally.tell, keep_tokens=partial(renew, private, name))
    reached: Cursor | None = None
    keeper = Keeper(journal, means.now, by_itself=True)  # all of it is one import
    try:
        for item in _items(source, cursor_of(journal, name), tools):
            if item.refused:
                tally.tell(f"{item.name}: {item.refused}")
            else:
                _take(keeper, item, means.now, tally)
            reached = item.cursor
            if item.costly or item.place % _KEPT_EVERY == 0:
                keep_cursor(journal, name, reached)
            yield Step(name, item.place, item.total, item.name)
            if not means.wanted():
                raise StoppedError
    finally:
        if reached is not None:
            keep_cursor(journal, name, reached)


def _asked(means: Means, question: Question) -> bytes:
    if not means.wanted():
        raise StoppedError
    return ask(question)


def _items(source: Source, cursor: Cursor, tools: Tools) -> Iterator[Item]:
    if isinstance(source, Folder):
        return folder.items(source, cursor, tools)
    if isinstance(source, Intervals):
        return intervals.items(source, cursor, tools)
    return strava.items(source, cursor, tools)


def _take(keeper: Keeper, item: Item, now: datetime, tally: _Tally) -> None:
    if item.path is not None:
        _import(keeper, item.path, now, tally)
        return
    with scratch() as home:
        path = home / _file_name(item.name)
        with to_write(path) as file:
            file.write(item.content)
        _import(keeper, path, now, tally)


def _import(keeper: Keeper, path: Path, now: datetime, tally: _Tally) -> None:
    try:
        for outcome in import_paths(keeper.journal, [path], now=now, keeper=keeper):
            tally.take(outcome)
    except FileUnreadableError as error:  # gone since it was listed
        tally.tell(str(error))


def _file_name(name: str) -> str:
    """Make a file name of what a service calls an activity: it may tell the sport where the file does not."""
    return "".join(letter if letter.isalnum() or letter in " -" else "-" for letter in name).strip()[:60] or "activity"


def _what_to_do(fault: NotFetchedError) -> str:
    if fault.status in (401, 403):
        return say("Make a new key there, and add it here again.")
    return say("Sync again later; it goes on where it stopped.") if fault.again and fault.after_s is None else ""

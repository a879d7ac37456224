"""What needs a look in each of many journals: kept by revision and day, and worked out beside the requests.

A request says at once what is known and of whom it is not known yet; nothing is told as of now that is of before. It is
kept in memory alone: of somebody who is erased nothing has to be found.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextvars import Context, copy_context
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from afterrun.clinic.house import House
from afterrun.clinic.journals import Journals
from afterrun.errors import AfterrunError
from afterrun.journal import Journal
from afterrun.journal.settings import settings_of
from afterrun.lab.at_a_glance import Glance, glance
from afterrun.lab.zones import on_clock_of
from afterrun.language import language
from afterrun.places import Place
from afterrun.web.state.background import Work

_KEPT = 20_000  # of a kilobyte each: judgement
_AT_ONCE = 8  # journals a question to the process beside: few, so that a new one does not wait long (judgement)
_log = logging.getLogger("afterrun.clinic")
Who = tuple[str, str]  # a person, and the language in which it is said
State = tuple[int, date]  # revision and day


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one journal.

    Parameters
    ----------
    seen : Glance or None
        What may need a look; None if the journal cannot be read.
    damaged : bool
        Whether some of it cannot be read.
    revision : int
        Of which revision; -1 if it cannot be read.
    """

    seen: Glance | None
    damaged: bool = False
    revision: int = -1


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one journal now.

    Parameters
    ----------
    looked : Looked or None
        What was found last; None if nobody has looked yet.
    fresh : bool
        Whether nothing was written since and it is the same day; else it is being looked at.
    """

    looked: Looked | None
    fresh: bool


class Looking:
    """Looks at journals, a few at a time, in a thread that dies with the app.

    Parameters
    ----------
    house : House
        Whose journals.
    work : Work
        How a look is done.
    """

    def __init__(self, house: House, work: Work) -> None:
        self._journals: Journals = house.journals
        self._clock = house.clock
        self._work = work
        self._kept: OrderedDict[Who, tuple[State, Looked]] = OrderedDict()
        self._waiting: OrderedDict[Who, tuple[int, Context]] = OrderedDict()
        self._lock = threading.Lock()
        self._at_work = False

    def known(self, people: Sequence[str]) -> dict[str, Known]:
        """Say what is known of some people, and begin to look at the others."""
        revisions, today, said_in = self._journals.revisions(people), self._clock().date(), language()
        found = {each: self._known((each, said_in), revisions, today) for each in people}
        self._look_at({(each, said_in): revisions[each] for each, known in found.items() if not known.fresh})
        return found

    def seen(self, person: str, revision: int) -> Glance | None:
        """Say what was found in a journal that is open, if somebody has looked at just this revision today."""
        known = self._known((person, language()), {person: revision}, self._clock().date())
        return known.looked.seen if known.fresh and known.looked is not None else None

    def forget(self, person: str) -> None:
        """Drop what is known of somebody who is gone."""
        with self._lock:
            for who in [who for who in (*self._kept, *self._waiting) if who[0] == person]:
                self._kept.pop(who, None)
                self._waiting.pop(who, None)

    def _known(self, who: Who, revisions: Mapping[str, int], today: date) -> Known:
        revision = revisions.get(who[0])
        if revision is None:
            return Known(Looked(None), fresh=True)
        with self._lock:
            state, looked = self._kept.get(who, (None, None))
        return Known(looked, fresh=state == (revision, today))

    def _look_at(self, people: Mapping[Who, int]) -> None:
        with self._lock:
            for who, revision in people.items():
                self._waiting[who] = (revision, copy_context())  # it is said in the language of who asks
            if self._waiting and not self._at_work:
                self._at_work = True
                threading.Thread(target=self._run, name="afterrun-looking", daemon=True).start()

    def _run(self) -> None:
        """Look until nobody waits."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._at_work = False
                    return
                _, said_in = next(iter(self._waiting))
                some = [who for who in self._waiting if who[1] == said_in][:_AT_ONCE]
                wanted = {who: self._waiting.pop(who) for who in some}
            try:
                wanted[some[0]][1].run(self._look, {who: revision for who, (revision, _) in wanted.items()})
            except Exception:  # the next request asks again
                _log.exception("looking at journals failed")

    def _look(self, some: Mapping[Who, int]) -> None:
        at = self._clock()
        places = [self._journals.place_of(person) for person, _ in some]
        found: list[Looked] = self._work(partial(look_at, places, at), lambda: True)
        with self._lock:
            for (who, wanted), looked in zip(some.items(), found, strict=True):
                revision = wanted if looked.seen is None else looked.revision  # what failed is not tried again at once
                self._kept[who] = ((revision, at.date()), looked)
                self._kept.move_to_end(who)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)


def look_at(places: Sequence[Place], at: datetime) -> list[Looked]:
    """Look at some journals, in the process beside; one that fails is one that cannot be read, whatever the fault."""
    return [_tried(partial(_looked, place, at)) for place in places]


def _looked(place: Place, at: datetime) -> Looked:
    with Journal.open(place, create=False) as journal:
        revision, zone = journal.revision(), settings_of(journal).zone
        now = at if zone is None else on_clock_of(at, zone)
        return Looked(glance(journal.diary(), now), bool(journal.damaged()), revision)


def _tried(look: Callable[[], Looked]) -> Looked:
    try:
        return look()
    except AfterrunError:
        return Looked(None)
    except Exception:
        _log.exception("looking at a journal failed")
        return Looked(None)

"""What the routes share: the journal, the clock, forms seen, and answers kept until the journal changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from fastapi import Request

from afterrun.journal import Journal, KeptDiary
from afterrun.lab.answers import Answer, answer
from afterrun.lab.forecasting import forecast_site
from afterrun.language import language
from afterrun.records import Site
from afterrun.web.times import minute_of

K = TypeVar("K")
V = TypeVar("V")
_KEPT_ANSWERS = 16
_KEPT_FORMS = 64
_DOUBLE_TAP = timedelta(minutes=2)


@dataclass(slots=True)
class Desk:
    """One journal, served.

    Parameters
    ----------
    journal_path : Path
        The file. Opened anew for each request: that takes 2 ms, and no request waits for another.
    clock : callable
        Says what time it is, with offset.
    seed : int
        For the answers.
    """

    journal_path: Path
    clock: Callable[[], datetime]
    seed: int = 0
    _diary: KeptDiary = field(default_factory=KeptDiary)
    _answers: OrderedDict[tuple[object, ...], Answer] = field(default_factory=OrderedDict)
    _forecasts: OrderedDict[tuple[object, ...], dict[str, Any]] = field(default_factory=OrderedDict)
    _forms: OrderedDict[str, datetime] = field(default_factory=OrderedDict)
    _working: threading.Lock = field(default_factory=threading.Lock)
    sending: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Journal:
        """Open the journal."""
        return Journal.open(self.journal_path, kept=self._diary)

    def answer(self, site: Site | None) -> Answer:
        """Answer, or give the answer of before if nothing was written since and it is the same day."""
        now = self.clock()
        with self.open() as journal, self._working:  # two tabs asking for the same answer wait for one
            key = (journal.revision(), site, now.date(), language())
            if key not in self._answers:
                self._answers[key] = answer(journal.diary(), site=site, now=now, seed=self.seed)
            return _newest(self._answers, key, _KEPT_ANSWERS)

    def forecast(self, site: Site) -> dict[str, Any]:
        """Forecast, or give the forecast of before if nothing was written since and it is the same hour."""
        now, known = self.clock(), self.answer(site)
        with self.open() as journal, self._working:
            key = (journal.revision(), site, now.date(), now.hour, language())
            if key not in self._forecasts:
                self._forecasts[key] = forecast_site(journal.diary(), site=site, now=now, seed=self.seed, fit=known.fit)
            return _newest(self._forecasts, key, _KEPT_ANSWERS)

    def forget(self) -> None:
        """Drop what was worked out of a journal that is gone."""
        with self._working:
            self._diary.forget()
            self._answers.clear()
            self._forecasts.clear()

    def sent_at(self, form: str) -> datetime:
        """Return the minute in which a form was sent; sent again at once (a double tap), it is still that minute.

        The journal stores equal records once, so equal times are all that two taps need to count as one.
        """
        now = self.clock()
        with self.sending:
            if form not in self._forms or not now - self._forms[form] <= _DOUBLE_TAP:
                self._forms[form] = now
            return minute_of(_newest(self._forms, form, _KEPT_FORMS))


def _newest(kept: OrderedDict[K, V], key: K, most: int) -> V:
    """Mark an entry as used last, and forget those used longest ago."""
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[key]


def desk_of(request: Request) -> Desk:
    """Find the desk of the app that a request came to."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk

"""What the routes share: the journal, the clock, forms seen, and answers kept until the journal changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from fastapi import Request

from afterrun.errors import AfterrunError
from afterrun.findings import Forecast, Plan, WhatIf
from afterrun.journal import Journal, KeptDiary
from afterrun.journal.identity import journal_id
from afterrun.journal.secrets import Secrets
from afterrun.journal.settings import Settings, settings_of
from afterrun.lab.answers import Answer, answer
from afterrun.lab.forecasting import ProposedRun, forecast_of
from afterrun.lab.on_record import plan_to_put_on_record, to_put_on_record
from afterrun.lab.planning import Wanted, plan_of, wanted_of
from afterrun.lab.site_model import site_model
from afterrun.lab.what_if import what_if
from afterrun.lab.zones import on_clock_of
from afterrun.language import language
from afterrun.reasons import red_flags
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site, ToldForecast
from afterrun.reminders.sending import Reminded
from afterrun.units import distance_unit
from afterrun.web.forms.times import minute_of
from afterrun.web.state.background import Background

K = TypeVar("K")
V = TypeVar("V")
Logged = Run | PainReport | Care | Phase | Event
_KEPT_ANSWERS = 16
_KEPT_FORMS = 64
_KEPT_ASIDE = 64
_DOUBLE_TAP = timedelta(minutes=2)


@dataclass(slots=True)
class Service:
    """One journal, served.

    Parameters
    ----------
    journal_path : Path
        The file. Opened anew for each request: that takes 2 ms, and no request waits for another.
    clock : callable
        Says what time it is, with offset.
    seed : int
        For the answers.
    patience_s : float
        How long a part of a page waits for what is being worked out, before it says so. [s]
    """

    journal_path: Path
    clock: Callable[[], datetime]
    seed: int = 0
    patience_s: float = 2.0
    _diary: KeptDiary = field(default_factory=KeptDiary)
    _background: Background = field(default_factory=lambda: Background(_KEPT_ANSWERS))
    _forms: OrderedDict[str, datetime] = field(default_factory=OrderedDict)
    _aside: OrderedDict[str, Logged] = field(default_factory=OrderedDict)
    sending: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Journal:
        """Open the journal."""
        return Journal.open(self.journal_path, kept=self._diary)

    def now(self, journal: Journal) -> datetime:
        """Tell the time by the clock the person lives by, as the settings of the journal say."""
        zone = settings_of(journal).zone
        return self.clock() if zone is None else on_clock_of(self.clock(), zone)

    def answer(self, site: Site | None, *, patience_s: float | None = None) -> Answer:
        """Answer, or give the answer of before if nothing was written since and it is the same day.

        Raises
        ------
        StillWorkingError
            If it takes longer than ``patience_s``; by default this waits until it is there.
        """
        now, diary, state, wanted = self._state()
        site = site or next(iter(diary.sites()), None)

        def make() -> Answer:
            return answer(diary, site=site, now=now, seed=self.seed, wanted=wanted)

        found = self._background.of(_name("answer", site), (*state, now.date()), make, patience_s=patience_s)
        assert isinstance(found, Answer)
        return found

    def forecast(self, site: Site, *, patience_s: float | None = None) -> Forecast:
        """Forecast, or give the forecast of before if nothing was written since and it is the same hour.

        Raises
        ------
        StillWorkingError
            As in `answer`.
        """
        known = self.answer(site, patience_s=patience_s)
        now, diary, state, _ = self._state()

        def make() -> Forecast:
            model = site_model(diary, site=site, now=now, seed=self.seed, earlier=known.model)
            self._put_on_record(to_put_on_record(model))
            return forecast_of(model)

        found = self._background.of(
            _name("forecast", site), (*state, now.date(), now.hour), make, patience_s=patience_s
        )
        assert isinstance(found, Forecast)
        return found

    def plan(self, site: Site | None, *, by: date | None = None, patience_s: float | None = None) -> Plan:
        """Plan, or give the plan of before if nothing was written since and it is the same hour.

        Raises
        ------
        StillWorkingError
            As in `answer`.
        """
        known = self.answer(site, patience_s=patience_s)
        now, diary, state, wanted = self._state()
        site = known.told.site

        def make() -> Plan:
            model = site_model(diary, site=site, now=now, seed=self.seed, earlier=known.model)
            plan = plan_of(model, safety=red_flags(diary, site, now), wanted=replace(wanted, by=by))
            self._put_on_record(plan_to_put_on_record(model, plan))
            return plan

        name = (*_name("plan", site), by)
        found = self._background.of(name, (*state, now.date(), now.hour), make, patience_s=patience_s)
        assert isinstance(found, Plan)
        return found

    def what_if(self, site: Site, run: ProposedRun | None, *, patience_s: float | None = None) -> WhatIf | None:
        """Look at one run, with what the answer has learned; None where nothing may be told.

        Raises
        ------
        StillWorkingError
            As in `answer`.
        InvalidValueError
            If the run lies in the past.
        """
        known = self.answer(site, patience_s=patience_s)
        now, diary, _, wanted = self._state()
        model = site_model(diary, site=site, now=now, seed=self.seed, earlier=known.model)
        return what_if(model, safety=red_flags(diary, site, now), wanted=wanted, run=run)

    def earlier_answer(self, site: Site) -> Answer | None:
        """Give the answer of today from before the latest entries, if there is one."""
        kept = self._background.before(_name("answer", site))
        found: Answer | None = kept.value if kept else None
        return found if found and self._is_of_today(found.told.as_of) else None

    def earlier_forecast(self, site: Site) -> Forecast | None:
        """Give the forecast of today from before the latest entries, if there is one."""
        kept = self._background.before(_name("forecast", site))
        found: Forecast | None = kept.value if kept else None
        return found if found and self._is_of_today(found.as_of) else None

    def forget(self) -> None:
        """Drop what was worked out of a journal that is gone."""
        self._diary.forget()
        self._aside.clear()
        self._background.forget()

    def _put_on_record(self, told: list[ToldForecast]) -> None:
        if told:
            with self.open() as journal:
                journal.put_on_record(told)

    def _is_of_today(self, as_of: datetime) -> bool:
        """By the clock that it was worked out by: no journal has to be opened for that."""
        return as_of.date() == self.clock().astimezone(as_of.tzinfo).date()

    def _state(self) -> tuple[datetime, Diary, tuple[object, ...], Wanted]:
        with self.open() as journal:
            state = (journal_id(journal), journal.revision())
            return self.now(journal), journal.diary(), state, wanted_of(settings_of(journal))

    def put_aside(self, record: Logged) -> str:
        """Keep what was removed or corrected for a while, and name it, so that it can be put back as it was."""
        name = token_hex(8)
        with self.sending:
            self._aside[name] = record
            _newest(self._aside, name, _KEPT_ASIDE)
        return name

    def aside(self, name: str) -> Logged | None:
        """Give what was put aside; None if that is too long ago."""
        return self._aside.get(name)

    def sent_at(self, form: str, now: datetime) -> datetime:
        """Return the minute in which a form was sent; sent again at once (a double tap), it is still that minute.

        The journal stores equal records once, so equal times are all that two taps need to count as one.
        """
        with self.sending:
            if form not in self._forms or not now - self._forms[form] <= _DOUBLE_TAP:
                self._forms[form] = now
            return minute_of(_newest(self._forms, form, _KEPT_FORMS))


def _name(what: str, site: Site | None) -> tuple[str, Site | None, str, str]:
    """Name what is worked out; it holds words of checks and flags: there is one for each language and unit."""
    return what, site, language(), distance_unit()


def _newest(kept: OrderedDict[K, V], key: K, most: int) -> V:
    """Mark an entry as used last, and forget those used longest ago."""
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[key]


def service_of(request: Request) -> Service:
    """Find the service of the app that a request came to."""
    service = request.app.state.service
    assert isinstance(service, Service)
    return service


def settings_of_served(service: Service) -> Settings:
    """Look them up; a journal that is not there or cannot be read chooses nothing, and the page says what is wrong."""
    if not service.journal_path.exists():
        return Settings()
    try:
        with service.open() as journal:
            return settings_of(journal)
    except AfterrunError:
        return Settings()


def reminded(service: Service, secrets: Secrets) -> Reminded:
    """Say whom the reminders of a served journal are for; without a choice they speak English."""
    return Reminded(service.open, service.now, lambda: settings_of_served(service).language or "en", secrets)

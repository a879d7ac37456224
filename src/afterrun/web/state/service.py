"""What the routes share: the journal, the clock, what was put aside, and answers kept until the journal changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from fastapi import Request

from afterrun import kept_files
from afterrun.errors import AfterrunError, JournalError
from afterrun.findings import Forecast, Plan, WhatIf, Why
from afterrun.foot import Changes, RunningStance
from afterrun.journal import Journal, KeptDiary
from afterrun.journal.identity import journal_id
from afterrun.journal.secrets import Secrets
from afterrun.journal.settings import Settings, settings_of
from afterrun.lab.answers import Answer, answer
from afterrun.lab.foot import Deeper, what_if_deeper
from afterrun.lab.forecasting import ProposedRun, forecast_of
from afterrun.lab.on_record import plan_to_put_on_record, to_put_on_record
from afterrun.lab.planning import Wanted, plan_of, wanted_of
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.what_if import what_if
from afterrun.lab.why import why_of
from afterrun.lab.zones import on_clock_of
from afterrun.language import language, say
from afterrun.places import Place
from afterrun.reasons import red_flags
from afterrun.records import Care, Diary, Event, Original, PainReport, Phase, Run, Site, ToldForecast
from afterrun.reminders.sending import Reminded
from afterrun.units import distance_unit
from afterrun.web.state.background import Background, Question
from afterrun.web.state.kept_settings import KeptSettings
from afterrun.web.state.steps import Steps, steps_here

K = TypeVar("K")
V = TypeVar("V")
Logged = Run | PainReport | Care | Phase | Event


@dataclass(frozen=True, slots=True)
class Aside:
    """What was removed or corrected, with the photo that went with it."""

    record: Logged
    photo: Original | None


KEPT_ANSWERS = 16
KEPT_STANCES = 8
_KEPT_ASIDE = 64


@dataclass(slots=True)
class Service:
    """One journal, served.

    Parameters
    ----------
    journal_path : Path or Database
        The file, or whose journal of which database. Opened anew for each request: of a file that takes 2 ms, and no
        request waits for another.
    clock : callable
        Says what time it is, with offset.
    seed : int
        For the answers.
    patience_s : float
        How long a part of a page waits for what is being worked out, before it says so. [s]
    background : Background
        Where what takes long is worked out.
    makes_journal : bool
        Whether a journal that is not there is made; one that was there and is gone is not, unless it was deleted here.
    aside_work : Background
        Where what takes a minute and is about nobody's diary is worked out: answers do not wait for it.
    steps : Steps
        How what writes for a while is done: imports, restores.
    """

    journal_path: Place
    clock: Callable[[], datetime]
    seed: int = 0
    patience_s: float = 2.0
    _diary: KeptDiary = field(default_factory=KeptDiary)
    background: Background = field(default_factory=lambda: Background(KEPT_ANSWERS))
    aside_work: Background = field(default_factory=lambda: Background(KEPT_STANCES))
    _aside: OrderedDict[str, Aside] = field(default_factory=OrderedDict)
    _begun: bool = False  # whether there was a journal
    _served: str | None = None  # which one the last question was about
    sending: threading.Lock = field(default_factory=threading.Lock)
    makes_journal: bool = True
    steps: Steps = steps_here
    kept_settings: KeptSettings = field(default_factory=KeptSettings)

    def open(self) -> Journal:
        """Open the journal.

        Raises
        ------
        JournalError
            If it cannot be used, or was there before and is gone: a disk may have been taken out, and what is saved to
            a new one in its place would be hidden once that is back.
        """
        if self._begun and isinstance(self.journal_path, Path) and not self.journal_path.exists():
            raise JournalError(
                say("journal must stay where it was; {path} is gone.", path=self.journal_path),
                remedy=say("Put it back. To begin a new one, start Afterrun again."),
            )
        journal = Journal.open(self.journal_path, create=self.may_begin, kept=self._diary)
        self._begun = True
        return journal

    @property
    def may_begin(self) -> bool:
        """Whether a journal may be made now."""
        return self.makes_journal and not self._begun

    def now(self, journal: Journal) -> datetime:
        """Tell the time by the clock the person lives by, as the settings of the journal say."""
        zone = settings_of(journal).zone
        return self.clock() if zone is None else on_clock_of(self.clock(), zone)

    def chosen(self) -> Settings:
        """Read what is chosen."""
        with self.open() as journal:
            return settings_of(journal)

    def answer(self, site: Site | None) -> Answer:
        """Answer, or give the answer of before if nothing was written since and it is the same day; waits for it."""
        found = self.background.of(self.answer_asked(site))
        assert isinstance(found, Answer)
        return found

    def forecast(self, site: Site) -> Forecast:
        """Forecast, or give the forecast of before if nothing was written since and it is the same hour."""
        found = self.background.of(self.forecast_asked(site, self.answer(site)))
        assert isinstance(found, Forecast)
        return found

    def plan(self, site: Site | None, *, patience_s: float) -> Plan:
        """Plan for a site, or for the one with most reports.

        Raises
        ------
        StillWorkingError
            If it takes longer than ``patience_s``.
        """
        known = self.background.of(self.answer_asked(site), patience_s=patience_s)
        found = self.background.of(self.plan_asked(known.told.site, known), patience_s=patience_s)
        assert isinstance(found, Plan)
        return found

    def answer_asked(self, site: Site | None) -> Question:
        """Ask for the answers about a site, or about the one with most reports."""
        now, diary, state, wanted = self._state_and_wanted()
        site = site or next(iter(diary.sites()), None)
        make = partial(answer, diary, site=site, now=now, seed=self.seed, wanted=wanted)
        return Question(named("answer", site), (*state, now.date()), make)

    def forecast_asked(self, site: Site, known: Answer) -> Question:
        """Ask for the next days of a site, from what was worked out for its answers."""
        now, diary, state = self.state()
        make = partial(_forecast, self._model_of(diary, site, now, known), self.journal_path)
        return Question(named("forecast", site), (*state, now.date(), now.hour), make)

    def plan_asked(self, site: Site, known: Answer, by: date | None = None) -> Question:
        """Ask for the plan of a site, from what was worked out for its answers."""
        now, diary, state, wanted = self._state_and_wanted()
        make = partial(_plan, self._model_of(diary, site, now, known), self.journal_path, replace(wanted, by=by))
        return Question(named("plan", site, by), (*state, now.date(), now.hour), make)

    def what_if_asked(self, site: Site, known: Answer, run: ProposedRun | None) -> Question:
        """Ask what one run would do, from what was worked out for the answers of a site."""
        now, diary, state, wanted = self._state_and_wanted()
        make = partial(_what_if, self._model_of(diary, site, now, known), wanted, run)
        return Question(named("what-if", site, run), (*state, now.date(), now.hour, now.minute), make)

    def why_asked(self, site: Site, known: Answer) -> Question:
        """Ask where the pain of a site may come from, from what was worked out for its answers."""
        now, diary, state, wanted = self._state_and_wanted()
        make = partial(_why, self._model_of(diary, site, now, known), wanted)
        return Question(named("why", site), (*state, now.date(), now.hour), make)

    def stance_asked(self, running: RunningStance, changes: Changes) -> Question:
        """Ask what a changed foot would do, by whole stances; the diary has no part in it."""
        return Question(named("stance", running, changes), None, partial(what_if_deeper, running, changes))

    def earlier_stance(self, running: RunningStance, changes: Changes) -> Deeper | None:
        """Give what whole stances said of a changed foot, if they were asked lately."""
        kept = self.aside_work.before(self.stance_asked(running, changes).name)
        found: Deeper | None = kept.value if kept else None
        return found

    def earlier_answer(self, site: Site) -> Answer | None:
        """Give the answer of today from before the latest entries, if there is one."""
        found: Answer | None = self._earlier(named("answer", site))
        return found if found and self._is_of_today(found.told.as_of) else None

    def earlier_forecast(self, site: Site) -> Forecast | None:
        """Give the forecast of today from before the latest entries, if there is one."""
        found: Forecast | None = self._earlier(named("forecast", site))
        return found if found and self._is_of_today(found.as_of) else None

    def forget(self) -> None:
        """Drop what was worked out of a journal that is gone, on the disk too."""
        kept_files.forget()
        self._begun = False
        self._diary.forget()
        self._aside.clear()
        self.background.forget()
        self.aside_work.forget()

    def _earlier(self, name: Hashable) -> Any:
        """Give what was worked out of this journal, and not of one whose place it has taken meanwhile."""
        kept = self.background.before(name)
        return kept.value if kept and isinstance(kept.state, tuple) and kept.state[0] == self._served else None

    def _is_of_today(self, as_of: datetime) -> bool:
        """By the clock that it was worked out by: no journal has to be opened for that."""
        return as_of.date() == self.clock().astimezone(as_of.tzinfo).date()

    def state(self) -> tuple[datetime, Diary, tuple[object, ...]]:
        """Tell the time, the diary, and what makes this state of the journal another than the next."""
        return self._state_and_wanted()[:3]

    def _state_and_wanted(self) -> tuple[datetime, Diary, tuple[object, ...], Wanted]:
        with self.open() as journal:
            self._served = journal_id(journal)
            state = (self._served, journal.state())
            return self.now(journal), journal.diary(), state, wanted_of(settings_of(journal))

    def _model_of(self, diary: Diary, site: Site, now: datetime, known: Answer) -> Callable[[], SiteModel]:
        """Make the model of a site when it is asked for, in the process beside the app."""
        return partial(site_model, diary, site=site, now=now, seed=self.seed, earlier=known.model)

    def put_aside(self, record: Logged, photo: Original | None = None) -> str:
        """Keep what was removed or corrected for a while, and name it, so that it can be put back as it was."""
        name = token_hex(8)
        with self.sending:
            self._aside[name] = Aside(record, photo)
            _newest(self._aside, name, _KEPT_ASIDE)
        return name

    def aside(self, name: str) -> Aside | None:
        """Give what was put aside; None if that is too long ago."""
        return self._aside.get(name)


def named(what: str, *of: Hashable) -> tuple[Hashable, ...]:
    """Name what is worked out; it holds words of checks and flags: there is one for each language and unit."""
    return what, *of, language(), distance_unit()


def _forecast(model_of: Callable[[], SiteModel], path: Place) -> Forecast:
    model = model_of()
    _put_on_record(path, to_put_on_record(model))
    return forecast_of(model)


def _plan(model_of: Callable[[], SiteModel], path: Place, wanted: Wanted) -> Plan:
    model = model_of()
    plan = plan_of(model, safety=red_flags(model.diary, model.prepared.site, model.now), wanted=wanted)
    _put_on_record(path, plan_to_put_on_record(model, plan))
    return plan


def _what_if(model_of: Callable[[], SiteModel], wanted: Wanted, run: ProposedRun | None) -> WhatIf | None:
    model = model_of()
    return what_if(model, safety=red_flags(model.diary, model.prepared.site, model.now), wanted=wanted, run=run)


def _why(model_of: Callable[[], SiteModel], wanted: Wanted) -> Why:
    model = model_of()
    return why_of(model, safety=red_flags(model.diary, model.prepared.site, model.now), wanted=wanted)


def _put_on_record(path: Place, told: list[ToldForecast]) -> None:
    """Keep what is told, before it is: it is scored when the report comes. A journal deleted meanwhile stays so."""
    if told:
        with Journal.open(path, create=False) as journal:
            journal.put_on_record(told)


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
    path = service.journal_path
    try:
        return service.kept_settings.of(path, service.chosen) if isinstance(path, Path) else service.chosen()
    except (AfterrunError, OSError):
        return Settings()


def reminded(service: Service, secrets: Secrets) -> Reminded:
    """Say whom the reminders of a served journal are for; without a choice they speak English."""
    return Reminded(service.open, service.now, lambda: settings_of_served(service).language or "en", secrets)

"""A clinician's side: who shares with them, whom to look at first, and one person's answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from afterrun.clinic import audit, messages, people, sendings, sharing
from afterrun.clinic.roles import Role, Scope
from afterrun.clinic.sendings import Sent
from afterrun.clinic.sharing import Share
from afterrun.errors import AfterrunError
from afterrun.findings import Flag
from afterrun.journal.settings import SETTINGS, chosen, keep, settings_of
from afterrun.lab.at_a_glance import Glance, glance
from afterrun.language import say
from afterrun.records import Site
from afterrun.records.vocabulary import arm_words
from afterrun.report.trial_sentences import progress_said
from afterrun.report.words import week_words
from afterrun.web.clinic.looking import Known, Looking
from afterrun.web.clinic.proposed import PURPOSES, for_the_clinician
from afterrun.web.clinic.rule import allow, house_of, only, ruled_router, sent_of, shared, visitor_of
from afterrun.web.clinic.showing import show
from afterrun.web.clinic.through import Through
from afterrun.web.state.service import Service

router = ruled_router()
_READS = only(Role.CLINICIAN, holds=shared(Scope.READ))
_PLANS = only(Role.CLINICIAN, holds=shared(Scope.PLAN))
_UNSEEN = 0.5  # behind signs of the first level, before all else: judgement
_LIMITS = ("therapist_ceiling_nrs", "therapist_m")


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the list.

    Parameters
    ----------
    id, name : str
        Who.
    share : Share
        How much is shared, and until when.
    flags : tuple of Flag
        What does not wait.
    notes : tuple of str
        What else needs a look.
    last : datetime or None
        Of the last report.
    urgency : tuple
        Smaller comes first.
    """

    id: str
    name: str
    share: Share
    flags: tuple[Flag, ...]
    notes: tuple[str, ...]
    last: datetime | None
    urgency: tuple[Any, ...]


@router.get("/clinic/people", response_class=HTMLResponse)
@allow(only(Role.CLINICIAN))
def everybody(request: Request) -> Response:
    """The people who share with this clinician, whoever needs a look first."""
    house, who = house_of(request), visitor_of(request).person
    at = house.clock()
    shares = sharing.with_clinician(house.store, at, who.id)
    names = people.names(house.store, [each.runner for each in shares])
    known = _looking(request).known([each.runner for each in shares])
    rows = sorted((_row(each, names[each.runner], known[each.runner]) for each in shares), key=lambda row: row.urgency)
    with house.store.writing() as connection:
        audit.note_each(connection, at, [row.id for row in rows], action="see-list", actor=who.id)
    waiting = not all(each.fresh for each in known.values())
    looked_at = sum(each.looked is not None and each.looked.seen is not None for each in known.values())
    return show(request, "people", rows=rows, waiting=waiting, looked_at=looked_at)


@router.get("/clinic/people/looked", response_class=HTMLResponse)
@allow(only(Role.CLINICIAN))
def looked(request: Request) -> Response:
    """Say when everybody has been looked at: the list is then fetched in place, and no click is lost to a reload.

    It tells nothing of anybody.
    """
    house, who = house_of(request), visitor_of(request).person
    shares = sharing.with_clinician(house.store, house.clock(), who.id)
    known = _looking(request).known([each.runner for each in shares])
    return show(request, "looking", done=all(each.fresh for each in known.values()))


@dataclass(frozen=True, slots=True)
class Thought:
    """A trial that is thought of, and not proposed yet."""

    intervention: str = ""
    question: str = ""
    weeks: int = 12

    @property
    def whole(self) -> bool:
        """Whether enough was said to look how surely it would tell."""
        return bool(self.intervention.strip()) and self.question in messages.QUESTIONS


@router.get("/clinic/people/{person}", response_class=HTMLResponse)
@allow(_READS)
def one(
    request: Request,
    person: str,
    site: str = "",
    told: str = "",
    intervention: str = "",
    question: str = "",
    weeks: int = 12,
) -> Response:
    """One person; ``told`` is the form that was sent just now, the rest a trial that is thought of."""
    return _person_page(request, person, site, told=told, thought=Thought(intervention, question, weeks))


@router.get("/clinic/people/{person}/read/fragment/answers", response_class=HTMLResponse)
@allow(_READS)
def answers(request: Request, person: str) -> Response:
    """What their data say, as they read it themselves."""
    return _read(request, person)


@router.get("/clinic/people/{person}/read/fragment/response", response_class=HTMLResponse)
@allow(_READS)
def response(request: Request, person: str) -> Response:
    """The course of the pain after a run, in the pictures that they see themselves."""
    return _read(request, person)


@router.get("/clinic/people/{person}/read/fragment/plan", response_class=HTMLResponse)
@allow(_PLANS)
def plan(request: Request, person: str) -> Response:
    """How far they may run next: of who lets their limits be set."""
    return _read(request, person)


@router.get("/clinic/people/{person}/read/fragment/trial-plan", response_class=HTMLResponse)
@allow(_PLANS)
def trial_plan(request: Request, person: str) -> Response:
    """How long a trial goes and how surely it tells, as they would be told before they begin it."""
    return _read(request, person)


@router.get("/clinic/people/{person}/read/report")
@allow(_READS)
def sheet(request: Request, person: str) -> Response:
    """The sheet for a physiotherapist."""
    _note(request, person, "see-sheet")
    return _read(request, person)


@router.post("/clinic/people/{person}/comments", response_class=HTMLResponse)
@allow(_READS)
def comment(request: Request, person: str, note: Annotated[str, Form()] = "") -> Response:
    """Say something to them; they see it on Today."""
    house, who = house_of(request), visitor_of(request).person
    try:
        messages.comment_on(
            house.store, house.clock(), clinician=who.id, runner=person, text=note, sent=sent_of(request)
        )
    except AfterrunError as error:
        return _person_page(request, person, "", str(error), 422)
    return _told(person, "comment")


@router.post("/clinic/people/{person}/limits", response_class=HTMLResponse)
@allow(_PLANS)
def limits(
    request: Request,
    person: str,
    therapist_ceiling_nrs: Annotated[str, Form()] = "",
    therapist_m: Annotated[str, Form()] = "",
) -> Response:
    """Set the ceiling and the longest run that their plan keeps to: the settings that they have for it themselves."""
    typed = {"therapist_ceiling_nrs": therapist_ceiling_nrs, "therapist_m": therapist_m}
    try:
        with _service(request, person).open() as journal:
            keep(journal, chosen(settings_of(journal), typed))
    except AfterrunError as error:
        return _person_page(request, person, "", str(error), 422)
    detail = f"ceiling {therapist_ceiling_nrs or '-'} longest {therapist_m or '-'}"
    _note(request, person, "set-limits", detail, sent_of(request))  # set twice it is the same, noted once
    return _told(person, "limits")


@router.post("/clinic/people/{person}/trials", response_class=HTMLResponse)
@allow(_PLANS)
def propose(
    request: Request,
    person: str,
    intervention: Annotated[str, Form()] = "",
    question: Annotated[str, Form()] = "",
    weeks: Annotated[int, Form()] = 12,
    site: Annotated[str, Form()] = "",
) -> Response:
    """Propose a trial; it begins when they begin it."""
    house, who = house_of(request), visitor_of(request).person
    place = ""  # what was chosen stays chosen, whatever comes of it
    try:
        place = str(Site.parse(site))
        messages.propose(
            house.store,
            house.clock(),
            clinician=who.id,
            runner=person,
            intervention=intervention,
            question=question,
            site=place,
            weeks=weeks,
            sent=sent_of(request),
        )
    except AfterrunError as error:
        thought = Thought(intervention, question, weeks)
        return _person_page(request, person, place, str(error), 422, thought=thought)
    return _told(person, "trial", place)


def _read(request: Request, person: str) -> Response:
    return Through(request.app.state.apps.of(person), f"/clinic/people/{person}/read")


def _told(person: str, what: str, site: str = "") -> Response:
    """Go back to the page, which says beside the form what came of it: who has no mouse goes on from there."""
    asked = {"told": what} | ({"site": site} if site else {})
    return RedirectResponse(f"/clinic/people/{person}?{urlencode(asked)}", 303)


def _service(request: Request, person: str) -> Service:
    service = request.app.state.apps.of(person).state.service
    assert isinstance(service, Service)
    return service


def _row(share: Share, name: str, known: Known) -> Row:
    """Tell of one journal. One that cannot be read, or not all of it, comes first: a sign in it would not be seen.

    Neither is one in a journal that nobody has looked at yet: it stands before all in which nothing urgent was found.
    """
    found = known.looked
    if found is None:
        return Row(share.runner, name, share, (), (say("Being looked at."),), None, (1, _UNSEEN, True, True, 0.0, name))
    if found.seen is None:
        return Row(
            share.runner, name, share, (), (say("This journal cannot be read."),), None, (0, -1, True, True, 0.0, name)
        )
    seen = found.seen
    since = [] if known.fresh else [say("Being looked at: something is new. This is from before.")]
    notes = (*since, *([say("Part of this journal is damaged.")] if found.damaged else []), *_notes(seen))
    level, *rest = seen.urgency
    urgency = (0 if found.damaged else 1, level if known.fresh else min(level, _UNSEEN), *rest, name)
    return Row(share.runner, name, share, seen.flags, notes, seen.last_report, urgency)


def _looking(request: Request) -> Looking:
    looking = request.app.state.looking
    assert isinstance(looking, Looking)
    return looking


def _notes(seen: Glance) -> tuple[str, ...]:
    found = [_trial_words(seen)] if seen.trial is not None else []
    if seen.last_report is None:
        found.append(say("No report yet."))
    elif seen.silent:
        found.append(say("No report in the last 7 days."))
    if seen.week_nrs is not None:
        found.append(week_words(seen.week_nrs, seen.week_before_nrs))
    return tuple(found)


def _trial_words(seen: Glance) -> str:
    trial = seen.trial
    assert trial is not None
    what = arm_words(trial.protocol.arms[-1])
    if trial.state == "over":
        return say("The trial of {what} is over: look at what came out.", what=what)
    if trial.stop_now is not None:
        return say("The trial of {what} should stop: {why}", what=what, why=trial.stop_now)
    return say("The trial of {what}: {progress}.", what=what, progress=progress_said(trial))


def _person_page(
    request: Request,
    person: str,
    site: str,
    error: str | None = None,
    status: int = 200,
    *,
    told: str = "",
    thought: Thought | None = None,
) -> HTMLResponse:
    house, who = house_of(request), visitor_of(request).person
    at, service = house.clock(), _service(request, person)
    with service.open() as journal:
        diary, now, settings = journal.diary(), service.now(journal), settings_of(journal)
        damaged, revision = bool(journal.damaged()), journal.revision()
    found = people.of(house.store, person)
    assert found is not None
    sites, comments = diary.sites(), messages.comments(house.store, person)
    seen = _looking(request).seen(person, revision) or glance(diary, now)
    place = Site.parse(site) if site else next(iter(sites), None)
    if error is None:
        _note(request, person, "see-person")
    return show(
        request,
        "person",
        status=status,
        error=error,
        told=told,
        thought=thought or Thought(),
        person=found,
        simulated=settings.simulated,
        damaged=damaged,
        leaning=diary.others,
        glance=seen,
        notes=_notes(seen),
        site=place,
        sites=sites,
        comments=comments,
        purposes=PURPOSES,
        proposals=[(each, for_the_clinician(each, diary.trials)) for each in messages.proposals(house.store, person)],
        names=people.names(house.store, [each.clinician for each in comments]),
        plans=sharing.held(house.store, at, clinician=who.id, runner=person) is Scope.PLAN,
        limits=[(name, SETTINGS[name], SETTINGS[name].write(getattr(settings, name))) for name in _LIMITS],
    )


def _note(request: Request, person: str, action: str, detail: str = "", sent: Sent | None = None) -> None:
    house, who = house_of(request), visitor_of(request).person
    with house.store.writing() as connection:
        sendings.take(connection, sent)
        audit.note(connection, house.clock(), action=action, actor=who.id, subject=person, detail=detail)

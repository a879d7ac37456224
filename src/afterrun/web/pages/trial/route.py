"""A trial of one: set up, today's draw, how far it is, what came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from afterrun.errors import AfterrunError
from afterrun.findings.trial import TrialDesigns, TrialResult
from afterrun.journal import Journal
from afterrun.journal.sendings import once
from afterrun.lab.trial.arrays import active
from afterrun.lab.trial.days import open_phase
from afterrun.lab.trial.design import Chosen, planned, recommended
from afterrun.lab.trial.everyday_design import DROPS_NRS, propose_everyday
from afterrun.lab.trial.prevention_design import SHARES_LEFT, propose_prevention
from afterrun.lab.trial.proposing import BLOCK_DAYS, Terms
from afterrun.lab.trial.result import trial_result
from afterrun.lab.trial.run import draw_next, latest_trial, register, running_trial, stop, usual_habits
from afterrun.lab.trial.status import trial_status
from afterrun.language import say
from afterrun.records import Diary, Site, Trial
from afterrun.records.painkillers import hides_pain_for
from afterrun.records.vocabulary import arm_words, name_typed
from afterrun.report.trial_designs import too_short
from afterrun.report.trial_plan import how_long_it_goes, how_surely, still_kept_up, what_stays_allowed
from afterrun.report.trial_report import cent_sections
from afterrun.report.trial_sentences import outcome_said, progress_said, trial_sentences
from afterrun.trials.designs import DESIGNS, design_named
from afterrun.trials.power import units_in
from afterrun.web.forms.reading import number_of, whole_number_of
from afterrun.web.forms.sending import Sending
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.pages.log_care.view import USUAL
from afterrun.web.pictures.unit_dots import dots
from afterrun.web.state.background import Question
from afterrun.web.state.pending import patience_of, worked_out
from afterrun.web.state.service import named, service_of

router = APIRouter(include_in_schema=False)
_WAITED_FOR = 10  # of one design: some seconds of one processor, while somebody waits; told as "n of 10"
# One effect, of the size that the words are about.
_FEW: Mapping[str, Callable[..., TrialDesigns]] = {
    "prevention": partial(propose_prevention, shares={"50 %": SHARES_LEFT["50 %"]}),
    "every-day": partial(propose_everyday, drops_nrs={"1.5 points": DROPS_NRS["1.5 points"]}),
}
_SIMULATED = 20  # trials of each kind: enough to tell good from hopeless while somebody waits
_FEWEST_WEEKS, _MOST_WEEKS = 2, 104  # for a simulation: what is shorter or longer is looked at as that
_WEEKS = (6, 12, 16, 24, 36, 52)
_OFFERED = 8  # things to try, of those done before and the usual ones


async def _designs(request: Request, site: str, weeks: int = 12) -> TrialDesigns:
    service, place = service_of(request), Site.parse(site)
    held = min(max(weeks, _FEWEST_WEEKS), _MOST_WEEKS)

    def asked() -> Question:
        now, diary, state = service.state()
        terms = Terms(weeks=held, seed=service.seed, trials=_SIMULATED)
        make = partial(propose_prevention, diary, terms, site=place, now=now)
        return Question(named("designs", place, held), (*state, now.date()), make)

    found = await worked_out(request, asked, patience_s=patience_of(request))
    assert isinstance(found, TrialDesigns)
    return found


async def _result(request: Request) -> TrialResult:
    service = service_of(request)

    def asked() -> Question:
        now, diary, state = service.state()
        make = partial(trial_result, diary, latest_trial(diary), now=now, seed=service.seed)
        return Question(named("result"), (*state, now.date(), now.hour), make)

    found = await worked_out(request, asked, patience_s=patience_of(request))
    assert isinstance(found, TrialResult)
    return found


class Asked(BaseModel):
    """The three questions before a trial, answered."""

    intervention: str = ""
    variant: str = ""
    question: Literal["", "relief", "prevention", "every-day"] = ""
    weeks: int = Field(12, ge=_FEWEST_WEEKS, le=_MOST_WEEKS)
    site: str = ""


@router.get("/trial", response_class=HTMLResponse)
def show(request: Request, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """Show the trial that is running, or else the questions before one and the plan that answers them."""
    with open_journal(request) as journal:
        typed = {name: str(value) for name, value in asked.model_dump().items() if value}
        url = f"/fragment/trial-plan?{urlencode(typed)}" if asked.question and asked.intervention else None
        return _page(request, journal, typed, plan_url=url)


async def _plan(request: Request, asked: Annotated[Asked, Query()]) -> TrialDesigns | None:
    """Live through the one design that fits, where it is a question that can be simulated."""
    if not asked.site:
        raise HTTPException(404)
    if asked.question not in _FEW:
        return None
    service, place = service_of(request), Site.parse(asked.site)

    def question() -> Question:
        now, diary, state = service.state()
        only = recommended(diary, name_typed(asked.intervention), asked.question)
        terms = Terms(weeks=asked.weeks, only=only, seed=service.seed, trials=_WAITED_FOR)
        make = partial(_FEW[asked.question], diary, terms, site=place, now=now)
        return Question(named("trial-plan", place, asked.weeks, only, asked.question), (*state, now.date()), make)

    found = await worked_out(request, question, patience_s=patience_of(request))
    assert isinstance(found, TrialDesigns)
    return found


@router.get("/fragment/trial-plan", response_class=HTMLResponse)
def plan_fragment(
    request: Request, asked: Annotated[Asked, Query()], found: Annotated[TrialDesigns | None, Depends(_plan)]
) -> HTMLResponse:
    """One design, its weeks, how surely it tells, what stays allowed; and to begin it, last."""
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
    sent = {"intervention": asked.intervention, "variant": asked.variant, "site": asked.site}
    sent |= {"weeks": str(asked.weeks), "design": recommended(diary, name_typed(asked.intervention), asked.question)}
    sent["outcome"] = "every-day" if asked.question == "every-day" else "after-runs"
    design = design_named(sent["design"])
    habit, _ = usual_habits(diary, Site.parse(asked.site), now)
    units = units_in(design, weeks=asked.weeks, runs_per_week=habit, block_days=BLOCK_DAYS.get(design.name, 1))
    possible = units >= design.fewest
    held = [how_long_it_goes(design, weeks=asked.weeks, units=units), *how_surely(found)]
    return part(
        request,
        "trial/plan.html",
        design=design,
        plan=held if possible else [too_short(design, needed=design.fewest, held=units)],
        allowed=what_stays_allowed(design),
        possible=possible,
        kept=_kept(diary, [asked.intervention]) if design.unit == "block" else "",
        sent=sent,
    )


@router.post("/trial/start", response_class=HTMLResponse)
def start(
    request: Request,
    intervention: Annotated[str, Form()] = "",
    variant: Annotated[str, Form()] = "",
    design: Annotated[str, Form()] = "",
    site: Annotated[str, Form()] = "",
    weeks: Annotated[str, Form()] = "12",
    ceiling: Annotated[str, Form()] = "6",
    instead: Annotated[str, Form()] = "",
    outcome: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> Response:
    """Freeze a promise."""
    typed = {"intervention": intervention, "variant": variant, "design": design, "site": site}
    typed |= {"weeks": weeks, "ceiling": ceiling, "instead": instead, "outcome": outcome}
    with open_journal(request) as journal:
        try:
            chosen = Chosen(
                design=design,
                site=Site.parse(site),
                intervention="-".join(intervention.lower().split()),
                variant="-".join(variant.lower().split()) or None,
                comparator=instead.strip() or None,
                weeks=whole_number_of("weeks", weeks, least=1, most=_MOST_WEEKS),
                every_day=outcome == "every-day" if outcome else None,
                ceiling_nrs=number_of("ceiling", ceiling),
                seed=service_of(request).seed,
            )
            trial = planned(journal.diary(), chosen, service_of(request).now(journal))
            with once(journal, sent, at=trial.start) as first:
                if first:
                    register(journal, trial)
        except AfterrunError as error:
            return _page(request, journal, typed, error=error)
    return RedirectResponse("/trial", status_code=303)


@router.post("/trial/next", response_class=HTMLResponse)
def next_(request: Request, pain: Annotated[str, Form()] = "", *, sent: Sending) -> HTMLResponse:
    """Show what was drawn for this run, or for now."""
    with open_journal(request) as journal:
        trial = latest_trial(journal.diary())
        nrs = number_of("pain", pain) if pain.strip() else None
        now = service_of(request).now(journal)
        with once(journal, sent, at=now) as first:
            due = draw_next(journal, trial, now, pain_nrs=nrs) if first else None
        return _page(request, journal, due=due.text if due else None)


@router.post("/trial/stop", response_class=HTMLResponse)
def end(request: Request, reason: Annotated[str, Form()] = "", *, sent: Sending) -> Response:
    """End the trial before its end."""
    with open_journal(request) as journal:
        now = service_of(request).now(journal)
        with once(journal, sent, at=now) as first:
            if first:
                stop(journal, latest_trial(journal.diary()), now, reason.strip() or say("no reason given"))
    return RedirectResponse("/trial", status_code=303)


@router.get("/fragment/trial-designs", response_class=HTMLResponse)
def designs_fragment(request: Request, found: Annotated[TrialDesigns, Depends(_designs)]) -> HTMLResponse:
    """Simulate each design as this person."""
    return part(request, "trial/designs.html", found=found)


@router.get("/fragment/trial-result", response_class=HTMLResponse)
def result_fragment(request: Request, found: Annotated[TrialResult, Depends(_result)]) -> HTMLResponse:
    """What came out of the latest trial so far."""
    topics = [
        (topic, [s.text for s in group]) for topic, group in groupby(trial_sentences(found), key=lambda s: s.topic)
    ]
    return part(
        request,
        "trial/result.html",
        found=found,
        topics=topics,
        report=cent_sections(found),
        drawn=dots(found.protocol.question, found.periods),
    )


def _page(
    request: Request,
    journal: Journal,
    typed: dict[str, str] | None = None,
    *,
    error: AfterrunError | None = None,
    due: str | None = None,
    plan_url: str | None = None,
) -> HTMLResponse:
    now, diary = service_of(request).now(journal), journal.diary()
    running = running_trial(diary, now)
    latest = diary.trials[-1] if diary.trials else None
    status = trial_status(diary, latest, now) if latest else None
    values: dict[str, Any] = {"status_of": status, "running": running}
    values["progress"] = progress_said(status) if status else ""
    values["outcome"] = outcome_said(status.protocol.outcome) if status else ""
    values["any_run"] = bool(diary.runs)
    values |= {"what": arm_words(latest.named) if latest else None, "due": due or _due_block(journal, running, request)}
    values["kept"] = _kept(diary, [name for _, name in active(running)]) if running and running.block_days else ""
    done = [*(care.intervention for care in reversed(diary.care)), *(phase.intervention for phase in diary.phases)]
    tried = [what for what in done if hides_pain_for(what) is None]  # a trial that asks for painkillers is not proposed
    site = chosen_site(request, diary)
    filled = {"design": "blocks", "weeks": "12", "ceiling": "6", "site": str(site or ""), "question": "relief"}
    filled |= typed or {}
    filled["intervention"] = name_typed(filled.get("intervention", ""))
    return page(
        request,
        "trial/page.html",
        journal,
        status=422 if error else 200,
        sites=diary.sites(),
        site=site,
        known=_with(list(dict.fromkeys((*tried, *USUAL)))[:_OFFERED], filled["intervention"]),
        designs=DESIGNS.values(),
        weeks=_with([str(each) for each in _WEEKS], filled["weeks"]),
        typed=filled,
        purposes=_purposes(any_run=bool(diary.runs)),
        plan_url=plan_url,
        error=error,
        **values,
    )


def _with(offered: list[str], chosen: str) -> list[str]:
    """Put first what was chosen and is not among what is offered: a clinician may propose anything."""
    return [chosen, *offered] if chosen and chosen not in offered else offered


def _kept(diary: Diary, names: Sequence[str]) -> str:
    phase = open_phase(diary, names)
    return "" if phase is None else still_kept_up(phase)


def _purposes(*, any_run: bool) -> list[tuple[str, str]]:
    """List what a thing may be for; without a run there is no pain after one."""
    found = [("relief", say("Ease pain that is there")), ("prevention", say("Less pain after runs"))]
    return [*found[: 2 if any_run else 1], ("every-day", say("Less pain every day"))]


def _due_block(journal: Journal, trial: Trial | None, request: Request) -> str | None:
    """Blocks of days are drawn for the day, whoever asks; runs and episodes only when somebody asks."""
    if trial is None or trial.block_days is None:
        return None
    return draw_next(journal, trial, service_of(request).now(journal)).text

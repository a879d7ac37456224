"""What goes with the symptom besides runs: events, and symptoms elsewhere, judged all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from afterrun.associations.lags import LAG_DAYS
from afterrun.associations.matching import Calendar, one_a_day
from afterrun.associations.passing import FEWEST_EPISODES, weigh_passing
from afterrun.associations.passing import Followed as Counted
from afterrun.associations.things import FEWEST_EVENTS
from afterrun.associations.triggers import RARE, weigh_triggers
from afterrun.associations.triggers import Trigger as Weighed
from afterrun.findings import Explanation, Followed, Interval, Trigger
from afterrun.findings.draws import interval
from afterrun.findings.interval import CREDIBLE
from afterrun.findings.verdicts import of_one_and_all
from afterrun.lab.kinds_of_run import kinds_of_run
from afterrun.lab.other_loads import Load, care_of, events_of, most_done, phases_of
from afterrun.lab.passing_symptoms import passing_symptoms, symptoms_with_runs, told_of_cut
from afterrun.lab.preparing import Prepared
from afterrun.records import Diary, Site
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import Fit
from afterrun.response.kept_fits import learned
from afterrun.response.posterior import Draws
from afterrun.units import SECONDS_PER_DAY

_LATEST_REPORTS = 600  # more would say the same, slowly
_DRAWS, _FEW_DRAWS, _MANY_REPORTS = 8, 3, 250  # averages are steady by then; each costs O(n^3) in the reports


def triggers_of(diary: Diary, prepared: Prepared, fit: Fit, *, seed: int) -> tuple[Trigger, ...]:
    """Judge what was done and kept up, and each passing symptom elsewhere, as a trigger of the site's symptom; then
    each kind of event as a trigger of the passing symptoms.

    Parameters
    ----------
    diary : Diary
        Up to now.
    prepared : Prepared
        The site looked at.
    fit : Fit
        Of that site.
    seed : int
        Of the deals.
    """
    calendar = calendar_of(prepared)
    events, care = events_of(diary, prepared, calendar), care_of(prepared, calendar)
    passing = passing_symptoms(diary.pain, prepared)
    symptoms = [
        Load(kind=name, site=site, kind_of="symptom", t_d=one_a_day(calendar, t_d))
        for (site, name), t_d in passing.items()
        if (site, name) != (prepared.site, prepared.symptom)  # which is no trigger of itself
    ]
    done = sorted((load for load in (*events, *care, *symptoms) if len(load.t_d)), key=lambda load: -len(load.t_d))
    loads = [*done, *phases_of(diary, prepared, calendar)]
    rng = np.random.default_rng([seed, 4])
    compared = most_done(load for load in events if load.plain)
    # each symptom that can be asked about at all is one more chance to be wrong
    also = [key for key, t_d in passing.items() if len(t_d) >= FEWEST_EPISODES and _asked(compared)]
    with_runs = symptoms_with_runs(diary, prepared, rng)
    rare = RARE / (1 + len(also) + len(with_runs))
    weighed = _rated(loads, prepared, fit, rng, rare)
    told = [_rated_trigger(load, found, loads, prepared) for load, found in zip(loads, weighed, strict=True)]
    for key, t_d in passing.items():
        followed = weigh_passing(t_d, [load.t_d for load in compared], calendar, rng)
        told += [_passing_trigger(k, found, key, prepared, rare) for k, found in zip(compared, followed, strict=True)]
    told += [told_of_cut(cut, key, rare) for key, cuts in with_runs.items() for cut in cuts]
    open_ones = {_of(each) for each in told if each.per == "day" and each.verdict != "no-worthwhile-effect"}
    return tuple(each for each in told if not (_more_is_no_other(each) and _of(each) in open_ones))


def _of(told: Trigger) -> tuple[object, ...]:
    return told.kind, told.kind_site, told.symptom, told.site


def _more_is_no_other(told: Trigger) -> bool:
    """That its amount makes no difference must not read as if it did nothing, where that is not known."""
    return told.per == "amount" and told.verdict == "no-worthwhile-effect"


def not_cleared(triggers: Sequence[Trigger], explanations: Sequence[Explanation] | None) -> tuple[Trigger, ...]:
    """Take back that an event makes no difference where it may explain the pain: one diary, one voice.

    The rivals know how much of it there was each time and how it fades; the columns of days know neither. What one of
    the two holds possible, the other has not cleared.
    """
    possible = {each.name for each in explanations or () if each.verdict != "unlikely"}
    return tuple(
        replace(each, verdict="not-yet-known", of_all=None)
        if each.seen == "no-worthwhile-effect" and each.kind_of == "event" and f"event:{each.kind}" in possible
        else each
        for each in triggers
    )


def triggers_without_fit(diary: Diary, prepared: Prepared, *, seed: int) -> tuple[Trigger, ...]:
    """Judge what needs no model of the site: passing symptoms against the runs they came with."""
    with_runs = symptoms_with_runs(diary, prepared, np.random.default_rng([seed, 4]))
    rare = RARE / max(len(with_runs), 1)
    return tuple(told_of_cut(cut, key, rare) for key, cuts in with_runs.items() for cut in cuts)


def _rated(
    loads: Sequence[Load], prepared: Prepared, fit: Fit, rng: np.random.Generator, rare: float
) -> list[Weighed | None]:
    data, draws = latest(prepared.data, fit)
    calendar = calendar_of(prepared)
    calendar = replace(calendar, span_d=(max(calendar.span_d[0], float(data.report_t_d[0])), calendar.span_d[1]))
    compared = {id(load) for load in most_done(load for load in loads if load.share is None)}
    things = [
        load.things(data.report_t_d, calendar) if load.share is not None or id(load) in compared else (None,)
        for load in loads
    ]

    def refit(like: ResponseData) -> Draws:
        return latest(like, learned(like, kernels=(fit.likeliest,), curves=(POWER,)))[1]

    kinds = kinds_of_run(prepared, besides=[load.kind for load in loads])
    flat = [thing for of_one in things for thing in of_one]
    of_load = [i for i, of_one in enumerate(things) for _ in of_one]
    weighed = iter(weigh_triggers(draws, data, calendar, flat, rng, rare=rare, refit=refit, kinds=kinds))
    told = [_the_one_told([next(weighed) for _ in of_one]) for of_one in things]
    return [each and replace(each, together=tuple(of_load[i] for i in each.together)) for each in told]


def _the_one_told(found: Sequence[Weighed | None]) -> Weighed | None:
    """Of care that was looked at twice: what it does on the days after, but where it harms the same day."""
    days_after, *same_day = found
    return next((each for each in same_day if each is not None and each.verdict == "may-worsen"), days_after)


def _asked(loads: Sequence[Load]) -> bool:
    return any(len(load.t_d) >= FEWEST_EVENTS for load in loads)


def calendar_of(prepared: Prepared) -> Calendar:
    """Read days off the clock of the first report."""
    origin = prepared.origin
    midnight = origin.replace(hour=0, minute=0, second=0, microsecond=0)
    shift = (origin - midnight).total_seconds() / SECONDS_PER_DAY
    return Calendar(-shift, origin.weekday(), prepared.data.span_d, prepared.data.run_t_d)


def latest(data: ResponseData, fit: Fit) -> tuple[ResponseData, Draws]:
    """Keep the latest reports and a few of the draws."""
    kept = data.latest(_LATEST_REPORTS)
    few = _DRAWS if len(kept.report_t_d) <= _MANY_REPORTS else _FEW_DRAWS
    rows = np.linspace(0, fit.draws.size - 1, few).astype(np.intp)
    return kept, fit.draws.rows(rows)


def _told(load: Load, site: Site, symptom: str, prepared: Prepared) -> Trigger:
    return Trigger(
        kind=load.kind,
        kind_site=load.site,
        symptom=symptom,
        site=site,
        n=len(load.t_d),
        comparable=load.comparable(calendar_of(prepared)),
        kind_of=load.kind_of,
        variant=load.variant,
        per="day" if load.amounts is None else "amount",
        amount_sd=None if load.amounts is None else float(f"{load.amounts.sd:.3g}"),
        amount_unit=load.unit,
    )


def _rated_trigger(load: Load, found: Weighed | None, loads: Sequence[Load], prepared: Prepared) -> Trigger:
    told = _told(load, prepared.site, prepared.symptom, prepared)
    if found is None or found.rate_ratio is None or found.rise_nrs is None:
        return told
    because_it_hurt = load.kind_of == "care" and load.follows(prepared.data.run_t_d)
    others = tuple(dict.fromkeys(loads[i].kind for i in found.together if loads[i].kind != load.kind))
    verdict, of_all = of_one_and_all(
        "not-yet-known" if because_it_hurt and found.verdict == "may-worsen" else found.verdict, others
    )
    return replace(
        told,
        lag_days=None if load.share is not None else found.lag.day,
        lag_part=found.lag.part,
        rate_ratio=interval(found.rate_ratio),
        rise_nrs=interval(found.rise_nrs),
        came_before=found.came_before,
        verdict=verdict,
        together=others,
        of_all=of_all,
    )


def _passing_trigger(
    load: Load, found: Counted | None, key: tuple[Site, str], prepared: Prepared, rare: float
) -> Trigger:
    told = _told(load, *key, prepared)
    if found is None:
        return told
    low, median, high = (round(found.ratio_at(share), 3) for share in CREDIBLE)
    return replace(
        told,
        lag_days=LAG_DAYS[found.lag],
        rate_ratio=Interval(median=median, lo=low, hi=high),
        followed=Followed(days=(found.followed, found.n), other_days=(found.others_followed, found.others)),
        came_before=found.came_before,
        verdict=found.verdict(rare),
    )

"""What goes with the symptom besides runs: events, and symptoms elsewhere, judged all together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.associations.lags import LAG_DAYS
from afterrun.associations.matching import Calendar, one_a_day
from afterrun.associations.passing import FEWEST_EPISODES, weigh_passing
from afterrun.associations.passing import Followed as Counted
from afterrun.associations.triggers import FEWEST_EVENTS, RARE, weigh_triggers
from afterrun.associations.triggers import Trigger as Weighed
from afterrun.findings import Followed, Interval, Trigger
from afterrun.findings.draws import interval
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.preparing import Prepared
from afterrun.records import Diary, PainReport, Site
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.response.posterior import Draws
from afterrun.units import SECONDS_PER_DAY

_ONE_EPISODE_D = 0.25  # reports of a passing symptom closer than this are one
_MOST_COMPARED = 8  # kinds; more would ask too much of one diary
_LATEST_REPORTS = 600  # more would say the same, slowly
_DRAWS, _FEW_DRAWS, _MANY_REPORTS = 8, 3, 250  # averages are steady by then; each costs O(n^3) in the reports


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that may set a symptom off.

    Parameters
    ----------
    name : str
        Of the event, or of the symptom.
    site : Site or None
        Where, if it is a symptom.
    t_d : ndarray, shape (m,)
        When it came, at most once a day. [d]
    """

    name: str
    site: Site | None
    t_d: Floats


def triggers_of(diary: Diary, prepared: Prepared, fit: Fit, *, seed: int) -> tuple[Trigger, ...]:
    """Judge each kind of event, and each passing symptom elsewhere, as a trigger of the site's symptom; then each kind
    of event as a trigger of the passing symptoms.

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
    events = _events(diary, prepared, calendar)
    passing = _passing_symptoms(diary.pain, prepared)
    both = [*events, *(Kind(name, site, one_a_day(calendar, t_d)) for (site, name), t_d in passing.items())]
    both = sorted((kind for kind in both if len(kind.t_d)), key=lambda kind: -len(kind.t_d))
    if not both:
        return ()
    rng = np.random.default_rng([seed, 4])
    compared = events[:_MOST_COMPARED]
    # each symptom that can be asked about at all is one more chance to be wrong
    also = [key for key, t_d in passing.items() if len(t_d) >= FEWEST_EPISODES and _asked(compared)]
    rare = RARE / (1 + len(also))
    told = [_rated_trigger(*pair, prepared) for pair in zip(both, _rated(both, prepared, fit, rng, rare), strict=True)]
    for key, t_d in passing.items():
        followed = weigh_passing(t_d, [kind.t_d for kind in compared], calendar, rng)
        told += [_passing_trigger(k, found, key, prepared, rare) for k, found in zip(compared, followed, strict=True)]
    return tuple(told)


def _rated(
    kinds: Sequence[Kind], prepared: Prepared, fit: Fit, rng: np.random.Generator, rare: float
) -> list[Weighed | None]:
    data, draws = latest(prepared.data, fit)
    calendar = calendar_of(prepared)
    calendar = replace(calendar, span_d=(max(calendar.span_d[0], float(data.report_t_d[0])), calendar.span_d[1]))
    events = [one_a_day(calendar, kind.t_d) for kind in kinds[:_MOST_COMPARED]]
    return [
        *weigh_triggers(draws, data, calendar, events, rng, rare=rare),
        *[None] * len(kinds[_MOST_COMPARED:]),
    ]


def _asked(kinds: Sequence[Kind]) -> bool:
    return any(len(kind.t_d) >= FEWEST_EVENTS for kind in kinds)


def calendar_of(prepared: Prepared) -> Calendar:
    """Read days off the clock of the first report."""
    origin = prepared.origin
    midnight = origin.replace(hour=0, minute=0, second=0, microsecond=0)
    shift = (origin - midnight).total_seconds() / SECONDS_PER_DAY
    return Calendar(-shift, origin.weekday(), prepared.data.span_d, prepared.data.run_t_d)


def latest(data: ResponseData, fit: Fit) -> tuple[ResponseData, Draws]:
    """Keep the latest reports and a few of the draws."""
    kept = slice(max(len(data.report_t_d) - _LATEST_REPORTS, 0), None)
    few = _DRAWS if len(data.report_t_d[kept]) <= _MANY_REPORTS else _FEW_DRAWS
    rows = np.linspace(0, fit.draws.size - 1, few).astype(np.intp)
    return data.with_reports(kept), fit.draws.rows(rows)


def _events(diary: Diary, prepared: Prepared, calendar: Calendar) -> list[Kind]:
    """Kinds of event, the most frequent first."""
    found: dict[str, list[datetime]] = {}
    for event in diary.events:
        found.setdefault(event.kind, []).append(event.at)
    kinds = [Kind(name, None, one_a_day(calendar, _clock(at, prepared))) for name, at in found.items()]
    return sorted((kind for kind in kinds if len(kind.t_d)), key=lambda kind: -len(kind.t_d))


def _passing_symptoms(reports: Iterable[PainReport], prepared: Prepared) -> dict[tuple[Site, str], Floats]:
    """Episodes of symptoms elsewhere, or of another kind, that are noted when they come and not asked after else."""
    own = (prepared.site, prepared.symptom)
    found: dict[tuple[Site, str], list[PainReport]] = {}
    for report in reports:
        if (report.site, report.symptom) != own:
            found.setdefault((report.site, report.symptom), []).append(report)
    return {
        key: _episodes(_clock([report.at for report in told], prepared))
        for key, told in found.items()
        if all(report.nrs > 0 for report in told)
    }


def _clock(times: Sequence[datetime], prepared: Prepared) -> Floats:
    return np.sort(np.array([(at - prepared.origin) / timedelta(days=1) for at in times]))


def _episodes(t_d: Floats) -> Floats:
    """Keep the first report of each episode."""
    return t_d[np.diff(t_d, prepend=-np.inf) > _ONE_EPISODE_D]


def _told(kind: Kind, site: Site, symptom: str, prepared: Prepared) -> Trigger:
    return Trigger(
        kind=kind.name,
        kind_site=kind.site,
        symptom=symptom,
        site=site,
        n=len(kind.t_d),
        comparable=calendar_of(prepared).comparable(kind.t_d),
    )


def _rated_trigger(kind: Kind, found: Weighed | None, prepared: Prepared) -> Trigger:
    told = _told(kind, prepared.site, prepared.symptom, prepared)
    if found is None or found.rate_ratio is None or found.rise_nrs is None:
        return told
    return replace(
        told,
        lag_days=LAG_DAYS[found.lag],
        rate_ratio=interval(found.rate_ratio),
        rise_nrs=interval(found.rise_nrs),
        came_before=found.came_before,
        verdict=found.verdict,
    )


def _passing_trigger(
    kind: Kind, found: Counted | None, key: tuple[Site, str], prepared: Prepared, rare: float
) -> Trigger:
    told = _told(kind, *key, prepared)
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

"""Symptoms that are noted when they come and not asked after else: their episodes, and the runs they came with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from afterrun.associations.passing import FEWEST_EPISODES, ratio_at
from afterrun.associations.passing_runs import Cut, Feature, weigh_runs
from afterrun.findings import Followed, Interval, Trigger
from afterrun.findings.interval import CREDIBLE
from afterrun.lab.noted_when_there import noted_when_there
from afterrun.lab.preparing import Prepared
from afterrun.records import Diary, PainReport, Run, Site
from afterrun.response.arrays import Floats

_ONE_EPISODE_D = 0.25  # reports of a passing symptom closer than this are one
# What comes in the evening of a run, in the night after it or with the first steps came with the run: judgement.
_AFTER_RUN = timedelta(hours=16)
_MOSTLY_WITH_RUNS = 0.8  # share of the episodes of the site's own symptom, from which on it passes: judgement
Key = tuple[Site, str]


def passing_symptoms(reports: Iterable[PainReport], prepared: Prepared) -> dict[Key, Floats]:
    """Episodes of symptoms that are noted when they come, and not rated as the site's own is. [d]"""
    own = (prepared.site, prepared.symptom)
    return {
        key: _episodes(np.sort(np.array([prepared.days(report.at) for report in told])))
        for key, told in _only_when_there(reports).items()
        if key != own or prepared.when_there
    }


def symptoms_with_runs(diary: Diary, prepared: Prepared, rng: np.random.Generator) -> dict[Key, list[Cut]]:
    """Weigh the features of runs for each symptom that is noted when it comes, also the site's own.

    Runs before the first note of anything do not count: nobody noted then.
    """
    runs = [run for run in diary.runs if run.end >= min(report.at for report in diary.pain)]
    found = {}
    for key, told in _only_when_there(diary.pain).items():
        with_run = [_with(run, told) for run in runs]
        own = key == (prepared.site, prepared.symptom)
        if own and not (prepared.when_there or _passes(told, runs)):
            continue
        if sum(with_run) >= FEWEST_EPISODES:
            t_d = np.array([prepared.days(run.end) for run in runs])
            found[key] = weigh_runs(np.array(with_run), t_d, _features(runs), rng)
    return {key: cuts for key, cuts in found.items() if cuts}


def told_of_cut(cut: Cut, key: Key, rare: float) -> Trigger:
    """Tell what a passing symptom has to do with one feature of runs."""
    site, symptom = key
    low, median, high = (round(ratio_at(cut.ratio_cdf, share), 3) for share in CREDIBLE)
    return Trigger(
        kind=cut.feature,
        kind_site=None,
        symptom=symptom,
        site=site,
        n=cut.runs,
        comparable=cut.runs,
        rate_ratio=Interval(median=median, lo=low, hi=high),
        followed=Followed(days=(cut.hits, cut.runs), other_days=(cut.other_hits, cut.other_runs)),
        verdict=cut.verdict(rare),
        kind_of="run",
        beyond=None if cut.beyond is None else round(cut.beyond, 1),
        value=cut.value,
    )


def _only_when_there(reports: Iterable[PainReport]) -> dict[Key, Sequence[PainReport]]:
    """Reports of symptoms that were never 0, or never so at a moment at which they were noted when they came."""
    found: dict[Key, list[PainReport]] = {}
    for report in reports:
        found.setdefault((report.site, report.symptom), []).append(report)
    there = {
        key: told
        if all(report.nrs > 0 for report in told)
        else [report for report in noted_when_there(told) if report.nrs > 0]
        for key, told in found.items()
    }
    return {key: told for key, told in there.items() if told}


def _episodes(t_d: Floats) -> Floats:
    """Keep the first report of each episode."""
    return t_d[np.diff(t_d, prepend=-np.inf) > _ONE_EPISODE_D]


def _with(run: Run, told: Sequence[PainReport]) -> bool:
    return any(_during_or_after(run, report.at) for report in told)


def _during_or_after(run: Run, at: datetime) -> bool:
    return run.start <= at <= run.end + _AFTER_RUN


def _passes(told: Sequence[PainReport], runs: Sequence[Run]) -> bool:
    """Whether the site's own symptom comes with runs and goes: not pain of every day that was never 0."""
    with_runs = sum(any(_during_or_after(run, report.at) for run in runs) for report in told)
    return with_runs >= _MOSTLY_WITH_RUNS * len(told)


def _features(runs: Sequence[Run]) -> Mapping[str, Feature]:
    return {
        "distance": np.array([np.nan if run.distance_m is None else run.distance_m for run in runs]),
        "duration": np.array([run.duration_s for run in runs]),
        "shoe": [run.shoe for run in runs],
        "surface": [run.surface for run in runs],
    }

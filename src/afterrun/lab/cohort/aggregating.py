"""Many trials of one on the same question, put together for a cohort."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.cohort.parts import PERSON, rows_in
from afterrun.cohort.trials import Estimate, OneTrial, Together, naive, parallel_people, together, two_stages
from afterrun.findings import CohortTrials, Interval, ManyTrials, PersonEffect
from afterrun.findings.verdicts import WORTH_HAVING_RATIO, verdict_on_ratio
from afterrun.lab.cohort import columns
from afterrun.lab.cohort.fitting import ALONE
from afterrun.lab.cohort.told import kept_told

FEWEST = 3
"""Trials below which no average is told: of two nobody knows how people differ. Judgement."""
_DRAWS = 2000  # of the average: its verdict is then good to half a percent
_DIGITS = 3
_Told = tuple[str, Mapping[str, Any]]


def cohort_trials(out: Path) -> CohortTrials:
    """Put the trials of a finished cohort together, by what was tried.

    Raises
    ------
    FileUnreadableError
        If there is no finished cohort.
    """
    cohort = kept_told(out)
    asked: dict[tuple[str, str | None], list[_Told]] = {}
    for row in sorted(rows_in(out / ALONE, [columns.TRIALS]), key=lambda row: str(row[PERSON])):
        for each in json.loads(row[columns.TRIALS] or "[]"):
            asked.setdefault((each["intervention"], each["variant"]), []).append((row[PERSON], each))
    ranked = sorted(asked, key=lambda kind: (-len(asked[kind]), kind[0], kind[1] or ""))
    return CohortTrials(
        people=cohort.people,
        questions=tuple(_question(*kind, asked[kind]) for kind in ranked),
        safety=cohort.safety,
    )


def _question(intervention: str, variant: str | None, told: Sequence[_Told]) -> ManyTrials:
    trials = [_trial(person, each) for person, each in told]
    runs = sum(each["n_with"] + each["n_without"] for _, each in told)
    nothing = ManyTrials(
        intervention=intervention,
        variant=variant,
        people=len(trials),
        runs=runs,
        average_ratio=None,
        between_factor=None,
        share_helped=None,
        verdict="not-yet-known",
        two_stages_ratio=None,
        naive_ratio=None,
        parallel_people=None,
        persons=(),
    )
    if len(trials) < FEWEST:
        return nothing
    found = together(trials)
    plain = naive(trials)
    return ManyTrials(
        intervention=intervention,
        variant=variant,
        people=len(trials),
        runs=runs,
        average_ratio=_ratio(found.mean),
        between_factor=_ratio(found.between_sd),
        share_helped=round(found.share_below(float(np.log(WORTH_HAVING_RATIO))), _DIGITS),
        verdict=verdict_on_ratio(np.exp(found.drawn_mean(_DRAWS, np.random.default_rng(0))), "randomised"),
        two_stages_ratio=_ratio(two_stages(trials).mean),
        naive_ratio=_ratio(plain) if plain else None,
        parallel_people=parallel_people(trials, found.mean),
        persons=tuple(_person(trial, found) for trial in trials),
    )


def _trial(person: str, told: Mapping[str, Any]) -> OneTrial:
    means = [np.nan if told[name] is None else told[name] for name in ("with_nrs", "without_nrs")]
    return OneTrial(
        person=person,
        log_ratio=np.array(told["log_ratio"], dtype=np.float64),
        prob_responds=told["prob_responds"],
        with_nrs=means[0],
        without_nrs=means[1],
    )


def _person(trial: OneTrial, found: Together) -> PersonEffect:
    if trial.prob_responds < SHAPE_NEEDS:  # as for a trial by itself: there is no ratio, and nothing that could help
        return PersonEffect(person=trial.person, alone=None, as_one_of_them=None, verdict="not-yet-known")
    low, median, high = np.quantile(trial.log_ratio, (0.05, 0.5, 0.95))
    return PersonEffect(
        person=trial.person,
        alone=_ratio(Estimate(float(median), float(low), float(high))),
        as_one_of_them=_ratio(found.shrunk(trial)),
        verdict=verdict_on_ratio(np.exp(found.shrunk_draws(trial, _DRAWS)), "randomised"),
    )


def _ratio(log_ratio: Estimate) -> Interval:
    median, low, high = (round(float(np.exp(each)), _DIGITS) for each in (log_ratio.median, log_ratio.lo, log_ratio.hi))
    return Interval(median=median, lo=low, hi=high)

"""Diaries of people with nothing to hurry about: simulated pain below 9 of 10, told in harmless words.

Two in three go on stairs, get up in the morning, fly once and drive far once; what wakes them at night is a cramp.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, islice

import numpy as np

from afterrun.lab.story import build_story
from afterrun.records import Diary, Event, PainReport, Site
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers
from benchmarks.off_model_people import KINDS, someone

PLACES = tuple(map(Site.parse, ("left-heel", "right-forefoot-lateral", "left-calf", "both-knee", "right-shin")))
SYMPTOMS = ("pain", "pain", "pain", "tightness", "cramp", "stiffness", "soreness")
MOMENTS = (
    None,
    "first-steps",
    "evening",
    "after-run",
    "rest",
    "stairs",
    "sitting",
    "standing",
    "walking",
    "warm-up",
    "night",
)
QUALITIES = ("sore", "bruised", "tight", "burning", "pebble", "sharp", "not-swollen", "better-when-warm", "tired")
LARGEST_HARMLESS_NRS = 8.0


def harmless(n: int, *, now: datetime) -> Iterator[Diary]:
    """Simulate ``n`` of them: the story, people of the prior and people the model does not know, in turn."""
    return islice(filter(None, (_person(seed, now) for seed in count())), n)


def _person(seed: int, now: datetime) -> Diary | None:
    if seed % 3 == 0:
        return build_story(now=now, seed=seed).diary
    rng = np.random.default_rng([seed, 41])
    data = _told_by_the_prior(rng) if seed % 3 == 1 else _told_off_the_model(seed, rng)
    diary = _in_words(data, rng, now)
    return diary if max(report.nrs for report in diary.pain) <= LARGEST_HARMLESS_NRS else None


def _told_by_the_prior(rng: np.random.Generator) -> ResponseData:
    data = draw_diary(STORY, rng)
    return simulate_answers(prior_person(ResponseModel.on(data, KERNELS["K1"]), rng), data, rng)


def _told_off_the_model(seed: int, rng: np.random.Generator) -> ResponseData:
    kinds = tuple(KINDS.values())
    return someone(kinds[seed % len(kinds)], draw_diary(STORY, rng), rng)[1]


def _in_words(data: ResponseData, rng: np.random.Generator, now: datetime) -> Diary:
    first, place = now - timedelta(days=data.span_d[1] + 1), PLACES[rng.integers(len(PLACES))]
    said = np.where(np.isinf(data.lower), data.levels[0], data.lower + 0.5)
    reports = [
        PainReport(
            at=first + timedelta(days=float(t_d)),
            site=place,
            nrs=float(nrs),
            symptom="cramp" if (moment := MOMENTS[rng.integers(len(MOMENTS))]) == "night" else _symptom(rng),
            moment=moment,
            quality=tuple(QUALITIES[i] for i in rng.choice(len(QUALITIES), 2, replace=False)),
        )
        for t_d, nrs in zip(data.report_t_d, said, strict=True)
    ]
    events = [
        Event(at=now - timedelta(days=float(rng.uniform(0, 56))), kind=kind, minutes=float(rng.uniform(120, 700)))
        for kind in ("flight", "long-drive")
    ]
    return Diary(
        pain=tuple(sorted(reports, key=lambda report: report.at)),
        events=tuple(sorted(events, key=lambda event: event.at)),
    )


def _symptom(rng: np.random.Generator) -> str:
    return SYMPTOMS[rng.integers(len(SYMPTOMS))]

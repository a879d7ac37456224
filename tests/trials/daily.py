"""Diaries of one report a day without a run: a level, how it comes and goes, and what a thing takes off it."""

from __future__ import annotations

from typing import Any

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.simulate import with_answers
from afterrun.trials.designs import DESIGNS
from afterrun.trials.everyday import EverydayTrial
from afterrun.trials.outcomes import window_means

TEN = np.arange(11.0)


def said(t_d: Floats, felt: Floats) -> ResponseData:
    """What is said of what is felt, on whole numbers."""
    blank = ResponseData(
        run_t_d=np.zeros(0),
        dose=np.zeros(0),
        report_t_d=t_d,
        lower=np.full(len(t_d), -np.inf),
        upper=np.full(len(t_d), np.inf),
        levels=TEN,
        span_d=(float(t_d[0]), float(t_d[-1])),
        care_t_d=np.zeros(0),
        care_kind=np.zeros(0, np.int32),
    )
    return with_answers(blank, np.clip(np.round(felt), 0, 10))


def ups_and_downs(t_d: Floats, sd: float, tau_d: float, rng: np.random.Generator) -> Floats:
    """Ornstein-Uhlenbeck. [NRS]"""
    path = sd * rng.standard_normal(len(t_d))
    for i in range(1, len(t_d)):
        keep = np.exp(-(t_d[i] - t_d[i - 1]) / tau_d)
        path[i] = keep * path[i - 1] + np.sqrt(1 - keep**2) * path[i]
    return path


def days(count: int, rng: np.random.Generator) -> Floats:
    """About eight in the evening, once a day. [d]"""
    return np.arange(count) + 0.8 + 0.03 * rng.standard_normal(count)


def life(
    t_d: Floats,
    rng: np.random.Generator,
    *,
    level: float = 4.0,
    noise: float = 1.0,
    swings: tuple[float, float] = (0.7, 4.0),
    waves: float = 0.0,
    slope: float = 0.0,
) -> Floats:
    """Pain without the thing: ups and downs (sd, days), Brownian waves (a root month), a slope (a month). [NRS]"""
    wandering = np.cumsum(waves / np.sqrt(30) * rng.standard_normal(len(t_d)))
    line = level + slope * (t_d - t_d.mean()) / 30
    return np.asarray(line + noise * rng.standard_normal(len(t_d)) + ups_and_downs(t_d, *swings, rng) + wandering)


def daily_trial(
    seed: int, *, design: str = "blocks", block_days: int = 14, weeks: int = 12, drop: float = 0.0, **of_life: Any
) -> EverydayTrial:
    """Live through a trial in blocks of days; ``drop`` is what the thing takes off. [NRS]"""
    rng = np.random.default_rng([seed, 7])
    chosen = DESIGNS[design]
    units = weeks * 7 // block_days // 2 * 2
    schedule, t_d = chosen.draw(units, rng), days(7 * weeks, rng)
    block = np.floor(t_d / block_days).astype(int)
    drawn = np.where(block < units, schedule[np.minimum(block, units - 1)], np.nan).astype(np.float64)
    data = said(t_d, life(t_d, rng, **of_life) - drop * np.nan_to_num(drawn))
    start = block_days * np.arange(units, dtype=np.float64)
    return EverydayTrial(
        data=data,
        drawn=drawn,
        done=np.zeros(len(t_d)),
        before=np.full(len(t_d), np.nan),
        logged=False,
        outcome=window_means(data, start, start + block_days),
        schedule=schedule,
        design=chosen,
    )

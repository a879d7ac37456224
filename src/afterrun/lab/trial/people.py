"""Whom a proposed trial is simulated as: the person of the diary, or strangers where it does not tell enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from afterrun.errors import EmptyJournalError
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.lab.trial.run import usual_habits
from afterrun.records import Diary, Site
from afterrun.response.fit import Fit
from afterrun.response.kernel import KERNELS, Kernel
from afterrun.response.posterior import Draws
from afterrun.trials.power import Habits


@dataclass(frozen=True, slots=True)
class People:
    """Who lives through a simulated trial.

    Parameters
    ----------
    draws : Draws
        One person a draw: the posterior of the diary's own, or strangers.
    kernel : Kernel
        Shape that the analysis takes.
    own : bool
        Whether they are the person of the diary.
    site : Site or None
        Where it hurts; None where nobody said.
    """

    draws: Draws
    kernel: Kernel
    own: bool
    site: Site | None


def people_like(
    diary: Diary,
    *,
    site: Site | None,
    now: datetime,
    seed: int,
    themselves: Callable[[SiteModel], Fit | None],
    settled: Callable[[Fit], Draws],
    strangers: Callable[[np.random.Generator], Draws],
) -> People:
    """Take the person of the diary where it tells of them, else strangers.

    Parameters
    ----------
    themselves : callable
        The fit that they are drawn from; None where it may not be told, or would show nothing.
    settled : callable
        Draws of it, their course at its end.
    strangers : callable
        Others, for who has no such fit.
    """
    try:
        model = site_model(diary, site=site, now=now, seed=seed)
    except EmptyJournalError:
        return People(strangers(np.random.default_rng(seed)), KERNELS["K1"], False, site)
    fit, here = themselves(model), model.prepared.site
    if fit is None:
        return People(strangers(np.random.default_rng(seed)), KERNELS["K1"], False, here)
    return People(settled(fit), fit.likeliest, True, here)


def habits_of(people: People, diary: Diary, now: datetime, *, runs_per_week: int | None = None) -> Habits:
    """How often they run and report; ``runs_per_week`` where somebody named it."""
    usual, per_day = usual_habits(diary, people.site, now) if people.site else (1, 1.0)
    return Habits(runs_per_week=runs_per_week or usual, reports_per_day=per_day)

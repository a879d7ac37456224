"""Which trial would tell whether a thing changes the pain of every day, and how long that takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np

from afterrun.findings.trial import TrialDesigns
from afterrun.findings.verdicts import WORTH_HAVING_NRS, verdict_on_drop
from afterrun.lab.site_model import SiteModel
from afterrun.lab.trial.outcome import can_be_everyday, no_run
from afterrun.lab.trial.people import habits_of, people_like
from afterrun.lab.trial.proposing import Asked, Terms
from afterrun.records import Diary, Site
from afterrun.report.trial_designs import A_DROP
from afterrun.response.fit import Fit
from afterrun.response.posterior import Draws
from afterrun.trials.designs import Design
from afterrun.trials.power import TrialPlan, strangers
from afterrun.trials.power_everyday import SimulatedDays, simulate_days, weeks_for_a_drop

DROPS_NRS = {"1.5 points": 1.5, "3 points": 3.0}  # points off; a whole one is the least that is worth having
_PROMISED = "1.5 points"
_PAIN_NRS = (2.0, 5.0)  # level of strangers who ask for it: judgement


def propose_everyday(
    diary: Diary,
    terms: Terms,
    *,
    site: Site | None = None,
    now: datetime,
    drops_nrs: Mapping[str, float] = DROPS_NRS,
) -> TrialDesigns:
    """Simulate each design in blocks of days as this person, with a fall of 1.5 and 3 points, and with none.

    ``drops_nrs`` names some of the effects, "1.5 points" among them, where somebody waits.
    """
    people = people_like(
        diary, site=site, now=now, seed=terms.seed, themselves=_themselves, settled=_settled, strangers=_strangers
    )
    habits, with_runs = habits_of(people, diary, now, runs_per_week=terms.runs_per_week), not no_run(diary)

    def simulated(design: Design, block_days: int, drop_nrs: float) -> Iterator[SimulatedDays]:
        return simulate_days(
            people.draws,
            TrialPlan(design=design, habits=habits, weeks=terms.weeks, block_days=block_days),
            drop_nrs=drop_nrs,
            kernel=people.kernel,
            with_runs=with_runs,
            seed=terms.seed,
            trials=terms.trials,
        )

    def weeks_to(found: Sequence[SimulatedDays]) -> float:
        # fewer than were simulated would contradict what came out of these: then it is luck, or hardly any pain
        return max(weeks_for_a_drop(found, weeks=terms.weeks, worthwhile_nrs=WORTH_HAVING_NRS), terms.weeks)

    asked = Asked(
        question="every-day",
        suits=can_be_everyday,
        effects=drops_nrs,
        none=0.0,
        promised=_PROMISED,
        simulated=simulated,
        helps=lambda trial, among: verdict_on_drop(trial.drop_nrs, "randomised", among=among) == "helps",
        weeks_needed=weeks_to,
        words=A_DROP,
        with_runs=with_runs,
    )
    return asked.proposed(people, habits, terms, diary=diary, now=now)


def _themselves(model: SiteModel) -> Fit | None:
    return model.fit if model.record_gate.tells("level") else None


def _settled(fit: Fit) -> Draws:
    return fit.draws.settled(fit.data)


def _strangers(rng: np.random.Generator) -> Draws:
    """People with pain on every day, from the prior otherwise."""
    people = strangers(rng)
    return replace(people, level_nrs=rng.uniform(*_PAIN_NRS, people.size))

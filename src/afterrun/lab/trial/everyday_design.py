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
from afterrun.lab.trial.proposing import Asked, Progress, designs_for
from afterrun.records import Diary, Site
from afterrun.report.trial_designs import A_DROP
from afterrun.response.fit import Fit
from afterrun.response.posterior import Draws
from afterrun.trials.designs import Design
from afterrun.trials.power import strangers
from afterrun.trials.power_everyday import SimulatedDays, simulate_days, weeks_for_a_drop

DROPS_NRS = {"1.5 points": 1.5, "3 points": 3.0}  # points off; a whole one is the least that is worth having
_PROMISED = "1.5 points"
_PAIN_NRS = (2.0, 5.0)  # level of strangers who ask for it: judgement


def propose_everyday(
    diary: Diary,
    *,
    site: Site | None = None,
    now: datetime,
    weeks: int = 12,
    seed: int = 0,
    trials: int = 60,
    arms: int = 2,
    only: str = "",
    drops_nrs: Mapping[str, float] = DROPS_NRS,
    progress: Progress = lambda done, of: None,
) -> TrialDesigns:
    """Simulate each design in blocks of days as this person, with a fall of 1.5 and 3 points, and with none.

    With more than two ``arms`` (the one without included) the designs for several things; one of them works. ``only``
    names one design and ``drops_nrs`` some of the effects, "1.5 points" among them, where somebody waits.
    """
    people = people_like(
        diary, site=site, now=now, seed=seed, themselves=_themselves, settled=_settled, strangers=_strangers
    )
    habits, with_runs = habits_of(people, diary, now), not no_run(diary)
    designs = designs_for(can_be_everyday, arms=arms, only=only)

    def simulated(design: Design, block_days: int, drop_nrs: float) -> Iterator[SimulatedDays]:
        return simulate_days(
            people.draws,
            design,
            habits,
            weeks=weeks,
            block_days=block_days,
            drop_nrs=drop_nrs,
            kernel=people.kernel,
            with_runs=with_runs,
            seed=seed,
            trials=trials,
        )

    def weeks_to(found: Sequence[SimulatedDays]) -> float:
        # fewer than were simulated would contradict what came out of these: then it is luck, or hardly any pain
        return max(weeks_for_a_drop(found, weeks=weeks, worthwhile_nrs=WORTH_HAVING_NRS), weeks)

    asked = Asked(
        effects=drops_nrs,
        none=0.0,
        promised=_PROMISED,
        simulated=simulated,
        helps=lambda trial, among: verdict_on_drop(trial.drop_nrs, "randomised", among=among) == "helps",
        weeks_needed=weeks_to,
        words=A_DROP,
        with_runs=with_runs,
    )
    return asked.proposed(
        designs,
        people,
        habits,
        diary=diary,
        now=now,
        question="every-day",
        weeks=weeks,
        arms=arms,
        trials=trials,
        progress=progress,
    )


def _themselves(model: SiteModel) -> Fit | None:
    return model.fit if model.record_gate.tells("level") else None


def _settled(fit: Fit) -> Draws:
    return fit.draws.settled(fit.data)


def _strangers(rng: np.random.Generator) -> Draws:
    """People with pain on every day, from the prior otherwise."""
    people = strangers(rng)
    return replace(people, level_nrs=rng.uniform(*_PAIN_NRS, people.size))

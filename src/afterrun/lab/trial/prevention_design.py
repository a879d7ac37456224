"""Which trial would tell whether a thing prevents pain after runs, and how long that takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from afterrun.findings.trial import TrialDesigns
from afterrun.findings.verdicts import WORTH_HAVING_RATIO, verdict_on_ratio
from afterrun.lab.site_model import SiteModel
from afterrun.lab.trial.people import habits_of, people_like
from afterrun.lab.trial.proposing import Asked, Terms
from afterrun.records import Diary, Site
from afterrun.report.trial_designs import HALVED
from afterrun.response.fit import Fit
from afterrun.response.parameters import MODIFIER
from afterrun.response.posterior import Draws
from afterrun.trials.designs import Design
from afterrun.trials.power import Simulated, TrialPlan, simulate_trials, strangers, weeks_needed

SHARES_LEFT = {"30 %": 0.7, "50 %": 0.5}  # of the response, if it takes that much off
_PROMISED = "50 %"
_RESPONDS = 0.5  # as likely as not: a person whose runs do nothing cannot show what prevents


def propose_prevention(
    diary: Diary,
    terms: Terms,
    *,
    site: Site | None = None,
    now: datetime,
    shares: Mapping[str, float] = SHARES_LEFT,
) -> TrialDesigns:
    """Simulate each design on prevention as this person, with an effect of 30 % and 50 %, and with none.

    ``shares`` names some of the effects, "50 %" among them, where somebody waits.

    Without enough of a diary the people simulated are strangers with pain after runs, and that is said.
    """
    people = people_like(
        diary, site=site, now=now, seed=terms.seed, themselves=_themselves, settled=_responding, strangers=strangers
    )
    habits = habits_of(people, diary, now, runs_per_week=terms.runs_per_week)

    def simulated(design: Design, block_days: int, share_left: float) -> Iterator[Simulated]:
        return simulate_trials(
            people.draws,
            TrialPlan(design=design, habits=habits, weeks=terms.weeks, block_days=block_days),
            share_left=share_left,
            kernel=people.kernel,
            seed=terms.seed,
            trials=terms.trials,
        )

    def weeks_to(found: Sequence[Simulated]) -> float:
        return weeks_needed(
            [each.ratio for each in found],
            weeks=terms.weeks,
            share_left=shares[_PROMISED],
            worthwhile=WORTH_HAVING_RATIO,
            prior_sd=MODIFIER.sd,
        )

    asked = Asked(
        question="prevention",
        suits=lambda design: design.question == "prevention",
        effects=shares,
        none=1.0,
        promised=_PROMISED,
        simulated=simulated,
        helps=lambda trial, among: verdict_on_ratio(trial.ratio, "randomised", among=among) == "helps",
        weeks_needed=weeks_to,
        words=HALVED,
    )
    return asked.proposed(people, habits, terms, diary=diary, now=now)


def _themselves(model: SiteModel) -> Fit | None:
    fit = model.fit if model.record_gate.tells("response") else None
    return fit if fit is not None and fit.prob_responds >= _RESPONDS else None


def _responding(fit: Fit) -> Draws:
    return fit.draws.rows(fit.draws.responds).settled(fit.data)

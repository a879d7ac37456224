"""Which trial would answer the question, and how long that takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import numpy as np

from afterrun.errors import EmptyJournalError, InvalidValueError
from afterrun.findings.trial import DesignPower, TrialDesigns
from afterrun.findings.verdicts import WORTH_HAVING_RATIO, Verdict, verdict_on_ratio
from afterrun.lab.site_model import site_model
from afterrun.lab.trial.outcome import can_be_everyday, no_run
from afterrun.lab.trial.run import usual_habits
from afterrun.language import say
from afterrun.reasons import red_flags
from afterrun.records import Diary, Site, Trial
from afterrun.report.trial_designs import design_words, how_long, too_short
from afterrun.response.kernel import KERNELS, Kernel
from afterrun.response.parameters import MODIFIER
from afterrun.response.posterior import Draws
from afterrun.trials.designs import DESIGNS, Design, design_named
from afterrun.trials.power import Habits, Simulated, simulate_trials, strangers, units_in, weeks_needed

# Long enough for a few runs and for the pain of the last block to fade: judgement.
BLOCK_DAYS = {"blocks": 14, "start": 7, "round-blocks": 14}
SHARES_LEFT = {"30 %": 0.7, "50 %": 0.5}  # of the response, if it takes that much off
GOOD_POWER = 0.8  # the usual four in five (Cohen 1988)
_RESPONDS = 0.5  # as likely as not: a person whose runs do nothing cannot show what prevents
_MOST_WEEKS = 104
Progress = Callable[[int, int], None]


def propose(
    diary: Diary,
    *,
    site: Site | None = None,
    now: datetime,
    weeks: int = 12,
    runs_per_week: int | None = None,
    seed: int = 0,
    trials: int = 60,
    arms: int = 2,
    only: str = "",
    shares: Mapping[str, float] = SHARES_LEFT,
    progress: Progress = lambda done, of: None,
) -> TrialDesigns:
    """Simulate each design on prevention as this person, with an effect of 30 % and 50 %, and with none.

    With more than two ``arms`` (the one without included) the designs for several things; one of them works. ``only``
    names one design and ``shares`` some of the effects, where somebody waits.

    Without enough of a diary the people simulated are strangers with pain after runs, and that is said.
    """
    people, kernel, own, site = _people(diary, site, now, seed)
    habit, per_day = usual_habits(diary, site, now) if site else (1, 1.0)
    habits = Habits(runs_per_week=runs_per_week or habit, reports_per_day=per_day)
    designs = [
        replace(design, arms=arms)
        for design in DESIGNS.values()
        if design.question == "prevention" and design.several == (arms > 2) and only in ("", design.name)
    ]
    total, done = len(designs) * (len(shares) + 1) * trials, 0
    told: list[DesignPower] = []
    for design in designs:
        block_days = BLOCK_DAYS.get(design.name, 0)
        units = units_in(design, weeks=weeks, runs_per_week=habits.runs_per_week, block_days=block_days or 1)
        if units < _fewest(design):
            told.append(_too_short(design, units))
            done += (len(shares) + 1) * trials
            continue
        found: dict[float, list[Simulated]] = {}
        for left in (1.0, *shares.values()):
            found[left] = []
            for simulated in simulate_trials(
                people,
                design,
                habits,
                weeks=weeks,
                block_days=block_days or 1,
                share_left=left,
                kernel=kernel,
                seed=seed,
                trials=trials,
            ):
                found[left].append(simulated)
                done += 1
                progress(done, total)
        told.append(_power(design, units, block_days, weeks, found))
    return TrialDesigns(
        as_of=now,
        site=site,
        question="prevention",
        weeks=weeks,
        runs_per_week=habits.runs_per_week,
        arms=arms,
        reports_per_day=round(habits.reports_per_day, 2),
        simulated_as="you" if own else "strangers",
        trials_each=trials,
        safety=red_flags(diary, site, now),
        designs=tuple(sorted(told, key=lambda each: -(each.power or {"50 %": -1.0})["50 %"])),
    )


def recommended(diary: Diary, intervention: str, question: str) -> str:
    """Name the design that fits: what is kept up over days cannot be left out for one run.

    Parameters
    ----------
    intervention : str
        What is to be tried.
    question : str
        ``relief``, ``prevention`` or ``every-day``.
    """
    if question == "relief":
        return "now-or-later"
    kept_up = intervention in {phase.intervention for phase in diary.phases}
    return "blocks" if kept_up or question == "every-day" else "pairs"


def _people(diary: Diary, site: Site | None, now: datetime, seed: int) -> tuple[Draws, Kernel, bool, Site | None]:
    try:
        model = site_model(diary, site=site, now=now, seed=seed)
    except EmptyJournalError:
        return _strangers(seed, site)
    fit = model.fit if model.record_gate.tells("response") else None
    if fit is None or fit.prob_responds < _RESPONDS:
        return _strangers(seed, model.prepared.site)
    people = fit.draws.rows(fit.draws.responds).settled(fit.data)
    return people, fit.likeliest, True, model.prepared.site


def _strangers(seed: int, site: Site | None) -> tuple[Draws, Kernel, bool, Site | None]:
    return strangers(np.random.default_rng(seed)), KERNELS["K1"], False, site


def _fewest(design: Design) -> int:
    return max(design.fewest, 2 * design.arms)


def _too_short(design: Design, units: int) -> DesignPower:
    return DesignPower(
        design=design.name,
        words=design_words(design),
        units=units,
        block_days=BLOCK_DAYS.get(design.name),
        text=too_short(design, needed=_fewest(design), held=units),
    )


def _power(design: Design, units: int, block_days: int, weeks: int, found: dict[float, list[Simulated]]) -> DesignPower:
    among = design.arms - 1
    power = {name: _share(found[left], "helps", among) for name, left in SHARES_LEFT.items() if left in found}
    half = SHARES_LEFT["50 %"]
    needed = weeks_needed(
        [each.ratio for each in found[half]],
        weeks=weeks,
        share_left=half,
        worthwhile=WORTH_HAVING_RATIO,
        prior_sd=MODIFIER.sd,
    )
    weeks_more = None if needed > _MOST_WEEKS else int(np.ceil(needed))
    return DesignPower(
        design=design.name,
        words=design_words(design),
        units=units,
        block_days=block_days or None,
        power=power,
        false_claims=_share(found[1.0], "helps", among),
        weeks_needed=weeks_more,
        text=how_long(power["50 %"], weeks=weeks, needed=weeks_more, good=power["50 %"] >= GOOD_POWER),
    )


def _share(simulated: list[Simulated], verdict: Verdict, among: int) -> float:
    """Share of trials with a verdict on the one thing that is looked at."""
    said = [verdict_on_ratio(each.ratio, "randomised", among=among) == verdict for each in simulated]
    return round(sum(said) / len(said), 3)


def planned(
    diary: Diary,
    design_name: str,
    *,
    site: Site,
    intervention: str,
    now: datetime,
    variant: str | None = None,
    comparator: str | None = None,
    weeks: int = 12,
    units: int | None = None,
    block_days: int | None = None,
    every_day: bool | None = None,
    run_in_days: int = 0,
    ceiling_nrs: float = 6.0,
    seed: int = 0,
) -> Trial:
    """Write a protocol for a design, with as many units as the weeks hold at the person's usual rate of runs.

    Parameters
    ----------
    block_days : int, optional
        Length of a block; default as usual for the design. [d]
    every_day : bool, optional
        Whether the pain of every day is compared, and not that after runs; default: where the diary holds no run, and
        the design is in blocks of days.
    """
    design = design_named(design_name)
    if design.several:
        design = replace(design, arms=2 + len([each for each in (comparator or "").split(";") if each.strip()]))
    if design.question == "relief" and (design.name == "one-or-other") != (comparator is not None):
        raise InvalidValueError(
            say(
                "instead must name the other thing for one-or-other, and nothing for now-or-later; got {comparator!r}.",
                comparator=comparator,
            ),
            remedy=say('Two things: --design one-or-other --instead "calf stretch, flat floor". One: now-or-later.'),
            field="instead",
        )
    if every_day and not can_be_everyday(design):
        raise InvalidValueError(
            say("outcome must be pain after runs for {name}; got the pain of every day.", name=design.name),
            remedy=say("Choose a design in blocks of days: blocks, start, round-blocks."),
            field="outcome",
        )
    if every_day is None:
        every_day = can_be_everyday(design) and no_run(diary.until(now))
    usual_block = BLOCK_DAYS.get(design.name)
    block_days = usual_block and (block_days or usual_block)
    if units is None:
        habit = usual_habits(diary, site, now)[0]
        units = units_in(design, weeks=weeks, runs_per_week=habit, block_days=block_days or 1)
    return Trial(
        start=now,
        question="every-day" if every_day else design.question,
        design=design.name,
        intervention=intervention,
        variant=variant,
        comparator=comparator,
        site=site,
        units=units,
        block_days=block_days,
        run_in_days=run_in_days,
        ceiling_nrs=ceiling_nrs,
        seed=seed,
    )

"""Which design fits a question, and its protocol."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.lab.trial.outcome import can_be_everyday, no_run
from afterrun.lab.trial.proposing import BLOCK_DAYS
from afterrun.lab.trial.run import usual_habits
from afterrun.language import say
from afterrun.records import Diary, Site, Trial
from afterrun.trials.designs import Design, design_named
from afterrun.trials.power import units_in


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What somebody chose of a trial; what is None follows from the design and the diary.

    Parameters
    ----------
    design : str
        Its name.
    site : Site
        Where the pain is looked at.
    intervention, variant : str
        What is tried, and which kind.
    comparator : str or None
        What is done instead; where several things are tried, the others, with semicolons between.
    weeks : int
        How long it goes on, where ``units`` does not say. [weeks]
    units : int or None
        Runs, blocks or episodes; default: what the weeks hold at the usual rate of runs.
    block_days : int or None
        Length of a block; default: as usual for the design. [d]
    every_day : bool or None
        Whether the pain of every day is compared, and not that after runs; default: where the diary holds no run, and
        the design is in blocks of days.
    run_in_days : int
        Days before the first unit, in which everything stays as it was. [d]
    ceiling_nrs : float
        A report above it stops the trial. [NRS]
    seed : int
        What is drawn is drawn from it, and from the rest.
    """

    design: str
    site: Site
    intervention: str
    variant: str | None = None
    comparator: str | None = None
    weeks: int = 12
    units: int | None = None
    block_days: int | None = None
    every_day: bool | None = None
    run_in_days: int = 0
    ceiling_nrs: float = 6.0
    seed: int = 0


def planned(diary: Diary, chosen: Chosen, now: datetime) -> Trial:
    """Write the protocol of what was chosen.

    Raises
    ------
    InvalidValueError
        If the choices do not go together, or one is out of its range.
    """
    design = _design(chosen)
    every_day = _every_day(chosen, design, diary, now)
    usual_block = BLOCK_DAYS.get(design.name)
    block_days = usual_block and (chosen.block_days or usual_block)
    units = chosen.units
    if units is None:
        habit = usual_habits(diary, chosen.site, now)[0]
        units = units_in(design, weeks=chosen.weeks, runs_per_week=habit, block_days=block_days or 1)
    return Trial(
        start=now,
        question="every-day" if every_day else design.question,
        design=design.name,
        intervention=chosen.intervention,
        variant=chosen.variant,
        comparator=chosen.comparator,
        site=chosen.site,
        units=units,
        block_days=block_days,
        run_in_days=chosen.run_in_days,
        ceiling_nrs=chosen.ceiling_nrs,
        seed=chosen.seed,
    )


def _design(chosen: Chosen) -> Design:
    design = design_named(chosen.design)
    if design.question == "relief" and (design.name == "one-or-other") != (chosen.comparator is not None):
        raise InvalidValueError(
            say(
                "instead must name the other thing for one-or-other, and nothing for now-or-later; got {comparator!r}.",
                comparator=chosen.comparator,
            ),
            remedy=say('Two things: --design one-or-other --instead "calf stretch, flat floor". One: now-or-later.'),
            field="instead",
        )
    if not design.several:
        return design
    others = [each for each in (chosen.comparator or "").split(";") if each.strip()]
    return replace(design, arms=2 + len(others))


def _every_day(chosen: Chosen, design: Design, diary: Diary, now: datetime) -> bool:
    if chosen.every_day is None:
        return can_be_everyday(design) and no_run(diary.until(now))
    if chosen.every_day and not can_be_everyday(design):
        raise InvalidValueError(
            say("outcome must be pain after runs for {name}; got the pain of every day.", name=design.name),
            remedy=say("Choose a design in blocks of days: blocks, start, round-blocks."),
            field="outcome",
        )
    return chosen.every_day

"""Which design fits a question, and its protocol."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.lab.trial.outcome import can_be_everyday, no_run
from afterrun.lab.trial.proposing import BLOCK_DAYS
from afterrun.lab.trial.run import usual_habits
from afterrun.language import say
from afterrun.records import Diary, Site, Trial
from afterrun.trials.designs import design_named
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

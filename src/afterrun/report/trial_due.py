"""What a trial asks for now, in words."""

from __future__ import annotations

from datetime import datetime

from afterrun.language import say
from afterrun.records import PainReport, Trial
from afterrun.records.vocabulary import arm_words
from afterrun.trials.allocation import arm_names, design_of


def instruction(trial: Trial, arm: int) -> str:
    """Say what an arm asks for."""
    names = [arm_words(name) for name in arm_names(trial)]
    if trial.question == "relief":
        if arm or trial.comparator:
            return say("{what} now. Rate the pain again half an hour from now.", what=names[arm])
        return say("wait. Rate the pain again half an hour from now; after that, {what} if you like.", what=names[1])
    if arm:
        return say("with {what}.", what=names[arm])
    if design_of(trial).several:
        return say("without any of them: {listed}.", listed=", ".join(names[1:]))
    if trial.comparator:
        return say("without {what}, with {comparator} instead.", what=names[1], comparator=names[0])
    return say("without {what}.", what=names[1])


def due_until(until: datetime, trial: Trial, arm: int) -> str:
    """Say what this block of days asks for."""
    return say("Until {until:%d %B %H:%M}: {what}", until=until, what=instruction(trial, arm))


def due_next_run(trial: Trial, arm: int) -> str:
    """Say what the next run asks for."""
    return say("Next run: {what}", what=instruction(trial, arm))


def run_in_until(day: datetime) -> str:
    """Say that nothing is drawn yet."""
    return say("Run-in until {day:%d %B}: go on as before.", day=day)


def trial_over() -> str:
    """Say that nothing more is drawn."""
    return say("The trial is over. See: afterrun trial result.")


def rate_first() -> str:
    """Say that an episode begins with a rating."""
    return say("Rate it first: afterrun trial next --pain 0-10.")


def too_little_pain(hurts_nrs: float) -> str:
    """Say that this episode does not take part."""
    return say("Noted. It takes part from {hurts_nrs:g} of 10 upwards.", hurts_nrs=hurts_nrs)


def stop_here(warning: str) -> str:
    """Say that nothing is drawn, and why."""
    return say("Stop here. {warning}", warning=warning)


def above_ceiling(worst: PainReport, ceiling_nrs: float) -> str:
    """Say that the pain is more than was agreed on."""
    return say(
        "You reported {nrs:g} on {at:%d %B}; this trial was to stop above {ceiling_nrs:g}. End it: "
        "afterrun trial stop --reason pain.",
        nrs=worst.nrs,
        at=worst.at,
        ceiling_nrs=ceiling_nrs,
    )

"""The trial that is recommended, in a few lines: how long, how surely it would tell, and what stays allowed."""

from __future__ import annotations

from afterrun.findings.trial import DesignPower, TrialDesigns
from afterrun.language import say, spoken
from afterrun.records import Phase
from afterrun.report.trial_sentences import units_said
from afterrun.trials.designs import Design

_WORTH_IT = 5  # of ten trials: who promises weeks of their life should be told where most tell nothing


def how_long_it_goes(design: Design, *, weeks: int, units: int) -> str:
    """Say how long it goes on and what it takes."""
    if design.unit == "episode":
        return say(
            "It goes on until it has hurt {n} times; with pain after most runs that is about {weeks} weeks.",
            n=units,
            weeks=weeks,
        )
    return say("{weeks} weeks: {units}.", weeks=weeks, units=units_said(design.unit, units))


def how_surely(found: TrialDesigns | None) -> list[str]:
    """Say how often such a trial would tell, from lives lived through it; or that nobody worked it out."""
    told = found.designs[0] if found and found.designs else None
    if found is None or told is None:
        return [say("How surely it tells is not worked out for this question. It may end with: not known yet.")]
    if told.power is None:
        return [told.text]
    every_day = found.question == "every-day"
    strangers = [_strangers()] if found.simulated_as == "strangers" else []
    return [*_chance(told, every_day=every_day), *strangers, *_longer(told, found.weeks, every_day=every_day)]


def _chance(told: DesignPower, *, every_day: bool) -> list[str]:
    assert told.power is not None
    seen, wrong = round(10 * next(iter(told.power.values()))), round(10 * (told.false_claims or 0))
    seldom = say("Such a trial would probably end with: not known yet. Think of more weeks, or of another question.")
    return [
        *([seldom] if seen < _WORTH_IT else []),
        say("If it takes 1.5 points off the pain of every day, about {n} of 10 such trials say so.", n=seen)
        if every_day
        else say("If it halves the pain, about {n} of 10 such trials say so.", n=seen),
        say("If it does nothing, about {n} of 10 say all the same that it helps.", n=wrong)
        if wrong
        else say("If it does nothing, hardly one says that it helps."),
    ]


def _strangers() -> str:
    return say("Worked out for strangers with such pain: your diary says too little yet.")


def _longer(told: DesignPower, weeks: int, *, every_day: bool) -> list[str]:
    if told.weeks_needed is None:
        return [
            say("Not even two years would make it sure.")
            if every_day
            else say("Not even two years would make it sure at this rate of runs.")
        ]
    if told.weeks_needed <= weeks:
        return []
    return [say("To be told 8 times in 10 it takes about {weeks} weeks.", weeks=told.weeks_needed)]


def still_kept_up(phase: Phase) -> str:
    """Say that what is to be tried is on record as done every day."""
    return say(
        "On record as kept up since {day:%d %b %Y}: {what}. Log when you stop: until then every day counts as with it.",
        what=spoken(phase.intervention),
        day=phase.start,
    )


def what_stays_allowed(design: Design) -> str:
    """Say what one may still do while it goes on."""
    if design.unit == "episode":
        return say("Everything. Half of the times you only wait half an hour before you do it.")
    if design.unit == "run":
        return say(
            "Everything else. On runs without it, leave it out from three hours before the run to six hours after it; "
            "when it hurts later, do it."
        )
    return say(
        "Everything else. In the weeks without it, leave it out, also when it hurts. If that is too hard, ask first "
        "whether it eases pain: that trial forbids nothing."
    )

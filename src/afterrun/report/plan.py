"""How far, how soon, in words: the verdict first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from afterrun.language import mark, say, say_n
from afterrun.report.changed import day_of
from afterrun.units import distance_words

if TYPE_CHECKING:
    from afterrun.findings import Goal, NextPlanned, Plan, ReachedOn, Rival, Tolerance, WhatIf

_TEACHES_BITS = 0.15  # from here on an outcome is told to teach: a sixth of what a coin's fall tells; judgement
_SELDOM, _OFTEN, _NEARLY_ALL = 0.02, 0.36, 0.95  # beyond them "1 in n", and "n in 10", say nothing
_EXACT = 10  # one in 43 says no more than one in 40: rarer is told in tens
# Checks whose advice helps whoever has no run to plan from; what the others ask of runs comes later.
_OF_THE_RECORD = ("enough-data", "doses-known")
_RIVALS = {
    "plan": mark("This plan: {when}, and after {over} of its runs on the way it would hurt more than {ceiling:g}."),
    "ten-percent-a-week": mark(
        "A tenth more every week: {when}, and after {over} of its runs on the way it would hurt more than {ceiling:g}."
    ),
}


def verdict(plan: Plan) -> str:
    """What to do next, in one sentence."""
    return next_told(plan.next_run, plan.as_of, plan.ceiling_nrs, plan.chance)


def next_told(run: NextPlanned, now: datetime, ceiling_nrs: float, chance: float) -> str:
    """Say how far the next run may go and under which ceiling, the same wherever it is asked."""
    if run.limited_by == "flag":
        return say("No run for now: have somebody look first.")
    if run.distance_m is None:
        return say("Not known yet how far you can run.")
    if run.distance_m == 0:
        return say(
            "Not yet: in the next days any run might leave you with more than {ceiling:g} too often.",
            ceiling=ceiling_nrs,
        )
    far = distance_words(run.distance_m)
    when = say("Once your last run has settled") if run.at is None else _day(run.at, now)
    if run.limited_by == "data":
        return say(
            "{when}: no farther than {far}. You ran that far before and stayed at {ceiling:g} or less. More is not "
            "known yet.",
            when=when,
            far=far,
            ceiling=ceiling_nrs,
        )
    under = {"ceiling": ceiling_nrs, "share": odds(1 - chance)}
    if run.way == "run-walk":
        return say(
            "{when}: at most {far} of running, in short parts with walking between, to report no more than "
            "{ceiling:g} after {share} runs.",
            when=when,
            far=far,
            **under,
        )
    return say(
        "{when}: at most {far}, to report no more than {ceiling:g} after {share} runs.", when=when, far=far, **under
    )


def why(plan: Plan) -> tuple[str, ...]:
    """How sure that is, what limits it, and what the run teaches."""
    run = plan.next_run
    if run.limited_by == "flag":
        return (say("A plan comes back once the sign above is answered or gone."),)
    if run.limited_by == "data":
        return _too_little(plan)
    return (*_postponed(plan), *_chances(plan), *_limits(plan), *caveats(plan), *_teaches(run))


def _too_little(plan: Plan) -> tuple[str, ...]:
    if plan.longest_m is None:
        first = say("You have no run of known length in the last 30 days.")
        advice = (check.advice for check in plan.checks if check.name in _OF_THE_RECORD)
        return (first, *_if_you_run(plan), *advice)
    reasons = tuple(check.advice for check in plan.checks[:1])
    if plan.next_run.distance_m is None:
        first = say(
            "No run of the last 30 days is known to have stayed at {ceiling:g} or less: during it or in the five days "
            "after it you reported more, or nothing, or took a painkiller, or those days are not over yet.",
            ceiling=plan.ceiling_nrs,
        )
        return (first, *_if_you_run(plan), *reasons)
    first = say(
        "That is the longest run of the last 30 days with {ceiling:g} or less during it and in the five days after. It "
        "is no promise: too little is known to tell a chance.",
        ceiling=plan.ceiling_nrs,
    )
    return (first, *_not_settled(plan.next_run), *reasons)


def _not_settled(run: NextPlanned) -> tuple[str, ...]:
    if not run.postponed:
        return ()
    return (say("It hurts more than before your last run. How another would go on top of that is not known."),)


def _if_you_run(plan: Plan) -> tuple[str, ...]:
    """What to do where too little is known to name a distance."""
    if plan.next_run.limited_by != "data" or plan.next_run.distance_m is not None:
        return ()
    if plan.longest_m is None:
        return (say("If you run, begin so short that you do not expect to feel it, and report for five days."),)
    return (say("If you run, make it clearly shorter than those of the last 30 days, and report for five days."),)


def _postponed(plan: Plan) -> tuple[str, ...]:
    run = plan.next_run
    if not run.postponed or not run.distance_m:
        return ()
    text = say(
        "Not sooner: before that, even a short run might leave you with more than {ceiling:g} too often.",
        ceiling=plan.ceiling_nrs,
    )
    return (text,)


def _chances(plan: Plan) -> tuple[str, ...]:
    run = plan.next_run
    if run.chance_over is None or run.chance_over_5_days is None:
        return ()
    if run.distance_m == 0:
        return (
            say(
                "Even without a run you would report more than {ceiling:g} within five days in {odds} cases. Go on "
                "reporting: every report makes the plan anew.",
                ceiling=plan.ceiling_nrs,
                odds=odds(run.chance_over_5_days),
            ),
        )
    before, within = odds(run.chance_over), odds(run.chance_over_5_days)
    if before == within:
        return (
            say(
                "After {odds} such runs you would report more than {ceiling:g} within five days, counting the runs "
                "planned in between.",
                odds=within,
                ceiling=plan.ceiling_nrs,
            ),
        )
    return (
        say(
            "After {odds} such runs you would report more than {ceiling:g} before you run again.",
            odds=before,
            ceiling=plan.ceiling_nrs,
        )
        + " "
        + say("Within five days, counting the runs planned in between: {odds}.", odds=within),
    )


def _limits(plan: Plan) -> tuple[str, ...]:
    run = plan.next_run
    if not run.distance_m:
        return ()
    if run.held_to == "physiotherapist":
        return (say("Farther is not planned: that is what your physiotherapist allows."),)
    if run.held_to == "goal":
        return (say("Farther is not planned: that is your goal."),)
    if run.limited_by == "longest-run" and plan.longest_m is not None:
        longest = distance_words(plan.longest_m)
        return (
            say(
                "Limited by what you have run: your longest run of the last 30 days was {longest}. From there it goes "
                "up a tenth at a time, and only when five days have shown how the last one went.",
                longest=longest,
            ),
        )
    text = say(
        "Any farther, and it would be more than {ceiling:g} after {odds} runs or more. That is your limit.",
        ceiling=plan.ceiling_nrs,
        odds=odds(plan.chance),
    )
    return (text,)


def shorter_later(plan: Plan) -> tuple[str, ...]:
    """Say why later runs are planned shorter, where they are: nobody would guess it."""
    far = [run.distance_m for run in plan.schedule]
    half = len(far) // 2
    if not half or max(far[half:]) >= max(far[:half]):
        return ()
    if plan.careful:
        return (say("The last of these runs are shorter: runs have come to hurt more, and that is taken to go on."),)
    return (
        say(
            "The last of these runs are shorter: days further ahead are less sure, and earlier runs may still be felt "
            "then."
        ),
    )


def caveats(plan: Plan) -> tuple[str, ...]:
    """Say what belongs to the verdict wherever it stands.

    What to do without a distance; that runs probably hurt more and more, and that they hurt on the way.
    """
    worse = say("The same run probably hurts more than it did a month ago. It is worth having somebody look at it.")
    return (*_if_you_run(plan), *((worse,) if plan.careful else ()), *((_only_after(),) if plan.only_after else ()))


def _only_after() -> str:
    return say(
        "This looks at the days after a run. Yours hurt while you run as well: how far you can go without that is not "
        "worked out."
    )


def _teaches(run: NextPlanned) -> tuple[str, ...]:
    if (run.teaches or 0.0) < _TEACHES_BITS or not run.distance_m:
        return ()
    return (say("How it goes will tell a good deal about how far you can run. Report for five days after it."),)


def goal_told(plan: Plan) -> tuple[str, ...]:
    """When the goal is in reach, and how others would get there."""
    goal = plan.goal
    if goal is None:
        return ()
    what = say_n(
        "{far}, once a week", "{far}, {n} times a week", goal.runs_per_week, far=distance_words(goal.distance_m, ".3g")
    )
    if goal.reached_on is None:
        return (say("Your goal ({what}): not known yet when it is in reach.", what=what),)
    told = say("Your goal ({what}): {when}.", what=what, when=_reached(goal.reached_on, plan))
    if _is_reached(goal.reached_on, plan):
        return (told,)
    return (told, *_by(goal), *(_rival(rival, plan) for rival in plan.rivals))


def _is_reached(found: ReachedOn, plan: Plan) -> bool:
    return found.hi is not None and found.hi <= plan.as_of.date()


def _reached(found: ReachedOn, plan: Plan) -> str:
    if found.median is None:
        return (
            say("probably not within half a year")
            if found.lo is None
            else say("probably not within half a year, and not before {low}", low=day_of(found.lo))
        )
    if found.hi is None:
        return say("in reach about {middle}, but it may take more than half a year", middle=day_of(found.median))
    if _is_reached(found, plan):
        return say("in reach already")
    low, middle, high = (day_of(each or found.median) for each in (found.lo, found.median, found.hi))
    return say("in reach about {middle} (probably {low} to {high})", middle=middle, low=low, high=high)


def _by(goal: Goal) -> tuple[str, ...]:
    if goal.by is None or goal.prob_by is None:
        return ()
    return (say("By {day}: {odds}.", day=day_of(goal.by), odds=chance_words(goal.prob_by)),)


def _rival(rival: Rival, plan: Plan) -> str:
    when = say("not within half a year") if rival.reached_on is None else say("by {day}", day=day_of(rival.reached_on))
    return say(_RIVALS[rival.name], when=when, over=odds(rival.runs_over), ceiling=plan.ceiling_nrs)


def calendar_titles(plan: Plan) -> Iterator[tuple[datetime, str]]:
    """Titles of the planned runs in a calendar: only the next one has a distance, for later ones are planned anew."""
    for place, run in enumerate(plan.schedule):
        far = distance_words(run.distance_m)
        parts = run.way == "run-walk"
        told = say("Run in parts: at most {far}", far=far) if parts else say("Run: at most {far}", far=far)
        yield run.at, told if place == 0 else say("Run: see the plan")


def how_far(tolerance: Tolerance | None, now: datetime, *, hurts_while_running: bool = False) -> tuple[str, ...]:
    """Say the plan's next run, and then how far from rest; nothing where a sign stands."""
    if tolerance is None or tolerance.next_run is None:
        return ()
    found, planned = tolerance.distance_m, next_told(tolerance.next_run, now, tolerance.ceiling_nrs, tolerance.chance)
    if found is None:
        return (planned,)
    high = say("at least {far}", far=distance_words(found.hi)) if found.open else distance_words(found.hi)
    under = {"ceiling": tolerance.ceiling_nrs, "share": odds(1 - tolerance.chance), "high": high}
    if found.lo == 0 == found.hi:
        rested = say(
            "Even rested, a short run would probably leave you with more than {ceiling:g} too often.",
            ceiling=tolerance.ceiling_nrs,
        )
    elif found.lo == 0:
        rested = say("How far you could run when rested is not known yet: anything up to {high}.", high=high)
    elif found.lo == found.hi:
        rested = say(
            "Rested, and with no other run for five days, you could run {high} and report no more than {ceiling:g} "
            "after {share} runs.",
            **under,
        )
    elif found.open and found.median >= found.hi:  # a middle at the end of what is told is none
        rested = say(
            "Rested, and with no other run for five days, you could probably run at least {low}, perhaps {most} or "
            "more, and report no more than {ceiling:g} after {share} runs.",
            low=distance_words(found.lo),
            most=distance_words(found.hi),
            **under,
        )
    else:
        rested = say(
            "Rested, and with no other run for five days, you could run about {middle} (probably {low} to {high}) and "
            "report no more than {ceiling:g} after {share} runs.",
            low=distance_words(found.lo),
            middle=distance_words(found.median),
            **under,
        )
    return (planned, rested, _only_after()) if hurts_while_running else (planned, rested)


def what_if_told(found: WhatIf) -> tuple[str, ...]:
    """Say the chance with one run and without it, and where telling ends."""
    told = say(
        "{far}, {at:%A %H:%M}, and no other run: within five days you would report more than {ceiling:g} after {odds} "
        "such runs; without it: {without}.",
        far=distance_words(found.distance_m),
        at=found.at,
        ceiling=found.ceiling_nrs,
        odds=odds(found.chance_with),
        without=odds(found.chance_without),
    )
    soon = say(
        "That is sooner after your last run than this plan has one. Most of what that run does may still be to come, "
        "and too little is known of it yet: it may well be more often."
    )
    farther = say("Farther is not told: you have not run it in the last 30 days.")
    return (told, *((soon,) if found.too_soon else ()), *((farther,) if found.distance_m >= found.most_m else ()))


def odds(chance: float) -> str:
    """Say how often, in whole numbers.

    Examples
    --------
    >>> odds(0.12), odds(0.8), odds(0.001), odds(0.96), odds(0.023)
    ('about 1 in 8', 'about 8 in 10', 'fewer than 1 in 50', 'nearly all', 'about 1 in 40')
    """
    if chance < _SELDOM:
        return say("fewer than 1 in 50")
    if chance >= _NEARLY_ALL:
        return say("nearly all")
    if chance <= _OFTEN:
        n = round(1 / chance)
        return say("about 1 in {n}", n=n if n <= _EXACT else _EXACT * round(n / _EXACT))
    return say("about {n} in 10", n=round(10 * chance))


def chance_words(chance: float) -> str:
    """Say a chance that something is so.

    Examples
    --------
    >>> chance_words(0.7), chance_words(0.01)
    ('7 chances in 10', 'hardly a chance')
    """
    n = round(10 * chance)
    if n == 0:
        return say("hardly a chance")
    return say("nearly certain") if n == 10 else say_n("{n} chance in 10", "{n} chances in 10", n)


def _day(at: datetime, now: datetime) -> str:
    days = (at.date() - now.date()).days
    if days == 0:
        return say("Today")
    return say("Tomorrow") if days == 1 else say("On {at:%A, %d %B}", at=at)


def planned_day(at: date) -> str:
    """Name the day of a planned run."""
    return say("{at:%a %d %b}", at=at)

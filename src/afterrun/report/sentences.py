"""From the answers to sentences for a tired runner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterrun.language import mark, marks, say, say_n, sentence_case
from afterrun.reasons.red_flags.growing import growth_words
from afterrun.report.changed import changed
from afterrun.report.during_runs import during_runs
from afterrun.report.goes_with import goes_with
from afterrun.report.moments import moments_told
from afterrun.report.others import leaning_told
from afterrun.report.painless import painless_told
from afterrun.report.plan import how_far
from afterrun.report.run_features import which_runs
from afterrun.report.trend import came_back, of_every_day, of_runs
from afterrun.report.tried import compares, eases, eases_days, lasts_longer, name_of, prevents
from afterrun.report.why import favoured_kind, favours
from afterrun.report.words import (
    days_range,
    half_points,
    length,
    percent,
    points,
    points_and_range,
    points_range,
    ratio_range,
)

if TYPE_CHECKING:
    from afterrun.findings import Answers, Intervention, Response

CLEAR, UNCLEAR = 0.9, 0.1  # chances between the two are told as "not known yet"
_LIKELY = 0.95
_FELT_NRS = 0.5  # a rise that does not get there is never "gone"
_TOLD_LATER = ("tolerance", "explanations", "while-running", "triggers", "changes", "forecast_skill")
_NOTHING_WITHOUT = (
    "enough-data",
    "reports-vary",
    "sampling",
    "run-days",
    "weekdays",
    "hours",
    "other-events",
    "many-runs",
    "painkillers",
    "slow-harm",
    "from-memory",
    "clock",
    "shape-fits",
)  # checks that leave no response to tell
_GO_ALONG = ("may-help", "may-worsen")
_CLEAREST = ("worsens", "helps", "may-worsen", "may-help", "no-worthwhile-effect")

# Headings are keys as well: kept in English, said with `say` where they are shown.
SETS_OFF, HOW_FAR, WHICH, DURING, ELSE, WHEN, MOMENTS, BETTER, CHANGED, TRIED, SAFETY = marks(
    "What sets it off",
    "How far you can run",
    "Which runs",
    "Pain during runs",
    "What else goes with it",
    "When, and for how long",
    "At which moment",
    "Is it getting better",
    "Did something change",
    "What you tried",
    "When to see someone",
)
NOTHING = mark("Not known yet.")  # which says nothing without the heading above it

_NOTHING_TO_COMPARE = mark(
    "Nothing to compare yet: that takes five runs of one kind and five of another, in shoe, surface or effort."
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say, and under which heading."""

    topic: str
    text: str


def sentences(answers: Answers) -> tuple[Sentence, ...]:
    """Say the answers of one site."""
    parts = (
        _safety(answers),
        _sets_off(answers),
        _how_far(answers),
        _which(answers),
        _during(answers),
        _else(answers),
        _when(answers),
        _moments(answers),
        _better(answers),
        _changed(answers),
        _tried(answers),
    )
    return tuple(sentence for part in parts for sentence in part)


def _safety(answers: Answers) -> Iterator[Sentence]:
    for flag in answers.safety:
        yield Sentence(SAFETY, flag.text)


def _sets_off(answers: Answers) -> Iterator[Sentence]:
    yield from _runs_raise(answers)
    if n := answers.data.during_runs:
        yield Sentence(
            SETS_OFF,
            say_n(
                "{n} report during a run is left out here: pain while running is not counted as pain after a run.",
                "{n} reports during runs are left out here: pain while running is not counted as pain after a run.",
                n,
            ),
        )
    if n := answers.data.noted_when_there:
        yield Sentence(
            SETS_OFF,
            say_n(
                "{n} report is left out here: at that moment of the day you note it only when it is there.",
                "{n} reports are left out here: at those moments of the day you note it only when it is there.",
                n,
            ),
        )
    if n := answers.data.under_painkiller:
        yield Sentence(
            SETS_OFF,
            say_n(
                "{n} report under a painkiller is left out here: the painkiller hides pain, it does not tell of it.",
                "{n} reports under a painkiller are left out here: the painkiller hides pain, it does not tell of it.",
                n,
            ),
        )


def _runs_raise(answers: Answers) -> Iterator[Sentence]:
    response, place = answers.response, answers.site.words
    if response is None:
        yield Sentence(
            SETS_OFF,
            say(
                "Not known yet whether runs set off your pain ({place}). {why}",
                place=place,
                why=_reason(answers),
            ),
        )
        if answers.trend is not None and answers.trend.baseline_nrs is not None:
            level = points_range(answers.trend.baseline_nrs)
            yield Sentence(SETS_OFF, say("On a usual day you would now report {level} of 10.", level=level))
        return
    kind = favoured_kind(answers.explanations)
    if kind is not None and response.detected < CLEAR:
        yield Sentence(SETS_OFF, _some_runs(kind, place))
    else:
        yield Sentence(SETS_OFF, _whether(response, place, during=_while_running(answers)))
    run = length(response.reference_run)
    yield Sentence(SETS_OFF, _next_day(response, run))
    if response.baseline_nrs is not None:
        level = points_range(response.baseline_nrs)
        yield Sentence(SETS_OFF, say("Without a run you would report {level} of 10.", level=level))


def _some_runs(kind: str, place: str) -> str:
    """Say what tells when it hurts where the length of a run does not: one diary, one voice."""
    return say(
        "How far you run does not tell when it hurts here ({place}). Your diary favours {name} over everything else "
        "that it knows of. More under Why.",
        place=place,
        name=kind,
    )


def _whether(response: Response, place: str, *, during: bool) -> str:
    """Whether runs raise the pain at all, and where they do whether it is by more than a little.

    That there is no rise at all is never said: a small one looks like none in any diary. Nor is "by little" said
    without "in the days after" of runs that hurt while they are run.
    """
    chance = response.detected
    if chance >= CLEAR and response.matters <= UNCLEAR:
        sure = say("over 95 % sure") if chance >= _LIKELY else say("{chance} sure", chance=percent(chance))
        return say("Your runs raise the pain here ({place}), but by little: {sure}.", place=place, sure=sure)
    if chance >= _LIKELY:
        return say("Your runs raise the pain here ({place}): over 95 % sure.", place=place)
    if chance >= CLEAR:
        return say(
            "Your runs probably raise the pain here ({place}): {chance} sure.", place=place, chance=percent(chance)
        )
    if response.matters > UNCLEAR:
        return say(
            "Not known yet whether your runs raise the pain here ({place}). The chance is {chance}.",
            place=place,
            chance=percent(chance),
        )
    if during:
        return say(
            "If your runs raise the pain here ({place}) in the days after, it is by little. The chance that it matters "
            "is {chance}. While you run it does hurt: see the pain during runs.",
            place=place,
            chance=percent(response.matters),
        )
    return say(
        "If your runs raise the pain here ({place}), it is by little. The chance that it matters is {chance}.",
        place=place,
        chance=percent(response.matters),
    )


def _how_far(answers: Answers) -> Iterator[Sentence]:
    for text in how_far(answers.tolerance, answers.as_of, hurts_while_running=_while_running(answers)):
        yield Sentence(HOW_FAR, text)


def _which(answers: Answers) -> Iterator[Sentence]:
    """Pain after which runs; where nothing could be asked, what would have to be noted."""
    if answers.run_features is None:
        return
    kind = favoured_kind(answers.explanations)
    favoured = favours(kind) if kind is not None else ""
    told = which_runs(answers.run_features, may_try=_may_run(answers), favours=favoured)
    for text in told or (favoured or say(_NOTHING_TO_COMPARE),):
        yield Sentence(WHICH, text)


def _during(answers: Answers) -> Iterator[Sentence]:
    for text in during_runs(answers.during_runs, may_try=_may_run(answers)):
        yield Sentence(DURING, text)


def _while_running(answers: Answers) -> bool:
    return answers.during_runs is not None and answers.during_runs.stands_out


def _may_run(answers: Answers) -> bool:
    """Whether no sign says to have somebody look before the next run."""
    return all(flag.level == "soon" for flag in answers.safety)


def _else(answers: Answers) -> Iterator[Sentence]:
    """What goes with the pain; of what was kept up only where its days are not compared under what was tried."""
    compared = {(each.intervention, each.variant) for each in answers.interventions if _days_compared(each)}
    said = [
        each for each in answers.triggers or () if each.kind_of != "phase" or (each.kind, each.variant) not in compared
    ]
    for text in goes_with(said):
        yield Sentence(ELSE, text)


def _days_compared(item: Intervention) -> bool:
    return item.everyday is not None and item.everyday.drop_nrs is not None


def _next_day(response: Response, run: str) -> str:
    rise = response.rise_nrs[24]
    if response.detected >= CLEAR and half_points(rise.median) > 0:
        return say(
            "A day after a run of {run}, expect {rise} more than without it.", run=run, rise=points_and_range(rise)
        )
    if response.detected >= CLEAR:
        return say(
            "A day after a run of {run}, less than half a point is left. At its worst it is {peak} more.",
            run=run,
            peak=points_and_range(response.peak_nrs),
        )
    return (
        say(
            "If a run of {run} adds anything a day later, it is probably {high} of 10 or less.",
            run=run,
            high=points(rise.hi),
        )
        if half_points(rise.hi) > 0
        else say("A day after a run of {run}, next to nothing is added.", run=run)
    )


def _moments(answers: Answers) -> Iterator[Sentence]:
    for text in moments_told(answers.moments):
        yield Sentence(MOMENTS, text)


def _when(answers: Answers) -> Iterator[Sentence]:
    response = answers.response
    if response is None or response.detected < CLEAR:
        return
    if response.peak_h is not None:
        yield Sentence(WHEN, say("The worst comes {time} after the run.", time=days_range(response.peak_h)))
    elif why := _check_text(answers, "one-peak"):
        yield Sentence(WHEN, why)
    if response.half_by_h is None:
        yield Sentence(
            WHEN, f"{say('How fast it fades is not known yet.')} {_check_text(answers, 'half-life-learned')}".strip()
        )
        return
    clear_h = response.clear_h
    if clear_h is None or response.half_by_h.median <= clear_h.median:  # half of a faint rise is less than half a point
        yield Sentence(WHEN, say("It is down to half {time} after the run.", time=days_range(response.half_by_h)))
    if response.clear_h is not None and response.peak_nrs.median >= _FELT_NRS:
        yield Sentence(
            WHEN,
            say("It is gone (less than half a point) {time} after the run.", time=days_range(response.clear_h)),
        )


def _better(answers: Answers) -> Iterator[Sentence]:
    """Whether it is; what the record shows is said first, and what grew is never "not known whether better"."""
    trend, growth = answers.trend, answers.data.growth
    grew, on = growth is not None, answers.as_of.date()
    if growth is not None:
        yield Sentence(BETTER, say("It has grown over the last weeks: {numbers}.", numbers=growth_words(growth)))
    for text in painless_told(answers.data.painless, grew=grew):
        yield Sentence(BETTER, text)
    if trend is None:
        yield Sentence(BETTER, _why_no_trend(answers) or _nothing(grew=grew))
        return
    if answers.response is None:
        of_days = of_every_day(trend, grew=grew, on=on, known_only=False)
        yield Sentence(BETTER, of_days or _why_not_of_every_day(answers) or _nothing(grew=grew))
        return
    if trend.prob_improving is None or trend.response_ratio_per_30_days is None:
        clear, back = answers.response.detected >= CLEAR, came_back(trend)
        of_days = "" if clear else of_every_day(trend, grew=grew, on=on, known_only=True)
        still = "" if grew else say("Whether it is getting better or worse now is not known yet.")
        yield Sentence(
            BETTER, f"{back} {still}".strip() if back else of_days or _why_no_trend(answers) or _nothing(grew=grew)
        )
        return
    yield Sentence(BETTER, of_runs(trend, grew=grew, on=on))
    ratio = ratio_range(trend.response_ratio_per_30_days)
    if trend.changed:
        yield Sentence(
            BETTER,
            say("Since then, the same run has caused {ratio} of the pain from one month to the next.", ratio=ratio),
        )
    else:
        yield Sentence(BETTER, say("From one month to the next, the same run causes {ratio} of the pain.", ratio=ratio))
    if back := came_back(trend):
        yield Sentence(BETTER, back)


def _nothing(*, grew: bool) -> str:
    return say("Whether your runs do more than before is not known yet.") if grew else say(NOTHING)


def _why_not_of_every_day(answers: Answers) -> str:
    moved, learned = answers.check("same-hours"), answers.check("level-trend-learned")
    return next((c.advice for c in (moved, learned) if c is not None and c.passed is False), "")


def _why_no_trend(answers: Answers) -> str:
    """Say why, unless it is what was said of the response already."""
    if answers.response is None:
        return ""
    return _check_text(answers, "from-memory") or _check_text(answers, "trend-learned")


def _changed(answers: Answers) -> Iterator[Sentence]:
    for text in changed(answers.changes):
        yield Sentence(CHANGED, text)


def _tried(answers: Answers) -> Iterator[Sentence]:
    for item in sorted(answers.interventions, key=_how_clear):
        texts = (eases(item.relief), lasts_longer(item.relief), prevents(item.prevention), eases_days(item.everyday))
        told = [text for text in texts if text]
        words = " ".join(told) or _only_noted(item, answers)
        yield Sentence(TRIED, f"{sentence_case(name_of(item))}. {words}")
    for contrast in answers.relief_contrasts:
        yield Sentence(TRIED, compares(contrast))


def _how_clear(item: Intervention) -> int:
    """Rank by what is told of it: what harms and what helps before what is not known."""
    verdicts = {found.verdict for found in (item.relief, item.prevention, item.everyday) if found is not None}
    return next((rank for rank, verdict in enumerate(_CLEAREST) if verdict in verdicts), len(_CLEAREST))


def _only_noted(item: Intervention, answers: Answers) -> str:
    goes_along = ((each.kind, each.variant) for each in answers.triggers or () if each.seen in _GO_ALONG)
    if (item.intervention, item.variant) in goes_along:
        return say("It goes with your pain, as said above. Whether it is the cause is not known.")
    return say("Noted. Whether it helps: not known yet.")


def not_told_yet(answers: Answers) -> tuple[str, ...]:
    """Say when that will be told which no sentence speaks of yet."""
    return tuple(check.text for check in answers.checks if check.passed is None and check.name in _TOLD_LATER)


def cautions(answers: Answers, said: str = "") -> tuple[str, ...]:
    """Say what could be wrong and what would help; what follows from "no response" anyway is left out.

    Parameters
    ----------
    answers : Answers
        All findings of one site.
    said : str
        What the same page says above: it is not said twice.
    """
    response, others = answers.response, answers.data.leans_on
    shown = response is not None and response.detected >= CLEAR
    leaning = () if others is None else (leaning_told(others),)
    failed = (check for check in answers.failed if check.advice not in said)
    return leaning + tuple(check.all_advice for check in failed if shown or not check.name.endswith("-learned"))


def _reason(answers: Answers) -> str:
    """Say why there is no response, and the first thing to do about it."""
    behind = [check for check in answers.checks if check.name in _NOTHING_WITHOUT and check.passed is not True]
    failed = [check for check in behind if check.passed is False]
    return next((check.advice for check in failed or behind), "")  # not looked at: only where nothing failed


def _check_text(answers: Answers, name: str) -> str:
    check = answers.check(name)
    return check.advice if check is not None and check.passed is not True else ""

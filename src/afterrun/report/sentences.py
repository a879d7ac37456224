"""From the answers to sentences for a tired runner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterrun.language import marks, say, say_n, sentence_case
from afterrun.report.changed import changed
from afterrun.report.goes_with import goes_with
from afterrun.report.tried import compares, eases, lasts_longer, name_of, prevents
from afterrun.report.words import days_range, half_points, length, percent, points, points_range, ratio_range

if TYPE_CHECKING:
    from afterrun.findings import Answers, Intervention, Response

CLEAR, UNCLEAR = 0.9, 0.1  # chances between the two are told as "not known yet"
_LIKELY = 0.95
_FELT_NRS = 0.5  # a rise that does not get there is never "gone"
_NOTHING_WITHOUT = (
    "enough-data",
    "reports-vary",
    "sampling",
    "run-days",
    "many-runs",
)  # checks that leave no response to tell
_GO_ALONG = ("may-help", "may-worsen")
_BENDS = ("struck-later", "steady")  # checks that find no straight line to tell

# Headings are keys as well: kept in English, said with `say` where they are shown.
SETS_OFF, ELSE, WHEN, BETTER, CHANGED, TRIED, SAFETY = marks(
    "What sets it off",
    "What else goes with it",
    "When, and for how long",
    "Is it getting better",
    "Did something change",
    "What you tried",
    "When to see someone",
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
        _else(answers),
        _when(answers),
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
        return
    chance, run = response.detected, length(response.reference_run)
    if chance >= _LIKELY:
        yield Sentence(SETS_OFF, say("Your runs raise the pain here ({place}): over 95 % sure.", place=place))
    elif chance >= CLEAR:
        yield Sentence(
            SETS_OFF,
            say(
                "Your runs probably raise the pain here ({place}): {chance} sure.", place=place, chance=percent(chance)
            ),
        )
    elif chance > UNCLEAR:
        yield Sentence(
            SETS_OFF,
            say(
                "Not known yet whether your runs raise the pain here ({place}). The chance is {chance}.",
                place=place,
                chance=percent(chance),
            ),
        )
    elif response.any_rise > UNCLEAR:
        yield Sentence(
            SETS_OFF,
            say(
                "If your runs raise the pain here ({place}), it is by little. The chance that it matters is {chance}.",
                place=place,
                chance=percent(chance),
            ),
        )
    else:
        yield Sentence(
            SETS_OFF,
            say(
                "Your reports do not rise after runs ({place}). The chance that runs matter is {chance}.",
                place=place,
                chance=percent(chance),
            ),
        )
    yield Sentence(SETS_OFF, _next_day(response, run))
    yield Sentence(
        SETS_OFF,
        say("Without a run you would report {level} of 10.", level=points_range(response.baseline_nrs)),
    )


def _else(answers: Answers) -> Iterator[Sentence]:
    for text in goes_with(answers.triggers or ()):
        yield Sentence(ELSE, text)


def _next_day(response: Response, run: str) -> str:
    rise = response.rise_nrs[24]
    if response.detected >= CLEAR:
        return say(
            "A day after a run of {run}, expect {rise} points more than without it.", run=run, rise=points_range(rise)
        )
    return (
        say(
            "If a run of {run} adds anything a day later, it is probably not more than {high} points.",
            run=run,
            high=points(rise.hi),
        )
        if half_points(rise.hi) > 0
        else say("A day after a run of {run}, next to nothing is added.", run=run)
    )


def _when(answers: Answers) -> Iterator[Sentence]:
    response = answers.response
    if response is None or response.detected < CLEAR:
        return
    if response.peak_h is not None:
        yield Sentence(WHEN, say("The worst comes {time} after the run.", time=days_range(response.peak_h)))
    if response.half_life_h is None:
        yield Sentence(
            WHEN, f"{say('How fast it fades is not known yet.')} {_check_text(answers, 'half-life-learned')}".strip()
        )
        return
    yield Sentence(WHEN, say("From there it takes {time} to fall by half.", time=days_range(response.half_life_h)))
    if response.clear_h is not None and response.peak_nrs.median >= _FELT_NRS:
        yield Sentence(
            WHEN,
            say("It is gone (less than half a point) {time} after the run.", time=days_range(response.clear_h)),
        )


def _better(answers: Answers) -> Iterator[Sentence]:
    trend = answers.trend
    if trend is None:
        yield Sentence(BETTER, _why_no_trend(answers) or say("Not known yet."))
        return
    chance = trend.prob_improving
    if chance >= _LIKELY:
        yield Sentence(
            BETTER, say("It is getting better: over 95 % sure that pain after a run is less than a month ago.")
        )
    elif chance <= 1 - _LIKELY:
        yield Sentence(
            BETTER, say("It is getting worse: over 95 % sure that pain after a run is more than a month ago.")
        )
    else:
        yield Sentence(
            BETTER,
            say("Not known yet whether it is getting better. The chance that it is: {chance}.", chance=percent(chance)),
        )
    ratio = trend.response_ratio_per_30_days
    if ratio is not None:
        yield Sentence(
            BETTER, say("The same run now causes {ratio} of the pain it caused a month ago.", ratio=ratio_range(ratio))
        )


def _why_no_trend(answers: Answers) -> str:
    """Say why, unless it is what was said of the response already."""
    if answers.response is None:
        return ""
    return next(filter(None, (_check_text(answers, name) for name in _BENDS)), "")


def _changed(answers: Answers) -> Iterator[Sentence]:
    for text in changed(answers.changes):
        yield Sentence(CHANGED, text)


def _tried(answers: Answers) -> Iterator[Sentence]:
    for item in answers.interventions:
        texts = (eases(item.relief), lasts_longer(item.relief), prevents(item.prevention))
        told = [text for text in texts if text]
        words = " ".join(told) or _only_noted(item, answers)
        yield Sentence(TRIED, f"{sentence_case(name_of(item))}. {words}")
    for contrast in answers.relief_contrasts:
        yield Sentence(TRIED, compares(contrast))


def _only_noted(item: Intervention, answers: Answers) -> str:
    goes_along = ((each.kind, each.variant) for each in answers.triggers or () if each.verdict in _GO_ALONG)
    if (item.intervention, item.variant) in goes_along:
        return say("It goes with your pain, as said above. Whether it is the cause is not known.")
    return say("Noted. Whether it helps: not known yet.")


def cautions(answers: Answers) -> tuple[str, ...]:
    """Say what could be wrong and what would help; what follows from "no response" anyway is left out."""
    response = answers.response
    shown = response is not None and response.detected >= CLEAR
    return tuple(check.all_advice for check in answers.failed if shown or not check.name.endswith("-learned"))


def _reason(answers: Answers) -> str:
    """Say why there is no response, and the first thing to do about it."""
    behind = [check for check in answers.checks if check.name in _NOTHING_WITHOUT and check.passed is not True]
    failed = [check for check in behind if check.passed is False]
    return next((check.advice for check in failed or behind), "")  # not looked at: only where nothing failed


def _check_text(answers: Answers, name: str) -> str:
    check = answers.check(name)
    return check.advice if check is not None and check.passed is not True else ""

"""A trial in words: what was found, and how sure it is."""

from __future__ import annotations

from afterrun.findings import Interval
from afterrun.findings.trial import (
    Bet,
    DrawTest,
    DropEffect,
    EverydayEffect,
    Outcome,
    Protocol,
    RatioEffect,
    TrialResult,
    TrialStatus,
)
from afterrun.findings.trial.status import Unit
from afterrun.language import mark, number, say, say_n, sentence_case
from afterrun.records.vocabulary import arm_words
from afterrun.report.sentences import Sentence
from afterrun.report.tried import VERDICTS as WORDS
from afterrun.report.words import half_points, percent, points_words

_WATCHED = {
    "may-help": mark("it may help; whether a coin decided is not known."),
    "may-worsen": mark("it may make things worse; whether a coin decided is not known."),
}
VERDICTS = {
    "prevention": _WATCHED
    | {
        "helps": mark("it helps; runs with it hurt at least a fifth less after."),
        "worsens": mark("it makes things worse; runs with it hurt at least a quarter more after."),
        "no-worthwhile-effect": mark("it makes no difference worth the trouble, either way."),
        "not-yet-known": mark("Not known yet."),
    },
    "every-day": _WATCHED
    | {
        "helps": mark("it helps; days with it hurt at least a point less."),
        "worsens": mark("it makes things worse; days with it hurt at least a point more."),
        "no-worthwhile-effect": mark("any effect on everyday pain is less than a point."),
        "not-yet-known": mark("Not known yet."),
    },
    "one or other": _WATCHED
    | {
        "helps": mark("it eases more; at least a point more than the other within the hour."),
        "worsens": mark("the other eases more; at least a point more within the hour."),
        "no-worthwhile-effect": mark("both ease alike; less than a point lies between them."),
        "not-yet-known": mark("Not known yet."),
    },
    "relief": _WATCHED
    | {
        "helps": mark("it helps; doing it takes at least a point off within the hour."),
        "worsens": mark("it makes things worse; doing it adds at least a point within the hour."),
        "no-worthwhile-effect": mark("any effect within the hour is less than a point."),
        "not-yet-known": mark("Not known yet."),
    },
}
STATES = {
    "running": mark("under way"),
    "run-in": mark("run-in"),
    "over": mark("over"),
    "stopped": mark("stopped"),
}
_OUTCOMES: dict[Outcome, str] = {
    "pain-after-runs": mark("Compared is the pain after runs."),
    "pain-of-every-day": mark("Compared is the pain of every day, with runs or without."),
    "pain-within-the-hour": mark("Compared is the change of the pain within the hour."),
}
_RARE = 0.05


def outcome_said(outcome: Outcome) -> str:
    """Say which pain is compared."""
    return say(_OUTCOMES[outcome])


def trial_sentences(result: TrialResult) -> tuple[Sentence, ...]:
    """Say what came out, what each way of judging says, and what could change it."""
    question = _asked(result.protocol)
    so_far = say("So far:") + " " if result.state == "running" and result.verdict != "not-yet-known" else ""
    against = "one or other" if question == "relief" and result.protocol.comparator else question
    found = [Sentence(mark("What came out"), sentence_case(so_far + say(VERDICTS[against][result.verdict])))]
    found += [Sentence(mark("What came out"), text) for text in _effect(result)]
    if result.schedule == "as-recorded":
        found.append(Sentence(mark("What came out"), say(AS_RECORDED)))
    found += [Sentence(mark("What came out"), text) for text in _other_arms(result)]
    found += [Sentence(mark("Three ways to judge"), text) for text in _ways(result)]
    found += [Sentence(mark("Looked at in other ways"), text) for text in _others(result)]
    wrong = [*_kept_badly(result), *(check.all_advice for check in result.checks)]
    found += [Sentence(mark("Where this could be wrong"), text) for text in wrong]
    return tuple(found)


AS_RECORDED = mark("Judged as recorded, not as drawn from the seed: the record has other arms than the seed gives.")


def _asked(protocol: Protocol) -> str:
    """Key of the words: a trial that began without runs is one on the pain of every day, whatever it was called."""
    return "every-day" if protocol.outcome == "pain-of-every-day" else protocol.question


def _other_arms(result: TrialResult) -> list[str]:
    """Say what the others of several things did; each has to be surer than one alone."""
    said = []
    for arm in result.arms[1:]:
        words = say(VERDICTS[_asked(result.protocol)][arm.verdict]).rstrip(".")
        share = "" if arm.effect is None else f" ({_size(arm.effect)})"
        said.append(f"{sentence_case(arm_words(arm.name))}: {words[:1].lower()}{words[1:]}{share}.")
    return said


def _size(effect: RatioEffect | EverydayEffect) -> str:
    if isinstance(effect, RatioEffect):
        return _share_of(effect.response_ratio)
    drop = effect.drop_nrs
    return say(
        "{less} less, probably {low} to {high}; minus is more",
        less=_points(drop.median),
        low=_nrs(drop.lo),
        high=_nrs(drop.hi),
    )


def _share_of(ratio: Interval) -> str:
    return say(
        "about {median}, probably {lo} to {hi}",
        median=percent(ratio.median),
        lo=percent(ratio.lo),
        hi=percent(ratio.hi),
    )


def _effect(result: TrialResult) -> list[str]:
    if isinstance(result.effect, DropEffect):
        return [_drop(result.effect.drop_nrs, result.protocol.comparator)]
    if isinstance(result.effect, EverydayEffect):
        return _everyday(result.effect, result.protocol)
    if result.effect is None:
        return []
    share = _share_of(result.effect.response_ratio)
    if not result.arms:
        return [say("Runs with it cause {ratio} of the pain of runs without.", ratio=share)]
    name = arm_words(result.protocol.arms[1])
    return [say("Runs with {name} cause {ratio} of the pain of runs without.", name=name, ratio=share)]


def _everyday(effect: EverydayEffect, protocol: Protocol) -> list[str]:
    change = effect.drop_nrs.turned
    names = [arm_words(name) for name in protocol.arms]
    sizes = {"change": _points(change.median), "low": _nrs(change.lo), "high": _nrs(change.hi)}
    against = protocol.comparator is not None and len(names) == 2
    told = [
        say(
            "Days with {name} instead of {other} change the pain by about {change} (probably {low} to {high}).",
            name=names[1],
            other=names[0],
            **sizes,
        )
        if against
        else say(
            "Days with {name} change the pain by about {change} (probably {low} to {high}).",
            name=names[1],
            **sizes,
        )
    ]
    if effect.drop_share is not None and effect.drop_nrs.lo > 0:
        off = effect.drop_share
        told.append(
            say(
                "That is {share} of the pain of other days (probably {low} to {high}).",
                share=percent(off.median),
                low=percent(off.lo),
                high=percent(off.hi),
            )
        )
    return told


def _drop(drop: Interval, other: str | None) -> str:
    if other is not None:
        return say(
            "Over {other}, it takes off {more} (probably {low} to {high}; minus is less).",
            other=arm_words(other),
            more=_points(drop.median),
            low=_nrs(drop.lo),
            high=_nrs(drop.hi),
        )
    change = drop.turned
    return say(
        "Doing it changes the pain by about {change} (probably {low} to {high}).",
        change=_points(change.median),
        low=_nrs(change.lo),
        high=_nrs(change.hi),
    )


def _points(value: float) -> str:
    return points_words(value, "+g")


def _nrs(value: float) -> str:
    return number(half_points(value), "+g")


def _ways(result: TrialResult) -> list[str]:
    said = [] if result.effect is None else [_model(result.protocol)]
    if result.randomisation_test is not None:
        said.append(_draw(result.randomisation_test))
    if result.bet is not None:
        said.append(_bet(result.bet, result.unit))
    return said


def _model(protocol: Protocol) -> str:
    if protocol.outcome == "pain-of-every-day":
        return say("The model weighs every report, and how pain comes and goes by itself. It is right if the model is.")
    return say(
        "The model weighs every report, how far you ran and how pain comes and goes. It is right if the model is."
    )


def _draw(test: DrawTest) -> str:
    rare = test.p_helps < _RARE
    return say(
        "The draw assumes nothing but a fair coin: plain means differ by {difference_nrs:+.1f}, and "
        "{p_helps} of {schedules} possible draws would look as good. {odd}",
        difference_nrs=test.difference_nrs,
        p_helps=percent(test.p_helps),
        schedules=test.schedules,
        odd=say("Chance alone would hardly do that.") if rare else say("Chance alone often does as much."),
    )


def _bet(bet: Bet, unit: Unit) -> str:
    won = say("it has won, and may be believed at whatever time you looked")
    return say(
        _BETS_ON_BLOCKS if unit == "block" else _BETS,
        value=bet.value,
        won_at=bet.won_at,
        end=won if bet.won else say("it has not won yet"),
    )


_BETS = mark(
    "The bet may be looked at after every run: a stake of 1 on 'it helps' stands at {value:.1f} "
    "and wins at {won_at:g}; {end}."
)
_BETS_ON_BLOCKS = mark(
    "The bet may be looked at after every two blocks: a stake of 1 on 'it helps' stands at {value:.1f} "
    "and wins at {won_at:g}; {end}."
)


def _others(result: TrialResult) -> list[str]:
    if not result.sensitivity:
        return []
    said = [f"{sentence_case(say(other.name))}: {say(WORDS[other.verdict])}." for other in result.sensitivity]
    if result.robust is False:
        said.append(say("So the answer hangs on how one looks at it: take it as a maybe."))
    return said


def units_said(unit: str, n: int) -> str:
    """Say how many units of a trial: runs, blocks of days, or episodes of pain.

    Examples
    --------
    >>> units_said("run", 1), units_said("block", 6)
    ('1 run', '6 blocks')
    """
    if unit == "run":
        return say_n("{n} run", "{n} runs", n)
    if unit == "block":
        return say_n("{n} block", "{n} blocks", n)
    return say_n("{n} episode", "{n} episodes", n)


def progress_said(trial: TrialStatus | TrialResult) -> str:
    """Say how far a trial is, like "3 of 12 runs"."""
    return say("{done} of {units}", done=trial.units_done, units=units_said(trial.unit, trial.units))


def _kept_badly(result: TrialResult) -> list[str]:
    """Say how often it went otherwise than drawn: that hides an effect, and makes none."""
    n = len(result.deviations)
    if not n:
        return []
    if result.protocol.outcome == "pain-of-every-day":
        often = say_n("{n} day went otherwise than drawn.", "{n} days went otherwise than drawn.", n)
    else:
        often = say_n("{n} run went otherwise than drawn.", "{n} runs went otherwise than drawn.", n)
    return [often + " " + say("They are compared as drawn, so an effect is harder to see.")]

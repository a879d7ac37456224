"""A trial as a report, in the order that CENT 2015 asks for."""

from __future__ import annotations

from collections.abc import Sequence

from afterrun.findings.trial import ChangeInUnit, DayDeviation, Deviation, MeanOfUnit, Protocol, TrialResult
from afterrun.language import mark, marks, number, say, say_n
from afterrun.records.vocabulary import arm_words, intervention_words
from afterrun.report.trial_sentences import AS_RECORDED, STATES, outcome_said, progress_said, trial_sentences
from afterrun.report.words import percent

_NO_WASHOUT = mark("No washout between units: what lasts into the next run is looked at among the other ways.")
_ALLOCATED = mark("Drawn by the program from the registered protocol, concealed until due; not blinded.")
_OUTCOME = mark(
    "Pain reports 0-10 at the site; for the draw, their mean from 6 to 60 hours after a run, or "
    "over a block, or the change over half an hour."
)
_ANALYSIS = mark(
    "Delayed dose-response model as drawn, with drift, trend and ups and downs over time; randomisation test; bet."
)
marks("prevention", "relief")  # questions, said by their names
_LIMITS = marks(
    "One person; what was found need not hold for another, nor for the same one in another year.",
    "Not blinded: expecting relief is part of what is measured. Not a medical device.",
)


def cent_sections(result: TrialResult) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Order a trial as the CONSORT extension for trials of one asks (Vohra et al. 2015, doi 10.1136/bmj.h1738)."""
    protocol = result.protocol
    return (
        (say("Title"), (_title(protocol),)),
        (say("Question"), (_question(protocol),)),
        (say("Design"), (protocol.design_words, _extent(result), say(_NO_WASHOUT))),
        (say("Allocation"), _allocation(result)),
        (say("Outcome"), (outcome_said(protocol.outcome), say(_OUTCOME))),
        (say("Stopping"), (_stopping(protocol),)),
        (say("Analysis"), (say(_ANALYSIS), _adherence(result))),
        (say("Deviations"), _deviations(result)),
        (say("Results"), tuple(sentence.text for sentence in trial_sentences(result))),
        (say("Each period"), tuple(_period(period, protocol.arms) for period in result.periods)),
        (say("Limits"), tuple(say(text) for text in _LIMITS)),
    )


def _title(protocol: Protocol) -> str:
    what = intervention_words(protocol.intervention, protocol.variant)
    against = ", ".join(map(arm_words, [*protocol.arms[2:], protocol.arms[0]]))
    if protocol.outcome == "pain-of-every-day":
        return say(
            "{what} against {against}: an N-of-1 trial on the pain of every day, one person.",
            what=what,
            against=against,
        )
    return say(
        "{what} against {against}: an N-of-1 trial on {question} of pain, one runner.",
        what=what,
        against=against,
        question=say(protocol.question),
    )


def _allocation(result: TrialResult) -> tuple[str, ...]:
    registered = say(
        "Protocol registered {registered}, sha256 {sha256}.",
        registered=result.protocol.registered.isoformat(),
        sha256=result.protocol.sha256,
    )
    return (say(_ALLOCATED if result.schedule == "as-drawn" else AS_RECORDED), registered)


def _stopping(protocol: Protocol) -> str:
    return say(
        "At a report above {ceiling_nrs:g}, or a sign that somebody should look at it.",
        ceiling_nrs=protocol.ceiling_nrs,
    )


def _question(protocol: Protocol) -> str:
    worth = percent(protocol.worthwhile_ratio)
    place = protocol.site.words
    if protocol.outcome == "pain-of-every-day":
        return say("Site: {place}. Worth having: a point less on a usual day.", place=place)
    return say(
        "Site: {place}. Worth having: less than {worth} of the pain, or a point of relief.", place=place, worth=worth
    )


def _extent(result: TrialResult) -> str:
    protocol = result.protocol
    done = progress_said(result)
    if protocol.block_days:
        done = say_n("{done} of {n} day", "{done} of {n} days", protocol.block_days, done=done)
    state = say(STATES[result.state])
    if result.stopped:
        state = say("stopped on {day}: {why}", day=str(result.stopped.date()), why=result.stop_reason)
    return say_n(
        "Run-in {n} day; {done}; {state}.",
        "Run-in {n} days; {done}; {state}.",
        protocol.run_in_days,
        done=done,
        state=state,
    )


def _adherence(result: TrialResult) -> str:
    if result.adherence is None:
        return say("Done as drawn: not known.")
    share = say("{n} %", n=round(100 * result.adherence))  # counted, so it may be all of them
    if result.protocol.outcome == "pain-of-every-day":
        return say("Done as drawn: {share} of the days.", share=share)
    return say("Done as drawn: {share} of the runs.", share=share)


def _deviations(result: TrialResult) -> tuple[str, ...]:
    arms = [arm_words(name) for name in result.protocol.arms]
    return tuple(_deviation(each, arms) for each in result.deviations) or (say("None that were logged."),)


def _deviation(each: Deviation | DayDeviation, arms: Sequence[str]) -> str:
    drawn, done = (_named(arm, arms) for arm in (each.drawn, each.done))
    if isinstance(each, DayDeviation):
        return say("{day}: drawn {drawn}, done {done}.", day=str(each.day.date()), drawn=drawn, done=done)
    return say("Run of {day}: drawn {drawn}, done {done}.", day=str(each.run.date()), drawn=drawn, done=done)


def _named(arm: int, arms: Sequence[str]) -> str:
    """Name an arm; a record may hold one that the trial does not have."""
    return arms[arm] if arm < len(arms) else str(arm)


def _period(period: MeanOfUnit | ChangeInUnit, arms: Sequence[str]) -> str:
    value, form = (period.change_nrs, "+.1f") if isinstance(period, ChangeInUnit) else (period.mean_nrs, ".1f")
    said = say("no report") if value is None else number(value, form)
    return f"{period.unit + 1}: {_arm(period.arm, arms)}, {said}"


def _arm(arm: int, arms: Sequence[str]) -> str:
    if len(arms) > 2:
        return arm_words(_named(arm, arms))
    return say("with") if arm else say("without")

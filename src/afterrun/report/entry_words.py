"""One thing that was logged, in a few words: the same in a list of the app and in the terminal."""

from __future__ import annotations

from afterrun.language import say, sentence_case, spoken
from afterrun.records import Care, Event, PainReport, Phase, Run
from afterrun.records.kinds import KIND_OF
from afterrun.report.words import amount_words
from afterrun.units import distance_words

Logged = Run | PainReport | Care | Phase | Event


def what_of(record: Logged) -> str:
    """Say what it is, at the beginning of a line."""
    return named(getattr(record, KIND_OF[type(record)].title))


def named(name: str) -> str:
    """Say a name as it is stored, at the beginning of a line."""
    return say("Run") if name == "running" else sentence_case(spoken(name))


def detail_of(record: Logged) -> str:
    """Say how much, how far, how long."""
    if isinstance(record, Run):
        return _length(record)
    if isinstance(record, PainReport):
        return _felt(record)
    if isinstance(record, Care):
        return named(record.variant or "")
    if isinstance(record, Event):
        return say("{minutes:.0f} min", minutes=record.minutes) if record.minutes else amount_words(record)
    return _kept_up(record)


def _felt(report: PainReport) -> str:
    return say("{nrs:g} of 10", nrs=report.nrs) + (f", {spoken(report.moment)}" if report.moment else "")


def _kept_up(phase: Phase) -> str:
    return say("from this day on") if phase.end is None else say("until {end:%d %b %Y}", end=phase.end)


def _length(run: Run) -> str:
    minutes = say("{minutes:.0f} min", minutes=run.duration_s / 60)
    return (
        minutes
        if run.distance_m is None
        else say("{far} in {minutes}", far=distance_words(run.distance_m), minutes=minutes)
    )

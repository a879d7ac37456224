"""What the page of sleep, medicine and weight offers, and the record that each of its forms makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from afterrun.errors import InvalidValueError
from afterrun.lab.painkillers import well_rated
from afterrun.language import say, spoken
from afterrun.records import Care, Diary, Event
from afterrun.records.measured import BAD_NIGHT, SLEEP, WEIGHT
from afterrun.records.painkillers import NOT_NAMED, USUAL, for_something_else, hides_pain_for
from afterrun.records.vocabulary import intervention_words, name_typed
from afterrun.report.words import amount_words
from afterrun.web.forms.reading import number_of

HOURS = (4, 5, 6, 7, 8, 9)
"""What most nights are; any other number may be typed."""
_OFFERED = 2  # medicines a tap away: a third is one tap further, in the form (judgement)
_MOST_H, _MOST_KG = 24.0, 400.0  # beyond these it is a slip of the finger


@dataclass(frozen=True, slots=True)
class Medicine:
    """One that was taken before, to be logged again with a tap."""

    name: str
    dose: str
    words: str
    well_rated: bool


def sleep_of(hours: str, at: datetime) -> Event:
    """Make the record of a night; without hours it was a bad one.

    Raises
    ------
    InvalidValueError
        If the hours are no number from 0 to 24.
    """
    if not hours.strip():
        return Event(at=at, kind=BAD_NIGHT, source="app")
    return Event(at=at, kind=SLEEP, amount=_within("hours", hours, _MOST_H), source="app")


def weight_of(weight: str, at: datetime) -> Event:
    """Make the record of a weight.

    Raises
    ------
    InvalidValueError
        If it is no number from 0 to 400.
    """
    return Event(at=at, kind=WEIGHT, amount=_within("weight", weight, _MOST_KG), source="app")


def medicine_of(name: str, dose: str, at: datetime, *, for_pain: bool) -> Care | Event:
    """Make the record of a medicine: one against pain hides pain for some hours, any other is an event.

    Raises
    ------
    InvalidValueError
        If it has no name.
    """
    called, much = name_typed(name, USUAL), " ".join(dose.lower().split()) or None
    if not called:
        raise InvalidValueError(
            say("medicine must have a name."), remedy=say("Choose one, or write its name."), field="medicine"
        )
    if not for_pain:
        kind = called if hides_pain_for(called) is None else for_something_else(called)
        return Event(at=at, kind=kind, note=dose.strip() or None, source="app")
    if hides_pain_for(called) is not None:
        return Care(at=at, intervention=called, variant=much, source="app")
    return Care(at=at, intervention=NOT_NAMED, variant=" ".join(filter(None, (spoken(called), much))), source="app")


def words_of(record: Care | Event) -> str:
    """Say what was logged."""
    if isinstance(record, Care):
        return intervention_words(record.intervention, record.variant)
    if record.amount is None:
        return spoken(record.kind)
    return amount_words(record) or spoken(record.kind)


def again(diary: Diary) -> list[Medicine]:
    """List the medicines taken last, each once."""
    taken = (care for care in reversed(diary.care) if hides_pain_for(care.intervention, care.variant) is not None)
    found = {(care.intervention, care.variant): care for care in reversed(list(taken))}
    latest = sorted(found.values(), key=lambda care: care.at, reverse=True)[:_OFFERED]
    known = well_rated(diary)
    return [_medicine(care, (care.intervention, care.variant) in known) for care in latest]


def _medicine(care: Care, well_rated: bool) -> Medicine:
    named = care.variant or "" if care.intervention == NOT_NAMED else care.intervention
    dose = "" if care.intervention == NOT_NAMED else care.variant or ""
    return Medicine(named, dose, intervention_words(care.intervention, care.variant), well_rated)


def last_of(diary: Diary, kind: str) -> Event | None:
    """Find the newest of a kind of event."""
    return next((event for event in reversed(diary.events) if event.kind == kind), None)


def names(diary: Diary) -> tuple[str, ...]:
    """List what a form offers: what was taken before, then what is usual."""
    before = (care.intervention for care in reversed(diary.care) if hides_pain_for(care.intervention) is not None)
    return tuple(dict.fromkeys(each for each in chain(before, USUAL) if each != NOT_NAMED))[:6]


def _within(name: str, text: str, most: float) -> float:
    found = number_of(name, text)
    if not 0 < found <= most:
        raise InvalidValueError(
            say(
                "{name} must be more than 0 and at most {most:g}; got {text}.", name=spoken(name), most=most, text=text
            ),
            remedy=say("Write it again."),
            field=name,
        )
    return found

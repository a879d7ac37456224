"""What an import did that one should know, or has to decide, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from afterrun.language import number, say, say_n, spoken
from afterrun.records import Care, Event, PainReport, Phase, Run, Site
from afterrun.records.kinds import KIND_OF, Record
from afterrun.records.provenance import source_said
from afterrun.records.vocabulary import intervention_words
from afterrun.units import distance_words

_LISTED = 5
_NAMED = 3  # files of an import
_SAID_ALREADY = ("source", "scale", "original", "photo")
_NAMES = ("intervention", "variant", "kind", "symptom", "moment", "surface")


def import_said(at: datetime | None, sources: Sequence[str], entries: int, *, taken_back: bool) -> str:
    """Say of a past import when it was, what of, and how much it brought."""
    of = ", ".join(sources[:_NAMED])
    if len(sources) > _NAMED:
        of = say("{these} and {n} more", these=of, n=len(sources) - _NAMED)
    told = f"{of}: {say_n('{n} entry', '{n} entries', entries)}."
    if at is not None:
        told = f"{say('{at:%d %b %Y, %H:%M}', at=at)}, {told}"
    return f"{told} {say('Taken back.')}" if taken_back else told


def counted_once(new: Run, old: Run) -> str:
    """Say that two sources told of one run.

    Parameters
    ----------
    new, old : Run
        As the later source has it, and as it was there.
    """
    return say(
        "The run of {start:%Y-%m-%d %H:%M} is the one that {source} told of; it counts once.",
        start=new.start,
        source=source_said(old.source),
    )


def asked_about(run: Run, what: str, other: Run | None) -> str:
    """Say that a run waits for an answer.

    Parameters
    ----------
    run : Run
        The run.
    what : str
        What is asked, as in `afterrun.journal.standing`.
    other : Run or None
        The run that it may be the same as.
    """
    if other is not None:
        return say(
            "The run of {start:%Y-%m-%d %H:%M} may be the one that {source} told of: the app asks. "
            "Until you answer, only one of them counts.",
            start=run.start,
            source=source_said(other.source),
        )
    if what == "ask-date":
        return say(
            "The run of {start:%Y-%m-%d} has a date that cannot be right: the app asks. "
            "Until you answer it does not count.",
            start=run.start,
        )
    if what == "other-sport":
        return say(
            "The run of {start:%Y-%m-%d %H:%M} is told of as another sport now, and no longer counts. "
            "You can take that back in the app.",
            start=run.start,
        )
    if what == "ask-sport":
        return say(
            "Was it a run, on {start:%Y-%m-%d %H:%M}? The app asks. Until you answer it does not count.",
            start=run.start,
        )
    return say(
        "The run of {start:%Y-%m-%d %H:%M} cannot be right: {run}. The app asks. Until you answer it does not count.",
        start=run.start,
        run=told(run),
    )


def told(run: Run) -> str:
    """Say how far and how long a run was."""
    long = (
        say("{minutes:.0f} min", minutes=run.duration_s / 60)
        if run.duration_s >= 120
        else say("{seconds:.0f} s", seconds=run.duration_s)
    )
    if run.distance_m is None:
        return long
    if run.distance_m < 100:
        return say("{metres:.3g} m in {long}", metres=run.distance_m, long=long)
    return say("{far} in {long}", far=distance_words(run.distance_m, ".3g"), long=long)


def row_differs(stored: Record, told: Record) -> str:
    """Say that a table tells something else than the journal, and what."""
    names = [field.name for field in KIND_OF[type(told)].fields if field.name not in _SAID_ALREADY]
    differing = [name for name in names if getattr(stored, name) != getattr(told, name)]
    changes = ", ".join(
        say(
            "{what}: {before} in the journal, {now} in the table",
            what=_called(name),
            before=_value(name, getattr(stored, name)),
            now=_value(name, getattr(told, name)),
        )
        for name in differing
    )
    return say("{entry}. {changes}.", entry=entry_words(told), changes=changes)


def rows_gone(stored: Sequence[Record]) -> str:
    """Say which entries a table told of before, and tells no longer."""
    listed = "; ".join(_with_number(each) for each in stored[:_LISTED]) + ("; ..." if len(stored) > _LISTED else "")
    return say_n(
        "{n} entry is no longer in the table: {listed}.",
        "{n} entries are no longer in the table: {listed}.",
        len(stored),
        listed=listed,
    )


def entry_words(record: Record) -> str:
    """Say which entry it is: when, and of what.

    Examples
    --------
    >>> from datetime import UTC
    >>> from afterrun.records import Site
    >>> entry_words(PainReport(at=datetime(2026, 5, 1, 20, tzinfo=UTC), site=Site.parse("left-heel"), nrs=4))
    '2026-05-01 20:00, left heel'
    """
    at = KIND_OF[type(record)].time_of(record)
    return say("{at:%Y-%m-%d %H:%M}, {what}", at=at, what=_what(record))


def _what(record: Record) -> str:
    if isinstance(record, PainReport):
        return record.site.words if record.symptom == "pain" else f"{record.site.words}, {spoken(record.symptom)}"
    if isinstance(record, Care | Phase):
        return intervention_words(record.intervention, record.variant)
    return spoken(record.kind) if isinstance(record, Event) else say("run")


def _with_number(record: Record) -> str:
    words = entry_words(record)
    return f"{words}: {number(record.nrs)}" if isinstance(record, PainReport) else words


def _called(name: str) -> str:
    if name == "nrs":
        return say("pain")
    return say("time") if name == "at" else spoken(name.replace("_", "-"))


def _value(name: str, value: object) -> str:
    if value is None or value == ():
        return say("nothing")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Site):
        return value.words
    if isinstance(value, tuple):
        return ", ".join(map(spoken, value))
    return spoken(str(value)) if name in _NAMES else str(value)

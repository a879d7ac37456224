"""What the import page shows: the questions that are open, and the names by which columns are explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterrun.errors import InvalidValueError
from afterrun.importers.tables.clock import time_of_day
from afterrun.importers.tables.layout import MAPPED, Layout
from afterrun.importers.tables.style import Style
from afterrun.lab.import_questions import Question
from afterrun.language import mark, say
from afterrun.records import Site
from afterrun.records.kinds import PAIN

MAPPED_NAMES: Mapping[str, str] = {
    "pain": mark("a pain report"),
    "runs": mark("a run"),
    "care": mark("something done for the pain"),
    "phases": mark("something kept up for days"),
    "events": mark("anything else that loads"),
}
FIELD_NAMES: Mapping[str, str] = {
    "at": mark("date and time"),
    "date": mark("date"),
    "time_of_day": mark("time of day"),
    "nrs": mark("pain, 0 to 10"),
    "site": mark("place"),
    "side": mark("side"),
    "symptom": mark("symptom"),
    "moment": mark("moment of the day"),
    "quality": mark("how it feels"),
    "duration_s": mark("how long"),
    "distance_m": mark("how far"),
    "ascent_m": mark("metres up"),
    "rpe": mark("effort, 0 to 10"),
    "shoe": mark("shoe"),
    "surface": mark("surface"),
    "intervention": mark("what was done"),
    "variant": mark("which kind"),
    "minutes": mark("minutes"),
    "pain_before": mark("pain before"),
    "pain_after": mark("pain after"),
    "kind": mark("what it was"),
    "amount": mark("how much of it"),
    "end": mark("until"),
    "note": mark("note"),
}
"""What a column may be, in the order in which it is offered."""


_FEWEST_TOGETHER = 3


def by_table(questions: Sequence[Question]) -> list[tuple[Question, ...]]:
    """Put questions together that one answer may do for: rows of one table that differ; few are asked one by one."""
    groups: dict[tuple[str, str], list[Question]] = {}
    for each in questions:  # whether rows are gone is another question each time
        groups.setdefault((each.where, each.id if each.told is None else ""), []).append(each)
    return [
        part
        for group in groups.values()
        for part in ([tuple(group)] if len(group) >= _FEWEST_TOGETHER else [(each,) for each in group])
    ]


def layout_of(
    table: str, header: Sequence[str], chosen: Sequence[str], *, site: str, clock: str, pace: str, dates: str
) -> Layout:
    """Make a layout of what was chosen column by column; of two columns for one thing the first counts.

    Parameters
    ----------
    site, clock, pace : str
        Place, time of day and pace of all rows, where the table has no column for them; empty where it has.

    Raises
    ------
    AfterrunError
        If the table is of no kind, a column means nothing there, or the place, the time or the pace is none.
    """
    columns: dict[str, str] = {}
    for column, name in zip(header, chosen, strict=False):
        if name:
            columns.setdefault(_named(table, name), column)
    always: dict[str, str] = {}
    has_place = table in MAPPED and any(field.name == "site" for field in MAPPED[table].fields)
    if site.strip() and has_place and "site" not in columns:
        always["site"] = str(Site.parse(site))
    if clock.strip() and "time_of_day" not in columns:
        always["time_of_day"] = _clock(clock)
    if pace.strip() and table == "runs" and "duration_s" not in columns:
        always["pace"] = _pace(pace)
    return Layout(table=table, columns=columns, always=always, dates=dates)


def _clock(text: str) -> str:
    if time_of_day(text) is None:
        raise InvalidValueError(
            say("{column} must be a time of day; got {value!r}.", column=say("time of day"), value=text),
            remedy=say("Write it like 07:30 or 7:30 pm."),
        )
    return text.strip()


def _pace(text: str) -> str:
    if Style(pace_for="km").lasting_s(text, 1000.0) is None:
        raise InvalidValueError(
            say("{column} must be a time a kilometre or a mile; got {value!r}.", column=say("pace"), value=text),
            remedy=say("Write it like 6:00 or 9:40 /mi."),
        )
    return text.strip()


def _named(table: str, name: str) -> str:
    """A moment is the start of a run, and of what is kept up."""
    return "start" if name == PAIN.time and table in ("runs", "phases") else name

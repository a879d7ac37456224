"""Times that a spreadsheet wrote anew: without seconds and offset, but of the same minute by the clock on the wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from afterrun.importers.parsed import Source
from afterrun.journal import Journal
from afterrun.lab.row_names import renamed, row_name
from afterrun.records.kinds import KIND_OF, Record


def with_kept_times(journal: Journal, source: Source) -> Source:
    """Give rows of an export the times that their entries have, where they were only rounded and not corrected."""
    parsed = source.parsed
    rounded = {place: name for place, name in parsed.ids.items() if place in parsed.rounded}
    if not rounded:
        return source
    diary, now = journal.diary(), renamed(journal)
    stored: list[Record] = [*diary.pain, *diary.care, *diary.events, *diary.phases]
    stored += [run for run, _ in journal.told_runs()]
    kept = {row_name(each): each for each in stored}
    records = list(parsed.records)
    for place, name in rounded.items():
        before = kept.get(now.get(name, name))
        if before is not None and type(before) is type(records[place]):
            records[place] = _with_times_of(before, records[place])
    return replace(source, parsed=replace(parsed, records=tuple(records)))


def _with_times_of(before: Record, told: Record) -> Record:
    times: dict[str, Any] = {
        each.name: kept
        for each in KIND_OF[type(told)].fields
        if each.type is datetime and _is_rounded(kept := getattr(before, each.name), getattr(told, each.name))
    }
    return replace(told, **times) if times else told


def _is_rounded(kept: datetime | None, told: datetime | None) -> bool:
    if kept is None or told is None or told.second or told.microsecond:
        return False
    return kept.replace(tzinfo=None, second=0, microsecond=0) == told.replace(tzinfo=None)

"""A table read again: which of its rows are new, which correct one of before, and which rows are gone from it.

A row of Afterrun's own export finds its record by the name that stands beside it, and replaces it. Any other row that
tells something else of the same minute, place and thing is asked about; so are rows that the table once had. Runs are
matched by `journal.add`, as those of all sources are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from afterrun.importers.parsed import Source
from afterrun.journal import Journal
from afterrun.journal.rows import instant_us
from afterrun.lab.import_questions import Question
from afterrun.lab.row_names import rename, renamed, row_name
from afterrun.records import Care, Event, PainReport, Phase
from afterrun.records.kinds import KIND_OF, Record

_READ = "tables-read"
_MOST_TABLES = 100
_SAME_TABLE = 0.5  # judgement: of the rows of before, so many must still be there
_WORDS_ONLY = ("note", "quality", "source", "scale", "moment")
"""What may differ without a question where a table told both: no number and no time."""
_MATCHED = (PainReport, Care, Event, Phase)


@dataclass(slots=True)
class Sorted:
    """What becomes of the rows of a table.

    ``records`` are to be added, ``questions`` asked; ``replaced`` rows have taken the place of earlier ones already.
    """

    records: list[Record] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    replaced: int = 0


def sort_rows(journal: Journal, source: Source) -> Sorted:
    """Look at each row of a table beside what the journal has."""
    stored = _Stored(journal)
    found, touched = Sorted(), set[str]()
    named = [row_name(record) for record in source.parsed.records]
    names = set(named)
    for place, record in enumerate(source.parsed.records):
        known = named[place] in stored.by_name
        before = None if known else stored.before(record, source.parsed.ids.get(place), names)
        if before is None:
            found.records.append(record)
            continue
        touched.add(row_name(before))
        if source.parsed.ids.get(place) or _differs_in_words(before, record):
            found.replaced += _replace(journal, before, record)
        else:
            found.questions.append(Question(where=source.name, stored=(before,), told=record))
    gone = tuple(_gone(journal, source, stored, names | touched))
    if gone:
        found.questions.append(Question(where=source.name, stored=gone))
    _remember(journal, source, names)
    return found


class _Stored:
    """The records of the journal, by their names and by what they are of."""

    def __init__(self, journal: Journal) -> None:
        diary = journal.diary()
        records: list[Record] = [*diary.pain, *diary.care, *diary.events, *diary.phases, *diary.runs]
        self.by_name: Mapping[str, Record] = {row_name(record): record for record in records}
        self.by_key: dict[tuple[object, ...], list[Record]] = {}
        for record in records:
            if isinstance(record, _MATCHED):
                self.by_key.setdefault(_key(record), []).append(record)
        self.renamed = renamed(journal)

    def before(self, record: Record, name: str | None, names: set[str]) -> Record | None:
        """Find the record that a row corrects: by its name, else of the same minute, place and thing."""
        if not isinstance(record, _MATCHED):
            return None
        known = self.by_name.get(self.renamed.get(name or "", name or ""))
        if known is not None and type(known) is type(record):
            return known
        like = self.by_key.get(_key(record), ())
        # One that stands in the table as it is has its own row.
        return next((each for each in like if row_name(each) not in names and _same_moment(each, record)), None)


def _key(record: Record) -> tuple[object, ...]:
    minute = instant_us(KIND_OF[type(record)].time_of(record)) // 60_000_000
    if isinstance(record, PainReport):
        return PainReport, minute, record.site, record.symptom
    if isinstance(record, Care):
        return Care, minute, record.intervention, record.variant, record.site
    if isinstance(record, Phase):
        return Phase, minute, record.intervention, record.variant
    return type(record), minute, getattr(record, "kind", "")


def _same_moment(one: Record, other: Record) -> bool:
    """Reports of two moments of one minute are two; where one does not say, it may be either."""
    if not (isinstance(one, PainReport) and isinstance(other, PainReport)):
        return True
    return one.moment == other.moment or one.moment is None or other.moment is None


def _differs_in_words(before: Record, record: Record) -> bool:
    names = [each.name for each in fields(record) if each.name not in _WORDS_ONLY]
    same = all(getattr(before, name) == getattr(record, name) for name in names)
    return same and getattr(before, "source", "") == getattr(record, "source", "")


def _replace(journal: Journal, before: Record, record: Record) -> int:
    entry = journal.entry_of(before)
    if entry is None or journal.replace(entry, record) is None:
        return 0
    rename(journal, row_name(before), row_name(record))
    return 1


def _gone(journal: Journal, source: Source, stored: _Stored, names: set[str]) -> Iterator[Record]:
    """Find what the same table told before and tells no longer, between its first and its last row."""
    times = [_time(record) for record in source.parsed.records]
    if not times:
        return
    before = _same_table(_tables(journal), _kind(source), names)
    for name in before.get("names", ()) if before else ():
        record = stored.by_name.get(stored.renamed.get(name, name))
        is_here = record is None or name in names or row_name(record) in names
        if record is not None and not is_here and min(times) < _time(record) < max(times):
            yield record


def _remember(journal: Journal, source: Source, names: Iterable[str]) -> None:
    """Keep which rows a table had, in the place of what it had before."""
    kind, now = _kind(source), set(names)
    if not now:
        return
    tables = _tables(journal)
    before = _same_table(tables, kind, now)
    kept = [each for each in tables if each is not before][: _MOST_TABLES - 1]
    journal.set_setting(_READ, json.dumps([{"kind": kind, "names": sorted(now)}, *kept]))


def _same_table(tables: Sequence[dict[str, Any]], kind: str, names: Iterable[str]) -> dict[str, Any] | None:
    now = set(names)
    shares = [
        (len(now.intersection(each["names"])) / max(len(each["names"]), 1), each)
        for each in tables
        if each["kind"] == kind
    ]
    share, best = max(shares, key=lambda each: each[0], default=(0.0, None))
    return best if share >= _SAME_TABLE else None


def _tables(journal: Journal) -> list[dict[str, Any]]:
    with suppress(ValueError):
        said = json.loads(journal.setting(_READ) or "[]")
        return [each for each in said if isinstance(each, dict) and {"kind", "names"} <= each.keys()]
    return []


def _kind(source: Source) -> str:
    records = source.parsed.records
    return KIND_OF[type(records[0])].name if records else ""


def _time(record: Record) -> datetime:
    return KIND_OF[type(record)].time_of(record)

"""A table read again: which of its rows are new, which correct one of before, and which rows are gone from it.

A row of Afterrun's own export finds its record by the name that stands beside it, and replaces it where it was changed
since. Any other row that tells something else of the same minute, place and thing (of a run: the same second) is asked
about; so is one in whose time or thing a row that the table once had was edited (`lab.edited_rows`), and so are rows
that it once had and are gone. Which run is the same as one of another source is for `journal.add` to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from afterrun.importers.parsed import Source
from afterrun.journal import Journal
from afterrun.journal.import_notes import Note, noted_list, write_notes
from afterrun.journal.rows import instant_us
from afterrun.journal.standing import ASK_DATE, ASK_NUMBERS, TAKEN_BACK
from afterrun.lab.edited_rows import edited_pairs, overlap
from afterrun.lab.import_questions import Question
from afterrun.lab.row_names import renamed, row_name
from afterrun.records import Care, Event, PainReport, Phase, Run
from afterrun.records.kinds import KIND_OF, RUN, Record
from afterrun.records.symptom_words import symptom_folded

_MOST_TABLES = 100
_SAME_TABLE = 0.5  # judgement: of the rows of before, so many must still be there
_WORDS_ONLY = ("note", "quality", "source", "scale", "moment", "shoe", "surface", "photo")
"""What may differ without a question where a table told both: no number and no time."""
_MATCHED = (PainReport, Care, Event, Phase)
_NOT_TOLD = ("start", "source", "original")
_COMPARED = tuple(each.name for each in RUN.fields if each.name not in _NOT_TOLD)


@dataclass(slots=True)
class Sorted:
    """What becomes of the rows of a table.

    ``places`` are those of the rows to add; ``already`` counts rows that are there as they are; ``corrections`` are
    pairs of what is stored and what takes its place; ``questions`` are to be asked; so are ``doubles``, whatever the
    table is worth: of these it says two things itself. ``edited`` names rows that stand in the table as others now:
    until that is answered it still has them.
    """

    places: list[int] = field(default_factory=list)
    already: int = 0
    corrections: list[tuple[Record, Record]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    doubles: list[Question] = field(default_factory=list)
    edited: set[str] = field(default_factory=set)


def sort_rows(journal: Journal, source: Source, records: Sequence[Record], doubted: Collection[int]) -> Sorted:
    """Look at each row of a table beside what the journal has; nothing is written.

    Parameters
    ----------
    doubted : collection of int
        Places of runs that cannot be as they are told: such a row corrects nothing.
    """
    stored = _Stored(journal)
    found, touched = Sorted(), set[str]()
    named = [row_name(record) for record in records]
    names = set(named)
    for place, record in enumerate(records):
        known = named[place] in stored.by_name
        others = source.parsed.others.get(place, ())
        if not known and any(row_name(other) in stored.by_name for other in others):
            found.already += 1  # somebody was asked, and said which of the table's answers is right
            continue
        found.doubles += [Question(where=source.name, stored=(record,), told=other) for other in others]
        if known and not isinstance(record, Run):
            found.already += 1
            continue
        name = source.parsed.ids.get(place)
        stands_apart = place in doubted or place in source.parsed.standings
        change = None if stands_apart else stored.change(record, name, names, settled=source.parsed.settled)
        if change is None:
            found.places.append(place)
        else:
            touched.add(row_name(change[0]))
            was_edited = name is not None and name != named[place]
            _sort_change(*change, source, found, asked=not (was_edited or stored.waits(change[0])))
    _sort_gone(journal, source, stored, names | touched, records, found)
    return found


def _sort_change(before: Record, corrected: Record, source: Source, found: Sorted, *, asked: bool) -> None:
    """Correct what a table says otherwise of a record; where numbers differ it may have to be ``asked``."""
    if corrected == before:
        found.already += 1
    elif asked and not _differs_in_words(before, corrected):
        found.questions.append(Question(where=source.name, stored=(before,), told=corrected))
    else:
        found.corrections.append((before, corrected))


def _sort_gone(
    journal: Journal, source: Source, stored: _Stored, names: set[str], records: Sequence[Record], found: Sorted
) -> None:
    """Ask about rows that the table once had: what became of them where that is seen, else whether they are gone."""
    gone = list(_gone(journal, source, stored, names))
    new = {place: records[place] for place in found.places if row_name(records[place]) not in stored.by_name}
    for before, place in edited_pairs(gone, new):
        found.places.remove(place)
        found.edited.add(row_name(before))
        found.questions.append(Question(where=source.name, stored=(before,), told=records[place]))
    if not gone:
        return
    times = [_time(record) for record in source.parsed.records]
    first, last = min(times), max(times)
    # What lay before the first row or after the last may be of another week.
    lost = tuple(each for each in gone if first < _time(each) < last and row_name(each) not in found.edited)
    if lost:
        found.questions.append(Question(where=source.name, stored=lost))


def sort_list(journal: Journal, source: Source, records: Sequence[Record]) -> Sorted:
    """Look at each run that somebody typed at a service: what was changed there since is asked about."""
    found, stored = Sorted(), _Stored(journal)
    for place, record in enumerate(records):
        is_typed = isinstance(record, Run) and record.original is None
        change = stored.change(record, None, (), settled=False) if is_typed else None
        if change is None or _differs_in_words(*change):
            found.places.append(place)
        else:
            found.questions.append(Question(where=source.name, stored=(change[0],), told=change[1]))
    return found


class _Stored:
    """The records of the journal, by their names and by what they are of; runs as their sources told them."""

    def __init__(self, journal: Journal) -> None:
        diary = journal.diary()
        told = [(run, stands) for run, stands in journal.told_runs() if stands.standing != TAKEN_BACK]
        others: list[Record] = [*diary.pain, *diary.care, *diary.events, *diary.phases]
        runs: list[Record] = [run for run, _ in told]
        self.by_name: Mapping[str, Record] = {row_name(record): record for record in (*others, *runs)}
        self.counted: Mapping[str, Record] = {row_name(record): record for record in (*others, *diary.runs)}
        self._waiting = {row_name(run) for run, stands in told if stands.standing in (ASK_DATE, ASK_NUMBERS)}
        self.by_key: dict[tuple[object, ...], list[Record]] = {}
        for record in others:
            if isinstance(record, _MATCHED):
                self.by_key.setdefault(_key(record), []).append(record)
        self.renamed = renamed(journal)

    def change(
        self, record: Record, name: str | None, names: Collection[str], *, settled: bool
    ) -> tuple[Record, Record] | None:
        """Find what a row corrects and what takes its place; None where it is a record of its own."""
        before = self._before(record, name, names)
        corrected = None if before is None else self._corrected(before, record, settled=settled)
        if before is None or corrected is None:
            return None
        return before, _with_kept_words(before, corrected) if name is None else corrected

    def _before(self, record: Record, name: str | None, names: Collection[str]) -> Record | None:
        """Find the record that a row corrects: by its name, else of the same minute, place and thing."""
        known = self.by_name.get(self.renamed.get(name or "", name or ""))
        if isinstance(record, Run):
            like_run = known if name is not None else self.by_name.get(row_name(record))
            return like_run if isinstance(like_run, Run) and _is_of(like_run, record, name) else None
        if not isinstance(record, _MATCHED):
            return None
        if known is not None and type(known) is type(record):
            return known
        like = self.by_key.get(_key(record), ())
        # One that stands in the table as it is has its own row.
        return next((each for each in like if row_name(each) not in names and _may_be_one(each, record)), None)

    def _corrected(self, before: Record, record: Record, *, settled: bool) -> Record | None:
        """Say what takes the place of a record; None if nothing of it changed."""
        if not (isinstance(before, Run) and isinstance(record, Run)):
            return record
        name = row_name(before)
        seen = self.counted.get(name, before)  # an export writes a run with what other sources know of it
        told: dict[str, Any] = {
            each: getattr(record, each) for each in _COMPARED if getattr(record, each) != getattr(seen, each)
        }
        if not settled:  # a table may lack a column
            told = {each: value for each, value in told.items() if value is not None}
        if row_name(record) != name:
            told["start"] = record.start
        changed = replace(before, **told)
        return None if changed == before else changed

    def waits(self, record: Record) -> bool:
        """Whether a run is asked about because it cannot be as it was told."""
        return row_name(record) in self._waiting


def _with_kept_words(before: Record, told: Record) -> Record:
    """Keep words that a table does not have: it may lack the column, and an empty cell takes nothing back.

    Of a run this is looked at number by number.
    """
    if isinstance(told, Run):
        return told
    kept: dict[str, Any] = {
        each.name: getattr(before, each.name)
        for each in fields(told)
        if each.name in _WORDS_ONLY and getattr(told, each.name) in (None, ())
    }
    return replace(told, **kept) if kept else told


def _is_of(stored: Run, told: Run, name: str | None) -> bool:
    """Whether a row may correct a run: one that was typed, or one that an export named."""
    same = stored.source == told.source and stored.original == told.original
    return same and (name is not None or told.original is None)


def _key(record: Record) -> tuple[object, ...]:
    minute = instant_us(KIND_OF[type(record)].time_of(record)) // 60_000_000
    if isinstance(record, PainReport):
        return PainReport, minute, record.site, symptom_folded(record.symptom)
    if isinstance(record, Care):
        return Care, minute, record.intervention, record.variant, record.site
    if isinstance(record, Phase):
        return Phase, record.intervention, record.variant
    return type(record), minute, getattr(record, "kind", "")


def _may_be_one(one: Record, other: Record) -> bool:
    """Reports of two moments of one minute are two; nobody keeps one thing up twice at once."""
    if isinstance(one, Phase) and isinstance(other, Phase):
        return overlap(one, other)
    if not (isinstance(one, PainReport) and isinstance(other, PainReport)):
        return True
    # Where one does not say its moment, it may be either.
    return one.moment == other.moment or one.moment is None or other.moment is None


def _differs_in_words(before: Record, record: Record) -> bool:
    """Whether no number and no time changed; of a run, a number that was not known may come."""
    names = [each.name for each in fields(record) if each.name not in _WORDS_ONLY]
    if isinstance(before, Run):
        names = [name for name in names if getattr(before, name) is not None]
    same = all(getattr(before, name) == getattr(record, name) for name in names)
    return same and getattr(before, "source", "") == getattr(record, "source", "")


def _gone(journal: Journal, source: Source, stored: _Stored, names: set[str]) -> Iterator[Record]:
    """Find what the same table told before and tells no longer."""
    if not source.parsed.records or not _is_whole(source):
        return
    before = _same_table(_tables(journal), _kind(source), names)
    for name in before.get("names", ()) if before else ():
        record = stored.counted.get(stored.renamed.get(name, name))
        is_here = record is None or name in names or row_name(record) in names
        if record is not None and not is_here:
            yield record


def _is_whole(source: Source) -> bool:
    """Whether it is a table that somebody keeps, and none of the runs that stand apart."""
    return source.is_table and not source.parsed.standings


def remember_rows(journal: Journal, source: Source, edited: Collection[str] = ()) -> None:
    """Keep which rows a table had, in the place of what it had before; those ``edited`` it has as others now."""
    kind, now = _kind(source), {*(row_name(record) for record in source.parsed.records), *edited}
    if not source.parsed.records or not _is_whole(source):
        return
    tables = _tables(journal)
    before = _same_table(tables, kind, now)
    kept = [each for each in tables if each is not before][: _MOST_TABLES - 1]
    write_notes(journal, {Note.ROWS: [{"kind": kind, "names": sorted(now)}, *kept]})


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
    said = noted_list(journal, Note.ROWS)
    return [each for each in said if isinstance(each, dict) and {"kind", "names"} <= each.keys()]


def _kind(source: Source) -> str:
    records = source.parsed.records
    return KIND_OF[type(records[0])].name if records else ""


def _time(record: Record) -> datetime:
    return KIND_OF[type(record)].time_of(record)

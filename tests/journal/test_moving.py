"""A journal moved into a database and back: nothing is lost, a kill in between costs nothing, the source stays."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from afterrun.errors import InvalidValueError, JournalError
from afterrun.journal import Journal, moving
from afterrun.journal.backup import back_up, restore
from afterrun.journal.erasing import erase
from afterrun.journal.identity import journal_id
from afterrun.journal.moving import Moved, move
from afterrun.journal.sendings import Received, note_received, received
from afterrun.journal.stores import store_of
from afterrun.places import Database, Place
from afterrun.records import (
    Allocation,
    Care,
    Event,
    Original,
    PainReport,
    Phase,
    Run,
    SelfTest,
    SignAnswer,
    Site,
    Streams,
    ToldForecast,
    Trial,
)
from afterrun.records.kinds import Record

AT = datetime(2026, 5, 1, 7, tzinfo=UTC)
HEEL = Site.parse("left-heel")
REPORT = PainReport(at=AT, site=HEEL, nrs=3.5, note="a 'quoted' – word\n\tand more ☂")
FILE = Original("run.fit", bytes(range(256)) * 300)
RUN = Run(start=AT, duration_s=1800, distance_m=5000, source="fit", original=FILE.sha256)
TRACK = Streams({"time_s": np.arange(500.0), "speed_mps": np.where(np.arange(500) % 7, 2.51, np.nan)})
SENDING = "a-form-of-yesterday"


def some_of_each() -> list[Record]:
    """Every kind of record, the reports in number."""
    trial = Trial(
        start=AT, question="prevention", design="pairs", intervention="tape", site=HEEL, units=8, seed=-(2**63)
    )
    return [
        *(replace(REPORT, at=AT + timedelta(hours=hours), nrs=hours % 11) for hours in range(1, 61)),
        *(Run(start=AT + timedelta(days=days), duration_s=1800 + days / 7, distance_m=5000.1) for days in range(1, 13)),
        Care(at=AT, intervention="calf-stretch", site=HEEL, minutes=2.5, run=AT),
        Phase(intervention="calf-raises", start=AT),
        Event(at=AT, kind="long-drive"),
        trial,
        Allocation(at=AT, trial=trial.sha256, unit=0, arm=1),
        SignAnswer(at=AT, sign="night-pain", answer="no"),
        ToldForecast(at=AT, site=HEEL, says=("a", "b")),
        SelfTest(at=AT, test="heel-raises", value=0.1 + 0.2, when="rest"),
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal with something of everything, and a hole in the numbers of its rows."""
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([RUN, REPORT, *some_of_each()], streams={0: TRACK}, original=FILE)
        journal.add([replace(RUN, start=AT + timedelta(seconds=20), source="gpx", original=None, shoe="old")])
        entry = journal.entry_of(journal.diary().pain[3])
        assert entry is not None
        assert journal.undo(entry)
        note_received(journal, SENDING, Received(AT, entry=journal.entry_of(REPORT)))
        journal_id(journal)
        empty = [name for name, count in journal.counts().items() if not count]
        assert empty == []
    return path


def content(place: Place) -> tuple[object, ...]:
    """Everything that a journal can be asked for."""
    with Journal.open(place, create=False) as journal:
        assert journal.verify() == ()
        sent = received(journal, SENDING)
        assert sent is not None
        assert sent.entry is not None
        assert journal.record_of(sent.entry) == REPORT
        tracks = [
            (name, values.tobytes())
            for run in journal.diary().runs
            if (found := journal.streams(run)) is not None
            for name, values in found.channels.items()
        ]
        originals = [(each.name, each.content) for each in journal.originals()]
        ids = [journal.entry_of(each) for each in journal.diary().pain]
        known = (journal_id(journal), journal.revision(), sent, ids)
        return (journal.diary(), journal.apart(), tracks, originals, journal.counts(), known)


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    """All rows of a file, as SQLite has them."""
    with closing(sqlite3.connect(path)) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return [sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names]


def test_there_and_back_is_the_same_byte_for_byte(file: Path, person: Database) -> None:
    before, was = content(file), rows(file)
    there = move(file, person)
    assert content(person) == before
    assert rows(file) == was  # the source stays, as it was
    back = file.with_name("back.db")
    again = move(person, back)
    assert rows(back) == was
    assert content(back) == before == content(person)
    assert (there.counts, there.checksums, there.checksum) == (again.counts, again.checksums, again.checksum)
    assert not there.went_on
    assert [each.name for each in file.parent.iterdir() if "moving" in each.name] == []


class Killed(BaseException):
    """Nobody catches it, as nobody catches a kill."""


@pytest.mark.parametrize("to_file", [False, True])
def test_a_move_that_is_cut_off_goes_on_where_it_was(
    file: Path, person: Database, monkeypatch: pytest.MonkeyPatch, to_file: bool
) -> None:
    before = content(file)
    source: Place
    target: Place
    source, target = file, person
    if to_file:
        move(file, person)
        source, target = person, file.with_name("back.db")
    written: list[tuple[str, int]] = []

    def killed_after(parts: int) -> Moved:
        def told(table: str, count: int) -> None:
            written.append((table, count))
            if len(written) == parts:
                raise Killed

        return move(source, target, told=told)

    monkeypatch.setattr(moving, "_ROWS_AT_ONCE", 10)
    for parts in (2, 4, 9):
        with pytest.raises(Killed):
            killed_after(parts)
        with pytest.raises(JournalError, match="must exist"):
            Journal.open(target, create=False)  # nobody takes half a journal for one
    done = killed_after(0)
    assert done.went_on
    assert sum(count for _, count in written) == sum(done.counts.values())  # nothing was written twice
    assert content(target) == before == content(source)


def test_what_is_written_meanwhile_moves_as_well(file: Path, person: Database) -> None:
    wrote: list[str] = []

    def told(table: str, _: int) -> None:
        if not wrote:
            wrote.append(table)
            with Journal.open(file) as journal:
                journal.add([replace(REPORT, nrs=9)])
                first = journal.entry_of(journal.diary().pain[0])
                assert first is not None
                journal.undo(first)

    move(file, person, told=told)
    assert wrote
    assert content(person) == content(file)


def test_one_that_is_written_to_all_the_time_is_not_half_moved(file: Path, person: Database) -> None:
    def told(*_: object) -> None:
        with Journal.open(file) as journal:
            journal.set_setting("again", str(journal.revision()))

    with pytest.raises(JournalError, match="left alone"):
        move(file, person, told=told)
    with pytest.raises(JournalError, match="must exist"):
        Journal.open(person, create=False)
    move(file, person)
    assert content(person) == content(file)


def test_a_place_that_is_taken_is_refused_and_left_alone(file: Path, person: Database) -> None:
    with Journal.open(person) as journal:
        journal.add([REPORT])
    with pytest.raises(JournalError, match="must not be there yet"):
        move(file, person)
    with Journal.open(person) as journal:
        assert journal.diary().pain == (REPORT,)
    with pytest.raises(JournalError, match="must not be there yet"):
        move(person, file)
    with pytest.raises(InvalidValueError, match="to a database or out of one"):
        move(file, file.with_name("other.db"))


def test_one_who_comes_while_it_moves_keeps_what_is_theirs(file: Path, person: Database) -> None:
    def told(*_: object) -> None:
        with Journal.open(person) as journal:
            journal.add([REPORT])

    with pytest.raises(JournalError, match="must not be there yet"):
        move(file, person, told=told)
    with Journal.open(person) as journal:
        assert journal.diary().pain == (REPORT,)


def test_a_person_who_has_recorded_nothing_gives_way(file: Path, person: Database) -> None:
    with Journal.open(person) as journal:
        journal.set_setting("zone", "Europe/Berlin")
    move(file, person)
    assert content(person) == content(file)


@pytest.mark.parametrize("to_file", [False, True])
def test_what_a_move_that_was_given_up_left_is_erased_with_the_journal(
    file: Path, person: Database, to_file: bool
) -> None:
    def told(*_: object) -> None:
        raise Killed

    target: Place = person
    if to_file:
        move(file, person)
        target = file.with_name("back.db")
    with pytest.raises(Killed):
        move(person if to_file else file, target, told=told)
    assert store_of(target).beside().taken() or not to_file
    with Journal.open(target) as journal:
        journal.add([REPORT])
    erase(target)
    beside = store_of(target).beside()
    with pytest.raises(JournalError, match="must exist"):
        beside.connect(create=False)


def test_another_journals_move_is_not_gone_on_with(file: Path, person: Database) -> None:
    def told(*_: object) -> None:
        raise Killed

    with pytest.raises(Killed):
        move(file, person, told=told)
    other = file.with_name("other.db")
    with Journal.open(other) as journal:
        journal.add([REPORT])
    with pytest.raises(JournalError, match="another journal"):
        move(other, person)


def test_a_damaged_journal_is_not_moved(file: Path, person: Database) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE pain SET nrs = 1 WHERE uid = (SELECT uid FROM pain LIMIT 1)")
        raw.commit()
    with pytest.raises(JournalError, match="must be sound to be moved"):
        move(file, person)


def test_a_text_that_a_database_cannot_keep_is_named(file: Path, person: Database) -> None:
    with Journal.open(file) as journal:
        journal.add([replace(REPORT, nrs=1, note="a\0b")])
    with pytest.raises(JournalError, match=r"pain .*2026-05-01.*NUL"):
        move(file, person)


def test_a_backup_of_a_journal_in_a_database_is_a_file_and_can_be_put_back(file: Path, person: Database) -> None:
    before = content(file)
    move(file, person)
    copy = file.with_name("copy.db")
    assert back_up(person, copy) == copy.stat().st_size
    assert content(copy) == before
    with pytest.raises(JournalError, match="must be new"):
        back_up(person, copy)
    with pytest.raises(JournalError, match="must not be there yet"):
        restore(copy, person, now=AT, force=True)
    elsewhere = Database(person.server, f"{person.person}, again")
    assert restore(copy, elsewhere, now=AT) is None
    assert content(elsewhere) == before

"""Damage is told and left out, never taken for an answer; what can be read is saved."""

from __future__ import annotations

import logging
import random
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.codec import pack, unzipped
from afterrun.journal.salvaging import salvage
from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.seals import seal_all
from afterrun.records import Event, Original, PainReport, Run, Site
from benchmarks.fire.damaged import strike
from benchmarks.fire.hostile import make as make_hostile
from benchmarks.fire.hostile import put
from benchmarks.fire.hostile import strike as strike_hostile
from tests.cli.typed import type_command

pytestmark = pytest.mark.share

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEEL = Site.parse("left-heel")
REPORTS = [PainReport(at=NOW - timedelta(hours=i), site=HEEL, nrs=i % 11, note=f"note {i}") for i in range(60)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add(REPORTS)
    return path


def change(path: Path, sql: str, *values: object) -> None:
    """As a failing disk would: past the journal."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(sql, values)


def test_every_flipped_bit_in_a_report_is_told(path: Path) -> None:
    content, rng, told = path.read_bytes(), random.Random(0), 0
    places = [at for i in range(60) if (at := content.find(f"note {i}".encode())) > 0]
    for at in rng.choices(places, k=40):
        struck = bytearray(content)
        struck[at - rng.randrange(40)] ^= 1 << rng.randrange(8)
        path.write_bytes(struck)
        try:
            with Journal.open(path) as journal:
                kept = journal.diary().pain
                assert set(kept) <= set(REPORTS)
                found = journal.verify()
                assert found or set(kept) == set(REPORTS)
                told += bool(found)
        except JournalError:
            told += 1
    assert told == 40


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE pain SET nrs = 7 WHERE id = 5", "pain 5 (2026-11-23) is not as it was written"),
        ("UPDATE pain SET note = x'ff00' WHERE id = 5", "pain 5 (2026-11-23) is not as it was written"),
        ("UPDATE pain SET note = CAST(x'ff41' AS TEXT) WHERE id = 5", "pain 5 cannot be read"),
        ("UPDATE pain SET at_us = 'soon' WHERE id = 5", "pain 5 (2026-11-23) is not as it was written"),
        ("DELETE FROM pain WHERE id = 5", "pain 5 is gone"),
        ("DELETE FROM seal WHERE place = 'pain' AND row = '5'", "pain 5 (2026-11-23) was not written by Afterrun"),
    ],
)
def test_a_damaged_entry_is_named_and_left_out(path: Path, sql: str, told: str) -> None:
    change(path, sql)
    with Journal.open(path) as journal:
        assert journal.verify() == (told,)
        assert [str(each) for each in journal.damaged()] == [told]
        assert len(journal.diary().pain) == 59
        journal.add([PainReport(at=NOW, site=Site.parse("right-heel"), nrs=1)])  # the rest goes on
        assert len(journal.diary().pain) == 60


def test_settings_are_sealed_too(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.set_setting("zone", "Europe/Paris")
    change(path, "UPDATE setting SET value = 'Europe/Minsk' WHERE key = 'zone'")
    with Journal.open(path) as journal:
        assert journal.verify() == ("setting zone is not as it was written",)


@pytest.mark.parametrize("column", ["key", "value"])
def test_a_setting_with_a_letter_that_is_none_is_told(path: Path, column: str) -> None:
    with Journal.open(path) as journal:
        journal.set_setting("unit", "mi")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"UPDATE setting SET {column} = CAST({column} || X'FF' AS TEXT) WHERE key = 'unit'")
    with Journal.open(path) as journal:
        assert journal.verify() != ()
        if column == "value":
            with pytest.raises(JournalError, match="is damaged"):
                journal.setting("unit")


def test_words_of_sqlite_that_are_none_are_those_of_a_damaged_journal(path: Path) -> None:
    """It repeats the damaged name of a table, and Python cannot read that."""
    with pytest.raises(JournalError, match=rf"{path.name} is damaged"), faults(path):
        b"malformed database schema (\xf8un)".decode()


def test_what_is_changed_and_taken_back_properly_is_sound(path: Path) -> None:
    with Journal.open(path) as journal:
        entry = journal.entry_of(REPORTS[3])
        assert entry is not None
        entry = journal.replace(entry, replace(REPORTS[3], nrs=10))
        assert entry is not None
        assert journal.verify() == ()
        assert journal.undo(entry)
        assert journal.verify() == ()


def test_a_run_taken_back_takes_the_seals_of_its_streams_along(tmp_path: Path) -> None:
    from benchmarks.fire.damaged import make

    path = tmp_path / "journal.db"
    make(path, reports=1)
    with Journal.open(path) as journal:
        (run, *_) = [run for run in journal.diary().runs if run.original]
        entry = journal.entry_of(run)
        assert entry is not None
        assert journal.undo(entry)
        assert journal.verify() == ()


def test_a_migration_does_not_bless_what_was_damaged(path: Path) -> None:
    from afterrun.journal.stores.sqlite import migrate

    change(path, "UPDATE pain SET nrs = 7 WHERE id = 5")
    with Journal.open(path) as journal:
        migrate.migrate(journal._connection, path, "0004")
        assert [each.key for each in journal.damaged()] == ["5"]


def test_a_damaged_journal_never_takes_the_place_of_a_backup(
    path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad = tmp_path / "copies" / "good.db", tmp_path / "copies" / "bad.db"
    back_up(path, good)
    before = good.read_bytes()
    change(path, "UPDATE pain SET nrs = 7 WHERE id = 5")
    with pytest.raises(JournalError, match="sound to take the place of a backup"):
        back_up(path, good, force=True)
    assert good.read_bytes() == before
    with caplog.at_level(logging.WARNING):
        back_up(path, bad)
    assert "so is this copy" in caplog.text
    with pytest.raises(JournalError, match="backup must be sound"):
        restore(bad, path, now=NOW, force=True)
    restore(good, path, now=NOW, force=True)
    with Journal.open(path) as journal:
        assert journal.verify() == ()


def test_what_can_be_read_is_saved_and_what_is_lost_is_named(path: Path, tmp_path: Path) -> None:
    original = Original("a.fit", b"content")
    with Journal.open(path) as journal:
        run = Run(start=NOW - timedelta(days=9), duration_s=1800, original=original.sha256, source="fit")
        journal.add([run], original=original)
    change(path, "UPDATE pain SET nrs = 7 WHERE id = 5")
    change(path, "UPDATE original SET content_zlib = x'00'")
    before = path.read_bytes()
    ended = type_command("check", "--salvage", "new.db", "--journal", str(path), folder=tmp_path, environment={})
    assert ended.code == 0
    assert "pain reports 59" in ended.out
    assert "pain 5 (2026-11-23) is not as it was written" in ended.out
    assert path.read_bytes() == before
    with Journal.open(tmp_path / "new.db", create=False) as journal:
        assert journal.verify() == ()
        assert set(journal.diary().pain) == set(REPORTS) - {REPORTS[4]}
        assert [each.start for each in journal.diary().runs] == [run.start]
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0
    with pytest.raises(JournalError, match="must be new"):
        salvage(path, tmp_path / "new.db")


def test_a_seal_of_a_row_that_is_no_text_is_told(path: Path) -> None:
    """Two swapped pages made numbers of the names of seals, and `check` ended with an error of its own."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA writable_schema = ON")
        alike = """UPDATE sqlite_master SET sql = replace(sql, '"row" TEXT', '"row" BLOB') WHERE name = 'seal'"""
        raw.execute(alike)
    change(path, "INSERT INTO seal VALUES ('pain', 77, 1)")
    with Journal.open(path) as journal:
        assert any("77" in each for each in journal.verify())


def test_files_in_pages_that_make_no_sense_are_told_as_damage(path: Path, tmp_path: Path) -> None:
    with Journal.open(path) as journal:
        for number in range(40):
            journal.add((), original=Original(f"{number}.fit", random.Random(number).randbytes(900)))
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'original'").fetchone()
        (index,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_original%'"
        ).fetchone()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    for page in (root, index):
        content[4096 * (page - 1) : 4096 * page] = bytes(4096)
    path.write_bytes(content)
    with Journal.open(path) as journal, pytest.raises(JournalError, match="is damaged"):
        list(journal.originals())


def test_a_file_whose_name_is_no_text_is_there_without_it(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.add((), original=Original("1.fit", b"run"))
    change(path, "UPDATE original SET name = CAST(name AS BLOB)")
    with Journal.open(path) as journal:
        assert list(journal.originals()) == [Original("", b"run")]


def test_of_nothing_nothing_is_saved(tmp_path: Path) -> None:
    for content in (b"", b"no journal" * 900):
        (tmp_path / "a.db").write_bytes(content)
        with pytest.raises(JournalError):
            salvage(tmp_path / "a.db", tmp_path / "new.db")
        assert [each.name for each in tmp_path.iterdir()] == ["a.db"]


def test_journals_that_a_disk_damaged_are_told_of_or_hold_what_they_held() -> None:
    counts = strike(12, seed=3, reports=60)
    assert {outcome for _, outcome in counts} <= {"told", "harmless"}, counts


@pytest.mark.parametrize(("table", "column"), [("pain", "symptom"), ("run", "sport")])
def test_bytes_where_a_text_belongs_are_damage_and_the_rest_is_told(tmp_path: Path, table: str, column: str) -> None:
    """Sealed as they are, so that no checksum tells of them: every page broke on them."""
    path, at = tmp_path / "bytes.db", datetime(2026, 5, 1, 7, tzinfo=UTC)
    with Journal.open(path) as journal:
        for day in range(2):
            start = at + timedelta(days=day)
            journal.add([PainReport(at=start, site=Site.parse("left-heel"), nrs=2)])
            journal.add([Run(start=start - timedelta(hours=2), duration_s=1800, distance_m=5000)])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE {table} SET {column} = x'00ff' WHERE id = 1")
        seal_all(connection, but={})
    with Journal.open(path) as journal:
        assert [damage.table for damage in journal.damaged()] == [table]
        assert (len(journal.diary().pain), len(journal.diary().runs)) == ((1, 2) if table == "pain" else (2, 1))


@pytest.mark.parametrize("damaged", ["", "x", "-1", "9" * 5000, "²"])
def test_a_damaged_revision_stops_nobody(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "counted.db"
    report = PainReport(at=datetime(2026, 5, 1, 7, tzinfo=UTC), site=Site.parse("left-heel"), nrs=2)
    with Journal.open(path) as journal:
        journal.add([report])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE setting SET value = ? WHERE key = 'revision'", (damaged,))
    with Journal.open(path) as journal:
        assert (journal.revision(), journal.diary().pain) == (0, (report,))
        journal.add([replace(report, nrs=5)])
        assert journal.revision() == 1


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.db"
    make_hostile(path)
    return path


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("run_standing", "same_as_us", "soon"),
        ("run_standing", "same_as_us", 2**62),
        ("run_standing", "standing", "sideways"),
        ("pain", "quality", "[" * 5000 + "]" * 5000),
        ("setting", "value", b"\xff"),
        ("event", "minutes", "soon"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_and_stops_nobody(
    hostile: Path, table: str, column: str, value: object
) -> None:
    """Sealed, so that no checksum tells of it."""
    assert put(hostile, table, column, value, 0)
    with Journal.open(hostile) as journal:
        assert [line.split()[0] for line in journal.verify()] == [table]
        diary = journal.diary()
        assert len(diary.pain) == 6 - (table == "pain")
        again = Event(at=NOW - timedelta(days=5), kind="long-drive", minutes=30)
        assert journal.add([again]).added == 1


@pytest.mark.parametrize(("column", "value"), [("data", b""), ("channel", "time"), ("scale", 1e308), ("n", 2**63 - 1)])
def test_streams_without_their_clock_are_none(hostile: Path, column: str, value: object) -> None:
    change(hostile, f"UPDATE stream SET {column} = ? WHERE channel = 'time_s'", value)
    with Journal.open(hostile) as journal:
        assert [journal.streams(run) for run in journal.diary().runs] == [None, None]


def test_a_channel_of_another_length_than_its_clock_is_left_out(hostile: Path) -> None:
    short = pack(np.zeros(9), 0.001)
    change(hostile, "UPDATE stream SET n = 9, crc32 = ?, data = ? WHERE channel = 'speed_mps'", short.crc32, short.data)
    with Journal.open(hostile) as journal:
        found = [streams for run in journal.diary().runs if (streams := journal.streams(run)) is not None]
    assert [list(each.channels) for each in found] == [["time_s"]]


def test_what_unpacks_to_more_than_it_says_is_not_unpacked() -> None:
    with pytest.raises(ValueError, match="must be 10 bytes"):
        unzipped(zlib.compress(bytes(10_000_000)), 10)
    assert unzipped(zlib.compress(bytes(10)), 10) == bytes(10)
    for size in (-1, 2**63):  # to zlib no limit, and beyond what it counts
        with pytest.raises(ValueError, match="must have a size"):
            unzipped(zlib.compress(bytes(10_000_000)), size)


def test_hostile_values_are_answered_or_refused() -> None:
    told: list[str] = []
    counts = strike_hostile(8, seed=4, told=told.append)
    assert {outcome for _, outcome in counts} <= {"answered", "refused"}, told

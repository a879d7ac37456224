from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from secrets import token_hex

import numpy as np
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sqlalchemy import Engine, create_engine
from sqlalchemy.event import listen, remove

from afterrun.errors import JournalBusyError, JournalError
from afterrun.journal import Journal, schema
from afterrun.journal.codec import pack, unpack
from afterrun.journal.rows import to_row
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.seals import seal_all
from afterrun.journal.stores.steps import configuration
from afterrun.places import Database, Place
from afterrun.records import Allocation, Care, Event, Original, PainReport, Phase, Run, Site, Streams, Trial
from afterrun.response.arrays import Floats
from tests import strategies
from tests.shares import drawn

AT = datetime(2026, 5, 1, 7, tzinfo=UTC)
HEEL = Site.parse("left-heel")
RUN = Run(start=AT, duration_s=1800, distance_m=5000, source="tcx")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def report(minutes: int, nrs: float = 2) -> PainReport:
    return PainReport(at=AT + timedelta(minutes=minutes), site=HEEL, nrs=nrs)


def a_new_place(kind: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Place:
    """As the fixture `place`, anew for each draw."""
    if kind == "file":
        return folders.mktemp("j") / "j.db"
    journals: Database = request.getfixturevalue("journals")
    return journals.of(token_hex(8))


@pytest.mark.parametrize("kind", ["file", "database"])
@drawn(10, 40)
@given(
    reports=st.lists(strategies.reports, max_size=5, unique=True),
    cares=st.lists(strategies.cares, max_size=5, unique=True),
    phases=st.lists(strategies.phases, max_size=3, unique=True),
    events=st.lists(strategies.events, max_size=3, unique=True),
    trials=st.lists(strategies.trials, max_size=2, unique_by=lambda trial: trial.sha256),
    allocations=st.lists(strategies.allocations, max_size=2, unique_by=lambda drawn: (drawn.trial, drawn.unit)),
    run=strategies.runs,
)
def test_records_come_back_equal(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    reports: list[PainReport],
    cares: list[Care],
    phases: list[Phase],
    events: list[Event],
    trials: list[Trial],
    allocations: list[Allocation],
    run: Run,
) -> None:
    with Journal.open(a_new_place(kind, request, tmp_path_factory)) as journal:
        journal.add([*reports, *cares, *phases, *events, *trials, *allocations, run])
        diary = journal.diary()
        assert set(diary.pain) == set(reports)
        assert set(diary.care) == set(cares)
        assert set(diary.phases) == set(phases)
        assert set(diary.events) == set(events)
        assert set(diary.trials) == set(trials)
        assert set(diary.allocations) == set(allocations)
        assert diary.runs == (run,)
        assert [r.at.utcoffset() for r in diary.pain] == [
            r.at.utcoffset() for r in sorted(diary.pain, key=lambda r: r.at)
        ]
        again = journal.add([*reports, *cares, *phases, *events, *trials, *allocations, run])
        assert again.added == 0
        assert journal.verify() == ()


def test_the_same_instant_in_another_zone_is_the_same_report(place: Place) -> None:
    with Journal.open(place) as journal:
        moved = replace(report(0), at=AT.astimezone(timezone(timedelta(hours=5))))
        assert journal.add([report(0)]).added == 1
        assert journal.add([moved]).already == 1


@pytest.mark.parametrize(
    ("start_s", "distance_m", "same"), [(20, 5050, True), (20, None, True), (120, 5000, True), (20, 5300, False)]
)
def test_a_run_told_by_two_sources_counts_once(
    place: Place, start_s: int, distance_m: float | None, same: bool
) -> None:
    other = replace(
        RUN, start=AT + timedelta(seconds=start_s), distance_m=distance_m, rpe=6.0, shoe="red", source="fit"
    )
    streams = Streams({"time_s": np.arange(5.0), "speed_mps": np.full(5, 2.5)})
    with Journal.open(place) as journal:
        journal.add([RUN])
        added = journal.add([other], streams={0: streams})
        stored = journal.diary().runs
        assert (added.added, len(stored)) == (0 if same else 1, 1)  # what is not sure waits, and is no second dose
        assert added.asked == (() if same else ((other, "ask-same", RUN),))
        if same:
            assert added.same == ((other, RUN),)
            assert (stored[0].rpe, stored[0].shoe, stored[0].distance_m) == (6.0, "red", 5000)
            found = journal.streams(stored[0])
            assert found is not None
            assert found.size == 5


def test_who_adds_much_at_once_asks_once_what_is_there(path: Path) -> None:
    """Pages wait while it is written: asked of each of ten years' reports by itself, for seconds."""
    once, asked = [report(minutes) for minutes in range(900)], []
    with Journal.open(path, create=True) as journal:
        journal.add(once)

        def hear(*told: object) -> None:
            asked.append(str(told[2]))

        listen(Engine, "before_cursor_execute", hear)
        try:
            again = journal.add([*once, report(1000), report(1000)])
        finally:
            remove(Engine, "before_cursor_execute", hear)
        assert (again.added, again.already) == (1, 901)
        assert len(journal.diary().pain) == 901
    assert len(asked) < 20


def test_originals_are_kept_byte_for_byte(place: Place) -> None:
    original = Original("run.fit", bytes(range(256)) * 40)
    with Journal.open(place) as journal:
        run = replace(RUN, original=original.sha256)
        journal.add([run], original=original)
        journal.add((), original=original)
        (kept,) = journal.originals()
        assert (kept.name, kept.content) == ("run.fit", original.content)
        assert journal.has_original(original.sha256)


@given(
    arrays(
        np.float64,
        st.integers(0, 60),
        elements=st.one_of(st.just(np.nan), st.floats(-2e6, 2e6, allow_nan=False), st.sampled_from([0.0, 2e7, -2e7])),
    ),
    st.sampled_from([1.0, 0.5, 0.01]),
)
def test_streams_come_back_to_the_nearest_step(values: Floats, scale: float) -> None:
    found = unpack(pack(values, scale))
    assert np.array_equal(np.isnan(found), np.isnan(values))
    kept = ~np.isnan(values)
    assert (np.abs(found[kept] - values[kept]) <= scale / 2 * (1 + 1e-6)).all()


def test_damage_is_found(path: Path) -> None:
    streams = Streams({"time_s": np.arange(500.0)})
    original = Original("run.fit", b"bytes" * 500)
    with Journal.open(path) as journal:
        journal.add([replace(RUN, original=original.sha256)], streams={0: streams}, original=original)
        assert journal.verify() == ()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE stream SET data = ?", (zlib.compress(b"\0" * 2000, 1),))
        raw.execute("UPDATE original SET content_zlib = ?", (zlib.compress(b"other"),))
    with Journal.open(path) as journal:
        damage = " ".join(journal.verify())
    assert "time_s" in damage
    assert "(run.fit) is not as it was written" in damage


def test_a_setting_is_settled_once(place: Place) -> None:
    with Journal.open(place) as one, Journal.open(place) as other:
        assert one.settle("name", "first") == "first"
        settled = one.revision()
        assert other.settle("name", "second") == "first" == one.setting("name")
        assert one.revision() == settled


def test_revision_grows_with_every_write_by_anyone(place: Place) -> None:
    with Journal.open(place) as one, Journal.open(place) as two:
        before = one.revision()
        two.add([report(0)])
        assert one.revision() > before
        middle = one.revision()
        entry = two.entry_of(report(0))
        assert entry is not None
        assert two.undo(entry)
        assert not two.undo(entry)
        assert one.revision() > middle
        assert one.entry_of(report(0)) is None


def test_all_or_nothing(place: Place) -> None:
    def broken() -> Iterator[PainReport]:
        yield report(0)
        raise RuntimeError("the source broke")

    with Journal.open(place) as journal:
        with pytest.raises(RuntimeError):
            journal.add(broken())
        assert journal.diary().pain == ()
        assert journal.add([report(0)]).added == 1


def test_the_schema_is_what_the_migrations_make(path: Path) -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == schema.SCHEMA_VERSION
    with Journal.open(path) as journal:
        connection = journal._connection
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def as_a_release_wrote_it(path: Path, version: str, reports: list[PainReport]) -> None:
    """Make an older schema by its own migrations, with reports in the columns that it had."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(configuration(connection), version)
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(pain)")]
        for each in reports:
            row = {name: value for name, value in to_row(each).items() if name in columns}
            places = ", ".join(f":{name}" for name in row)
            connection.exec_driver_sql(f"INSERT INTO pain ({', '.join(row)}) VALUES ({places})", row)
    engine.dispose()
    if version >= "0005":  # since then every row has a seal
        with sqlite3.connect(path) as sealed:
            seal_all(sealed, but={})


@pytest.mark.parametrize("version", sorted(each.name[:4] for each in schema.VERSIONS.glob("[0-9]*.py"))[:-1])
def test_an_older_journal_is_copied_and_migrated(path: Path, version: str) -> None:
    as_a_release_wrote_it(path, version, [report(1), report(2)])
    with Journal.open(path) as journal:
        assert journal.diary().pain == (report(1), report(2))
        assert journal.verify() == ()
        assert journal.add([report(1), report(2)]).added == 0  # still the same facts
        assert compare_metadata(MigrationContext.configure(journal._connection), schema.metadata) == []
    with sqlite3.connect(path.with_name(f"{path.name}.before-{version}")) as copy:
        assert copy.execute("SELECT count(*) FROM pain").fetchone() == (2,)


def test_a_trial_is_ended_once_and_its_promise_stays(place: Place) -> None:
    trial = Trial(start=AT, question="prevention", design="pairs", intervention="tape", site=HEEL, units=8)
    ended = replace(trial, stopped=AT + timedelta(days=9), stop_reason="it hurt too much")
    with Journal.open(place) as journal:
        journal.add([trial])
        assert journal.end_trial(ended)
        assert not journal.end_trial(replace(ended, stop_reason="another"))
        assert journal.diary().trials == (ended,)
        assert journal.diary().trials[0].sha256 == trial.sha256


def make_text(path: Path) -> None:
    path.write_bytes(b"no database at all, " * 100)


def make_truncated(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.add(report(i) for i in range(200))
    path.write_bytes(path.read_bytes()[:9000])


def make_foreign(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")


def make_newer(path: Path) -> None:
    with Journal.open(path):
        pass
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [make_text, make_truncated, make_foreign, make_newer, make_folder])
def test_files_that_are_no_good_are_refused_and_left_alone(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(JournalError) as refused, Journal.open(path) as journal:
        journal.diary()
    assert refused.value.remedy
    assert str(path) in refused.value.message
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_read_only_journal_is_read_and_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = PainReport(at=datetime(2026, 5, 1, 7, tzinfo=UTC), site=Site.parse("left-heel"), nrs=3)
    with Journal.open(path) as journal:
        journal.add([report])
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anything, so say no for the system
    with Journal.open(path) as journal:
        assert (journal.diary().pain, journal.verify()) == ((report,), ())
        with pytest.raises(JournalError, match="cannot be written"):
            journal.add([replace(report, nrs=4)])
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_read_only_journal_of_before_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_a_release_wrote_it(path, "0001", [])
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(JournalError, match="read-only"):
        Journal.open(path)


def test_a_missing_journal_is_not_made_where_it_must_exist(place: Place) -> None:
    for _ in range(2):  # the first did not make it either
        with pytest.raises(JournalError, match="must exist"):
            Journal.open(place, create=False)


def test_a_second_writer_waits_and_then_says_so(path: Path) -> None:
    with Journal.open(path):
        pass
    with writing(path), pytest.raises(JournalBusyError), writing(path, timeout_s=0.05):
        pass


def test_nothing_is_left_beside_the_journal(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.add([report(0)])
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_whole_number_is_the_same_answer_as_its_float(place: Place) -> None:
    at = datetime(2026, 5, 1, 7, tzinfo=UTC)
    report = PainReport(at=at, site=Site.parse("left-heel"), nrs=4)
    with Journal.open(place) as journal:
        journal.add([report])
        assert journal.entry_of(journal.diary().pain[0]) is not None
        journal.add([PainReport(at=at, site=Site.parse("left-heel"), nrs=4.0)])
        assert len(journal.diary().pain) == 1

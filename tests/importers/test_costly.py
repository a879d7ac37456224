"""What small files may cost: limits on members, columns, rows, definitions, attributes and lines, each told."""

from __future__ import annotations

import gzip
import struct
import tarfile
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from afterrun.importers import compressed
from afterrun.importers.devices import fit_limits, places, xml_events
from afterrun.importers.exports import activity_list, fitbit, json_files, strava_api
from afterrun.importers.folders import grid, journal_table
from afterrun.importers.folders.archive import MOST_BYTES, Budget
from afterrun.importers.reading import read_path
from afterrun.importers.tables import moments, numbers, wide, workbook_size
from afterrun.importers.tables import text as table_text
from afterrun.importers.tables.sheets import parts_of
from benchmarks.fire import mutants
from benchmarks.fire.costly import _fit, costs
from benchmarks.fire.costly_formats import _xlsx
from tests.importers import xml_text

GPX = '<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{}</trkseg></trk></gpx>'
POINT = '<trkpt lat="50" lon="8"><time>2026-01-01T00:00:{:02d}Z</time></trkpt>'


def told(folder: Path, name: str, content: bytes) -> tuple[int, str]:
    """How many records came of it, and what was said."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    sources = list(read_path(folder / name.split("/")[0]))
    return sum(len(each.parsed.records) for each in sources), " ".join(
        str(problem) for each in sources for problem in each.parsed.problems
    )


@pytest.mark.parametrize("cell", ["9" * 61, "1" + " " * 100 + "x", "1h" + " " * 100 + "x", "1 " * 60])
def test_no_long_cell_is_a_number_or_a_time(cell: str) -> None:
    """To look through one of 60,000 letters took minutes."""
    assert (numbers.read_number(cell, None), numbers.length_of(cell), moments.written(cell)) == (None, None, None)
    assert (numbers.decimal_of([cell + ",5"], separator=","), numbers.parted_unit(cell)) == (None, (cell, ""))


def test_definitions_values_and_sessions_of_a_fit_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((253, 4, 0x86))
    monkeypatch.setattr(fit_limits, "MOST_DEFINITIONS", 50)
    assert "defines its messages more than 50 times" in told(tmp_path, "a.fit", _fit(definition * 60))[1]
    monkeypatch.setattr(fit_limits, "MOST_VALUES", 50)
    assert "more than 50 values" in told(tmp_path, "b.fit", _fit(definition + b"\0abcd" * 60))[1]
    monkeypatch.setattr(fit_limits, "MOST_SESSIONS", 5)
    session = struct.pack("<BBBHB", 0x40, 0, 0, 18, 1) + bytes((253, 4, 0x86))
    assert "more than 5 activities" in told(tmp_path, "c.fit", _fit(session + b"\0abcd" * 9))[1]


def test_what_is_read_value_by_value_of_a_fit_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lap = struct.pack("<BBBHB", 0x40, 0, 0, 19, 1) + bytes((253, 4, 0x86))
    packed = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((3, 1, 2)) + b"\x80\x78" * 60
    monkeypatch.setattr(fit_limits, "MOST_VALUES_SINGLY", 50)
    assert "more than 50 values" in told(tmp_path, "a.fit", _fit(lap + b"\0abcd" * 60))[1]
    assert "more than 50 values" in told(tmp_path, "b.fit", _fit(packed))[1]
    monkeypatch.setattr(fit_limits, "LARGEST_SINGLY_BYTES", 50)
    assert "larger than" in told(tmp_path, "c.fit", _fit(packed))[1]


def test_points_elements_and_tags_of_xml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = "".join(POINT.format(second) for second in range(60))
    assert told(tmp_path, "a.gpx", GPX.format(points).encode())[0] == 1
    long = f'<trkpt lat="50" lon="{"8" * 2 * xml_events.LONGEST_TAG_BYTES}"/>'
    assert "longer than 256 KiB" in told(tmp_path, "b.gpx", GPX.format(long).encode())[1]
    text = f'<trkpt lat="50" lon="8"><cmt>{"8" * 2 * xml_events.LONGEST_TAG_BYTES}</cmt></trkpt>{points}'
    assert told(tmp_path, "c.gpx", GPX.format(text).encode())[0] == 1  # a long text costs nothing
    monkeypatch.setitem(xml_events._COUNTED, "trkpt", ("points", 50))
    assert "more than 50 points" in told(tmp_path, "d.gpx", GPX.format(points).encode())[1]
    monkeypatch.setattr(xml_events, "MOST_ELEMENTS", 20)
    assert "more than 20 elements" in told(tmp_path, "e.gpx", GPX.format(points).encode())[1]


def test_parts_of_xml_and_places_of_many_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for mark in ("trkseg", "Lap", "Track"):
        monkeypatch.setitem(xml_events._COUNTED, mark, ("parts", 5))
    segments = "".join(f"</trkseg><trkseg>{POINT.format(second)}" for second in range(9))
    assert "more than 5 parts" in told(tmp_path, "a.gpx", GPX.format(segments).encode())[1]
    coordinates = "8 50 1 " + "1 " * 1000
    track = "".join(f"<when>2026-01-01T00:{i:02d}:00Z</when><coord>{coordinates}</coord>" for i in range(10))
    kml = f"<kml><Placemark><name>Run</name><Track>{track}</Track></Placemark></kml>"
    assert told(tmp_path, "a.kml", kml.encode())[0] == 1
    monkeypatch.setitem(xml_events._COUNTED, "Placemark", ("activities", 5))
    assert "more than 5 activities" in told(tmp_path, "b.kml", f"<kml>{'<Placemark/>' * 6}</kml>".encode())[1]


def test_a_way_of_leaps_costs_as_much_as_its_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step is a leap; each looks at its own few neighbours and not along the whole way."""
    looked = 0

    def apart_m(*_: float) -> float:
        nonlocal looked
        looked += 1
        return 1e9

    monkeypatch.setattr(places, "_apart_m", apart_m)
    count = 400
    latitude = np.where(np.arange(count) % 4 < 2, 50.0, 51.0)
    channels = {"latitude_deg": latitude, "longitude_deg": np.zeros(count)}
    assert not places.spikes(channels, np.arange(count, dtype=float)).any()
    assert 0 < looked <= places._SPIKE_POINTS * count


def test_values_and_points_of_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = '"Header": {"DateTime": "2026-05-01T08:00:00Z", "Duration": 900, "ActivityType": 3, "Distance": 3000}'
    assert told(tmp_path, "a.json", f'{{"DeviceLog": {{{head}}}}}'.encode())[0] == 1
    monkeypatch.setattr(json_files, "MOST_OBJECTS", 50)
    records, said = told(tmp_path, "b.json", f'{{"DeviceLog": {{{head}, "Samples": [{"{}," * 60}{{}}]}}}}'.encode())
    assert (records, "more than 50 values" in said) == (0, True)
    monkeypatch.setattr(strava_api, "MOST_POINTS", 50)
    activity = '"strava_activity": {"start_date": "2026-05-01T08:00:00Z", "elapsed_time": 900, "type": "Run"}'
    streams = f'"strava_streams": {{"time": {{"data": {list(range(60))}}}}}'
    assert "more than 50 values" in told(tmp_path, "c.json", f"{{{activity}, {streams}}}".encode())[1]


def test_activities_of_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity_list, "MOST_LISTED", 3)
    head = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
    rows = "".join(f'{i},"May {i}, 2026, 8:00:00 AM",Run,Run,900,3.1,\n' for i in range(1, 9))
    records, said = told(tmp_path, "activities.csv", (head + rows).encode())
    assert records == 3
    assert "nothing after this one was read" in said


def test_what_an_archive_may_hold_goes_by_its_size(tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"")
    small = Budget.of(tmp_path / "small")
    with (tmp_path / "large").open("wb") as large:
        large.truncate(300 * 2**20)
    assert (small.entries, small.bytes) == (5_000, 64 * 2**20)
    assert Budget.of(tmp_path / "large").entries > 50_000
    assert Budget.of(tmp_path / "large").bytes == MOST_BYTES


def test_a_tarball_of_long_names_or_of_nothing_but_folders_is_left(tmp_path: Path) -> None:
    long = tarfile.TarInfo("././@LongLink")
    long.type, long.size = tarfile.GNUTYPE_LONGNAME, 2**20
    assert "damaged" in told(tmp_path, "a.tgz", gzip.compress(long.tobuf() + bytes(2**20)))[1]
    folder = tarfile.TarInfo("d")
    folder.type = tarfile.DIRTYPE
    assert "more files than" in told(tmp_path, "b.tgz", gzip.compress(folder.tobuf() * 6_000))[1]


@pytest.mark.parametrize(
    ("rows", "shared", "small"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row>', "", True),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="S1000000"><v>1</v></c></row>', "", False),
        ('<row r="1000000"><c><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>', "", False),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>' * 9, f"<si><t>{'x' * 10_000}</t></si>", True),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>' * 9_000, f"<si><t>{'x' * 10_000}</t></si>", False),
    ],
)
def test_what_a_workbook_becomes_is_known_before_it_is_read(rows: str, shared: str, small: bool) -> None:
    parts = parts_of(_xlsx(rows, shared))
    assert parts is not None
    assert workbook_size.is_small(parts) is small


def test_a_tag_over_the_edge_of_two_pieces_is_read(tmp_path: Path) -> None:
    point = POINT.format(1)
    count = 3 * xml_events._STEP // len(point)
    times = (f"{i // 3600:02d}:{i // 60 % 60:02d}:{i % 60:02d}" for i in range(count))
    points = "".join(point.replace("00:00:01", time).replace('"50"', f'"50.{i:06d}"') for i, time in enumerate(times))
    (tmp_path / "a.gpx").write_text(GPX.format(points).replace("<trk>", "<trk><type>running</type>"))
    (source,) = read_path(tmp_path / "a.gpx")
    assert len(source.parsed.streams[0].channels["time_s"]) == count


def test_columns_rows_lines_and_size_of_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = "2026-05-01T08:00:00Z,left-heel,3\n"
    wide = "at,site,nrs," + ",".join(f"c{i}" for i in range(300))
    assert "more than 250 columns" in told(tmp_path, "a/pain.csv", f"{wide}\n{row}".encode())[1]
    line = "x" * (table_text.LONGEST_LINE + 1)
    records, said = told(tmp_path, "b/pain.csv", f"at,site,nrs\n{line}\n{row}".encode())
    assert "longer than 65536 letters" in said
    assert records == 1
    monkeypatch.setattr(journal_table, "MOST_ROWS", 2)
    records, said = told(tmp_path, "c/pain.csv", f"at,site,nrs\n{row * 5}".encode())
    assert "more than 2 rows" in said
    assert records == 2
    monkeypatch.setattr(grid, "LARGEST_BYTES", 20)
    assert "larger than" in told(tmp_path, "d/pain.csv", f"at,site,nrs\n{row}".encode())[1]


def test_members_of_gzip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "MOST_MEMBERS", 5)
    packed = gzip.compress(b"a")
    assert compressed.inflate(packed * 4, name="a.gz").content == b"aaaa"
    refused = compressed.inflate(packed * 6, name="a.gz")
    assert refused.content is None
    assert "more than 5 pieces" in str(refused.problem)


def test_size_of_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitbit, "LARGEST_BYTES", 5)
    assert "larger than" in str(fitbit.read_exercises(b"[[],[]]", "a.json")[1][0])


def test_a_file_of_a_watch_that_defines_often_is_read(tmp_path: Path) -> None:
    points = (xml_text.trackpoint(second) for second in range(60))
    assert told(tmp_path, "a.tcx", xml_text.tcx(("Running", xml_text.lap(points))))[0] == 1


@pytest.mark.parametrize("name", ["gzip of empty members", "CSV of a million columns", "TCX with one long attribute"])
def test_in_a_process_of_its_own_they_are_cheap(name: str) -> None:
    (cost, *_) = costs((name,))
    assert cost.cheap, cost


def test_no_long_cell_is_the_header_of_an_answer() -> None:
    """A row of numbers of 60,000 digits was looked through for places and moments as long as anybody would wait."""
    assert [each.site for each in wide.answer_columns(["Pain left heel"], of_pain=False)] == ["left-heel"]
    assert wide.answer_columns([f"Pain left heel {'9' * 300}"], of_pain=False) == ()


def test_a_table_is_not_held_line_by_line() -> None:
    """2.7 million empty rows took 280 MiB."""
    text = "at,site,nrs\n" + ",,\n" * 100_000
    tracemalloc.start()
    try:
        rows = sum(1 for _ in table_text.rows_of(table_text.separated(text), "pain.csv", []))
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert rows == 100_001
    assert most_bytes < 6 * len(text)


@pytest.mark.parametrize(
    ("member", "before", "after"),
    [
        ("xl/sharedStrings.xml", b'uniqueCount="6"', b'uniqueCount="4294967296"'),
        ("xl/sharedStrings.xml", b'count="9"', b'count="18446744073709551615"'),
        ("xl/styles.xml", b'cellXfs count="2"', b'cellXfs count="4294967296"'),
        ("xl/worksheets/sheet1.xml", b"<v>46144.3</v>", b"<v>1e308</v>"),
    ],
)
def test_a_workbook_that_would_end_the_process_of_its_reader_is_damaged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], member: str, before: bytes, after: bytes
) -> None:
    """The reader asks for memory for as many texts as a file says, and stops with a fault of its own at such a day."""
    members = mutants.members_of(mutants.SEEDS["xlsx"][1])
    assert before in members[member]
    members[member] = members[member].replace(before, after)
    assert told(tmp_path, "whole/pain.xlsx", mutants.SEEDS["xlsx"][1])[0] > 0
    records, said = told(tmp_path, "pain.xlsx", mutants.packed(members))
    assert (records, "workbook" in said) == (0, True), said
    assert capfd.readouterr().err == ""

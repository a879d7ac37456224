"""What small files may cost: limits on members, columns, rows, definitions, attributes and lines, each told."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest

from afterrun.importers import compressed
from afterrun.importers.devices import fit_limits, xml_events
from afterrun.importers.exports import fitbit
from afterrun.importers.folders import journal_table
from afterrun.importers.reading import read_path
from afterrun.importers.tables import text as table_text
from benchmarks.fire.costly import _fit, costs
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


def test_definitions_values_and_sessions_of_a_fit_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    definition = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((253, 4, 0x86))
    monkeypatch.setattr(fit_limits, "MOST_DEFINITIONS", 50)
    assert "defines its messages more than 50 times" in told(tmp_path, "a.fit", _fit(definition * 60))[1]
    monkeypatch.setattr(fit_limits, "MOST_VALUES", 50)
    assert "more than 50 values" in told(tmp_path, "b.fit", _fit(definition + b"\0abcd" * 60))[1]
    monkeypatch.setattr(fit_limits, "MOST_SESSIONS", 5)
    session = struct.pack("<BBBHB", 0x40, 0, 0, 18, 1) + bytes((253, 4, 0x86))
    assert "more than 5 activities" in told(tmp_path, "c.fit", _fit(session + b"\0abcd" * 9))[1]


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
    monkeypatch.setattr(journal_table, "LARGEST_BYTES", 20)
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

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from afterrun.importers.folders.journal_rows import TABLES, columns_of
from afterrun.importers.folders.whole_table import parse_table
from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.records.happenings import Care, Event, Phase
from afterrun.records.original import Original
from afterrun.records.pain import PainReport
from afterrun.records.run import Run
from afterrun.records.site import Site
from tests.importers.fit_bytes import a_run
from tests.shares import drawn

PAIN = "at,site,nrs,symptom,moment,quality,note\n"
MONDAY = "2026-05-04T20:00:00+02:00"


def rows_of(table: str, text: str) -> tuple[list[object], list[str]]:
    read = parse_table(text.encode(), table)
    rows, problems = read.rows, read.problems
    return [row.record for row in rows], [str(problem) for problem in problems]


def by_name(folder: Path) -> dict[str, Source]:
    return {source.name: source for source in read_path(folder)}


def test_every_column_of_every_table() -> None:
    at = datetime.fromisoformat(MONDAY)
    foot = Site.parse("right-forefoot-lateral")
    assert rows_of(
        "runs.csv",
        "start,duration_s,distance_m,ascent_m,descent_m,cadence_spm,contact_ms,rpe,shoe,surface,note,sport,source\n"
        f"{MONDAY},1800,5000,10,12,170,250,6,Blue,road,fine,trail,fit\n",
    ) == (
        [
            Run(
                start=at,
                duration_s=1800,
                distance_m=5000,
                ascent_m=10,
                descent_m=12,
                cadence_spm=170,
                contact_ms=250,
                rpe=6,
                shoe="Blue",
                surface="road",
                note="fine",
                sport="trail",
                source="fit",
            )
        ],
        [],
    )
    assert rows_of("pain.csv", f"{PAIN}{MONDAY},right-forefoot-lateral,4.5,cramp,evening,sore;sharp,hm\n") == (
        [
            PainReport(
                at=at,
                site=foot,
                nrs=4.5,
                symptom="cramp",
                moment="evening",
                quality=("sore", "sharp"),
                note="hm",
            )
        ],
        [],
    )
    assert rows_of(
        "care.csv",
        "at,intervention,variant,minutes,site,pain_before,pain_after,run,note\n"
        f"{MONDAY},calf-stretch,off-step,2,right-forefoot-lateral,5,2.5,2026-05-04T18:00:00+02:00,ok\n",
    ) == (
        [
            Care(
                at=at,
                intervention="calf-stretch",
                variant="off-step",
                minutes=2,
                site=foot,
                pain_before=5,
                pain_after=2.5,
                run=datetime.fromisoformat("2026-05-04T18:00:00+02:00"),
                note="ok",
            )
        ],
        [],
    )
    assert rows_of("phases.csv", f"intervention,start,end,variant,note\ncalf-raises,{MONDAY},,heavy,\n") == (
        [Phase(intervention="calf-raises", start=at, variant="heavy")],
        [],
    )
    assert rows_of("events.csv", f"at,kind,minutes,amount,note\n{MONDAY},long-drive,90,,\n") == (
        [Event(at=at, kind="long-drive", minutes=90)],
        [],
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-05-04,right-heel,3,,,,", "time of day"),
        ("yesterday,right-heel,3,,,,", "must be a time"),
        (f"{MONDAY},middle-heel,3,,,,", "a side and a part that is known"),
        (f"{MONDAY},right-heel,11,,,,", "between 0 and 10"),
        (f'{MONDAY},right-heel,"4,500",,,,', "thousand"),
        (f"{MONDAY},right-heel,nan,,,,", "no entry"),
        (f"{MONDAY},right-heel,,,,,", "no entry"),
        (f"{MONDAY},right-heel,,swelling,,,", "must not be empty"),
        (f"{MONDAY},right-heel,4,5,,,,,,x", "10 cells"),
        ('x,"', "taken apart"),
    ],
)
def test_a_bad_row_costs_itself_and_names_its_line(row: str, reason: str) -> None:
    good = f"{MONDAY},right-heel,3,,,,"
    records, problems = rows_of("pain.csv", f"{PAIN}{good}\n{row}\n{good}\n{good}\n")
    assert len(records) == 3
    (problem,) = problems
    assert problem.startswith("pain.csv line 3: ")
    assert reason in problem


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    records, problems = rows_of("pain.csv", f"{PAIN}{MONDAY},right-heel,4,,,,,,,,\n")
    assert len(records) == 1
    assert problems == []


def test_line_numbers_are_those_of_the_file() -> None:
    text = f'{PAIN}\n{MONDAY},right-heel,3,,,,"two\r\nlines"\r\n\n{MONDAY},right-heel,99,,,,\n'
    records, problems = rows_of("pain.csv", text)
    assert len(records) == 1
    assert isinstance(records[0], PainReport)
    assert records[0].note == "two\r\nlines"
    assert problems[0].startswith("pain.csv line 6: ")


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    records, problems = rows_of("pain.csv", "\ufeff" + f"{PAIN}{MONDAY},right-heel,3,,,,\n".replace("\n", "\r\n"))
    assert len(records) == 1
    assert problems == []


def test_missing_columns_are_named() -> None:
    records, problems = rows_of("runs.csv", f"start,duration\n{MONDAY},1800\n")
    assert records == []
    assert "missing: distance_m" in problems[0]


def test_bytes_that_are_no_text_are_refused() -> None:
    read = parse_table(b"at,kind\n\x00\x01\xff\xfe\x00", "events.csv")
    rows, problems = read.rows, read.problems
    assert rows == []
    assert "no text" in problems[0].reason
    assert problems[0].fatal


def test_unknown_columns_are_kept_as_notes_and_reported_once() -> None:
    text = f"at,site,nrs,note,weather,mood\n{MONDAY},right-heel,3,sore,rain,\n{MONDAY},left-heel,2,,sun,good\n"
    records, problems = rows_of("pain.csv", text)
    assert [getattr(record, "note", None) for record in records] == ["sore; weather: rain", "weather: sun; mood: good"]
    assert len(problems) == 1
    assert "weather, mood" in problems[0]


def test_the_guard_against_spreadsheet_formulas_is_taken_off() -> None:
    records, _ = rows_of("events.csv", f"at,kind,note\n{MONDAY},x,'=1+1\n{MONDAY},x,''-2\n{MONDAY},x,'tis\n")
    assert [getattr(record, "note", None) for record in records] == ["=1+1", "'-2", "'tis"]


def test_places_may_have_the_names_that_people_use() -> None:
    rows = "".join(f'{MONDAY},"{place}",2\n' for place in ("left sole", "Kneecap, right", "linke Ferse", "left elbow"))
    read = parse_table(f"at,site,nrs\n{rows}".encode(), "pain.csv")
    found, problems = read.rows, read.problems
    assert [str(getattr(row.record, "site", "")) for row in found] == ["left-arch", "right-knee-kneecap", "left-heel"]
    assert [(each.where, each.reason) for each in problems] == [
        ("pain.csv line 5", "site must be a side and a part that is known; got 'left elbow'.")
    ]


def test_a_known_scale_is_kept_and_an_unknown_one_refused() -> None:
    text = f"at,site,nrs,scale\n{MONDAY},both-body,2,wellness-5\n{MONDAY},both-body,2,furlongs\n"
    records, problems = rows_of("pain.csv", text)
    assert [getattr(record, "scale", None) for record in records] == ["wellness-5"]
    assert "furlongs" in problems[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "named.fit").write_bytes(a_run())
    sha256 = Original("", a_run()).sha256
    (tmp_path / "runs.csv").write_text(
        "start,duration_s,distance_m,rpe,note,original\n"
        f"2026-05-01T07:30:00+02:00,61,190,3,mine,{sha256}\n"
        f"2026-05-02T07:30:00+02:00,600,,,,\n"
        f"2026-05-03T07:30:00+02:00,600,,,,{'0' * 64}\n"
    )
    return tmp_path


def test_a_row_keeps_its_own_values_and_gets_the_streams_of_its_file(folder: Path) -> None:
    sources = by_name(folder)
    source = sources["originals/named.fit"]
    (run,) = source.parsed.records
    assert isinstance(run, Run)
    assert (run.duration_s, run.distance_m, run.rpe, run.note) == (61, 190, 3, "mine")
    assert source.original is not None
    assert source.original.content == a_run()
    assert run.original == source.original.sha256
    assert source.parsed.streams[0].size == 61
    assert len(sources) == 2


def test_a_row_without_its_file_is_taken_and_told(folder: Path) -> None:
    parsed = by_name(folder)["runs.csv"].parsed
    assert [getattr(record, "original", "") for record in parsed.records] == [None, None]
    assert [problem.where for problem in parsed.problems] == ["runs.csv line 4"]
    assert not parsed.problems[0].fatal


def test_originals_that_no_row_names_are_imported(folder: Path) -> None:
    (folder / "runs.csv").write_text("start,duration_s,distance_m\n")
    (folder / "originals" / "twin.fit").write_bytes(a_run())
    sources = by_name(folder)
    assert len(sources["originals/named.fit"].parsed.records) == 1
    assert "twice" in sources["originals/twin.fit"].parsed.problems[0].reason


def test_an_event_may_name_a_file_too(folder: Path) -> None:
    sha256 = Original("", a_run()).sha256
    (folder / "runs.csv").unlink()
    (folder / "events.csv").write_text(f"at,kind,original\n{MONDAY},swimming,{sha256}\n")
    source = by_name(folder)["originals/named.fit"]
    (event,) = source.parsed.records
    assert isinstance(event, Event)
    assert event.original == sha256
    assert source.parsed.streams == {}


@pytest.mark.parametrize("count", ["1e310", "-1e999"])
def test_a_count_beyond_all_bounds_costs_its_row(count: str) -> None:
    read = parse_table(f"at,trial,unit,arm\n{MONDAY},0,{count},a\n".encode(), "allocations.csv")
    rows, problems = read.rows, read.problems
    assert rows == []
    assert "unit must be smaller" in problems[0].reason


@pytest.mark.parametrize("table", TABLES)
@drawn(30, 200)
@given(data=st.data())
def test_whatever_stands_in_a_table_it_is_answered(table: str, data: st.DataObject) -> None:
    kind = TABLES[table]
    cells = st.one_of(
        st.text(max_size=8),
        st.sampled_from([MONDAY, "right-heel", "3", "", '"', "'=x", "1e999", "0001-01-01T00:00:00+14:00", "\n", ","]),
    )
    columns = [name for names in columns_of(kind) for name in names]
    width = st.integers(0, len(columns) + 1)
    lines = data.draw(st.lists(width.flatmap(lambda n: st.lists(cells, min_size=n, max_size=n)), max_size=6))
    text = ",".join(columns) + "\n" + "\n".join(",".join(line) for line in lines)
    read = parse_table(text.encode("utf-8", errors="surrogatepass"), table)
    rows, problems = read.rows, read.problems
    assert all(problem.where.startswith(table) for problem in problems)
    assert len(rows) <= text.count("\n") + text.count("\r") + 1


@drawn(30, 200)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_answered(content: bytes) -> None:
    assume(b"nrs" not in content)  # a header without rows is a table, and nothing is wrong with it
    read = parse_table(content, "pain.csv")
    rows, problems = read.rows, read.problems
    assert rows == []
    assert problems or b"\n" not in content.strip()  # a table of a header alone has nothing wrong

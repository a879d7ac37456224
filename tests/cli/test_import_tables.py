"""`afterrun import` and a table of one's own: what its columns are, what its dates mean, which word counts."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.typed import NOW, Run

OWN = "Wann;Wert X\n05/06/2026 20:00;4,5\n"
MAP = 'table = "pain"\n[columns]\nat = "wann"\nnrs = "wert x"\n[always]\nsite = "left-heel"\n'


def test_a_map_says_what_the_columns_are_and_is_remembered(afterrun: Run, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(OWN)
    (tmp_path / "map.toml").write_text(MAP)
    unknown = afterrun("import", "own.csv", *NOW)
    assert (unknown.code, "Nobody said yet what its columns are: wann, wert x." in unknown.out) == (1, True)
    open_date = afterrun("import", "own.csv", "--map", "map.toml", *NOW)
    assert (open_date.code, "may be 2026-05-06 or 2026-06-05" in open_date.out) == (1, True)
    said = json.loads(afterrun("import", "own.csv", "--dates", "dmy", "--json", *NOW).out)
    assert (said["added"], said["sources"][0]["problems"][0]["fatal"]) == (1, False)
    missing = afterrun("import", "own.csv", "--map", "none.toml", *NOW)
    assert (missing.code, "map must be a text file" in missing.err) == (1, True)


def test_what_differs_is_asked_and_the_table_may_be_said_to_be_right(afterrun: Run, tmp_path: Path) -> None:
    table = tmp_path / "pain.csv"
    for nrs, options, told in ((7, (), "1 added"), (4, (), "to decide: "), (4, ("--replace",), "1 row corrected")):
        table.write_text(f"at,site,nrs\n2026-05-01T20:00:00+02:00,left-heel,{nrs}\n")
        ended = afterrun("import", "pain.csv", *options, *NOW)
        assert (ended.code, told in ended.out) == (0, True)
    assert "1 already there" in afterrun("import", "pain.csv", *NOW).out


def test_what_was_added_is_said_in_words(afterrun: Run, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "Date,Time,Exercise,Minutes\n2026-05-03,07:30,Run,40\n2026-05-04,07:30,Cycling,60\n"
        "2026-05-05,07:30,Calf stretch,5\n2026-05-06,07:30,Calf stretch,5\n"
    )
    (tmp_path / "pain.csv").write_text("at,site,nrs\n2026-05-01T20:00:00+02:00,left-heel,4\n")
    out = afterrun("import", "log.csv", "pain.csv", *NOW).out
    assert "log.csv: 4 added (1 run, 1 ride, 2 things done for the pain), 0 already there" in out
    assert "5 records added (1 run, 1 ride, 1 pain report, 2 things done for the pain), 0 already there" in out
    assert "log.csv: 0 added, 4 already there" in afterrun("import", "log.csv", *NOW).out


def test_what_is_yet_to_come_is_refused_by_the_clock_that_is_said(afterrun: Run, tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("at,site,nrs\n2026-12-24T20:00:00+01:00,left-heel,2\n")
    assert "must not lie in the future" in afterrun("import", "pain.csv", *NOW).out
    assert afterrun("import", "pain.csv", "--now", "2027-01-01T09:00:00+00:00").code == 0


def test_words_typed_in_any_way_are_one_thing(afterrun: Run, tmp_path: Path) -> None:
    for words in ("Calf Stretch", "calf-stretch", "calf_stretch"):
        assert "Saved: calf stretch" in afterrun("did", words, *NOW).out or words != "Calf Stretch"
    afterrun("export", "out")
    lines = (tmp_path / "out" / "care.csv").read_text().splitlines()
    assert len(lines) == 2
    assert ",calf-stretch," in lines[1]


def test_a_whole_import_is_taken_back_and_brought_back(afterrun: Run, tmp_path: Path) -> None:
    assert afterrun("import", "--past").out == "Nothing was imported yet.\n"
    (tmp_path / "pain.csv").write_text("at,site,nrs\n2026-05-01T20:00:00+02:00,left-heel,4\n")
    afterrun("import", "pain.csv", *NOW)
    assert afterrun("import", "--past").out == "   1  23 Nov 2026, 09:00, pain.csv: 1 entry.\n"
    assert afterrun("import", "--undo", "1").out == "   1  23 Nov 2026, 09:00, pain.csv: 1 entry. Taken back.\n"
    again = afterrun("import", "--undo", "1")
    assert (again.code, "1 is" in again.err) == (1, True)
    (told,) = json.loads(afterrun("import", "--redo", "1", "--json").out)["imports"]
    assert (told["number"], told["entries"], told["taken_back"], told["sources"]) == (1, 1, False, ["pain.csv"])
    assert "1 already there" in afterrun("import", "pain.csv", *NOW).out
    assert [afterrun("import", *each).code for each in ((), ("pain.csv", "--undo", "1"), ("--undo", "0"))] == [2, 2, 2]

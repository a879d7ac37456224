from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from afterrun.errors import FileUnreadableError
from afterrun.importers.reading import read_path
from afterrun.records.original import Original
from afterrun.records.run import Run
from tests.importers.fit_bytes import a_run
from tests.importers.xml_text import gpx, point, track


def test_identity_is_that_of_the_unpacked_bytes(tmp_path: Path) -> None:
    (tmp_path / "odd.name").write_bytes(gzip.compress(a_run()))
    (source,) = read_path(tmp_path / "odd.name")
    assert source.original is not None
    assert source.original.content == a_run()
    (run,) = source.parsed.records
    assert isinstance(run, Run)
    assert run.original == Original("x", a_run()).sha256


def test_a_folder_is_read_in_order_of_name_and_nothing_is_silent(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "run.fit.gz").write_bytes(gzip.compress(a_run()))
    (tmp_path / "a.gpx").write_bytes(gpx(track(point(second) for second in range(61))))
    (tmp_path / "c.txt").write_text("shopping list")
    (tmp_path / ".hidden").write_text("x")
    sources = list(read_path(tmp_path))
    assert [(source.name, len(source.parsed.records)) for source in sources] == [
        ("a.gpx", 1),
        ("b/run.fit.gz", 1),
        ("c.txt", 0),
    ]
    assert sources[1].original is not None
    assert sources[1].original.name == "run.fit"
    assert sources[2].original is None
    assert sources[2].parsed.problems[0].fatal


def test_what_lies_in_folders_and_is_no_activity_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    for number in range(7):
        (tmp_path / "other" / f"{number}.json").write_text("{}")
    (tmp_path / "other" / "broken.fit").write_bytes(b"x")
    broken, others = read_path(tmp_path)
    assert broken.name == "other/broken.fit"
    assert broken.parsed.problems[0].fatal
    assert "7 files tell of no run and no pain: other/0.json, " in str(others.parsed.problems[0])


def test_a_bomb_in_a_folder_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.fit.gz").write_bytes(gzip.compress(bytes(40 * 2**20)))
    (tmp_path / "b.fit").write_bytes(a_run())
    bomb, run = read_path(tmp_path)
    assert "grows beyond" in bomb.parsed.problems[0].reason
    assert len(run.parsed.records) == 1


def test_a_journal_table_on_its_own(tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("at,site,nrs\n2026-05-04T20:00:00+02:00,left-heel,3\n")
    (tmp_path / "care.csv").write_text("at,intervention\n")
    (source,) = read_path(tmp_path / "pain.csv")
    assert source.name == "pain.csv"
    assert len(source.parsed.records) == 1


def test_other_files_beside_the_tables_are_read_or_reported(tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text("at,site,nrs\n")
    (tmp_path / "run.fit").write_bytes(a_run())
    (tmp_path / "weight.csv").write_text("kg\n70\n")
    assert [(source.name, len(source.parsed.problems)) for source in read_path(tmp_path)] == [
        ("pain.csv", 0),
        ("run.fit", 0),
        ("weight.csv", 1),
    ]


def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (source,) = read_path(tmp_path)
    assert "links" in source.parsed.problems[0].reason


def test_a_path_with_nothing_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="nothing is there"):
        read_path(tmp_path / "nowhere")

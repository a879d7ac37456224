"""A diary of one hand is on one scale, however it came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from afterrun.importers.folders.whole_table import parse_table
from afterrun.journal import Journal
from afterrun.lab.importing import import_paths
from afterrun.lab.preparing import prepare
from afterrun.records import Care, Diary, PainReport, Site

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
KNEE = Site("left", "knee")
MIXED = (0, 2.5, 5, 7, 10)


def reports(answers: Iterable[float], source: str = "csv") -> tuple[PainReport, ...]:
    return tuple(
        PainReport(at=NOW - timedelta(days=30 - i), site=KNEE, nrs=nrs, source=source) for i, nrs in enumerate(answers)
    )


def widths(diary: Diary) -> list[float]:
    """How much each answer between the ends stands for. [NRS points]"""
    data = prepare(diary, site=KNEE, now=NOW).data
    inner = np.isfinite(data.lower) & np.isfinite(data.upper)
    return sorted(set((data.upper - data.lower)[inner]))


def test_halves_make_one_scale_of_the_whole_diary() -> None:
    diary = Diary(pain=reports(MIXED))
    prepared = prepare(diary, site=KNEE, now=NOW)
    assert {report.scale for report in prepared.reports} == {"nrs-21"}
    assert len(prepared.data.levels) == 21
    assert widths(diary) == [0.5]
    assert widths(Diary(pain=reports((0, 2, 5, 7, 10)))) == [1.0]


def test_what_was_not_yet_written_does_not_tell_of_the_scale() -> None:
    late = replace(reports([2.5])[0], at=NOW + timedelta(days=1))
    assert widths(Diary(pain=(*reports((0, 5, 7)), late))) == [1.0]


def test_halves_of_a_table_say_nothing_of_whole_numbers_that_were_tapped() -> None:
    tapped = tuple(replace(report, at=report.at + timedelta(hours=5)) for report in reports((3, 4), source="app"))
    assert widths(Diary(pain=(*reports(MIXED), *tapped))) == [0.5, 1.0]


def test_ratings_around_care_are_on_the_scale_of_their_source() -> None:
    care = Care(at=NOW - timedelta(days=9), intervention="ice", site=KNEE, pain_before=4, pain_after=3.5)
    assert widths(Diary(pain=reports((1, 5)), care=(care,))) == [0.5]


def test_another_kind_of_scale_stays() -> None:
    soreness = tuple(replace(report, scale="wellness-5") for report in reports((0, 2, 5)))
    prepared = prepare(Diary(pain=(*soreness, *reports((2.5, 5))[1:])), site=KNEE, now=NOW)
    assert {report.scale for report in prepared.reports if report.nrs < 5} == {"wellness-5"}


def test_a_table_is_looked_at_as_a_whole_and_a_longer_one_adds_only_what_is_new(tmp_path: Path) -> None:
    table = tmp_path / "pain.csv"

    def write(answers: Iterable[float]) -> None:
        rows = "".join(f"{report.at.isoformat()},{KNEE},{report.nrs}\n" for report in reports(answers))
        table.write_text(f"at,site,nrs\n{rows}")

    def scales() -> set[str]:
        read = parse_table(table.read_bytes(), "pain.csv")
        found = read.rows
        return {row.record.scale for row in found if isinstance(row.record, PainReport)}

    with Journal.open(tmp_path / "journal.db") as journal:
        write((0, 5, 7))
        assert scales() == {"nrs-11"}
        assert [each.added for each in import_paths(journal, [table])] == [3]
        write((0, 5, 7, 2.5, 10))
        assert scales() == {"nrs-21"}
        assert [(each.added, each.already) for each in import_paths(journal, [table])] == [(2, 3)]
        assert widths(journal.diary()) == [0.5]


def test_a_scale_that_is_stated_is_kept() -> None:
    rows = ("5,nrs-101", "5,", "2.5,")
    text = "".join(f"{(NOW + timedelta(hours=hour)).isoformat()},{KNEE},{row}\n" for hour, row in enumerate(rows))
    read = parse_table(f"at,site,nrs,scale\n{text}".encode(), "pain.csv")
    found, problems = read.rows, read.problems
    assert problems == []
    assert [getattr(row.record, "scale", "") for row in found] == ["nrs-101", "nrs-21", "nrs-21"]

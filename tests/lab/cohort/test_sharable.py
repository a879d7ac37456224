"""Runs that only their owner may see stay out of what people share, and it is said."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.lab.cohort import columns, person
from afterrun.lab.cohort.person import Job, row_of
from afterrun.lab.cohort.source import FolderSource
from afterrun.records import PainReport, Run, Site
from afterrun.records.provenance import STRAVA_API

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(("source", "left_out"), [(STRAVA_API, True), ("strava", False), ("fit", False)])
def test_whoever_has_one_is_left_out_and_signs_are_told_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, left_out: bool
) -> None:
    monkeypatch.setattr(person, "_answered", lambda *_: {"answered": True})
    with Journal.open(tmp_path / "ann.db") as journal:
        runs = [
            Run(
                start=NOW - timedelta(days=days),
                duration_s=1800,
                distance_m=5000,
                source=source if days == 3 else "fit",
            )
            for days in (9, 6, 3)
        ]
        journal.add([*runs, PainReport(at=NOW - timedelta(days=1), site=Site.parse("left-heel"), nrs=3)])
    job = Job(source=FolderSource(tmp_path), folder=tmp_path / "out", now=NOW, seed=0, language="en")
    row = row_of(job, "ann.db")
    assert ("answered" in row) != left_out
    assert json.loads(row[columns.SAFETY]) == []
    if left_out:
        assert "1 came through Strava, whose terms let only its owner see it" in row[columns.WHY]

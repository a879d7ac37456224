"""An export that a spreadsheet opened and saved: it writes times and numbers anew, and that is no correction."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from afterrun.lab.importing import import_paths
from afterrun.records import Care, Event, Original, PainReport, Phase, Run, Site
from afterrun.records.kinds import Record

BERLIN, TOKYO = timezone(timedelta(hours=2)), timezone(timedelta(hours=9))  # nobody else's clock is either of these
WATCH = Original("watch.fit", b"a watch")
TIMES = ("at", "start", "end", "run", "same_as")
Rewrite = Callable[[str, str], str]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db") as opened:
        opened.add((), original=WATCH)
        run = Run(start=datetime(2026, 5, 3, 7, 30, 10, tzinfo=TOKYO), duration_s=1800.5, distance_m=5400, source="fit")
        opened.add([replace(run, original=WATCH.sha256)])
        opened.add([Run(start=run.start, duration_s=1800.5, distance_m=5401, rpe=4, shoe="old", source="csv")])
        heel = Site.parse("left-heel")
        days = [datetime(2026, 5, day, 20, 15, 30, tzinfo=BERLIN) for day in range(1, 9)]
        others: list[Record] = [PainReport(at=at, site=heel, nrs=at.day % 7 + 0.5, note="a; b, c") for at in days]
        others += [Care(at=days[0], intervention="calf-stretch", minutes=10.125), Event(at=days[1], kind="football")]
        others.append(Phase(intervention="calf-raises", start=days[0], end=datetime(2026, 5, 20, tzinfo=BERLIN)))
        opened.add(others)
        yield opened


def _german(name: str, cell: str) -> str:
    if name in TIMES:
        return f"{datetime.fromisoformat(cell):%d.%m.%Y %H:%M}"
    return cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell


def _american(name: str, cell: str) -> str:
    if name not in TIMES:
        return cell
    at = datetime.fromisoformat(cell)
    return f"{at.month}/{at.day}/{at.year} {at.hour}:{at.minute:02}"


def saved_by_a_spreadsheet(folder: Path, rewrite: Rewrite, separator: str) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            writer.writerow(header)
            for row in rows:
                writer.writerow([cell and rewrite(name, cell) for name, cell in zip(header, row, strict=True)])


@pytest.mark.parametrize(("rewrite", "separator"), [(_german, ";"), (_american, ",")])
def test_nothing_is_corrected_doubled_or_lost(
    journal: Journal, tmp_path: Path, rewrite: Rewrite, separator: str
) -> None:
    before, told = journal.diary(), journal.told_runs()
    export_folder(journal, tmp_path / "export")
    saved_by_a_spreadsheet(tmp_path / "export", rewrite, separator)
    outcomes = list(import_paths(journal, [tmp_path / "export"], dates="mdy"))
    assert {(each.added, each.corrected, each.questions) for each in outcomes} == {(0, 0, ())}
    assert sum(each.already for each in outcomes) == len(told) + len(before.pain) + 3
    assert journal.diary() == before
    assert [stands for _, stands in journal.told_runs()] == [stands for _, stands in told]


def test_what_was_corrected_in_it_is(journal: Journal, tmp_path: Path) -> None:
    export_folder(journal, tmp_path / "export")
    saved_by_a_spreadsheet(tmp_path / "export", _german, ";")
    path = tmp_path / "export" / "pain.csv"
    path.write_text(path.read_text().replace("01.05.2026 20:15", "01.05.2026 21:40"))
    assert sum(each.corrected for each in import_paths(journal, [tmp_path / "export"])) == 1
    first = journal.diary().pain[0]
    assert f"{first.at:%H:%M:%S}" == "21:40:00"


def test_american_dates_that_show_nothing_are_asked_about(journal: Journal, tmp_path: Path) -> None:
    """They were read as days of other months, and corrected the journal so."""
    before = journal.diary()
    export_folder(journal, tmp_path / "export")
    saved_by_a_spreadsheet(tmp_path / "export", _american, ",")
    (outcome,) = import_paths(journal, [tmp_path / "export" / "care.csv"])
    assert "may be 2026-01-05 or 2026-05-01" in str(outcome.problems[0])
    list(import_paths(journal, [tmp_path / "export" / "care.csv"], dates="mdy"))
    assert journal.diary() == before

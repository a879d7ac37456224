"""What is exported, taken in and exported again is the same to the byte: order at one instant, control characters."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from afterrun.lab.importing import import_paths
from afterrun.records import Care, Event, Original, PainReport, Run, Site
from afterrun.records.kinds import Record

NOW = datetime(2026, 5, 1, 7, tzinfo=UTC)
HEEL = Site.parse("left-heel")
ODD = [chr(code) for code in (*range(32), 0x7F, 0x85, 0x2028, 0x2029, 0xFEFF, 0x200B) if chr(code) != "\t"]


def at_one_instant() -> list[Record]:
    original = Original("a.fit", b"content")
    kinds = [f"thing-{number}" for number in range(12)]
    random.Random(1).shuffle(kinds)
    events = [Event(at=NOW, kind=kind, minutes=i) for i, kind in enumerate(kinds)]
    cares = [Care(at=NOW, intervention=kind) for kind in kinds]
    reports = [PainReport(at=NOW, site=HEEL, nrs=nrs) for nrs in (5, 2, 9, 3)]
    ride = Event(at=NOW, kind="aa-ride", original=original.sha256, source="fit")
    run = Run(start=NOW, duration_s=1800, original=original.sha256, source="fit")
    return [*events[:6], ride, *events[6:], *cares, *reports, run]


def there_and_back(folder: Path, records: list[Record], original: Original) -> None:
    before = None
    for number in range(3):
        with Journal.open(folder / f"{number}.db") as journal:
            if before is None:
                journal.add(records, original=original)
                diary = journal.diary()
            else:
                told = [str(problem) for each in import_paths(journal, [before]) for problem in each.problems]
                assert not [each for each in told if "line" in each]
            assert journal.diary() == diary
            export_folder(journal, folder / f"{number}")
        tables = {each.name: each.read_bytes() for each in (folder / f"{number}").glob("*.csv")}
        if before is not None:
            assert tables == {each.name: each.read_bytes() for each in before.glob("*.csv")}
        before = folder / f"{number}"


def test_the_order_of_what_happened_at_one_instant_is_kept(tmp_path: Path) -> None:
    there_and_back(tmp_path, at_one_instant(), Original("a.fit", b"content"))


def test_control_characters_are_kept(tmp_path: Path) -> None:
    texts = [text for odd in ODD for text in (f"a{odd}b", f"{odd}a", f"a{odd}", f"'{odd}a", f"{odd}=1")]
    minutes = (timedelta(minutes=i) for i in range(10_000))
    notes: list[Record] = [
        PainReport(at=NOW + minute, site=HEEL, nrs=1, note=text, symptom=text)
        for text, minute in zip(texts, minutes, strict=False)
    ]
    alone: list[Record] = [
        PainReport(at=NOW - timedelta(minutes=i + 1), site=HEEL, nrs=1, note=odd) for i, odd in enumerate(ODD)
    ]
    there_and_back(tmp_path, [*notes, *alone], Original("a.fit", b"content"))

"""Photos go out with an export and come in again: from a folder, a zip, and with what is missing said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from afterrun.importers.folders import journal_photos
from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder, export_zip
from afterrun.lab.importing import ImportOutcome, import_paths
from afterrun.records import Care, Original, PainReport, Site
from afterrun.records.photo import photo_of
from tests.photos import AS_TAKEN, BARE, frame, jpeg

AT = datetime(2026, 5, 1, 7, tzinfo=UTC)
PHOTO, OTHER = photo_of(BARE), photo_of(jpeg(shown=frame(width=9)))
REPORT = PainReport(at=AT, site=Site.parse("left-heel"), nrs=2, source="app", photo=PHOTO.sha256)
CARE = Care(at=AT, intervention="tape", source="app", photo=OTHER.sha256)


@pytest.fixture
def journal(tmp_path: Path):  # type: ignore[no-untyped-def]  # an open one, closed afterwards
    with Journal.open(tmp_path / "one.db") as journal:
        journal.add([REPORT, CARE, replace(REPORT, at=AT + timedelta(days=1), photo=None)], photos=[PHOTO, OTHER])
        yield journal


def taken(into: Path, path: Path) -> tuple[Journal, list[ImportOutcome]]:
    again = Journal.open(into)
    return again, list(import_paths(again, [path]))


@pytest.mark.parametrize("packed", [False, True])
def test_out_and_in_again_with_their_photos(journal: Journal, tmp_path: Path, packed: bool) -> None:
    out = tmp_path / ("out.zip" if packed else "out")
    (export_zip if packed else export_folder)(journal, out)
    again, told = taken(tmp_path / "two.db", out)
    with again:
        assert again.diary() == journal.diary()
        assert {each.content for each in again.originals()} == {BARE, OTHER.content}
        assert [problem for outcome in told for problem in outcome.problems] == []
        assert again.verify() == ()


def test_a_photo_that_is_not_there_or_is_none_is_told_and_its_row_taken(journal: Journal, tmp_path: Path) -> None:
    export_folder(journal, tmp_path / "out")
    (tmp_path / "out" / "originals" / f"{PHOTO.sha256}.jpg").unlink()
    (tmp_path / "out" / "originals" / f"{OTHER.sha256}.jpg").write_bytes(b"no picture")
    again, told = taken(tmp_path / "two.db", tmp_path / "out")
    with again:
        diary = again.diary()
        assert [each.photo for each in diary.pain] + [each.photo for each in diary.care] == [None] * 3
        assert again.counts()["original"] == 0
    said = [str(problem) for outcome in told for problem in outcome.problems]
    assert sum("the row was taken without it" in each for each in said) == 2


def test_a_photo_is_read_when_it_is_kept_and_one_that_is_none_once(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows name it: all of a journal would fill the memory, one over and over would take hours."""
    out = tmp_path / "out"
    export_folder(journal, out)
    (out / "originals" / "none.jpg").write_bytes(b"no picture")
    header, row, *_ = (out / "pain.csv").read_text("utf-8").splitlines()
    nameless = row.rpartition(",")[0].replace(PHOTO.sha256, sha256(b"no picture").hexdigest()) + ","
    rows = [nameless.replace("2026-05-01", f"2026-05-{day:02d}") for day in range(1, 29)]
    (out / "pain.csv").write_text("\n".join([header, *rows]), "utf-8")
    looked_at: list[bytes] = []

    def noted(content: bytes) -> Original:
        looked_at.append(content)
        return photo_of(content)

    monkeypatch.setattr(journal_photos, "photo_of", noted)
    again, told = taken(tmp_path / "two.db", out)
    with again:
        assert len(again.diary().pain) == 28
        assert again.photo(OTHER.sha256) == OTHER
    assert looked_at.count(b"no picture") == 1
    assert sum("must be a JPEG" in str(problem) for outcome in told for problem in outcome.problems) == 28


def test_a_correction_in_the_table_keeps_the_photo(journal: Journal, tmp_path: Path) -> None:
    export_folder(journal, tmp_path / "out")
    table = tmp_path / "out" / "pain.csv"
    table.write_text(table.read_text("utf-8").replace(",2.0,", ",5.0,").replace(PHOTO.sha256, ""), "utf-8")
    assert [outcome.corrected for outcome in import_paths(journal, [table])] == [2]
    assert [(each.nrs, each.photo) for each in journal.diary().pain] == [(5, PHOTO.sha256), (5, None)]
    assert journal.photo(PHOTO.sha256) == PHOTO


def test_a_column_of_somebody_elses_table_is_a_note(journal: Journal, tmp_path: Path) -> None:
    table = tmp_path / "pain.csv"
    table.write_text("at,site,nrs,photo\n2026-06-01T07:00:00+02:00,left-heel,3,IMG_1.jpg\n", "utf-8")
    list(import_paths(journal, [table]))
    report = journal.diary().pain[-1]
    assert (report.photo, report.note) == (None, "photo: IMG_1.jpg")


def test_what_a_camera_wrote_does_not_come_in_by_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "originals").mkdir(parents=True)
    (folder / "originals" / "taken.jpg").write_bytes(AS_TAKEN)
    row = f"2026-06-01T07:00:00+02:00,left-heel,3,app,{sha256(AS_TAKEN).hexdigest()}"
    (folder / "pain.csv").write_text(f"at,site,nrs,source,photo\n{row}\n", "utf-8")
    again, _ = taken(tmp_path / "two.db", folder)
    with again:
        assert again.diary().pain[0].photo == PHOTO.sha256
        assert [each.content for each in again.originals()] == [BARE]

"""Photos of entries on both stores: kept with their entry, gone with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from afterrun.journal import Journal
from afterrun.places import Place
from afterrun.records import Care, Original, PainReport, Phase, Run, Site
from afterrun.records.photo import photo_of
from tests.photos import AS_TAKEN, frame, jpeg

AT = datetime(2026, 5, 1, 7, tzinfo=UTC)
PHOTO, OTHER = photo_of(AS_TAKEN), photo_of(jpeg(shown=frame(width=9)))
REPORT = PainReport(at=AT, site=Site.parse("left-heel"), nrs=2, source="app", photo=PHOTO.sha256)
CARE = Care(at=AT, intervention="tape", source="app", photo=PHOTO.sha256)
PHASE = Phase(intervention="insole", start=AT, source="app", photo=PHOTO.sha256)


@pytest.mark.parametrize("record", [REPORT, CARE, PHASE])
def test_a_photo_is_kept_with_its_entry_and_gone_with_it(place: Place, record: PainReport | Care | Phase) -> None:
    with Journal.open(place) as journal:
        journal.add([record], photos=[PHOTO, OTHER])
        assert journal.entry_of(replace(record, photo=None)) == journal.entry_of(record)  # no part of the fact
        assert (journal.photo(PHOTO.sha256), journal.photo(OTHER.sha256)) == (PHOTO, None)
        assert journal.verify() == ()
        entry = journal.entry_of(record)
        assert entry is not None
        assert journal.record_of(entry) == record
        assert journal.undo(entry)
        assert journal.counts()["original"] == 0


def test_another_photo_takes_the_place_of_one(place: Place) -> None:
    with Journal.open(place) as journal:
        journal.add([REPORT], photos=[PHOTO])
        entry = journal.entry_of(REPORT)
        assert entry is not None
        entry = journal.replace(entry, replace(REPORT, photo=OTHER.sha256), photos=[OTHER])
        assert [each.sha256 for each in journal.originals()] == [OTHER.sha256]
        assert entry is not None
        journal.replace(entry, replace(REPORT, photo=OTHER.sha256, nrs=5))
        assert journal.photo(OTHER.sha256) == OTHER
        assert journal.diary().pain[0].nrs == 5


def test_a_photo_of_two_entries_goes_with_the_last(place: Place) -> None:
    with Journal.open(place) as journal:
        journal.add([REPORT, CARE], photos=[PHOTO])
        for record, left in ((REPORT, 1), (CARE, 0)):
            entry = journal.entry_of(record)
            assert entry is not None
            journal.undo(entry)
            assert journal.counts()["original"] == left


def test_an_entry_names_no_photo_that_is_not_there(place: Place) -> None:
    with Journal.open(place) as journal:
        journal.add([REPORT])
        assert journal.diary().pain[0].photo is None


def test_no_other_file_is_handed_out_as_a_photo(place: Place) -> None:
    track = Original("run.fit", b"\x0e\x10")
    with Journal.open(place) as journal:
        journal.add([Run(start=AT, duration_s=60, distance_m=200, original=track.sha256)], original=track)
        assert journal.photo(track.sha256) is None
        journal.add([replace(REPORT, photo=track.sha256), replace(CARE, at=AT + timedelta(hours=1))])
        assert journal.photo(track.sha256) is None
        assert [each.photo for each in journal.diary().pain] == [None]

"""One run once: merged where it is sure, asked where it is not, and every merge can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from afterrun.journal import Journal
from afterrun.journal.standing import ASK_NUMBERS, ASK_SAME, ASK_SPORT, OTHER_SPORT, SAME, Standing
from afterrun.places import Place
from afterrun.records import Care, Event, Original, Run, Streams

BERLIN = timezone(timedelta(hours=2))
AT = datetime(2026, 5, 3, 7, 30, 10, tzinfo=BERLIN)
GUESSED = {0: Standing(clock_guessed=True)}
"""What is known of a file that tells only UTC."""
FILES = {name: Original(f"{name}.bin", name.encode()) for name in ("watch", "service", "third")}
WATCH = Run(start=AT, duration_s=2400, distance_m=6000, source="fit", original=FILES["watch"].sha256)
SERVICE = replace(WATCH, source="gpx", original=FILES["service"].sha256)
TYPED = Run(start=AT.replace(second=0), duration_s=2400, distance_m=6000, rpe=4, shoe="old", source="csv")
OFFSETS = (-12, -9.5, -3.5, -0.25, 0.75, 1, 2, 5.75, 8, 12.75, 14)


@pytest.fixture
def journal(place: Place) -> Iterator[Journal]:
    with Journal.open(place) as opened:
        for original in FILES.values():
            opened.add((), original=original)
        yield opened


def way(run: Run, *, north_deg: float = 52.5) -> Streams:
    """Places of a run straight to the north, at its own pace."""
    at_s = np.arange(0.0, run.duration_s + 1, 20)
    metres = at_s / run.duration_s * (run.distance_m or 0)
    return Streams(
        {
            "time_s": at_s,
            "latitude_deg": north_deg + metres / 111_195,
            "longitude_deg": np.full(at_s.size, 13.4),
            "distance_m": metres,
        }
    )


def standing_of(journal: Journal) -> list[str | None]:
    return [each.standing.standing for each in journal.apart()]


@pytest.mark.parametrize(
    "other",
    [
        replace(SERVICE, start=AT + timedelta(seconds=80), duration_s=2320, distance_m=5800),  # GPS lock
        replace(SERVICE, duration_s=2430, distance_m=6090),
        replace(SERVICE, distance_m=6500),  # a footpod
        replace(SERVICE, duration_s=3100),  # elapsed against moving
        replace(TYPED, duration_s=1900),  # somebody typed the moving time
        replace(TYPED, start=AT.replace(minute=30, second=0) - timedelta(minutes=5)),
        replace(TYPED, distance_m=None),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_sure_thing_is_merged_in_either_order(journal: Journal, other: Run, first: bool) -> None:
    for run in (WATCH, other) if first else (other, WATCH):
        journal.add([run])
    (run,) = journal.diary().runs
    assert standing_of(journal) == [SAME]
    assert run.original is not None  # a watch knows when it ended
    if other.source == "csv":
        assert (run.duration_s, run.rpe, run.shoe) == (2400, 4, "old")


@pytest.mark.parametrize("shift_h", OFFSETS)
def test_a_clock_that_is_off_by_quarters_of_an_hour_is_asked_about(journal: Journal, shift_h: float) -> None:
    journal.add([WATCH])
    shifted = replace(SERVICE, start=AT + timedelta(hours=shift_h, seconds=20), distance_m=6050)
    added = journal.add([shifted], standings=GUESSED)
    assert [asked[1] for asked in added.asked] == [ASK_SAME]
    assert journal.diary().runs == (WATCH,)


def test_a_typed_time_whose_pm_got_lost_is_asked_about(journal: Journal) -> None:
    evening = replace(WATCH, start=AT + timedelta(hours=12))
    journal.add([evening])
    assert [asked[1] for asked in journal.add([TYPED]).asked] == [ASK_SAME]
    assert journal.diary().runs == (evening,)


@pytest.mark.parametrize(
    "other",
    [
        replace(TYPED, start=TYPED.start - timedelta(hours=12)),  # nobody types an evening for a morning
        replace(TYPED, start=TYPED.start + timedelta(hours=8)),
        replace(WATCH, start=AT + timedelta(hours=10), original=FILES["third"].sha256),  # twice a day with one watch
        replace(SERVICE, start=AT + timedelta(days=1)),
        replace(SERVICE, start=AT + timedelta(hours=2, minutes=7)),
        replace(SERVICE, start=AT + timedelta(hours=2), distance_m=8000, duration_s=3100),
        replace(SERVICE, sport="hiking"),
        replace(TYPED, start=AT + timedelta(hours=5)),
    ],
)
def test_another_run_counts_by_itself(journal: Journal, other: Run) -> None:
    journal.add([WATCH])
    assert journal.add([other]).added == 1
    assert len(journal.diary().runs) == 2


def test_at_the_same_time_somewhere_else_is_asked_about_and_not_merged(journal: Journal) -> None:
    journal.add([WATCH], streams={0: way(WATCH)})
    added = journal.add([SERVICE], streams={0: way(SERVICE, north_deg=48.1)})
    assert added.asked == ((SERVICE, ASK_SAME, WATCH),)


@pytest.mark.parametrize("from_s", [0, 900])
def test_a_whole_file_takes_the_place_of_a_cut_one(journal: Journal, from_s: float) -> None:
    cut = replace(SERVICE, start=AT + timedelta(seconds=from_s), duration_s=900, distance_m=2250)
    streams = way(cut, north_deg=52.5 + from_s * 2.5 / 111_195)
    journal.add([cut], streams={0: streams})
    journal.add([WATCH], streams={0: way(WATCH)})
    assert journal.diary().runs == (WATCH,)
    found = journal.streams(WATCH)
    assert found is not None
    assert found.size == 121


def test_two_tracks_of_one_run_are_one_run(journal: Journal) -> None:
    first = replace(SERVICE, duration_s=1000, distance_m=2500)
    second = replace(SERVICE, start=AT + timedelta(seconds=1200), duration_s=1200, distance_m=3000)
    journal.add([first, second], streams={0: way(first), 1: way(second, north_deg=52.5 + 1200 * 2.5 / 111_195)})
    assert len(journal.diary().runs) == 2
    journal.add([WATCH], streams={0: way(WATCH)})
    assert journal.diary().runs == (WATCH,)
    assert standing_of(journal) == [SAME, SAME]


def test_the_source_that_knows_the_offset_wins(journal: Journal) -> None:
    guessed = replace(SERVICE, start=AT.astimezone(UTC))
    journal.add([guessed], standings={0: Standing(clock_guessed=True)})
    journal.add([WATCH])
    (run,) = journal.diary().runs
    assert (run.start, run.start.utcoffset()) == (AT, timedelta(hours=2))


def test_a_clock_that_is_known_counts_while_it_is_asked_and_after(journal: Journal) -> None:
    wrong = replace(SERVICE, start=AT.replace(tzinfo=UTC))
    journal.add([wrong], standings={0: Standing(clock_guessed=True)})
    journal.add([WATCH])
    assert journal.diary().runs == (WATCH,)
    (apart,) = journal.apart()
    assert (apart.run, apart.other) == (wrong, WATCH)
    assert journal.merge_into(apart.entry, AT)
    assert journal.diary().runs == (WATCH,)


def test_a_merge_that_is_taken_back_leaves_both_as_they_were_told(journal: Journal) -> None:
    journal.add([WATCH])
    journal.add([TYPED])
    (apart,) = journal.apart()
    journal.stand(apart.entry, Standing(same_as=WATCH.start))
    assert journal.diary().runs == (TYPED, WATCH)
    journal.stand(apart.entry, Standing(standing=SAME, same_as=WATCH.start))
    assert [run.rpe for run in journal.diary().runs] == [4]


def test_the_same_files_again_change_nothing(journal: Journal) -> None:
    shifted = replace(SERVICE, start=AT + timedelta(hours=2), original=FILES["third"].sha256)
    for _ in range(2):
        for run in (WATCH, SERVICE, TYPED, shifted):
            added = journal.add([run], standings=GUESSED if run.source == "gpx" else {})
    assert (added.added, added.already, added.asked) == (0, 1, ())
    assert standing_of(journal) == [SAME, SAME, ASK_SAME]
    assert len(journal.diary().runs) == 1


def test_what_waits_is_settled_by_the_file_that_shows_it(journal: Journal) -> None:
    """A shifted copy of the evening run is asked about beside the morning's, until the evening's own file is there."""
    evening = replace(WATCH, start=AT + timedelta(hours=11), original=FILES["third"].sha256)
    copy = replace(SERVICE, start=evening.start + timedelta(seconds=5))
    journal.add([WATCH])
    journal.add([copy], standings=GUESSED)
    assert standing_of(journal) == [ASK_SAME]
    journal.add([evening])
    assert journal.diary().runs == (WATCH, evening)
    assert standing_of(journal) == [SAME]


def test_a_third_copy_with_the_same_wrong_clock_waits_with_the_second(journal: Journal) -> None:
    journal.add([WATCH])
    shifted = replace(SERVICE, start=AT + timedelta(hours=2))
    journal.add([shifted], standings=GUESSED)
    journal.add([replace(shifted, source="tcx", original=FILES["third"].sha256)], standings=GUESSED)
    assert journal.diary().runs == (WATCH,)
    assert sorted(standing_of(journal), key=str) == [ASK_SAME, SAME]


def corrected(journal: Journal, run: Run, better: Run) -> bool:
    entry = journal.entry_of(run)
    assert entry is not None
    return journal.correct(entry, better)


def test_a_row_that_was_corrected_takes_the_place_of_the_old_one_and_adding_alone_corrects_nothing(
    journal: Journal,
) -> None:
    journal.add([TYPED])
    better = replace(TYPED, distance_m=5400, shoe=None)
    assert journal.add([better]).already == 1
    assert journal.diary().runs == (TYPED,)
    assert corrected(journal, TYPED, better)
    assert journal.diary().runs == (better,)


@pytest.mark.parametrize("later", [timedelta(0), timedelta(minutes=4)])
def test_a_corrected_row_stays_one_run_with_the_watch(journal: Journal, later: timedelta) -> None:
    journal.add([TYPED])
    journal.add([WATCH])
    assert corrected(journal, TYPED, replace(TYPED, start=TYPED.start + later, rpe=7))
    (run,) = journal.diary().runs
    assert (run.original, run.rpe) == (WATCH.original, 7)


def test_a_corrected_row_keeps_what_stands_behind_it(journal: Journal) -> None:
    journal.add([TYPED])
    journal.add([replace(TYPED, start=TYPED.start + timedelta(seconds=20), source="app", rpe=None, surface="road")])
    later = replace(TYPED, start=TYPED.start + timedelta(minutes=3), duration_s=2460, distance_m=6100)
    assert corrected(journal, TYPED, later)
    (run,) = journal.diary().runs
    assert (run.distance_m, run.surface) == (6100, "road")


def test_a_corrected_row_that_was_asked_about_is_put_among_the_others_anew(journal: Journal) -> None:
    wrong = replace(TYPED, distance_m=6.0, duration_s=40)
    journal.add([wrong], standings={0: Standing(standing=ASK_NUMBERS)})
    journal.add([WATCH])
    assert corrected(journal, wrong, TYPED)
    assert standing_of(journal) == [SAME]
    assert [run.rpe for run in journal.diary().runs] == [4]


def test_a_corrected_row_of_what_was_said_to_be_another_run_stays_that(journal: Journal) -> None:
    journal.add([WATCH])
    journal.add([TYPED])
    (apart,) = journal.apart()
    journal.stand(apart.entry, Standing(same_as=WATCH.start))
    assert corrected(journal, TYPED, replace(TYPED, rpe=7))
    assert corrected(journal, WATCH, replace(WATCH, rpe=6))
    assert [run.rpe for run in journal.diary().runs] == [7, 6]


def test_care_that_names_a_run_follows_it(journal: Journal) -> None:
    journal.add([TYPED, Care(at=AT - timedelta(minutes=5), intervention="tape", run=TYPED.start)])
    journal.add([WATCH])
    assert journal.diary().care[0].run == WATCH.start


def test_a_file_without_a_sport_is_what_another_file_calls_it(journal: Journal) -> None:
    unclear = replace(SERVICE, sport="unclear")
    assert [asked[1] for asked in journal.add([unclear]).asked] == [ASK_SPORT]
    assert journal.diary().runs == ()
    journal.add([WATCH])
    assert journal.diary().runs == (WATCH,)
    ride = Event(at=AT + timedelta(days=1), kind="cycling", minutes=40, source="fit", original=FILES["third"].sha256)
    journal.add([replace(unclear, start=ride.at)])
    journal.add([ride])
    assert OTHER_SPORT in standing_of(journal)
    assert journal.diary().runs == (WATCH,)


def test_a_ride_that_two_files_tell_of_is_one_ride(journal: Journal) -> None:
    ride = Event(at=AT, kind="cycling", minutes=60, amount=25000, source="fit", original=FILES["watch"].sha256)
    copy = replace(ride, at=AT + timedelta(seconds=9), amount=25200, source="gpx", original=FILES["service"].sha256)
    assert [journal.add([each]).added for each in (ride, copy, copy)] == [1, 0, 0]
    assert journal.add([replace(copy, at=AT + timedelta(hours=3))]).added == 1


def test_a_ride_is_one_whatever_counts_its_pauses_and_whoever_types_it(journal: Journal) -> None:
    ride = Event(at=AT, kind="cycling", minutes=60, amount=25000, source="fit", original=FILES["watch"].sha256)
    moving = Event(at=AT, kind="cycling", minutes=45, amount=25000, source="garmin")
    typed = Event(at=AT + timedelta(minutes=5), kind="cycling", minutes=60)
    assert [journal.add([each]).added for each in (moving, ride, typed, moving)] == [1, 0, 0, 0]
    later = [replace(each, at=each.at + timedelta(hours=2)) for each in (ride, moving)]
    assert journal.add(later).added == 1
    swum, again = replace(typed, kind="swimming"), replace(typed, kind="swimming", minutes=30)
    assert journal.add([swum, again]).added == 2  # rows that somebody typed are as many as they are


def test_what_somebody_typed_of_a_recorded_ride_goes_to_it_and_stays(journal: Journal) -> None:
    ride = Event(at=AT, kind="cycling", minutes=60, source="fit", original=FILES["watch"].sha256, note="Evening ride")
    typed = Event(at=AT + timedelta(minutes=5), kind="cycling", minutes=60, amount=25000, note="into the wind")
    for each in (ride, typed, typed, ride):
        journal.add([each])
    (event,) = journal.diary().events
    assert (event.source, event.note, event.amount) == ("fit", "Evening ride; into the wind", 25000)


def test_steps_of_a_day_grow_until_it_ends(journal: Journal) -> None:
    steps = Event(at=AT, kind="steps", amount=4000, source="apple-health")
    for amount in (4000, 9000, 4000):
        journal.add([replace(steps, amount=amount)])
    assert [event.amount for event in journal.diary().events] == [9000]


def test_a_run_that_is_deleted_takes_what_stood_behind_it_along(journal: Journal) -> None:
    journal.add([WATCH])
    journal.add([TYPED])
    (run,) = journal.diary().runs
    entry = journal.entry_of(run)
    assert entry is not None
    assert journal.undo(entry)
    assert journal.apart() == ()
    assert journal.add([run]).added == 1


def test_a_typed_run_at_midnight_is_of_some_time_of_that_day(journal: Journal) -> None:
    """What knows only the day writes its first minute; as another run it was a second dose."""
    journal.add([WATCH])
    for start, asked in ((AT.replace(hour=0, minute=0, second=0), 1), (AT.replace(hour=0, minute=1, second=0), 0)):
        added = journal.add([replace(TYPED, start=start)])
        assert [what for _, what, _ in added.asked] == [ASK_SAME] * asked
    yesterday = AT.replace(hour=0, minute=0, second=0) - timedelta(days=1)
    assert journal.add([replace(TYPED, start=yesterday)]).asked == ()


def test_what_waited_for_a_run_that_began_on_another_day_waits_no_more(journal: Journal) -> None:
    journal.add([TYPED])
    off = replace(SERVICE, start=AT + timedelta(hours=2))
    journal.add([off], standings=GUESSED)
    assert standing_of(journal) == [ASK_SAME]
    entry = journal.entry_of(TYPED)
    assert entry is not None
    assert journal.correct(entry, replace(TYPED, start=TYPED.start + timedelta(days=31)))
    assert standing_of(journal) == []
    assert [run.start for run in journal.diary().runs] == [off.start, TYPED.start + timedelta(days=31)]

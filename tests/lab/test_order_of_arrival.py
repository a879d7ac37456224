"""The same files in any order, all at once or one by one, and once more: one journal."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterrun.journal import Journal
from afterrun.lab.import_questions import open_questions
from afterrun.lab.importing import import_paths
from afterrun.lab.run_questions import answer_question, run_questions
from afterrun.records import Event
from tests.importers import fit_bytes

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 27, 20, tzinfo=UTC)
FIRST = datetime(2026, 11, 2, 6, tzinfo=UTC)
STEP_S = 60
HEADERS = {
    "typed runs.csv": "Date,Start,Distance (km),Duration,Effort",
    "Activities.csv": "Activity Type,Date,Favorite,Title,Distance,Calories,Time",
    "pain.csv": "Date,Time,Where,Pain",
    "diary.csv": "Date;Time;Where;Pain;Note",
    "exercises.csv": "Date,Time,Exercise,Minutes",
    "rides.csv": "Date,Time,Activity,Minutes",
}


def watch(start: datetime, length_s: int, speed: float, latitude: float) -> bytes:
    """A FIT file that knows its offset."""
    begun = int(start.timestamp()) - fit_bytes.FIT_EPOCH_S
    points = [
        {
            253: ("I", begun + after),
            0: ("i", round((latitude + speed * after / 111_195) * 2**31 / 180)),
            1: ("i", round(10 * 2**31 / 180)),
            5: ("I", round(100 * speed * after)),
        }
        for after in range(0, length_s + 1, STEP_S)
    ]
    total = {
        253: ("I", begun + length_s),
        2: ("I", begun),
        7: ("I", 1000 * length_s),
        9: ("I", round(100 * speed * length_s)),
        5: ("e", 1),
    }
    records = [fit_bytes.message(20, point) for point in points]
    end = fit_bytes.activity(offset_s=3600, start=begun)
    return fit_bytes.fit_file([fit_bytes.file_id(), *records, fit_bytes.message(18, total), end])


def track(
    start: datetime, length_s: int, speed: float, latitude: float, *, late_s: int = 0, kind: str = "run"
) -> bytes:
    """A GPX file, which tells only UTC."""
    points = "".join(
        f'<trkpt lat="{latitude + speed * after / 111_195:.6f}" lon="10"><time>'
        f"{start + timedelta(seconds=after):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for after in range(late_s, length_s + 1, STEP_S)
    )
    return f'<gpx version="1.1"><trk><type>{kind}</type><trkseg>{points}</trkseg></trk></gpx>'.encode()


def suitcase(seed: int) -> dict[str, bytes]:
    """Two or three runs told in several ways, and what else one keeps: tables that agree and that do not."""
    chance = random.Random(seed)
    files: dict[str, bytes] = {}
    rows: dict[str, list[str]] = {name: [] for name in HEADERS}
    for i in range(chance.choice((2, 3))):
        start = FIRST + timedelta(days=i * chance.choice((1, 2)), seconds=chance.randrange(36_000))
        length_s, speed, north = chance.choice((1200, 1800, 3600)), chance.choice((2.6, 3.0, 3.4)), 60 + i / 10
        wall = start.astimezone(BERLIN)
        typed = wall - timedelta(minutes=wall.minute % chance.choice((1, 5, 15)))
        far_km = speed * length_s / 1000
        cut_s = round(length_s * chance.choice((0.6, 0.9)) / STEP_S) * STEP_S
        about_km = far_km * chance.choice((1, 1.01, 1.06))
        effort = chance.randrange(2, 8)
        ways = ["watch", "second watch", "track", "late", "cut", "shifted", "typed", "listed"]
        for way in chance.sample(ways, chance.choice((1, 2, 3, 4))):
            if way == "watch":
                files[f"watch {i}.fit"] = watch(start, length_s, speed, north)
            elif way == "second watch":
                files[f"other watch {i}.fit"] = watch(start + timedelta(seconds=12), length_s - 60, speed * 1.02, north)
            elif way == "typed":
                rows["typed runs.csv"].append(f"{typed:%Y-%m-%d,%H:%M},{about_km:.1f},{length_s // 60}:00,{effort}")
            elif way == "listed":
                clock = str(timedelta(seconds=length_s))
                rows["Activities.csv"].append(f"Running,{wall:%Y-%m-%d %H:%M:%S},false,Run,{far_km:.2f},400,{clock}")
            else:
                begun = start + timedelta(hours=1) if way == "shifted" else start
                ends_s, late_s = cut_s if way == "cut" else length_s, 120 if way == "late" else 0
                files[f"{way} {i}.gpx"] = track(begun, ends_s, speed, north, late_s=late_s)
        answer = chance.randrange(6)
        rows["pain.csv"].append(f"{wall:%Y-%m-%d},20:0{i},left heel,{answer}")
        rows["diary.csv"].append(f"{wall:%Y-%m-%d};20:0{i};left heel;{answer + 3 * (i == 0)};tired")
        rows["exercises.csv"].append(f"{wall:%Y-%m-%d},21:00,calf stretch,5")
    rows["rides.csv"].append("2026-11-10,16:00,cycling,30")
    files["ride.gpx"] = track(datetime(2026, 11, 10, 15, 2, tzinfo=UTC), 1800, 7.0, 61.0, kind="cycling")
    files |= {name: "\n".join((HEADERS[name], *said)).encode() for name, said in rows.items() if said}
    return files


def taken(folder: Path, files: Mapping[str, bytes], order: Sequence[str], *, at_once: bool) -> list[object]:
    """What the journal holds after an import, and whether a second one changes it."""
    with Journal.open(folder / "journal.db") as journal:
        journal.set_setting("zone", "Europe/Berlin")
        for _ in range(2):
            for name in order:
                (folder / name).write_bytes(files[name])
            paths = [folder / name for name in order]
            for part in [paths] if at_once else [[path] for path in paths]:
                list(import_paths(journal, part, now=NOW))
        return held(journal)


def held(journal: Journal) -> list[object]:
    """Everything in the journal; where two tables disagree, what both say."""
    diary, questions = journal.diary(), open_questions(journal)
    said = [(each.at, each.nrs) for each in diary.pain]
    said += [(question.told.at, question.told.nrs) for question in questions]  # type: ignore[union-attr]
    apart = sorted((each.run.start, each.run.source, str(each.standing.standing)) for each in journal.apart())
    return [diary.runs, apart, sorted(said), diary.care, diary.events]


@pytest.mark.parametrize("seed", [0, 11])
def test_it_does_not_matter_in_which_order_files_come(tmp_path: Path, seed: int) -> None:
    files = suitcase(seed)
    names, found = sorted(files), []
    for turn in range(3):
        order = random.Random(turn).sample(names, len(names))
        (home := tmp_path / str(turn)).mkdir()
        found.append(taken(home, files, order, at_once=turn == 0))
    assert found[0] == found[1] == found[2]


def test_of_two_that_may_be_one_run_one_counts_in_whatever_order_they_come(tmp_path: Path) -> None:
    """A clock that is an hour off, a row that says another distance, and the track: once none of them counted."""
    start = FIRST + timedelta(minutes=42)
    row = f"{start.astimezone(BERLIN):%Y-%m-%d,%H:%M},5.9,30:00,4"
    files = {
        "a.gpx": track(start, 1800, 3.0, 60.0),
        "b.gpx": track(start + timedelta(hours=1), 1800, 3.0, 60.0),
        "typed runs.csv": f"{HEADERS['typed runs.csv']}\n{row}".encode(),
    }
    found = []
    for turn, order in enumerate(permutations(files)):
        (home := tmp_path / str(turn)).mkdir()
        found.append(taken(home, files, order, at_once=False))
    assert all(each == found[0] for each in found)
    assert len(found[0][0]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("turn", range(3))
def test_questions_may_be_answered_in_any_order(tmp_path: Path, turn: int) -> None:
    start = FIRST + timedelta(minutes=42)
    ways = {"a.gpx": start, "b.gpx": start + timedelta(hours=1), "c.gpx": start + timedelta(hours=2)}
    for name, begun in ways.items():
        (tmp_path / name).write_bytes(track(begun, 1800, 3.0, 60.0))
    (tmp_path / "watch.fit").write_bytes(watch(start - timedelta(hours=2), 1800, 3.0, 60.0))
    with Journal.open(tmp_path / "journal.db") as journal:
        list(import_paths(journal, [tmp_path / name for name in ("watch.fit", *ways)], now=NOW))
        chance = random.Random(turn)
        while waiting := run_questions(journal, NOW):
            asked = chance.choice(waiting)
            answer_question(journal, asked.row, asked.uid, "same", NOW)
        (run,) = journal.diary().runs
        assert run.source == "fit"


def test_a_row_without_words_takes_none_back(tmp_path: Path) -> None:
    plain, noted = "Date,Time,Where,Pain\n2026-11-02,20:00,left heel,3", "Note\n2026-11-02,20:00,left heel,3,tired"
    (tmp_path / "noted.csv").write_text(f"Date,Time,Where,Pain,{noted}")
    (tmp_path / "plain.csv").write_text(plain)
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.set_setting("zone", "Europe/Berlin")
        first, second = import_paths(journal, [tmp_path / "noted.csv", tmp_path / "plain.csv"], now=NOW)
        assert (first.added, second.added, second.already) == (1, 0, 1)
        assert [report.note for report in journal.diary().pain] == ["tired"]


def test_a_ride_is_what_was_recorded_though_somebody_typed_it_first(tmp_path: Path) -> None:
    (tmp_path / "rides.csv").write_text(f"{HEADERS['rides.csv']}\n2026-11-10,16:00,cycling,30")
    (tmp_path / "ride.gpx").write_bytes(track(datetime(2026, 11, 10, 15, 2, tzinfo=UTC), 1800, 7.0, 61.0, kind="ride"))
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.set_setting("zone", "Europe/Berlin")
        list(import_paths(journal, [tmp_path / "rides.csv", tmp_path / "ride.gpx"], now=NOW))
        events: tuple[Event, ...] = journal.diary().events
    assert [(each.source, each.at.minute) for each in events] == [("gpx", 2)]

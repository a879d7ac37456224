"""A recording is mended where it shows itself how, and says so; a run ends when running ended."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from afterrun.importers.parsed import Parsed
from afterrun.importers.registry import parse_file
from afterrun.records.happenings import Event
from afterrun.records.run import Run
from tests.importers.fit_bytes import file_id, fit_file, record, session
from tests.importers.xml_text import GPX_HEAD, gpx, point, track

AT = datetime(2026, 5, 2, 7, tzinfo=UTC)
DEGREE_M = 111_195


def at_place(second: float, metres: float, *, inside: str = "", east: float = 10.0) -> str:
    stamp = (AT + timedelta(seconds=second)).isoformat()
    return f'<trkpt lat="{52 + metres / DEGREE_M:.7f}" lon="{east}"><time>{stamp}</time>{inside}</trkpt>'


def walked(parts: Sequence[tuple[float, float]], *, step_s: float = 5, start_s: float = 0) -> list[tuple[float, float]]:
    """Points of a way made of (seconds, m/s), as (second, metres)."""
    second, metres, found = start_s, 0.0, [(start_s, 0.0)]
    for lasts_s, speed in parts:
        for _ in range(int(lasts_s / step_s)):
            second, metres = second + step_s, metres + speed * step_s
            found.append((second, metres))
    return found


def a_run_of(points: Iterable[str], *, kind: str = "running") -> Parsed:
    named = f"<type>{kind}</type>" if kind else ""
    return parse_file(f"{GPX_HEAD}<trk>{named}<trkseg>{''.join(points)}</trkseg></trk></gpx>".encode(), "1.gpx")


def only(parsed: Parsed) -> Run:
    (found,) = parsed.records
    assert isinstance(found, Run)
    return found


def told(parsed: Parsed) -> str:
    return " ".join(str(problem) for problem in parsed.problems)


@pytest.mark.parametrize("spikes", [(300,), (40, 300, 900), (300, 305, 310)])
@pytest.mark.parametrize("off_m", [400, 48_000])
def test_places_far_off_the_way_are_left_out(spikes: tuple[int, ...], off_m: float) -> None:
    way = walked([(1500, 3.0)])
    parsed = a_run_of(at_place(second, metres + (off_m if second in spikes else 0)) for second, metres in way)
    assert only(parsed).distance_m == pytest.approx(4500, rel=0.01)
    assert "far off the way" in told(parsed)


def test_a_first_fix_in_another_town_is_no_way() -> None:
    way = walked([(1500, 3.0)])
    parsed = a_run_of(at_place(second, metres - (80_000 if second < 60 else 0)) for second, metres in way)
    assert only(parsed).distance_m == pytest.approx(4500, rel=0.02)
    assert "jumps" in told(parsed)


@pytest.mark.parametrize("jitter_s", [5, 12])
@pytest.mark.parametrize("seed", [1, 2])
def test_points_written_twice_with_other_times_do_not_go_to_and_fro(jitter_s: int, seed: int) -> None:
    chance = random.Random(seed)
    points = []
    for second, metres in walked([(1200, 3.0)], step_s=4):
        points += [at_place(second, metres), at_place(second + chance.choice((-jitter_s, 0, jitter_s)), metres)]
    parsed = a_run_of(points)
    assert only(parsed).distance_m == pytest.approx(3600, rel=0.03)
    assert "go backwards" in told(parsed)


def test_a_track_written_from_its_end_is_put_in_order() -> None:
    parsed = a_run_of(at_place(second, metres) for second, metres in reversed(walked([(1200, 3.0)])))
    assert only(parsed).distance_m == pytest.approx(3600, rel=0.001)
    assert parsed.problems == ()


@pytest.mark.parametrize("days", [-3, -400, 2])
def test_a_point_of_another_day_is_left_out(days: int) -> None:
    way = [at_place(second, metres) for second, metres in walked([(1200, 3.0)])]
    parsed = a_run_of([at_place(86400 * days, 5), *way])
    run = only(parsed)
    assert (run.start, run.duration_s) == (AT, 1200)
    assert "hours away" in told(parsed)


@pytest.mark.parametrize(
    ("parts", "run_m", "end_s"),
    [
        ([(900, 3), (600, 14), (600, 3)], 4500, 2100),  # a bus in between
        ([(900, 3), (200, 0), (900, 11)], 2700, 900),  # driven home with the watch on
        ([(600, 20), (1200, 3)], 3600, 1800),  # driven there
        ([(900, 3), (300, 12), (90, 0), (300, 12), (600, 3)], 4500, 2190),  # with traffic lights
    ],
)
def test_a_ride_inside_a_run_is_no_running(parts: list[tuple[float, float]], run_m: float, end_s: float) -> None:
    parsed = a_run_of(at_place(second, metres) for second, metres in walked(parts))
    run = only(parsed)
    assert run.distance_m == pytest.approx(run_m, rel=0.05)
    assert (run.end - AT).total_seconds() == pytest.approx(end_s, abs=30)
    assert "too fast to be run" in told(parsed)


def test_a_ride_where_nothing_was_recorded() -> None:
    way = walked([(750, 3)], step_s=10)
    after = [(second + 1950, metres + 11_000) for second, metres in way]
    run = only(a_run_of(at_place(second, metres) for second, metres in (*way, *after)))
    assert run.distance_m == pytest.approx(4500, rel=0.01)
    assert run.duration_s == 2700


@pytest.mark.parametrize("fast", [5.5, 6.6])
def test_intervals_are_running(fast: float) -> None:
    parts = [(600, 3), *[(70, fast), (120, 2)] * 6, (300, 3)]
    parsed = a_run_of(at_place(second, metres) for second, metres in walked(parts))
    assert only(parsed).distance_m == pytest.approx(sum(seconds * speed for seconds, speed in parts), rel=0.01)
    assert parsed.problems == ()


def test_a_slow_ride_home_is_no_running_unless_steps_were_counted() -> None:
    way = walked([(1800, 2.9), (30, 0), (1500, 5.8)], step_s=5)
    ridden = only(a_run_of(at_place(second, metres) for second, metres in way))
    assert ridden.duration_s == 1800
    assert ridden.distance_m == pytest.approx(5220, rel=0.01)
    steps = "<extensions><t:TrackPointExtension><t:cad>92</t:cad></t:TrackPointExtension></extensions>"
    run = only(a_run_of(at_place(second, metres, inside=steps) for second, metres in way))
    assert run.distance_m == pytest.approx(13_920, rel=0.01)


@pytest.mark.parametrize(
    "parts",
    [
        [(1200, 3.4), (900, 5.6)],  # who warms up at that pace runs so fast
        [(1200, 2.8), *([(180, 5.6), (180, 2.4)] * 6)],  # a kilometre six times
        [(3000, 5.7)],
    ],
)
def test_fast_running_is_no_ride(parts: list[tuple[float, float]]) -> None:
    parsed = a_run_of(at_place(second, metres) for second, metres in walked(parts, step_s=5))
    assert only(parsed).distance_m == pytest.approx(sum(seconds * speed for seconds, speed in parts), rel=0.01)
    assert "too fast" not in told(parsed)


def test_a_ride_to_the_run_is_before_it() -> None:
    way = walked([(600, 14.0), (120, 0), (1800, 3.0)], step_s=5)
    parsed = a_run_of(at_place(second, metres) for second, metres in way)
    run = only(parsed)
    assert run.start == AT + timedelta(seconds=720)
    assert run.duration_s == 1800
    assert run.distance_m == pytest.approx(5400, rel=0.01)
    assert "begins after it" in told(parsed)
    (streams,) = parsed.streams.values()
    assert streams.channels["time_s"][0] == 0
    assert streams.channels["distance_m"][-1] == pytest.approx(5400, rel=0.01)


def test_a_ride_may_be_fast() -> None:
    way = walked([(900, 9), (600, 14)])
    (ride,) = a_run_of((at_place(second, metres) for second, metres in way), kind="Radfahren").records
    assert isinstance(ride, Event)
    assert ride.amount == pytest.approx(16_500, rel=0.001)


@pytest.mark.parametrize("paused_s", [400, 5 * 3600])
def test_a_watch_left_on_after_the_run(paused_s: int) -> None:
    records = [record(second) for second in range(0, 1801, 5)]
    content = fit_file([file_id(), *records, session(seconds=1800, elapsed_s=1800 + paused_s, timer_s=1800)])
    parsed = parse_file(content, "1.fit")
    assert only(parsed).duration_s == 1800
    assert "after the last steps" in told(parsed)


def test_standing_at_the_end_with_points() -> None:
    run = only(a_run_of(at_place(second, metres) for second, metres in walked([(1200, 3), (1800, 0)])))
    assert run.duration_s == pytest.approx(1200, abs=10)


def test_a_pause_within_the_run_stays_in_it() -> None:
    run = only(a_run_of(at_place(second, metres) for second, metres in walked([(1200, 3), (1800, 0), (600, 3)])))
    assert run.duration_s == 3600


def test_elapsed_below_timer() -> None:
    content = fit_file(
        [
            file_id(),
            *(record(second) for second in range(0, 1801, 5)),
            session(seconds=1800, elapsed_s=30, timer_s=1800),
        ]
    )
    parsed = parse_file(content, "1.fit")
    assert only(parsed).duration_s == 1800
    assert "less with its pauses" in told(parsed)


@pytest.mark.parametrize(
    ("parts", "cadence", "steps"),
    [
        ([(1800, 2.0)], (112,), 112),  # run-walk, in steps
        ([(1800, 1.4)], (100,), 100),  # mostly walked, in steps
        ([(1800, 2.8)], (83,), 166),
        ([(1800, 2.8)], (166,), 166),
        ([(1800, 1.9)], (75,), 150),  # a shuffle
        ([(1800, 2.2)], (85, 58), 143),  # run-walk, in strides
        ([(1800, 4.8)], (108,), 216),  # a fast one
    ],
)
def test_cadence_in_strides_or_steps(parts: list[tuple[float, float]], cadence: tuple[int, ...], steps: float) -> None:
    points = (
        at_place(
            second,
            metres,
            inside="<extensions><t:TrackPointExtension>"
            f"<t:cad>{cadence[number // 12 % len(cadence)]}</t:cad></t:TrackPointExtension></extensions>",
        )
        for number, (second, metres) in enumerate(walked(parts))
    )
    assert only(a_run_of(points)).cadence_spm == pytest.approx(steps, abs=2)


def test_a_planned_route_is_no_run() -> None:
    """One speed over steps of unlike length, which no recording keeps."""
    chance, second, metres, points = random.Random(1), 0.0, 0.0, []
    for _ in range(80):
        step = chance.uniform(5, 200)
        second, metres = second + step / 2.5, metres + step
        points.append(at_place(second, metres))
    parsed = a_run_of(points, kind="")
    assert parsed.records == ()
    assert "made up" in told(parsed)
    assert len(a_run_of(points).records) == 1  # somebody calls it a run


@pytest.mark.parametrize("head", ['<gpx version="1.1" creator="Route planner"', '<gpx version="1.1" creator="watch"'])
def test_a_plan_that_begins_at_midnight_or_says_so(head: str) -> None:
    midnight = -AT.timestamp() % -86400 if "watch" in head else 0
    points = [at_place(second + midnight, metres) for second, metres in walked([(2400, 2.5)], step_s=20)]
    content = f'<?xml version="1.0"?>{head}><trk><trkseg>{"".join(points)}</trkseg></trk></gpx>'
    assert parse_file(content.encode(), "1.gpx").records == ()


def test_a_steady_recording_is_a_run() -> None:
    assert len(parse_file(gpx(f"<trk><trkseg>{''.join(point(s) for s in range(600))}</trkseg></trk>"), "1.gpx").records)


def stamped(seconds: int, way_s: int, *, inside: str = "") -> str:
    at = datetime(2026, 5, 1, 5, 30, tzinfo=UTC) + timedelta(seconds=seconds)
    return point(0, time=at.isoformat(), latitude=f"{60 + 3 * way_s / 111195:.9f}", inside=inside)


def test_a_clock_set_back_on_the_way_is_mended() -> None:
    text = gpx(track(stamped(s if s < 600 else s - 3600, s) for s in range(0, 1201, 10)))
    parsed = parse_file(text, "a.gpx")
    (run,) = parsed.records
    assert isinstance(run, Run)
    assert (run.start.isoformat(), run.duration_s) == ("2026-05-01T05:30:00+00:00", 1200)
    assert run.distance_m == pytest.approx(3600, rel=0.01)
    assert "set back by 60 min" in str(parsed.problems[0])


def test_a_height_from_which_the_next_come_back_is_no_climb() -> None:
    heights = (100 + (800 if s == 600 else s / 60) for s in range(0, 1201, 10))
    text = gpx(track(stamped(s, s, inside=f"<ele>{h}</ele>") for s, h in zip(range(0, 1201, 10), heights, strict=True)))
    (run,) = parse_file(text, "a.gpx").records
    assert isinstance(run, Run)
    assert run.ascent_m == pytest.approx(20, abs=3)


@pytest.mark.parametrize(
    ("pause_s", "kinds", "runs"), [(0, ("", ""), 1), (600, ("", ""), 2), (0, ("running", "walking"), 2)]
)
def test_tracks_that_go_on_from_each_other_are_one_run(pause_s: int, kinds: tuple[str, str], runs: int) -> None:
    first = track((stamped(s, s) for s in range(0, 601, 10)), kind=kinds[0])
    second = track((stamped(s + pause_s, s) for s in range(600, 1201, 10)), kind=kinds[1])
    parsed = parse_file(gpx(first, second), "a.gpx")
    assert len(parsed.records) == runs

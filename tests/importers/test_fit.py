from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from afterrun.importers.devices.fit import parse
from afterrun.importers.parsed import Parsed
from afterrun.records.happenings import Event
from afterrun.records.run import Run
from tests.importers.fit_bytes import START, START_FIT, a_run, activity, file_id, fit_file, record, session


def only_run(parsed: Parsed) -> Run:
    (run,) = parsed.records
    assert isinstance(run, Run)
    return run


def test_a_run_says_what_its_session_says() -> None:
    run = only_run(parse(a_run(), "run.fit"))
    assert run.start == START
    assert run.start.utcoffset() == timedelta(hours=2)
    assert (run.duration_s, run.distance_m, run.ascent_m, run.contact_ms, run.rpe) == (60, 180, 7, 248, 6.5)
    assert run.cadence_spm == 169  # 84.5 strides of one leg
    assert run.sport == "running"
    assert run.source == "fit"


def test_its_streams_are_in_si_units_and_both_feet() -> None:
    streams = parse(a_run(), "run.fit").streams[0]
    at_60 = {name: values[60] for name, values in streams.channels.items()}
    assert streams.size == 61
    assert at_60["time_s"] == 60
    assert at_60["latitude_deg"] == pytest.approx(60 + 180 / 111195, abs=1e-6)
    assert at_60["altitude_m"] == pytest.approx(100)
    assert at_60["speed_mps"] == pytest.approx(3)
    assert at_60["cadence_spm"] == pytest.approx(169)
    assert at_60["contact_ms"] == pytest.approx(250)
    assert "power_w" not in streams.channels


def test_a_sound_file_has_no_problems() -> None:
    assert parse(a_run(), "run.fit").problems == ()


def test_cut_off_before_the_summary_the_run_comes_from_its_points() -> None:
    whole = a_run()
    parsed = parse(whole[: whole.index(session())], "run.fit")
    run = only_run(parsed)
    assert (run.start, run.duration_s, run.distance_m) == (START, 60, 180)
    assert run.cadence_spm == pytest.approx(169)
    assert run.rpe is None
    reasons = " ".join(problem.reason for problem in parsed.problems)
    assert "cut off" in reasons
    assert "ends before its summary" in reasons
    assert any("byte" in problem.where for problem in parsed.problems)
    assert not any(problem.fatal for problem in parsed.problems)


def test_a_wrong_checksum_is_told_and_the_run_kept() -> None:
    whole = a_run()
    parsed = parse(whole[:-1] + bytes([whole[-1] ^ 1]), "run.fit")
    assert only_run(parsed).distance_m == 180
    assert ["checksum" in problem.reason for problem in parsed.problems] == [True]


def test_a_file_the_watch_did_not_finish_is_read() -> None:
    whole = a_run()
    parsed = parse(whole[:4] + bytes(4) + whole[8:], "run.fit")
    assert only_run(parsed).distance_m == 180
    assert any("did not finish" in problem.reason for problem in parsed.problems)


def test_two_sessions_are_two_records_each_with_its_own_points() -> None:
    later = START_FIT + 100
    content = fit_file(
        [
            file_id(),
            *(record(second) for second in range(61)),
            *(record(second, start=later) for second in range(31)),
            session(sport=2),
            session(start=later, seconds=30),
            activity(),
        ]
    )
    parsed = parse(content, "duathlon.fit")
    ride, run = parsed.records
    assert isinstance(ride, Event)
    assert (ride.kind, ride.minutes, ride.amount) == ("cycling", 1, 180)
    assert isinstance(run, Run)
    assert run.start == START + timedelta(seconds=100)
    assert list(parsed.streams) == [1]
    assert parsed.streams[1].size == 31


@pytest.mark.parametrize(("kind", "word"), [(2, "settings"), (5, "workout"), (9, "weight"), (32, "monitoring")])
def test_other_files_of_the_watch_are_refused_by_name(kind: int, word: str) -> None:
    (problem,) = parse(fit_file([file_id(kind)]), "x.fit").problems
    assert word in problem.reason
    assert problem.fatal


def test_a_clock_that_was_never_set_is_a_problem() -> None:
    content = fit_file([file_id(), *(record(second, start=1000) for second in range(5)), session(start=1000)])
    parsed = parse(content, "run.fit")
    assert parsed.records == ()
    assert any("clock" in problem.reason for problem in parsed.problems)


def test_a_clock_in_1999_is_a_problem() -> None:
    start = 0x10000000 + 3600
    content = fit_file([file_id(), *(record(second, start=start) for second in range(5)), session(start=start)])
    parsed = parse(content, "run.fit")
    assert parsed.records == ()
    assert any("before 2000" in problem.reason for problem in parsed.problems)


@pytest.mark.parametrize("offset_s", [-7 * 60, 15 * 3600, 3600 + 400])
def test_an_offset_nobody_lives_at_is_not_believed(offset_s: int) -> None:
    content = fit_file([file_id(), *(record(second) for second in range(61)), session(), activity(offset_s=offset_s)])
    assert only_run(parse(content, "run.fit")).start.utcoffset() == timedelta(0)


def test_a_pulse_of_zero_is_no_signal() -> None:
    content = fit_file([file_id(), *(record(s, heart_rate=0 if s < 30 else 150) for s in range(61)), session()])
    pulse = parse(content, "run.fit").streams[0].channels["heart_rate_bpm"]
    assert np.isnan(pulse[:30]).all()
    assert (pulse[30:] == 150).all()


def test_chained_twins_are_taken_once() -> None:
    parsed = parse(a_run() + a_run(), "run.fit")
    assert len(parsed.records) == 1
    assert any("twice" in problem.reason for problem in parsed.problems)


def test_an_unclear_sport_is_guessed_from_its_speed_and_told() -> None:
    content = fit_file([file_id(), *(record(second) for second in range(61)), session(sport=0)])
    parsed = parse(content, "1.fit")
    assert only_run(parsed).sport == "running"
    assert "3.0 m/s" in parsed.problems[0].reason

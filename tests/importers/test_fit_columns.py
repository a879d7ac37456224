"""Read by columns, a FIT file says what it says read value by value, some hundred times quicker."""

from __future__ import annotations

import os
import random
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from afterrun.importers.devices import fit_summaries
from afterrun.importers.devices.fit import _FACTS, parse
from afterrun.importers.devices.fit_crc import crc16
from afterrun.importers.devices.fit_layout import NotPlainError, lay_out, summary_file
from afterrun.importers.devices.fit_limits import Count
from afterrun.importers.devices.fit_messages import FitPart, _by_columns, by_values, read_parts
from afterrun.records.problem import Problem
from tests.importers.fit_bytes import START_FIT, a_run, activity, crc, file_id, fit_file, message, record, session

DATA = Path(os.environ.get("AFTERRUN_DATA", Path(__file__).parents[3] / "shared" / "data"))
ROW_BYTES = 26  # of `record` without its definition
USED = (*_FACTS, "start_time", "timestamp", "sport", "sub_sport", "sport_profile_name", "workout_rpe")


def told(part: FitPart) -> tuple[Any, ...]:
    """Everything that is used of a part."""
    sessions = [{name: values.get(name) for name in USED} for values in part.sessions]
    sport = None if sessions else part.sport  # asked only where no session says it
    names = sorted(name for name, values in part.points.columns.items() if not np.isposinf(values).all())
    columns = [part.points.at_s, *(part.points.column(name) for name in names)]
    values = [np.nan_to_num(column, nan=-1e9).tolist() for column in columns]
    return (part.kind, sessions, sport, part.sport_name, part.zone, part.clockless, names, values)


def both(content: bytes) -> tuple[list[Any], list[Any], list[Problem], list[Problem]]:
    by_column: list[Problem] = []
    by_value: list[Problem] = []
    one, other = _by_columns(content, "a.fit", by_column), by_values(content, "a.fit", by_value)
    return [told(part) for part in one], [told(part) for part in other], by_column, by_value


def mutants(count: int) -> Iterator[bytes]:
    chance = random.Random(84)
    whole = fit_file([file_id(), *(record(second) for second in range(6)), session(), activity()])
    for _ in range(count):
        changed = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        yield bytes(changed[: chance.choice((len(changed), chance.randrange(14, len(changed))))])


@pytest.mark.parametrize("with_fitfast", [True, False])
def test_columns_say_what_values_say(with_fitfast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not with_fitfast:
        monkeypatch.setattr(fit_summaries, "fitfast", None)
    one, other, *_ = both(a_run())
    assert one == other
    assert one[0][1][0]["avg_running_cadence"] == 84


@pytest.mark.skipif(not (DATA / "runs").is_dir(), reason="no recorded runs in $AFTERRUN_DATA/runs")
@pytest.mark.parametrize("with_fitfast", [True, False])
def test_on_every_recorded_file(with_fitfast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not with_fitfast:
        monkeypatch.setattr(fit_summaries, "fitfast", None)
    paths = [path for path in sorted((DATA / "runs").rglob("*")) if path.suffix.lower() == ".fit"]
    compared = 0
    for path in paths:
        content = path.read_bytes()
        if len(content) > 150_000:  # the long ones take seconds value by value, and are of the same makers
            continue
        try:
            one, other, *problems = both(content)
        except NotPlainError:
            continue
        assert one == other, path.name
        assert len(problems[0]) == len(problems[1]), path.name
        compared += 1
    assert compared > 30


def test_damage_costs_columns_no_more_than_values() -> None:
    compared = better = 0
    for content in mutants(150):
        try:
            one, other, *_ = both(content)
        except NotPlainError:
            continue
        compared += 1
        if one != other:  # the decoder gave up earlier
            better += 1
            assert len(one) >= len(other)
            assert all(len(mine[-1][0]) + mine[-3] >= len(its[-1][0]) for mine, its in zip(one, other, strict=False))
    assert compared > 100
    assert better < 0.1 * compared


def test_where_a_damaged_message_begins_is_told() -> None:
    whole = a_run()
    last = whole.index(session())
    (problem,) = (each for each in parse(whole[: last - 3], "a.fit").problems if "damaged" in each.reason)
    assert problem.where == f"a.fit byte {last - ROW_BYTES}"


def test_records_of_two_layouts_stay_in_order() -> None:
    short = message(20, {253: ("I", START_FIT + 1), 5: ("I", 777)})
    content = fit_file([file_id(), record(0), short, record(2), session()])
    (part,), _ = read_parts(content, "a.fit")
    assert np.diff(part.points.at_s).tolist() == [1, 1]
    assert part.points.column("distance_m").tolist() == [0, 7.77, 6]
    assert np.isposinf(part.points.column("speed_mps")).tolist() == [False, True, False]


def test_big_endian_values_are_read() -> None:
    head = struct.pack(">BBBHB", 0x40, 0, 1, 20, 2) + bytes((253, 4, 0x86, 5, 4, 0x86))
    rows = b"".join(struct.pack(">BII", 0, START_FIT + second, 300 * second) for second in range(3))
    (part,), problems = read_parts(fit_file([file_id(), head + rows, session(seconds=3)]), "a.fit")
    assert not problems
    assert part.points.column("distance_m").tolist() == [0, 3, 6]


@pytest.mark.parametrize(
    ("base", "code"), [(0x01, "b"), (0x02, "B"), (0x83, "h"), (0x85, "i"), (0x8E, "q"), (0x8F, "Q")]
)
def test_an_altitude_of_any_width_is_read(base: int, code: str) -> None:
    """A mutant's altitude of 8 bits ended the whole import."""
    head = struct.pack("<BBBHB", 0x40, 0, 0, 20, 2) + bytes((253, 4, 0x86, 2, struct.calcsize(code), base))
    rows = b"".join(struct.pack(f"<BI{code}", 0, START_FIT + second, 100 + second) for second in range(3))
    by_column, by_value, *problems = both(fit_file([file_id(), head + rows, session(seconds=3)]))
    assert problems == [[], []]
    assert by_column == by_value


def test_packed_times_are_read_value_by_value() -> None:
    head = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((5, 4, 0x86))
    packed = b"".join(struct.pack("<BI", 0x80 | (START_FIT + second) & 0x1F, 300 * second) for second in (1, 2, 40, 41))
    content = fit_file([file_id(), record(0), head + packed, session()])
    with pytest.raises(NotPlainError):
        lay_out(content, Count())
    (part,), problems = read_parts(content, "a.fit")
    assert not problems
    assert len(part.points) == 5
    assert part.points.column("distance_m")[1:3].tolist() == [3, 6]


class _PanicError(BaseException):
    """As what a panic in Rust comes as: no Exception."""


@pytest.mark.parametrize("fault", [_PanicError(), ValueError(), MemoryError()])
def test_what_fitfast_does_not_read_fitdecode_does(fault: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        @staticmethod
        def parse(content: bytes, **_: object) -> None:
            raise fault

    monkeypatch.setattr(fit_summaries, "fitfast", Failing)
    parsed = parse(a_run(), "a.fit")
    assert not parsed.problems
    assert len(parsed.records) == 1


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_whoever_stops_it_is_heard(stop: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped:
        @staticmethod
        def parse(content: bytes, **_: object) -> None:
            raise stop

    monkeypatch.setattr(fit_summaries, "fitfast", Stopped)
    with pytest.raises(stop):
        parse(a_run(), "a.fit")


def test_a_list_or_another_type_is_left_to_fitdecode(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr(fit_summaries, "by_fitfast", lambda content: asked.append(content))
    parse(a_run(), "a.fit")
    assert len(asked) == 1
    odd = session().replace(bytes((9, 4, 0x86)), bytes((9, 4, 0x88)))
    parse(fit_file([file_id(), record(0), record(30), odd]), "a.fit")
    assert len(asked) == 1


def test_fitfast_reads_sessions_as_fitdecode_does() -> None:
    pytest.importorskip("fitfast")
    content = summary_file(lay_out(a_run(), Count()).files[0])
    found = fit_summaries.by_fitfast(content)
    assert found is not None
    assert dict(found)["session"] == dict(fit_summaries.by_fitdecode(content))["session"]


@pytest.mark.parametrize("length", [0, 1, 2, 127, 128, 129, 400, 4001])
def test_the_checksum_is_the_one_of_the_bytes(length: int) -> None:
    content = random.Random(length).randbytes(length)
    assert crc16(content) == crc(content)


def test_it_is_much_quicker() -> None:
    rows = [record(second)[-ROW_BYTES:] for second in range(600)]
    content = fit_file([file_id(), record(0), *rows, session(seconds=600)])

    def cpu_s(times: int, read: Any) -> float:
        read()
        begun = time.process_time()
        for _ in range(times):
            read()
        return (time.process_time() - begun) / times

    assert len(read_parts(content, "a")[0][0].points) == 601
    assert 10 * cpu_s(5, lambda: read_parts(content, "a")) < cpu_s(1, lambda: by_values(content, "a", []))

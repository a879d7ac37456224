"""Engines and rows: everybody has one row in the end, whatever is killed meanwhile."""

from __future__ import annotations

import builtins
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from afterrun.cohort.engines import ENGINES, Task, WorkersLostError, engine_named, on_dask
from afterrun.cohort.going_on import CHUNK, STRIKES, go_on, working_on
from afterrun.cohort.parts import PERSON, UNFINISHED, missing, people_in, rows_in, write_part
from afterrun.errors import InvalidValueError, MissingExtraError, WorkersError
from benchmarks import cohort_fire
from tests.cohort.here import Here

pytest.importorskip("pyarrow", reason="the extra cohort is not installed")


def keep(folder: Path, people: tuple[str, ...]) -> int:
    write_part(folder, [{PERSON: person} for person in people], ((PERSON, "string"),))
    return len(people)


def never(person: str) -> None:
    raise AssertionError(person)


def test_everybody_has_a_row_and_a_resume_does_only_what_is_missing(tmp_path: Path) -> None:
    people, engine = cohort_fire.names(50), Here()
    keep(tmp_path, tuple(people[10:25]))
    done = list(go_on(engine, partial(keep, tmp_path), people, tmp_path, workers=1, give_up=never))
    assert (done[0], done[-1]) == (15, 50)
    assert sorted(row[PERSON] for row in rows_in(tmp_path)) == people
    assert sorted(person for chunk in engine.chunks for person in chunk) == [*people[:10], *people[25:]]
    assert max(map(len, engine.chunks)) <= CHUNK
    again = Here()
    assert list(go_on(again, partial(keep, tmp_path), people, tmp_path, workers=1, give_up=never)) == [50]
    assert again.chunks == []


def test_a_part_that_was_cut_short_is_no_row(tmp_path: Path) -> None:
    cut = tmp_path / f"part-0.parquet.7{UNFINISHED}"
    cut.write_bytes(b"PAR1")
    assert people_in(tmp_path) == frozenset()
    list(go_on(Here(), partial(keep, tmp_path), ["a"], tmp_path, workers=1, give_up=never))
    assert people_in(tmp_path) == {"a"}
    assert not cut.exists()


def test_the_same_task_twice_is_there_once_and_two_parts_give_each_person_once(tmp_path: Path) -> None:
    keep(tmp_path, ("a", "b"))
    keep(tmp_path, ("b", "a"))
    assert len(list(tmp_path.glob("part-*.parquet"))) == 1
    keep(tmp_path, ("b", "c"))
    assert sorted(row[PERSON] for row in rows_in(tmp_path)) == ["a", "b", "c"]
    assert missing(["c", "d", "a"], tmp_path) == ("d",)


def test_a_lost_worker_costs_nobody_their_row(tmp_path: Path) -> None:
    list(go_on(Here(lost=2), partial(keep, tmp_path), ["a", "b"], tmp_path, workers=1, give_up=never))
    assert people_in(tmp_path) == {"a", "b"}


def test_workers_that_never_begin_stop_it_and_what_was_done_is_kept(tmp_path: Path) -> None:
    keep(tmp_path, ("a",))
    with pytest.raises(WorkersError, match="workers must stay alive"):
        list(go_on(Here(lost=9), partial(keep, tmp_path), ["a", "b"], tmp_path, workers=1, give_up=never))
    assert people_in(tmp_path) == {"a"}


def test_who_ends_the_process_is_a_line_and_the_others_go_on(tmp_path: Path) -> None:
    class Deadly(Here):
        def run(self, task: Task, chunks: Sequence[tuple[str, ...]], *, workers: int) -> Iterator[int]:
            for chunk in chunks:
                if "b" in chunk:
                    with working_on(tmp_path, "b"):
                        (note,) = tmp_path.glob("on-*")
                        text = note.read_text()
                    note.write_text(text)  # a killed process takes no note away
                    raise WorkersLostError
                yield task(chunk)

    given_up: list[str] = []

    def give_up(person: str) -> None:
        given_up.append(person)
        cohort_fire.give_up(tmp_path, person)

    list(go_on(Deadly(), partial(keep, tmp_path), ["a", "b", "c"], tmp_path, workers=1, give_up=give_up))
    assert (given_up, STRIKES) == (["b"], 3)
    assert people_in(tmp_path) == {"a", "b", "c"}


@pytest.mark.share
@pytest.mark.parametrize("what", ["worker", "client"])
def test_a_kill_loses_no_row_doubles_none_and_leaves_nobody_behind(what: str, tmp_path: Path) -> None:
    found = cohort_fire.kill_once("processes", what, tmp_path / "rows", people=60)
    assert found.held, found


def test_a_process_that_ends_by_itself_is_given_up_and_the_others_are_done(tmp_path: Path) -> None:
    people = cohort_fire.names(4, killer=True)
    task, give_up = partial(cohort_fire.work, tmp_path, seconds=0.0), partial(cohort_fire.give_up, tmp_path)
    list(go_on(engine_named("processes"), task, people, tmp_path, workers=1, give_up=give_up))
    assert people_in(tmp_path) == set(people)
    assert [row[PERSON] for row in rows_in(tmp_path, ["why"]) if row["why"]] == [people[-1]]


@pytest.mark.share
@pytest.mark.parametrize(("name", "module"), [("dask", "distributed"), ("ray", "ray")])
def test_the_other_engines_do_the_same_work(name: str, module: str, tmp_path: Path) -> None:
    pytest.importorskip(module, reason=f"the extra {name} is not installed")
    people = cohort_fire.names(12)
    cohort_fire.client(name, tmp_path, people, 0.0)
    assert cohort_fire.counted(tmp_path, 12) == cohort_fire.Outcome(12, 12, 0, 0, 0)


def test_a_dask_cluster_that_runs_already_is_named_by_its_address(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    options = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(**options, host="127.0.0.1", protocol="tcp") as cluster:
        done = engine_named("dask", cluster.scheduler_address).run(
            partial(keep, tmp_path), [("a",), ("b", "c")], workers=1
        )
        assert sorted(done) == [1, 2]
    assert people_in(tmp_path) == {"a", "b", "c"}


def test_a_scheduler_without_workers_and_one_that_is_lost_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setattr(on_dask, "_WAITS_S", 0.1)
    options = {"n_workers": 0, "processes": False, "dashboard_address": None, "host": "127.0.0.1", "protocol": "tcp"}
    with distributed.LocalCluster(**options) as cluster, pytest.raises(InvalidValueError, match="has none"):
        list(engine_named("dask", cluster.scheduler_address).run(partial(keep, tmp_path), [("a",)], workers=1))

    class Lost:
        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> Lost:
            return self

        def __exit__(self, *_: object) -> None: ...
        def wait_for_workers(self, *_: object, **__: object) -> None: ...
        def submit(self, *_: object, **__: object) -> Lost:
            return self

        def result(self) -> int:
            raise distributed.client.FutureCancelledError("a", "scheduler-connection-lost")

    monkeypatch.setattr(distributed, "Client", Lost)
    monkeypatch.setattr(distributed, "as_completed", iter)
    with pytest.raises(WorkersLostError):
        list(engine_named("dask", "tcp://127.0.0.1:1").run(partial(keep, tmp_path), [("a",)], workers=1))


def test_nobody_at_the_address_of_a_ray_cluster_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ray itself would go on trying for minutes."""
    asked: list[object] = []
    fake = SimpleNamespace(init=lambda **options: asked.append(options.get("address")), shutdown=lambda: None)
    monkeypatch.setitem(sys.modules, "ray", fake)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        for address in ("127.0.0.1:{}", "ray://127.0.0.1:{}"):
            run = engine_named("ray", address.format(taken.getsockname()[1])).run(
                partial(keep, tmp_path), [("a",)], workers=1
            )
            with pytest.raises(InvalidValueError, match="running Ray cluster"):
                list(run)
    assert asked == []


def test_workers_that_write_elsewhere_are_told_and_not_asked_for_ever(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    task = partial(keep, tmp_path / "elsewhere")
    with pytest.raises(WorkersError, match="rows must be in"):
        list(go_on(Here(), task, ["a", "b"], tmp_path, workers=1, give_up=never))


def without(module: str, patch: pytest.MonkeyPatch) -> None:
    """Let an import fail as if it were not installed."""
    importing: Callable[..., Any] = builtins.__import__

    def find(name: str, *args: Any, **options: Any) -> Any:
        if name.partition(".")[0] == module:
            raise ImportError(name)
        return importing(name, *args, **options)

    patch.setattr(builtins, "__import__", find)


@pytest.mark.share
@pytest.mark.parametrize(("name", "module"), [("dask", "distributed"), ("ray", "ray")])
def test_what_is_not_installed_is_named_with_its_extra(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(module, monkeypatch)
    with pytest.raises(MissingExtraError, match=f"{name},?"):
        list(engine_named(name).run(partial(keep, tmp_path), [("a",)], workers=1))


def test_rows_need_an_extra_and_say_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without("pyarrow", monkeypatch)
    with pytest.raises(MissingExtraError, match=r"afterrun\[cohort\]"):
        keep(tmp_path, ("a",))


def test_engines_are_named_and_processes_take_no_address() -> None:
    assert {engine_named(name).name for name in ENGINES} == set(ENGINES)
    with pytest.raises(InvalidValueError, match="engine must be one of"):
        engine_named("slurm")
    with pytest.raises(InvalidValueError, match="address must be"):
        engine_named("processes", "tcp://127.0.0.1:8786")

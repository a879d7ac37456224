"""A small share of `make fire`, every day."""

from __future__ import annotations

import pytest

from benchmarks.fire.full_disk import fill
from benchmarks.fire.hostile_clinic import strike_clinic
from benchmarks.fire.kills import kill
from benchmarks.fire.kills_serve import kill_servers
from benchmarks.fire.mutants import mutate


def test_mutants_are_answered() -> None:
    counts = mutate(20)
    assert not [key for key in counts if key[1].startswith(("uncaught", "nothing"))], counts
    assert any(outcome == "records" for _, outcome in counts)


@pytest.mark.parametrize("what", ["restore", "migration", "erase"])
def test_what_is_killed_loses_nothing_and_leaves_nothing(what: str) -> None:
    found = kill(what, 2)
    assert found.kills == 2
    assert not found.harmed, found
    assert found.left == 0, found


def test_a_killed_server_has_what_it_acknowledged_once() -> None:
    found = kill_servers(2)
    assert found.kills == 2
    assert found.acknowledged >= 3
    assert not found.harmed, found
    assert found.left == 0, found


def test_on_a_full_disk_what_was_acknowledged_stays() -> None:
    counts = fill(step_bytes=150_000)
    assert counts["acknowledged"] > 0
    assert (counts["uncaught"], counts["lost"], counts["half an export"]) == (0, 0, 0), counts


@pytest.mark.share
def test_a_clinic_answers_on_journals_that_nobody_would_write() -> None:
    counts = strike_clinic(4)
    assert sum(counts.values()) > 40
    assert not [key for key in counts if key[1].startswith(("uncaught", "lost"))], counts

"""kill -9 of the server, of a writer and of a move, a few times; `make postgres-fire` in full."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.postgres.cluster import Cluster, cluster
from benchmarks.postgres.fire import kill_move, kill_server
from tests.postgres import require_server

pytestmark = pytest.mark.share

KILLS = 3


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server that waits for the disk, as one that keeps journals does."""
    require_server()
    with cluster(safe=True) as started:
        yield started


def test_what_was_acknowledged_survives_the_server(server: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    found = kill_server(server, KILLS)
    assert caplog.text == ""  # as the page for administrators says, it is set up: nothing to warn of
    assert found.acknowledged > 5 * KILLS
    assert (found.kills, found.lost, found.doubled, found.damage) == (KILLS, 0, 0, [])
    assert found.more <= 4 * KILLS  # of each writer, what it was killed over or what the server never answered


def test_a_move_that_is_killed_is_whole_in_the_end_and_never_half_there(server: Cluster) -> None:
    found = kill_move(server, KILLS)
    assert found.acknowledged > 100
    assert (found.kills, found.lost, found.more, found.damage) == (2 * KILLS, 0, 0, [])

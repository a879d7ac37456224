"""A share of `benchmarks/clinic_fire.py`: nothing that was acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import pytest

from benchmarks.clinic_fire import kill_both
from tests.postgres import require_server


@pytest.mark.share
def test_kills_of_the_server_and_the_database_lose_and_double_no_form() -> None:
    require_server()
    found = kill_both(1)
    assert found.kills == 2
    assert found.acknowledged >= 12
    assert (found.lost, found.doubled, found.unnoted, found.broken, found.damage) == (0, 0, 0, None, [])

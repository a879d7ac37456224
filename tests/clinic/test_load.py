"""A share of `benchmarks/clinic_load.py`: every page is asked of the real server, by several at once, and answered."""

from __future__ import annotations

import pytest

from benchmarks.clinic_load import PAGES, measured
from tests.postgres import require_server


@pytest.mark.share
def test_every_page_answers_while_others_ask() -> None:
    require_server()
    found = measured(clinicians=2, journals=6, clients=4, times=80, pause_s=0.0)
    assert found.failed == []
    assert sum(map(len, found.took_ms.values())) == 80
    assert set(found.took_ms) <= set(PAGES)
    assert len(found.took_ms) >= 10

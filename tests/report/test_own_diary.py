"""Where what the diary says leads to."""

from __future__ import annotations

import pytest

from afterrun.findings import Intervention, Prevention
from afterrun.report.own_diary import _next


@pytest.mark.parametrize(("takes_weeks", "link"), [(None, "/trial"), ((6.0, 12.0), "")])
def test_what_works_slowly_leads_to_no_coin(takes_weeks: tuple[float, float] | None, link: str) -> None:
    tried = Prevention(n_with=9, n_without=9, takes_weeks=takes_weeks)
    item = Intervention(intervention="calf-raises", variant=None, relief=None, prevention=tried)
    assert _next(item, "so").link == link

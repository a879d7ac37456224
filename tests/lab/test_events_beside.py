"""What was logged on the days of a thing stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.checks.evidence import Event
from afterrun.lab.answers import answer
from afterrun.lab.events_beside import lately
from benchmarks.lives_makers import LIVES


def test_an_event_is_seen_from_its_end_on_and_fades() -> None:
    events = [Event("standing", np.array([1.0, 2.0]), np.array([1.0, 2.0])), Event("none", np.zeros(0), np.zeros(0))]
    seen = lately(events, np.array([0.9, 1.0, 1.75, 2.0]))
    faded = np.exp([-1.0, -4 / 3])
    assert seen[:, 0].tolist() == pytest.approx([0.0, 1.0, faded[0], 2 + faded[1]])
    assert not seen[:, 1].any()
    assert lately([], np.zeros(3)).shape == (3, 0)


@pytest.mark.share
def test_gel_of_holidays_is_not_praised_for_the_days_off() -> None:
    life = LIVES["heel-gel-in-holidays"](0)
    (gel,) = answer(life.diary, site=life.site, now=life.now).told.interventions
    assert gel.everyday is not None
    assert gel.everyday.drop_nrs is not None
    assert gel.everyday.drop_nrs.median < 1

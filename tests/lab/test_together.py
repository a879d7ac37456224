"""Two things that are always done together are one question: neither takes from the other what both explain."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.lab.answers import answer
from afterrun.lab.together import of_group, together
from afterrun.report.goes_with import goes_with
from afterrun.report.tried import eases_days, prevents
from benchmarks.lives_makers import LIVES


def test_what_nearly_always_comes_together_is_one_and_what_takes_turns_is_not() -> None:
    first = np.tile([1.0, 0.0], 15)
    nearly = first.copy()
    nearly[0] = 0.0
    other = np.repeat([1.0, 0.0], 15)
    assert together([first, other, nearly, 1 - first]) == [(0, 2), (1,), (3,)]
    assert together([]) == []
    assert of_group([first, other, nearly], (0, 2))[:4].tolist() == [0.5, 0.0, 1.0, 0.0]


@pytest.mark.usefixtures("one_shape", "unexplained")
def test_roller_and_cream_are_told_together() -> None:
    life = LIVES["calf-roller-and-cream"](1)
    roller, cream = answer(life.diary, site=life.site, now=life.now).told.interventions
    assert (roller.prevention.together, cream.prevention.together) == (("cream",), ("foam-roller",))
    assert roller.prevention.response_ratio == cream.prevention.response_ratio
    assert (cream.prevention.verdict, cream.prevention.of_all) == ("not-yet-known", "may-help")
    assert "It nearly always came with foam roller" in prevents(cream.prevention)
    assert eases_days(cream.everyday) == ""


@pytest.mark.share
def test_wine_and_late_nights_are_told_together() -> None:
    life = LIVES["head-wine-and-late-nights"](0)
    told = answer(life.diary, site=life.site, now=life.now).told.triggers
    assert told is not None
    wine = next(each for each in told if each.kind == "wine")
    assert (wine.verdict, wine.of_all, wine.together) == ("not-yet-known", "may-worsen", ("late-night",))
    (said,) = (text for text in goes_with(told) if text.startswith("Wine"))
    assert said.endswith("It nearly always came with late night: which of them it is cannot be told. "
                         "Try one without the other.")  # fmt: skip

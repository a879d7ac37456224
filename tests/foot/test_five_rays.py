"""The five heads of the ball of the foot: shares of a bed of springs."""

from __future__ import annotations

import pytest

from afterrun.foot.five_rays import _ACROSS_MM, _BEDS, HEADS, _shares, rays
from afterrun.tissue.curves import Floats


@pytest.mark.parametrize("bed", _BEDS)
@pytest.mark.parametrize("beside_mm", [-15.0, -4.0, 0.0, 6.0, 15.0])
def test_forces_and_moments_balance_and_no_head_pulls(bed: Floats, beside_mm: float) -> None:
    shares = _shares(bed, beside_mm)
    assert (shares >= 0).all()
    assert shares.sum() == pytest.approx(1)
    assert shares @ _ACROSS_MM == pytest.approx(bed @ _ACROSS_MM / bed.sum() + beside_mm)


def test_a_force_farther_out_loads_the_little_toes_side() -> None:
    usual, outwards = rays(), rays(5.0)
    assert tuple(ray.head for ray in usual) == HEADS
    assert outwards[0].high < usual[0].high
    assert outwards[-1].low > usual[-1].low


def test_the_spread_is_wide_where_sources_disagree() -> None:
    first = rays()[0]
    assert first.high > 1.5 * first.low
    assert all(0 <= ray.low <= ray.high <= 100 for ray in rays())

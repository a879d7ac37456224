from __future__ import annotations

import numpy as np
import pytest

from afterrun.findings.verdicts import verdict_on_drop, verdict_on_ratio


@pytest.mark.parametrize(
    ("middle", "sd", "evidence", "verdict"),
    [
        (0.5, 0.1, "randomised", "helps"),
        (0.5, 0.1, "observational", "may-help"),
        (1.8, 0.1, "randomised", "worsens"),
        (1.8, 0.1, "observational", "may-worsen"),
        (1.0, 0.05, "observational", "no-worthwhile-effect"),
        (1.0, 0.4, "randomised", "not-yet-known"),
        (0.75, 0.2, "randomised", "not-yet-known"),
    ],
)
def test_verdict_on_ratio(middle: float, sd: float, evidence: str, verdict: str) -> None:
    draws = middle * np.exp(sd * np.random.default_rng(0).standard_normal(4000))
    assert verdict_on_ratio(draws, evidence) == verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("middle", "sd", "verdict"),
    [(2, 0.3, "helps"), (-2, 0.3, "worsens"), (0.2, 0.3, "no-worthwhile-effect"), (1.0, 0.3, "not-yet-known")],
)
def test_verdict_on_drop(middle: float, sd: float, verdict: str) -> None:
    assert verdict_on_drop(middle + sd * np.random.default_rng(0).standard_normal(4000)) == verdict


def test_of_no_draws_nothing_is_known() -> None:
    none = np.zeros(0)
    assert verdict_on_ratio(none, "randomised") == verdict_on_drop(none) == "not-yet-known"

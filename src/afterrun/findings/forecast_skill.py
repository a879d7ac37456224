"""How good the forecasts were."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastSkill:
    """Reports that came, held against what was told before.

    Parameters
    ----------
    n : int
        How many reports.
    log_score_gain_over_persistence : Interval or None
        Mean log score over that of "as last time"; above 0 is better. None of too few reports or weeks. [nat]
    log_score_gain_over_own_mean : Interval or None
        The same over "as on average". [nat]
    calibration_50, calibration_80, calibration_90, calibration_95 : float or None
        Share of the reports that lay in the central range of so many per cent. [-]
    """

    n: int
    log_score_gain_over_persistence: Interval | None
    log_score_gain_over_own_mean: Interval | None
    calibration_50: float | None
    calibration_80: float | None
    calibration_90: float | None
    calibration_95: float | None

    @property
    def no_better(self) -> bool:
        """Whether nothing shows yet that they are better than both naive guesses."""
        gains = (self.log_score_gain_over_persistence, self.log_score_gain_over_own_mean)
        return any(gain is None or gain.lo <= 0 for gain in gains)

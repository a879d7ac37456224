"""How good the forecasts were, in words; that they are no better than a naive guess is said first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterrun.language import say, say_n

if TYPE_CHECKING:
    from afterrun.findings import ForecastSkill

_OFF = 0.1  # by which a share may differ from what was told before it is said: more than chance in a season of reports


def skill_told(skill: ForecastSkill | None) -> tuple[str, ...]:
    """Say whether the forecasts are worth more than a naive guess, and whether their ranges hold.

    Parameters
    ----------
    skill : ForecastSkill or None
        None where no report came after a forecast yet.
    """
    if skill is None:
        return (say("Not known yet: no report has come since a forecast was written down."),)
    came = say_n(
        "{n} report came after a forecast that was written down before.",
        "{n} reports came after forecasts that were written down before.",
        skill.n,
    )
    if skill.log_score_gain_over_persistence is None:
        return (say("Not known yet: that takes some weeks of reports."), came)
    return (_worth(skill), came, *_ranges(skill))


def _worth(skill: ForecastSkill) -> str:
    last, mean = skill.log_score_gain_over_persistence, skill.log_score_gain_over_own_mean
    if not skill.no_better:
        return say("The forecasts are better than “as last time” and than “as on average”.")
    if last is not None and mean is not None and min(last.hi, mean.hi) < 0:
        return say("So far the forecasts are worse than a simple guess. Do not lean on them.")
    return say("So far the forecasts are no better than a simple guess: “as last time”, or “as on average”.")


def _ranges(skill: ForecastSkill) -> tuple[str, ...]:
    held = skill.calibration_90
    if held is None:
        return ()
    told = say(
        "Nine of ten reports should lie in the range that is told; {came} of {n} did.",
        came=round(held * skill.n),
        n=skill.n,
    )
    if held < 0.9 - _OFF:
        return (told + " " + say("The ranges are too narrow."),)
    return (told,)

"""The strongest pain."""

from __future__ import annotations

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import SAME_DAY, WITHIN_DAYS, Place, Rule
from afterrun.reasons.red_flags.signs import is_pain

_TODAY_NRS, _STRONG_NRS = 9.0, 8.0


def _severe(place: Place) -> Flag | None:
    worst = max((report.nrs for report in place.recent if is_pain(report)), default=0.0)
    if worst < _STRONG_NRS:
        return None
    if worst < _TODAY_NRS:
        text = say(
            "You reported {worst:g} of 10. Have a clinician look at it within days; today if you cannot put weight on "
            "it, or it is hot, swollen, misshapen, cold or numb.",
            worst=worst,
        )
        return Flag(WITHIN_DAYS, text)
    text = say(
        "You reported {worst:g} of 10. See a doctor today; at once if you cannot put weight on it, or it is hot, "
        "swollen, misshapen, cold, numb or hard as a board.",
        worst=worst,
    )
    return Flag(SAME_DAY, text)


SEVERE = Rule(
    name="nine-or-ten-of-ten",
    sign="cannot-take-four-steps",
    find=_severe,
    rests_on="Judgement: the number stands in for what a diary cannot ask at that moment (Ottawa foot rule: four "
    "steps; pain out of proportion)",
)

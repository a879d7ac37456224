"""One sore spot, pain at night, on hopping or during a run: looked at before the next run."""

from __future__ import annotations

from afterrun.findings import Flag
from afterrun.language import mark, say
from afterrun.reasons.red_flags.rule import WITHIN_DAYS, Place, Rule
from afterrun.reasons.red_flags.signs import is_pain, signs_of
from afterrun.reasons.red_flags.warming_up import STRONG_NRS, warms_up

_LEAST_NRS = {"during-run": STRONG_NRS}
_WORDS = {
    "one-spot": mark("one sore spot"),
    "night": mark("pain at night"),
    "hopping": mark("pain on hopping"),
    "during-run": mark("pain of 4 or more during a run"),
}


def _bone(place: Place) -> Flag | None:
    found: set[str] = set()
    for report in place.recent:
        if is_pain(report):
            found |= {sign for sign in signs_of(report) & _WORDS.keys() if report.nrs >= _LEAST_NRS.get(sign, 0.0)}
    if not found or (found == {"during-run"} and warms_up(place)):
        return None
    return Flag(
        WITHIN_DAYS,
        say(
            "You noted: {signs}. Have a clinician look at it within days, and do not run or hop on it until then.",
            signs=", ".join(say(words) for sign, words in _WORDS.items() if sign in found),
        ),
    )


BONE = Rule(
    name="one-spot-night-hopping-running",
    sign="single-bone-spot",
    find=_bone,
    rests_on="778 recruits, Sports Health 2020, PMC7485018 (tenderness on the bone); UK musculoskeletal pathway for "
    "foot and ankle (night pain); Hoenig et al. 2023, Br J Sports Med 57:427, doi:10.1136/bjsports-2022-106328 (places "
    "that heal badly); hopping from teaching pages only",
)

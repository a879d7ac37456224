"""Signs that somebody should look at within days."""

from __future__ import annotations

from typing import Final

from afterrun.language import mark
from afterrun.reasons.red_flags.listed.sign import NO_RUN, WITHIN_DAYS, Sign

_UK = "UK musculoskeletal pathway for foot and ankle"
_BONE = "one-spot-night-hopping-running"
_LEVEL: Final = "within-days"

WITHIN_DAYS_SIGNS = (
    Sign(
        id="single-bone-spot",
        level=_LEVEL,
        tick=mark("Pressing along the bone, one spot is clearly sorer than the same spot on the other side."),
        act=NO_RUN,
        why="A bone may be tired: without a tender bone that is unlikely, with one a picture may be needed.",
        rests_on="778 recruits, Sports Health 2020, PMC7485018: a score led by tenderness on the bone had a "
        "sensitivity of 97.5 % and a specificity of 54.2 %. Clinicians pressed there; pressing by oneself is untested",
        status="verified",
        read_by=(_BONE, "achilles-that-warms-up"),
    ),
    Sign(
        id="high-risk-bone-site",
        level=_LEVEL,
        tick=mark(
            "The sore spot is in the groin, on the front of the shin, on top of the inner arch, on the bump at the "
            "outer edge of the foot, or under the big toe joint."
        ),
        act=NO_RUN,
        why="Bones that heal badly there: hip, shin, navicular (about 127 days to sport), fifth metatarsal.",
        rests_on="Hoenig et al. 2023, Br J Sports Med, doi:10.1136/bjsports-2022-106328; under the big toe joint is "
        "general knowledge",
        status="verified",
    ),
    Sign(
        id="hop-sharp-pain",
        level=_LEVEL,
        tick=mark("One small hop gives a sharp pain in one point."),
        act=NO_RUN,
        why="It suggests a bone; how well it tells is not known for the foot.",
        rests_on="Teaching pages only",
        status="second-hand",
        read_by=(_BONE,),
    ),
    Sign(
        id="night-or-rest-bone-pain",
        level=_LEVEL,
        tick=mark("It wakes you at night, or aches when you have been off your feet for long."),
        act=NO_RUN,
        why="A bone that is far on, an inflammation or, rarely, a tumour.",
        rests_on=f"{_UK} (pain at night) and a clinic's page on tired bones (at rest)",
        status="verified",
        read_by=(_BONE,),
    ),
    Sign(
        id="earlier-each-run",
        level=_LEVEL,
        tick=mark("It starts earlier from run to run, or now hurts in walking as well."),
        act=NO_RUN,
        why="The way of a tired bone: first in exercise only, later at rest.",
        rests_on="A clinical page of Medscape",
        status="second-hand",
        read_by=("growing-week-by-week", _BONE),
    ),
    Sign(
        id="swollen-toe-many-joints",
        level=_LEVEL,
        tick=mark("A whole toe is swollen, or several joints are stiff or swollen for over half an hour each morning."),
        act=WITHIN_DAYS,
        why="Inflamed joints do best when treated early; gout also.",
        rests_on="Review in the BMJ 2020, doi:10.1136/bmj.m3704, and the UK pathway; half an hour is general knowledge",
        status="verified",
        read_by=("swelling-alone",),
    ),
    Sign(
        id="cancer-weight-loss-lump",
        level=_LEVEL,
        tick=mark("You have had cancer, lost weight without trying, found a lump, or the pain never lets up at all."),
        act=WITHIN_DAYS,
        why="Rare tumours.",
        rests_on=f"{_UK} (fast referral)",
        status="verified",
    ),
)

"""Signs that somebody should look at today."""

from __future__ import annotations

from typing import Final

from afterrun.language import mark
from afterrun.reasons.red_flags.listed.sign import NOW, TODAY, Sign

_UK = "UK musculoskeletal pathway for foot and ankle"
_GENERAL = "General medical knowledge"
_LEVEL: Final = "same-day"

SAME_DAY_SIGNS = (
    Sign(
        id="chest-pain-breathless",
        level=_LEVEL,
        tick=mark("Chest pain, sudden short breath, or coughing up blood."),
        act=mark("If it is there now, or came suddenly, call an ambulance. Otherwise see a doctor today."),
        why="A clot may have gone from the leg to the lung.",
        rests_on=_GENERAL,
        status="unchecked",
        read_by=("short-of-breath",),
    ),
    Sign(
        id="swollen-calf-clot",
        level=_LEVEL,
        tick=mark("One calf or thigh is thicker, warmer or redder than the other."),
        act=mark(
            "Have a doctor look at it today, and do not run on it or massage it until then. With short breath or "
            "chest pain call an ambulance."
        ),
        why="A clot in a deep vein.",
        rests_on="Two-level Wells score (2003) in an appendix of NICE; that a long journey adds to it is general "
        "knowledge. Soreness alone is no tick: most sore calves of runners are sore",
        status="verified",
        read_by=("swollen-warm-or-red-calf", "calf-after-a-journey"),
    ),
    Sign(
        id="cold-pale-blue",
        level=_LEVEL,
        tick=mark("The foot is cold, pale or blue, or has suddenly gone numb all over."),
        act=NOW,
        why="Blood does not get there: an artery, or pressure within the foot.",
        rests_on=_GENERAL,
        status="unchecked",
    ),
    Sign(
        id="hard-painful-swelling-exertion",
        level=_LEVEL,
        tick=mark("After exercise the leg or foot went hard as a board and very painful, and rest does not ease it."),
        act=mark("Go to an emergency department now, above all if the urine is dark."),
        why="Pressure within a muscle, or muscle that breaks down.",
        rests_on=_GENERAL,
        status="unchecked",
        read_by=("nine-or-ten-of-ten",),
    ),
    Sign(
        id="cannot-take-four-steps",
        level=_LEVEL,
        tick=mark("You cannot take four steps on it, or it looks out of shape after a twist or a blow."),
        act=TODAY,
        why="A broken bone or a joint out of place.",
        rests_on="Ottawa rule for the foot. It was made for sudden injuries, not for pain that came slowly",
        status="verified",
        read_by=("nine-or-ten-of-ten",),
    ),
    Sign(
        id="pop-lost-push-off",
        level=_LEVEL,
        tick=mark("A sudden snap or kick in the calf or heel, and rising on tiptoe on that leg has been weak since."),
        act=mark("See a doctor today, and do not run on it or stretch it until then."),
        why="The Achilles tendon may have torn.",
        rests_on=f"{_UK} (acute rupture)",
        status="verified",
    ),
    Sign(
        id="hot-red-joint-fever",
        level=_LEVEL,
        tick=mark("A joint or part of the foot is hot, red and swollen, or you have a fever or shivers with it."),
        act=TODAY,
        why="Infection of a joint, a bone or the skin; or gout.",
        rests_on=f"{_UK} (infection, septic arthritis)",
        status="verified",
        read_by=("hot-red-swollen", "swelling-alone"),
    ),
    Sign(
        id="diabetes-hot-foot-wound",
        level=_LEVEL,
        tick=mark("Diabetes or no feeling in the feet, together with a wound, a blister, redness or a warm swelling."),
        act=TODAY,
        why="Such a foot is at risk even if it hurts little.",
        rests_on="Warning box of an NHS leaflet on pain in the ball of the foot",
        status="verified",
    ),
    Sign(
        id="antibiotic-tendon",
        level=_LEVEL,
        tick=mark(
            "A tendon, muscle or joint hurts since you took ciprofloxacin, levofloxacin, moxifloxacin or ofloxacin."
        ),
        act=mark("Regulators say: stop it at the first such sign and call a doctor at once. Do not run until then."),
        why="These antibiotics can make tendons tear.",
        rests_on="The UK regulator (MHRA), as told by MDDUS in March 2019",
        status="verified",
    ),
    Sign(
        id="saddle-numbness",
        level=_LEVEL,
        tick=mark("Numb between the legs, or new trouble with bladder or bowels."),
        act=NOW,
        why="Pressure on the nerves at the lower end of the spine.",
        rests_on=_GENERAL,
        status="unchecked",
    ),
    Sign(
        id="foot-drop",
        level=_LEVEL,
        tick=mark("The foot slaps or catches when you walk, or you cannot lift it."),
        act=TODAY,
        why="Pressure on a nerve of the leg or at the spine.",
        rests_on=f"{_UK} (acute drop foot)",
        status="verified",
        read_by=("numb-or-weak",),
    ),
)

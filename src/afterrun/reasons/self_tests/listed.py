"""The self-tests there are. A new one is an entry here.

Tests that look for danger (pressing on bones, hopping, the girth of a calf) are not among them: what they would find is
asked as signs (`reasons.red_flags`), and a number in a diary must not take the place of that.
"""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.errors import InvalidValueError
from afterrun.language import mark, say
from afterrun.reasons.self_tests.guide import Guide
from afterrun.records.rules import Range

_CM, _RAISES, _SECONDS, _DEGREES, _OF_THREE = "cm", mark("raises"), "s", mark("degrees"), mark("of 3")
_NO_CALF = mark(
    "Not with a calf or Achilles tendon that may be torn, a swollen calf, or a bone that hurts when pressed."
)

_ALL = (
    Guide(
        name="lunge-bent",
        title=mark("Knee to the wall"),
        steps=(
            mark("Stand barefoot, facing a wall, with the big toe on a tape measure that begins at the wall."),
            mark("Bend the knee until it touches the wall. The heel stays on the floor."),
            mark("Move the foot back until the knee only just touches."),
            mark("Read how far the big toe is from the wall. Do it three times and take the middle one."),
        ),
        safety=_NO_CALF,
        values=Range(0, 30, _CM),
        error=1.9,
        source="doi:10.1016/j.math.2015.01.004",
        card="lunge-error-two-centimetres",
    ),
    Guide(
        name="ankle-bend-straight",
        title=mark("Ankle bend with the knee straight"),
        steps=(
            mark("Stand in a stride facing a wall, the leg to test behind, toes forward, knee straight, heel down."),
            mark("Lean in until the heel is about to lift, and stay there."),
            mark("Lay the phone along the front of the shin and read how far it leans from upright."),
            mark("Do it three times and take the middle one. Then the other leg."),
        ),
        safety=_NO_CALF,
        values=Range(0, 70, _DEGREES),
        error=14,  # 1.96 * 1.25 * 5.7: what one in twenty pairs exceeds; the study has their mean
        source="PMC6069889",
        card="inclinometer-can-be-poor",
        tool="angle",
    ),
    Guide(
        name="heel-raise-straight",
        title=mark("Heel raises on one leg, knee straight"),
        steps=(
            mark("Stand on one leg with the fingertips on a wall and the knee straight."),
            mark("Go up for a second and down for a second, always to full height."),
            mark("Stop when you miss the height or the rhythm, or bend the knee, for the second time."),
            mark("Count. Rest for two minutes before the other leg, and begin with the same leg each time."),
        ),
        safety=mark(
            "At most once in two weeks: the calf may be sore for two days. Not with a forefoot that hurts now."
        ),
        values=Range(0, 150, _RAISES),
        error=6.5,
        source="doi:10.1016/j.physio.2017.03.002",
        card="heel-raise-norms-overall",
        tool="metronome",
    ),
    Guide(
        name="heel-raise-bent",
        title=mark("Heel raises on one leg, knee bent"),
        steps=(
            mark("Stand on one leg with a hand on a wall and the knee well bent. Keep it so."),
            mark("Go up for a second and down for a second, always to full height."),
            mark("Count until you miss the height, the rhythm or the bend for the second time."),
        ),
        safety=mark("At most once in two weeks. Stop if the knee hurts."),
        values=Range(0, 150, _RAISES),
        tool="metronome",
    ),
    Guide(
        name="heel-raise-two-legs",
        title=mark("Heel raises on both legs"),
        steps=(
            mark("Stand on both feet with the fingertips on a wall."),
            mark("Go up to full height and down at a steady pace. Count until you cannot reach the height."),
        ),
        safety=mark("The one to take when one leg alone hurts the forefoot."),
        values=Range(0, 300, _RAISES),
        sides=False,
        tool="metronome",
    ),
    Guide(
        name="paper-grip",
        title=mark("Hold a card under the big toe"),
        steps=(
            mark("Sit with the bare foot flat and the knee at a right angle. Lay a card under the big toe."),
            mark("Press the toe down. Heel and ankle stay as they are."),
            mark("Somebody pulls at the card. Count how many of three pulls you hold."),
        ),
        safety=mark("Stop if it cramps."),
        values=Range(0, 3, _OF_THREE),
    ),
    Guide(
        name="toe-spread-hold",
        title=mark("Short foot, held"),
        steps=(
            mark("Stand barefoot and spread the toes without curling them."),
            mark("Draw the ball of the foot towards the heel, so that the arch rises."),
            mark("Count the seconds until it cramps or the toes curl, up to 60."),
        ),
        safety=mark(
            "A cramp that comes again and again at rest, weakness or a numb sole is for a clinician to look at."
        ),
        values=Range(0, 60, _SECONDS),
        tool="seconds",
    ),
    Guide(
        name="big-toe-bend",
        title=mark("How far the big toe bends"),
        steps=(
            mark("Stand with the weight on both feet. Lift the big toe with your fingers; the foot stays flat."),
            mark("Take a photo from the side and read the angle between toe and floor."),
        ),
        safety=mark("A joint that is hot, red and very sore is for a doctor to look at today."),
        values=Range(0, 120, _DEGREES),
    ),
)
GUIDES: Mapping[str, Guide] = {guide.name: guide for guide in _ALL}


def guide_named(name: str) -> Guide:
    """Look a self-test up.

    Raises
    ------
    InvalidValueError
        If there is none of that name.
    """
    if name not in GUIDES:
        raise InvalidValueError(
            say("test must be one of {known}; got {name!r}.", known=", ".join(GUIDES), name=name),
            remedy=say("Pick one of the list."),
            field="test",
        )
    return GUIDES[name]

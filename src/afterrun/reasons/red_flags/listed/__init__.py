"""The signs that are asked, most urgent first, and how they are grouped when all are asked at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from afterrun.language import mark
from afterrun.reasons.red_flags.listed.same_day import SAME_DAY_SIGNS
from afterrun.reasons.red_flags.listed.sign import Sign
from afterrun.reasons.red_flags.listed.soon import SOON_SIGNS
from afterrun.reasons.red_flags.listed.within_days import WITHIN_DAYS_SIGNS

__all__ = ["GROUPS", "SIGNS", "SIGN_OF", "Group", "Sign"]

SIGNS = (*SAME_DAY_SIGNS, *WITHIN_DAYS_SIGNS, *SOON_SIGNS)
SIGN_OF: Mapping[str, Sign] = {sign.id: sign for sign in SIGNS}


@dataclass(frozen=True, slots=True)
class Group:
    """Signs with something in common.

    Parameters
    ----------
    title : str
        What they have in common, marked for translation.
    names : str
        Each of them in a few words, marked for translation: whoever says that none is so has read all of them.
    signs : tuple of Sign
        In the order in which they are asked.
    """

    title: str
    names: str
    signs: tuple[Sign, ...]


def _group(title: str, names: str, *signs: str) -> Group:
    return Group(title, names, tuple(SIGN_OF[sign] for sign in signs))


GROUPS = (
    _group(
        mark("It came suddenly"),
        mark("chest pain or short breath; a snap; no step possible; cold or blue; hard as a board"),
        *("chest-pain-breathless", "pop-lost-push-off", "cannot-take-four-steps"),
        *("cold-pale-blue", "hard-painful-swelling-exertion"),
    ),
    _group(
        mark("Hot, swollen, or a wound"),
        mark("one calf or thigh; a joint or the foot; a toe; many joints; a sore foot with diabetes; fever"),
        *("swollen-calf-clot", "hot-red-joint-fever", "diabetes-hot-foot-wound", "swollen-toe-many-joints"),
    ),
    _group(
        mark("Numb, weak or cramping"),
        mark("a foot that drops; numb toes; numb between the legs; bladder or bowels; cramps at rest"),
        *("foot-drop", "saddle-numbness", "numb-tingling-weak", "cramps-rest-weakness"),
    ),
    _group(
        mark("On a bone"),
        mark("one sore spot; sharp on a small hop; at night or at rest; earlier from run to run"),
        *("single-bone-spot", "high-risk-bone-site", "hop-sharp-pain", "night-or-rest-bone-pain", "earlier-each-run"),
    ),
    _group(
        mark("About you"),
        mark(
            "some antibiotics; had cancer, lost weight or found a lump; missed periods, eating little, thin bones or "
            "steroids; under 18"
        ),
        *("antibiotic-tendon", "cancer-weight-loss-lump", "periods-energy-past-bsi", "under-eighteen-bone"),
    ),
    _group(
        mark("For weeks"),
        mark("no better after six weeks; a toe that drifts"),
        *("no-change-six-weeks", "toe-drifting"),
    ),
)

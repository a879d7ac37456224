"""The calf and the foot through stance: what changes if one thing about them were different. Arrays only."""

from afterrun.foot.changes import CHANGES, Changes, read_changes
from afterrun.foot.effects import QUANTITIES, Effect, effects_of
from afterrun.foot.five_rays import Ray, rays
from afterrun.foot.slower import Outline, Progress, Slower, can_go_deeper
from afterrun.foot.stances import RunningStance

__all__ = [
    "CHANGES",
    "QUANTITIES",
    "Changes",
    "Effect",
    "Outline",
    "Progress",
    "Ray",
    "RunningStance",
    "Slower",
    "can_go_deeper",
    "effects_of",
    "rays",
    "read_changes",
]

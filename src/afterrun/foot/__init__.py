"""The calf and the foot through stance: what changes if one thing about them were different. Arrays only."""

from afterrun.foot.changes import CHANGES, Changes, read_changes
from afterrun.foot.effects import QUANTITIES, Effect, effects_of
from afterrun.foot.stances import RunningStance

__all__ = ["CHANGES", "QUANTITIES", "Changes", "Effect", "RunningStance", "effects_of", "read_changes"]

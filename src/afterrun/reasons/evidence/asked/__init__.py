"""The questions, in the order in which they are shown: what must not wait comes first."""

from __future__ import annotations

from afterrun.reasons.evidence.asked.muscle import (
    ARCH_CRAMP,
    CALVES_TIGHT,
    STEP_OR_FLOOR,
    STRENGTH,
    STRETCHING_PREVENTS,
)
from afterrun.reasons.evidence.asked.running import LANDING, OVERUSE, RULE_OUT

TOPICS = (RULE_OUT, CALVES_TIGHT, STRENGTH, STEP_OR_FLOOR, STRETCHING_PREVENTS, LANDING, OVERUSE, ARCH_CRAMP)

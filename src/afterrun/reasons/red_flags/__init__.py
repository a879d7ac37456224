"""Signs in the diary itself that say: have somebody look at it. Never a name for what it is.

Afterrun sees only what was written down; the page "When to see someone" lists what it cannot see. Thresholds are
judgements on the safe side; docs/red-flags.md says what each rule rests on.
"""

from afterrun.reasons.red_flags.finding import RULES, flags_on_saving, red_flags
from afterrun.reasons.red_flags.rule import LEVELS, TOLD_FOR, Rule

__all__ = ["LEVELS", "RULES", "TOLD_FOR", "Rule", "flags_on_saving", "red_flags"]

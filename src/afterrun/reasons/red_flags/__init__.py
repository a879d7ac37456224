"""Signs in a diary, and signs that are asked, that say: have somebody look at it. Never a name for what it is.

`listed` holds the signs that are asked, `asking` says when, `answered` what follows from the answers; every other
module is one rule that reads reports. Thresholds are judgements on the safe side; docs/red-flags.md says what each
rests on.
"""

from afterrun.reasons.red_flags.answered import latest_answers
from afterrun.reasons.red_flags.asking import PATTERNS, Questions, never_asked, questions
from afterrun.reasons.red_flags.finding import RULES, Found, Saved, find_signs, flags_on_saving, red_flags, urgent_flags
from afterrun.reasons.red_flags.listed import GROUPS, SIGN_OF, SIGNS, Group, Sign
from afterrun.reasons.red_flags.rule import LEVELS, RESTS, SEEN_RESTS, TOLD_FOR, Rule
from afterrun.reasons.red_flags.told import signs_told

__all__ = [
    "GROUPS",
    "LEVELS",
    "PATTERNS",
    "RESTS",
    "RULES",
    "SEEN_RESTS",
    "SIGNS",
    "SIGN_OF",
    "TOLD_FOR",
    "Found",
    "Group",
    "Questions",
    "Rule",
    "Saved",
    "Sign",
    "find_signs",
    "flags_on_saving",
    "latest_answers",
    "never_asked",
    "questions",
    "red_flags",
    "signs_told",
    "urgent_flags",
]

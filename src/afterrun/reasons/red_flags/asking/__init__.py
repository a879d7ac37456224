"""When a question about a sign is worth a tap, and when it is not asked again."""

from afterrun.reasons.red_flags.asking.questions import PATTERNS, RESTS, SEEN_RESTS, Questions, never_asked, questions

__all__ = ["PATTERNS", "RESTS", "SEEN_RESTS", "Questions", "never_asked", "questions"]

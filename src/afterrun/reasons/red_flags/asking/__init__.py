"""When a question about a sign is worth a tap, and when it is not asked again."""

from afterrun.reasons.red_flags.asking.questions import PATTERNS, Questions, never_asked, questions

__all__ = ["PATTERNS", "Questions", "never_asked", "questions"]

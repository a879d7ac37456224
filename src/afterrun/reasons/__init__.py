"""Accounts of where the pain comes from, and when to leave the laboratory and see somebody."""

from afterrun.reasons.red_flags import flags_on_saving, never_asked, questions, red_flags, signs_told, urgent_flags

__all__ = ["flags_on_saving", "never_asked", "questions", "red_flags", "signs_told", "urgent_flags"]

"""Accounts of where the pain comes from, and when to leave the laboratory and see somebody."""

from afterrun.reasons.red_flags import RedFlag, flags_on_saving, red_flags

__all__ = ["RedFlag", "flags_on_saving", "red_flags"]

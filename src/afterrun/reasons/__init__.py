"""Accounts of where the pain comes from, and when to leave the laboratory and see somebody."""

from afterrun.reasons.red_flags import RedFlag, red_flags

__all__ = ["RedFlag", "red_flags"]

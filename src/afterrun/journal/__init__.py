"""The record: one SQLite file (or a PostgreSQL database), migrated, locked, and no science."""

from afterrun.journal.journal import Added, Journal
from afterrun.journal.kept_diary import KeptDiary
from afterrun.journal.rows import Entry

__all__ = ["Added", "Entry", "Journal", "KeptDiary"]

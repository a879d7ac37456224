"""The record: one SQLite file (or a PostgreSQL database), migrated, locked, and no science.

What is named here is imported when it is asked for: whoever only asks for a journal's `state` needs none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from afterrun.journal.adding import Added
    from afterrun.journal.journal import Journal
    from afterrun.journal.kept_diary import KeptDiary
    from afterrun.journal.rows import Entry

_HOMES = {"Added": "adding", "Entry": "rows", "Journal": "journal", "KeptDiary": "kept_diary"}
__all__ = ["Added", "Entry", "Journal", "KeptDiary"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'afterrun.journal' has no attribute {name!r}")
    return getattr(import_module(f"afterrun.journal.{_HOMES[name]}"), name)

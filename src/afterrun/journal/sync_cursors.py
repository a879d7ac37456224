"""How far each source of a sync was read: kept with the journal, so that a backup put back knows it too."""

from __future__ import annotations

import json
from typing import Any

from afterrun.journal.journal import Journal

_KEY = "sync:"


def cursor_of(journal: Journal, source: str) -> dict[str, Any]:
    """Read it; empty if nothing was read yet, or nobody can make sense of it."""
    try:
        told = json.loads(journal.setting(_KEY + source) or "{}")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def keep_cursor(journal: Journal, source: str, cursor: dict[str, Any]) -> None:
    """Keep how far it is now."""
    if cursor != cursor_of(journal, source):
        journal.set_setting(_KEY + source, json.dumps(cursor))

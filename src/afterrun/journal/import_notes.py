"""What imports leave in the journal beside the records: questions, answers, rows, layouts, what was taken out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Any

from afterrun.journal.journal import Journal


class Note(StrEnum):
    """What is noted, and the key it is kept under."""

    OPEN = "import-questions"
    ANSWERED = "import-answered"
    ROWS = "tables-read"
    NAMES = "row-names"
    LAYOUTS = "table-layouts"
    COUNTED = "run-answers"
    TAKEN_OUT = "taken-out"


def noted_list(journal: Journal, note: Note) -> list[Any]:
    """Read a list; empty if nothing was noted, or nothing that can be read."""
    found = _noted(journal, note)
    return found if isinstance(found, list) else []


def noted_names(journal: Journal, note: Note) -> dict[str, str]:
    """Read a mapping of names; empty if nothing was noted, or nothing that can be read."""
    found = _noted(journal, note)
    return found if isinstance(found, dict) else {}


def write_notes(journal: Journal, notes: Mapping[Note, object]) -> None:
    """Write notes, all or nothing, each in the place of what was noted before."""
    journal.set_settings({note.value: json.dumps(said, ensure_ascii=False) for note, said in notes.items()})


def _noted(journal: Journal, note: Note) -> object:
    with suppress(ValueError, RecursionError):
        return json.loads(journal.setting(note.value) or "null")
    return None

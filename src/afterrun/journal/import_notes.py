"""What imports leave beside the records: questions, answers, rows, layouts, what each brought, what was taken out."""

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
    IMPORTS = "imports"


def noted_list(journal: Journal, note: Note) -> list[Any]:
    """Read a list; empty if nothing was noted, or nothing that can be read."""
    found = _noted(journal, note)
    return found if isinstance(found, list) else []


def noted_part(journal: Journal, number: int, part: str) -> dict[str, Any]:
    """Read a part of what is noted of an import; empty if nothing was noted, or nothing that can be read."""
    found = _read(journal, _part(number, part))
    return found if isinstance(found, dict) else {}


def write_part(journal: Journal, number: int, part: str, said: Mapping[str, object]) -> None:
    """Write a part of what is noted of an import, in the place of what it was."""
    journal.set_setting(_part(number, part), json.dumps(said, ensure_ascii=False))


def noted_names(journal: Journal, note: Note) -> dict[str, str]:
    """Read a mapping of names; empty if nothing was noted, or nothing that can be read."""
    found = _noted(journal, note)
    return found if isinstance(found, dict) else {}


def write_notes(journal: Journal, notes: Mapping[Note, object]) -> None:
    """Write notes, all or nothing, each in the place of what was noted before."""
    journal.set_settings({note.value: json.dumps(said, ensure_ascii=False) for note, said in notes.items()})


def _noted(journal: Journal, note: Note) -> object:
    return _read(journal, note.value)


def _part(number: int, part: str) -> str:
    return f"{Note.IMPORTS.value}:{number}:{part}"


def _read(journal: Journal, key: str) -> object:
    with suppress(ValueError, RecursionError):
        return json.loads(journal.setting(key) or "null")
    return None

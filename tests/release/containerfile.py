"""The Containerfile, read: its instructions, in order, each with its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Instruction:
    """One line, such as ``RUN`` and what is run."""

    name: str
    text: str


def instructions(path: Path) -> list[Instruction]:
    """Return the instructions of a file; comments and empty lines are left out, continued lines joined.

    Raises
    ------
    ValueError
        If a line is none.
    """
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = [re.fullmatch(r"([A-Z]+) (.+)", line) for line in lines]
    if not all(found):
        raise ValueError(f"a line must be an instruction; got {lines[found.index(None)]!r} ({path}).")
    return [Instruction(match[1], match[2]) for match in found if match]

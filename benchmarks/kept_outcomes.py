"""What a long benchmark found of each person, kept line by line: where it was stopped it goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class KeptOutcomes(Generic[T]):
    """Outcomes by cell and seed in a file of JSON lines; without a file, nothing is kept.

    They are of the code that made them: whoever changes that begins a new file.
    """

    def __init__(self, kind: type[T], path: Path | None) -> None:
        self._kind, self._path = kind, path
        self._known: dict[tuple[str, int], dict[str, Any]] = {}
        if path is not None and path.exists():
            whole, _, _torn = path.read_text().rpartition("\n")  # what was being written when it was stopped
            path.write_text(whole + "\n" if whole else "")
            rows = map(json.loads, whole.splitlines())
            self._known = {(row["cell"], row["seed"]): row["outcome"] for row in rows}

    def of(self, cell: str, seed: int, find: Callable[[int], T]) -> T:
        """Give what is known of a person, or find it and keep it."""
        if (known := self._known.get((cell, seed))) is not None:
            return self._kind(**known)
        found = find(seed)
        if self._path is not None:
            with self._path.open("a") as file:
                row = {"cell": cell, "seed": seed, "outcome": asdict(found)}
                file.write(json.dumps(row, default=lambda number: number.item()) + "\n")  # of NumPy: plain
        return found

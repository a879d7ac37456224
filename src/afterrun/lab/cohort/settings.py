"""What a cohort was begun with, and for how long it was worked on: kept beside its rows."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.owner_only import in_one_step

_SETTINGS, _SECONDS = "cohort.json", "seconds.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may not change while a cohort is resumed: rows made otherwise are no rows of it.

    Parameters
    ----------
    source : str
        Where the journals are; never with what is secret.
    now : datetime
        Nothing after it is looked at. Of a cohort that was begun its own is kept: the clock has gone on since.
    seed : int
        As for `afterrun answers`.
    """

    source: str
    now: datetime
    seed: int

    @classmethod
    def kept_in(cls, out: Path, wanted: Settings) -> Settings:
        """Read what a cohort was begun with, or begin it.

        Raises
        ------
        InvalidValueError
            If it was begun with other journals or another seed.
        """
        try:
            kept = begun_with(out)
        except FileNotFoundError:
            write_json(out / _SETTINGS, {"source": wanted.source, "now": wanted.now.isoformat(), "seed": wanted.seed})
            return wanted
        if (kept.source, kept.seed) != (wanted.source, wanted.seed):
            raise InvalidValueError(
                say("out must be new, or hold the same cohort; {out!r} holds another.", out=str(out)),
                remedy=say("Name another folder with --out."),
                field="out",
            )
        return kept


def begun_with(out: Path) -> Settings:
    """Read what a cohort was begun with; a FileNotFoundError where there is none."""
    told = read_json(out / _SETTINGS)
    return Settings(source=told["source"], now=datetime.fromisoformat(told["now"]), seed=told["seed"])


@dataclass(slots=True)
class Stopwatch:
    """Counts seconds over all times that a cohort was worked on; a kill costs what went by since the last look."""

    out: Path
    seconds: float = field(init=False)
    _looked: float = field(init=False, default_factory=time.monotonic)

    def __post_init__(self) -> None:
        try:
            self.seconds = float(read_json(self.out / _SECONDS))
        except FileNotFoundError:
            self.seconds = 0.0

    def look(self) -> None:
        """Add what went by since the last look, and keep it."""
        now = time.monotonic()
        self.seconds += now - self._looked
        self._looked = now
        write_json(self.out / _SECONDS, round(self.seconds, 1))


def write_json(path: Path, value: object) -> None:
    """Keep a value, in one step."""
    with in_one_step(path) as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1).encode())


def read_json(path: Path) -> Any:
    """Read one."""
    return json.loads(path.read_text(encoding="utf-8"))

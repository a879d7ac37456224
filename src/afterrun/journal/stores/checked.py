"""What of a table is as it was written, and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from afterrun.language import mark, say, spoken

_LONGEST_KEY = 24  # letters; the checksum of a file has 64


class Fault(Enum):
    """What is wrong with a row; the value says it."""

    CHANGED = mark("is not as it was written")
    UNREADABLE = mark("cannot be read")
    MISSING = mark("is gone")
    UNSEALED = mark("was not written by Afterrun")
    SENSELESS = mark("makes no sense")


@dataclass(frozen=True, slots=True)
class Examined:
    """A row by its key: what stands in it, if it can be read, and what is wrong with it, if anything is."""

    key: str
    row: Mapping[str, Any] | None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """One entry that cannot be relied on.

    Parameters
    ----------
    table, key : str
        Where it is kept.
    fault : Fault
        What is wrong.
    about : str
        The diary day or the file that it names, which may be wrong as well; empty if it names none.
    """

    table: str
    key: str
    fault: Fault
    about: str = ""

    @classmethod
    def of(cls, table: str, found: Examined) -> Damage:
        """Name a row, with the day that it tells if it still tells one."""
        row = {} if found.row is None else found.row
        about = row.get("local_date") or row.get("name")
        fault = found.fault or Fault.SENSELESS
        return cls(table, found.key, fault, about if isinstance(about, str) and about.isprintable() else "")

    def __str__(self) -> str:
        key = self.key.replace("\x1f", " ")[:_LONGEST_KEY]
        table, fault = spoken(self.table), say(self.fault.value)
        if self.about:
            return say("{table} {key} ({about}) {fault}", table=table, key=key, about=self.about, fault=fault)
        return say("{table} {key} {fault}", table=table, key=key, fault=fault)

"""Everything in a journal that can be relied on, read at once; what cannot is left out, and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from afterrun.journal import duplicate_runs, schema
from afterrun.journal.rows import SENSELESS, R, from_row, instant_us
from afterrun.journal.schema import TABLES
from afterrun.journal.standing import Standing, Stored
from afterrun.journal.stored_runs import standing_of
from afterrun.journal.stores.checked import Damage
from afterrun.journal.stores.store import Store
from afterrun.records import (
    Allocation,
    Care,
    Diary,
    Event,
    PainReport,
    Phase,
    Run,
    SelfTest,
    SignAnswer,
    ToldForecast,
    Trial,
)
from afterrun.records.kinds import KIND_OF
from afterrun.records.others import Others


@dataclass(slots=True)
class SoundRows:
    """Rows as a store examines them.

    Parameters
    ----------
    store, connection : Store and Connection
        Where they are.
    damaged : list of Damage
        What was left out so far.
    """

    store: Store
    connection: Connection
    damaged: list[Damage] = field(default_factory=list)

    def diary(self, runs: Iterable[Stored], others: Others | None) -> Diary:
        """Read everything else beside the `runs`, in order of time."""
        stored = list(runs)
        return Diary(
            runs=duplicate_runs.runs(stored),
            pain=self._all(PainReport),
            care=self._care(duplicate_runs.merged_starts(stored)),
            phases=self._all(Phase),
            events=self._all(Event),
            trials=self._all(Trial),
            allocations=self._all(Allocation),
            signs=self._all(SignAnswer),
            forecasts=self._all(ToldForecast),
            tests=self._all(SelfTest),
            others=others,
        )

    def runs(self) -> list[Stored]:
        """Read the runs, those that do not count too, and where each stands, in order of time."""
        table, standings = schema.run_standing.name, {}
        for each in self.store.examined(self.connection, table):
            if each.fault is None and each.row is not None:
                with suppress(*SENSELESS):
                    standings[each.row["run_id"]] = standing_of(each.row)
                    continue
            self.damaged.append(Damage.of(table, each))
        return [Stored(row["id"], run, standings.get(row["id"], Standing())) for row, run in self._of(Run)]

    def _care(self, starts: Mapping[int, datetime]) -> tuple[Care, ...]:
        """Care names a run by its start; where that run stands behind another, it is that one."""
        return tuple(
            replace(care, run=starts[instant_us(care.run)])
            if care.run is not None and instant_us(care.run) in starts
            else care
            for care in self._all(Care)
        )

    def _all(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(record for _, record in self._of(kind))

    def _of(self, kind: type[R]) -> list[tuple[Mapping[str, Any], R]]:
        """Read the rows of a kind, each with its record, in order of time; at one instant, in one an export keeps."""
        table, order = TABLES[kind], f"{KIND_OF[kind].time}_us"
        found: list[tuple[int, str, Mapping[str, Any], R]] = []
        for each in self.store.examined(self.connection, table.name):
            if each.fault is None and each.row is not None:
                with suppress(*SENSELESS):
                    found.append((each.row[order], str(each.row["uid"]), each.row, from_row(kind, each.row)))
                    continue
            self.damaged.append(Damage.of(table.name, each))
        found.sort(key=itemgetter(0, 1))
        return [(row, record) for _, _, row, record in found]

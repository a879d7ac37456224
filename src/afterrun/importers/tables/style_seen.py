"""See how one table writes numbers and times, from all its rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterrun.importers.here import DateOrder, Here
from afterrun.importers.tables import pain_answers
from afterrun.importers.tables.date_order import may_be_swapped, may_begin_with_years, order_of
from afterrun.importers.tables.headers import FACTORS, UNITLESS, Columns
from afterrun.importers.tables.moments import Written, written
from afterrun.importers.tables.numbers import Decimal, decimal_of
from afterrun.importers.tables.style import Style
from afterrun.importers.tables.units_by_size import are_hours, are_minutes, are_paces, decimal_by_size, guessed_units
from afterrun.language import say
from afterrun.records.fields import Kind
from afterrun.units import METRES_PER_MILE

_SECONDS_PER_HOUR = 3600.0
_CLIMBS = ("ascent_m", "descent_m")


def style_of(
    kind: Kind,
    columns: Columns,
    rows: Sequence[Mapping[str, str]],
    *,
    separator: str,
    here: Here,
    exported: bool,
    always_at: bool = False,
    title: str = "",
) -> tuple[Style, list[str]]:
    """See how a table writes.

    Parameters
    ----------
    always_at : bool
        A map names one time of day for all its rows.
    title : str
        What stands above it.

    Returns
    -------
    Style
    list of str
        What was taken as likely and not shown, a sentence each.
    """
    table = _Table(kind=kind, columns=columns, rows=rows, here=here, told=[])
    style = table.exported(separator) if exported else table.typed(separator, title=title, always_at=always_at)
    return style, table.told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table that is looked at; what is only likely is added to ``told``."""

    kind: Kind
    columns: Columns
    rows: Sequence[Mapping[str, str]]
    here: Here
    told: list[str]

    def exported(self, separator: str) -> Style:
        """Words are as Afterrun wrote them; a spreadsheet may have written the times and numbers anew since."""
        cells = self._cells(self._numeric)
        with_comma = any("," in cell for cell in cells)  # Afterrun writes none
        return Style(
            here=self.here,
            decimal=decimal_of(cells, separator=separator) if with_comma else ".",
            orders=self._orders(),
            day_columns=self._days,
        )

    def typed(self, separator: str, *, title: str, always_at: bool) -> Style:
        """Somebody keeps it, in units and on scales of their own."""
        decimal = self._decimal(separator)
        factor = dict(self.columns.factor)
        other_scale = self._take_scales(factor, decimal, title=title)
        unit_open = self._take_units(factor, decimal)
        minutes_first = self._take_clocks(factor, decimal)
        are_of_pace = self._take_paces(factor, decimal)
        parts = self.columns.parts
        return Style(
            here=self.here,
            decimal=decimal,
            orders=self._orders(),
            factor=factor,
            unit_open=unit_open,
            scale_open=other_scale & {"nrs"},
            left_out=other_scale - {"nrs"},
            swapped=frozenset(name for name in self._moments if may_be_swapped(self._written_in(name), self.here)),
            years_first=frozenset(
                name for name in self._moments if may_begin_with_years(self._cells([name]), self.here)
            ),
            pace_for=_pace_for(self.columns),
            speed_unit=self.columns.speed_unit,
            clock_of=self.kind.time if "time_of_day" in parts or always_at else "",
            time_of_rows=self.kind.time if "offset" in parts else "",
            zones={} if self.columns.zone is None else {self.kind.time: self.columns.zone},
            lengths_are_paces=are_of_pace,
            minutes_first=minutes_first,
            day_columns=self._days,
            verbatim=False,
        )

    @property
    def _numeric(self) -> list[str]:
        return [each.name for each in self.kind.fields if each.type in (float, int) and each.name in self.columns.place]

    @property
    def _moments(self) -> list[str]:
        return [each.name for each in self.kind.fields if each.type is datetime and each.name in self.columns.place]

    @property
    def _days(self) -> tuple[str, ...]:
        return ("start", "end") if self.kind.plural == "phases" else ()

    def _cells(self, names: Sequence[str]) -> list[str]:
        return [row[name] for row in self.rows for name in names if name in row]

    def _said(self, name: str) -> str:
        return self.columns.said.get(name, name)

    def _decimal(self, separator: str) -> Decimal | None:
        """Say which sign is the decimal one: as the numbers show, else as distances in their unit can be."""
        decimal = decimal_of(self._cells(self._numeric), separator=separator)
        factor = self.columns.factor.get("distance_m")
        return decimal if factor is None else decimal_by_size(decimal, self._cells(["distance_m"]), factor)

    def _take_scales(self, factor: dict[str, float], decimal: Decimal | None, *, title: str) -> frozenset[str]:
        """Find the scale of each column of answers; give those that are on another one than to ten, or to a hundred."""
        other = set()
        for name in pain_answers.COLUMNS:
            if name not in self._numeric:
                continue
            said = pain_answers.factor_said(self._said(name))
            if said is None and name == "nrs":
                said = pain_answers.factor_of_title(title)
            if said:
                factor[name] = said
            elif said == 0 or pain_answers.is_of_other_scale(self._cells([name]), decimal):
                other.add(name)
        self.told.extend(
            say("{column} is on another scale than 0 to 10; it was left out.", column=self._said(name))
            for name in sorted(other - {"nrs"})
        )
        return frozenset(other)

    def _take_units(self, factor: dict[str, float], decimal: Decimal | None) -> frozenset[str]:
        """Find the unit of columns that do not say it, by the size of their numbers; give those that stay open."""
        columns = self.columns
        known = {*factor, *columns.exact}
        open_ = {name for name in self._numeric if name in UNITLESS and name not in known}
        miles = self.here.unit == "mi" or "mi" in _words_of(columns.pace_said)
        for name, (per_unit, unit) in guessed_units(open_, self.rows, decimal, factor, miles=miles).items():
            factor[name] = per_unit
            if unit:
                self.told.append(say("{column} has no unit; taken as {unit}.", column=self._said(name), unit=say(unit)))
        self._take_climbs(factor, known)
        return frozenset(open_ - factor.keys())

    def _take_climbs(self, factor: dict[str, float], known: Collection[str]) -> None:
        """Take heights without a unit for feet where distances are in miles, and tell it."""
        climbs = {name for name in _CLIMBS if name in self._numeric} - {*known}
        if climbs and factor.get("distance_m") == METRES_PER_MILE:
            factor |= dict.fromkeys(climbs, FACTORS["ascent_m"]["ft"])
            for name in sorted(climbs):
                self.told.append(say("{column} has no unit; taken as {unit}.", column=self._said(name), unit="ft"))

    def _take_clocks(self, factor: dict[str, float], decimal: Decimal | None) -> bool:
        """Say whether lengths like 33:05:00 are of minutes and seconds; those like 1:06 may be of hours and minutes."""
        if "duration_s" not in self._numeric:
            return False
        column = self.columns.said["duration_s"]
        if "duration_s" not in self.columns.factor and are_hours(self.rows, decimal, factor):
            factor["duration_s"] = _SECONDS_PER_HOUR
            self.told.append(say("{column}: times like 1:06 were read as hours and minutes.", column=column))
        minutes_first = are_minutes(self.rows, decimal, factor)
        if minutes_first:
            self.told.append(say("{column}: times like 33:05:00 were read as minutes and seconds.", column=column))
        return minutes_first

    def _take_paces(self, factor: Mapping[str, float], decimal: Decimal | None) -> bool:
        """Say whether what is called the time of runs is their pace."""
        if "duration_s" not in self._numeric or "duration_s" in self.columns.factor:
            return False
        each_m = METRES_PER_MILE if _pace_for(self.columns) == "mi" else 1000.0
        if not are_paces(self.rows, decimal, factor, each_m):
            return False
        self.told.append(say("{column}: times like 6:04 were read as the pace.", column=self._said("duration_s")))
        return True

    def _orders(self) -> Mapping[str, DateOrder | None]:
        """Say how each column of times is meant; one that shows it says it for those that do not, of one program."""
        orders = {name: self._order(name) for name in self._moments}
        if None not in orders.values():
            return orders
        open_ = {name: any(not each.settled for each in self._written_in(name)) for name in self._moments}
        shown = {order for name, order in orders.items() if order is not None and open_[name]}
        only = shown.pop() if len(shown) == 1 else None
        return {name: only if order is None else order for name, order in orders.items()}

    def _order(self, column: str) -> DateOrder | None:
        order, shown = order_of(self._written_in(column), self.here)
        if order is not None and not shown:
            self.told.append(
                say("{column}: 5/6/2026 was read as the 6th of May, as American programs write.", column=column)
            )
        return order

    def _written_in(self, column: str) -> list[Written]:
        return [each for row in self.rows if (each := written(row.get(column, ""))) is not None]


def _pace_for(columns: Columns) -> str:
    """Say what a pace is told for: what its header says, else what the distance is counted in."""
    said = columns.pace_said
    if "mi" in _words_of(said):
        return "mi"
    return "mi" if "km" not in said and columns.factor.get("distance_m") == METRES_PER_MILE else "km"


def _words_of(header: str) -> list[str]:
    return header.replace("/", " ").split()

"""Which column is which: by the names that people give them, with their units."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import lru_cache

from afterrun.importers.tables.clock import offset_said
from afterrun.importers.tables.header_words import (
    ACTUAL,
    CLOCKS,
    DAYS,
    ELAPSED,
    EXERCISES,
    FORM_TIMES,
    NAMES,
    OFFSETS,
    PACES,
    RUN_CLOCKS,
    RUN_ENDS,
    RUN_WORDS,
    SIDES,
    SPEEDS,
    TEMPO,
    TEMPO_IS_TIME_BESIDE,
    TIMES,
    UNITS,
    bare,
)
from afterrun.importers.tables.layout import Layout, plain
from afterrun.records.fields import Kind
from afterrun.units import KILOGRAMS_PER_POUND, METRES_PER_MILE, METRES_PER_YARD

_UNIT = re.compile(r"\s*(?:[(\[]\s*(?:in\s+)?([^)\]]*)[)\]]|\bin\s+(?!bewegung)(\S+))\s*$")
_SCALE = re.compile(r"\s*(?:\b[01]\s*(?:-|–|—|bis|to)\s*10{1,2}|/\s*10{1,2})$")  # Pain 0-10, Schmerz/10
_UNIT_WORD = re.compile(r"\s+(km/h|kmh|mph|m/s|km|mi|m|mm|ft|min|mins|h|s|sec|ms|spm|utc|gmt)$")
_EXACT_ZONE = re.compile(r"(?:utc|gmt)?\s*[+-]\s*\d{1,2}(?::?\d{2})?|utc|gmt|z")
_NARROW = str.maketrans("（）［］：／", "()[]:/")  # as a keyboard for Japanese writes
_GROUPS = frozenset((*NAMES["pain"]["nrs"], *RUN_WORDS))
_LENGTH = "length"  # of time or of the way, as its unit says
_DISTANCES = frozenset(NAMES["runs"]["distance_m"])
FACTORS: Mapping[str, Mapping[str, float]] = {
    "duration_s": {
        **dict.fromkeys(("s", "sec", "secs", "seconds", "sek", "sekunden"), 1.0),
        **dict.fromkeys(("min", "mins", "minutes", "minuten", "分"), 60.0),
        **dict.fromkeys(
            ("h", "hours", "std", "stunden", "hh:mm", "h:mm", "std:min", "h:min", "timetotalinhours"), 3600.0
        ),
    },
    "distance_m": {
        **dict.fromkeys(("m", "metres", "meters", "meter", "metre", "distanceinmeters"), 1.0),
        **dict.fromkeys(("km", "kms", "k", "kilometres", "kilometers", "kilometer", "kilometre", "キロ"), 1000.0),
        **dict.fromkeys(("mi", "miles", "mile", "meilen", "meile"), METRES_PER_MILE),
        **dict.fromkeys(("yd", "yds", "yard", "yards"), METRES_PER_YARD),
        **dict.fromkeys(("ft", "feet", "foot"), METRES_PER_YARD / 3),
    },
    "ascent_m": {"m": 1.0, "hm": 1.0, "ft": 0.3048},
    "descent_m": {"m": 1.0, "hm": 1.0, "ft": 0.3048},
    "onset_km": {"km": 1.0, "m": 0.001, "mi": METRES_PER_MILE / 1000},
    "cadence_spm": dict.fromkeys(("spm", "steps", "ppm"), 1.0),
    "contact_ms": {"ms": 1.0},
    "amount": {"kg": 1.0, **dict.fromkeys(("lb", "lbs", "pounds"), KILOGRAMS_PER_POUND)},
}
"""Field -> what a number with that unit behind it, or in its header, is times."""
SPEED_FACTORS: Mapping[str, float] = {
    **dict.fromkeys(("km/h", "kmh", "kph", "km / h"), 1 / 3.6),
    **dict.fromkeys(("mph", "mi/h"), METRES_PER_MILE / 3600),
    **dict.fromkeys(("m/s", "mps"), 1.0),
}
"""Unit of a speed -> metres a second."""


@dataclass(slots=True, kw_only=True)
class Columns:
    """What the columns of one table are.

    Parameters
    ----------
    place : dict of str to int
        Field of the record -> its column.
    factor : dict of str to float
        Field -> what its numbers are times, where the header names a unit; a field of `UNITLESS` that is not in here
        has an unknown one.
    parts : dict of str to int
        ``time_of_day``, ``offset`` and ``side`` -> the column that holds the rest of a moment, or of a place; of runs
        ``until``, ``pace``, ``speed`` and ``unit`` -> when it ended, how fast it was, and what its distance is counted
        in.
    unknown : list of int
        Columns that have no place in a record.
    exact : set of str
        Fields whose column has the field's own name, which says its unit.
    said : dict of str to str
        Field -> how its column is called in the table.
    pace_said, speed_unit : str
        How the column of the pace is called; in what that of the speed is, as its header says.
    zone : tzinfo or None
        By whose clock the times of the rows are, where their header says it: ``Time (UTC)``.
    """

    place: dict[str, int] = field(default_factory=dict)
    factor: dict[str, float] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    exact: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    pace_said: str = ""
    speed_unit: str = ""
    zone: tzinfo | None = None

    def known(self, always: Collection[str] = ()) -> frozenset[str]:
        """Fields that have a column, or can be worked out of others, or of what holds in each row."""
        there = {*self.place, *always}
        worked_out = {"until", "pace", "speed"} & {*self.parts, *always} and "distance_m" in there
        return frozenset({*there, *(("duration_s",) if worked_out else ())})


UNITLESS = ("duration_s", "distance_m")
"""Fields that tables give in several units, so that a header without one leaves it open."""


def columns_of_header(kind: Kind, header: Sequence[str], layout: Layout | None = None) -> Columns:
    """Find the field of each column: its own name first, then what people call it; the first of two counts.

    Examples
    --------
    >>> from afterrun.records.kinds import PAIN
    >>> columns_of_header(PAIN, ["Datum", "Uhrzeit", "Schmerz (0-10)", "Seite", "Ort"]).place
    {'at': 0, 'site': 4, 'nrs': 2}
    """
    names = [bare(_folded(column)) for column in header]
    found = _columns(kind, header, names, layout)
    needed = {each.name for each in kind.fields if each.required}
    if layout is not None or needed <= found.known():
        return found
    for bared in _without_groups(names):
        ungrouped = _columns(kind, bared, bared, None)
        if needed <= ungrouped.known():
            ungrouped.said = {name: header[place] for name, place in ungrouped.place.items()}
            return ungrouped
    return found


def _columns(kind: Kind, header: Sequence[str], names: Sequence[str], layout: Layout | None) -> Columns:
    found = Columns()
    if layout is not None:
        _take_layout(found, layout, header)
    parted = [_parted(name) for name in names]
    if TEMPO_IS_TIME_BESIDE in names:
        parted = [("time" if name == TEMPO else name, unit) for name, unit in parted]
    _take_own_names(found, kind, header, parted)
    time = kind.time
    if (day := _first(found, parted, DAYS)) is not None and time not in found.place:
        _take(found, time, day, "")
    if time in found.place and "time_of_day" not in found.parts:
        _take_clock(found, kind, parted)
    if kind.plural == "runs" and "duration_s" not in found.place:
        _take_named(found, "duration_s", parted, ELAPSED)  # before moving time: the response begins where the run ends
    for name, spellings in NAMES.get(kind.plural, {}).items():
        if name not in found.place:
            _take_named(found, name, parted, spellings)
    _take_rest(found, kind, parted)
    if (side := _first(found, parted, SIDES)) is not None and "site" in found.place:
        found.parts.setdefault("side", side)
    if (offset := _first(found, parted, OFFSETS)) is not None:
        found.parts["offset"] = offset
    clocks = (found.place.get(time), found.parts.get("time_of_day"))
    said = (parted[place][1] for place in clocks if place is not None)
    # "MEZ" above a column of a whole year is the clock there, in summer too.
    found.zone = next((offset_said(unit) for unit in said if _EXACT_ZONE.fullmatch(unit)), None)
    found.said = {name: header[place] for name, place in found.place.items()}
    used = {*found.place.values(), *found.parts.values()}
    found.unknown = [place for place in range(len(header)) if place not in used]
    return found


def _without_groups(names: Sequence[str]) -> Iterator[list[str]]:
    """Take the group off the names of questions: forms write ``pain/nrs`` or ``pain-nrs``, people ``run km``.

    Examples
    --------
    >>> next(_without_groups(["pain/at", "pain/more/site", "id"]))
    ['at', 'site', 'id']
    """
    for separator in "/- ":
        groups = [name.partition(separator) for name in names]
        counts = Counter(group for group, _, rest in groups if rest.strip())
        many = {group for group, n in counts.items() if n > 1 and (separator != " " or group in _GROUPS)}
        if many:
            last = "/" if separator == "/" else None
            yield [
                (rest.rpartition(last)[2] if last else rest).strip() if rest.strip() and group in many else name
                for name, (group, _, rest) in zip(names, groups, strict=True)
            ]


def _take_rest(found: Columns, kind: Kind, parted: Sequence[tuple[str, str]]) -> None:
    """What tells of a thing where no other column does: how long a run was, when a form was filled in."""
    if kind.plural == "runs":
        _take_beside_runs(found, parted)
    if kind.plural == "pain" and kind.time not in found.place and _first(found, parted, _DISTANCES) is None:
        _take_named(found, kind.time, parted, FORM_TIMES)


def _take_own_names(found: Columns, kind: Kind, header: Sequence[str], parted: Sequence[tuple[str, str]]) -> None:
    has_day = kind.plural == "runs" and any(name in DAYS - {"start date"} for name, _ in parted)
    for each in kind.fields:
        if has_day and each.name == kind.time:
            continue  # the day has a column of its own: "start" beside it is a clock time
        if each.name in header and each.name not in found.place:
            _take(found, each.name, header.index(each.name), "")
            found.exact.add(each.name)


def _take_layout(found: Columns, layout: Layout, header: Sequence[str]) -> None:
    places = {plain(column): place for place, column in reversed(list(enumerate(header)))}
    named = {name: places[plain(column)] for name, column in layout.columns.items() if plain(column) in places}
    day = named.pop("date", None)
    for name in ("time_of_day", "side"):
        if name in named:
            found.parts[name] = named.pop(name)
    for name, place in named.items():
        column, unit = _parted(bare(_folded(header[place])))
        _take(found, name, place, unit or column)
    if day is not None:
        found.place["start" if layout.table in ("runs", "phases") else "at"] = day


def _take_beside_runs(found: Columns, parted: Sequence[tuple[str, str]]) -> None:
    """What tells of a length by its end, its pace or its speed, and of a distance by its unit."""
    for part, names in (("until", RUN_ENDS), ("pace", PACES), ("speed", SPEEDS), ("unit", UNITS)):
        if part == "unit" and "distance_m" in found.factor:
            continue
        place = _first(found, parted, names)
        if part == "pace" and place is not None:
            found.pace_said = " ".join(parted[place])
        if part == "speed" and place is not None:
            name, unit = parted[place]
            found.speed_unit = unit or (name if name in SPEED_FACTORS else "")
        if place is not None and (part == "unit" or "duration_s" not in found.place):
            found.parts[part] = place


def _take_clock(found: Columns, kind: Kind, parted: Sequence[tuple[str, str]]) -> None:
    """A clock time beside the date; of runs "time" is their length, unless that stands in another column."""
    is_run = kind.plural == "runs"
    sure = (CLOCKS - TIMES) | RUN_CLOCKS if is_run else CLOCKS
    clock = _first(found, parted, sure)
    if clock is None and is_run:
        clock = _first(found, parted, TIMES)
        others = {name for place, (name, _) in enumerate(parted) if place != clock}
        if clock is not None and not others & {*NAMES["runs"]["duration_s"]}:
            _take(found, "duration_s", clock, parted[clock][1])
            return
    if clock is not None and found.place[kind.time] != clock:
        found.parts["time_of_day"] = clock


def _take_named(found: Columns, name: str, parted: Sequence[tuple[str, str]], spellings: Iterable[str]) -> None:
    known = {*spellings, _folded(name), _folded(name).rpartition(" ")[0]}
    if name == "distance_m":  # "Run (mi)" is how far; without its unit it may be anything
        parted = [
            ("distance" if name in RUN_WORDS | ACTUAL and unit in FACTORS["distance_m"] else name, unit)
            for name, unit in parted
        ]
    if name == "duration_s":
        parted = [
            ("duration" if name == _LENGTH and unit in FACTORS["duration_s"] else name, unit) for name, unit in parted
        ]
    for place, (column, unit) in enumerate(parted):
        if column in known and not _is_taken(found, place):
            _take(found, name, place, unit or (column if column in FACTORS.get(name, {}) else ""))
            return


def _take(found: Columns, name: str, place: int, unit: str) -> None:
    found.place[name] = place
    factor = FACTORS.get(name, {}).get(unit)
    if factor is not None:
        found.factor[name] = factor


def _first(found: Columns, parted: Sequence[tuple[str, str]], names: frozenset[str]) -> int | None:
    return next(
        (place for place, (name, _) in enumerate(parted) if name in names and not _is_taken(found, place)), None
    )


def _is_taken(found: Columns, place: int) -> bool:
    return place in found.place.values() or place in found.parts.values()


def _parted(name: str) -> tuple[str, str]:
    """Part a header into its name and its unit.

    Examples
    --------
    >>> _parted("distanz (km)"), _parted("dauer in min"), _parted("distance m"), _parted("note")
    (('distanz', 'km'), ('dauer', 'min'), ('distance', 'm'), ('note', ''))
    """
    name = _SCALE.sub("", name)
    if match := _UNIT.search(name):
        return name[: match.start()].strip(" ?:"), (match.group(1) or match.group(2) or "").strip(" .")
    if (match := _UNIT_WORD.search(name)) and name[: match.start()]:
        return name[: match.start()], match.group(1)
    return name, ""


@lru_cache(maxsize=4096)  # every name that is known is compared with each column of each table
def _folded(name: str) -> str:
    text = unicodedata.normalize("NFC", name).translate(_NARROW).casefold().replace("ß", "ss").replace("_", " ")
    return " ".join(text.strip(" \ufeff:?*.").split())


def name_of(header: str) -> str:
    """Fold a header to its name, without its unit.

    Examples
    --------
    >>> name_of("Durée (min)"), name_of("Time_stamp")
    ('duree', 'time stamp')
    """
    return _parted(bare(_folded(header)))[0]


def is_of_exercises(name: str) -> bool:
    """Whether a header says exercise, which may be of any kind."""
    return name_of(name) in EXERCISES


def plain_header(name: str) -> str:
    """Fold a header of a service's list: small letters, blanks for underscores, without the table it is a column of.

    Examples
    --------
    >>> plain_header("com.samsung.health.exercise.start_time"), plain_header("Activity Type")
    ('start time', 'activity type')
    """
    folded = _folded(name)
    return folded.rpartition(".")[2] if folded.startswith("com.") else folded

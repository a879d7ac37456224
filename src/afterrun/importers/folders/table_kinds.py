"""What the rows of a table are: runs, pain, care, phases or events, by its columns, its name or a map."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from afterrun.importers.folders.grid import Grid
from afterrun.importers.folders.journal_rows import TABLES, columns_of
from afterrun.importers.folders.journal_table import MOST_COLUMNS
from afterrun.importers.here import Here
from afterrun.importers.tables.header_words import bare
from afterrun.importers.tables.headers import columns_of_header
from afterrun.importers.tables.layout import MAPPED, Layout
from afterrun.records.fields import Kind
from afterrun.records.kinds import CARE, EVENT, PAIN, PHASE, RUN

_SOURCE = "source"
_STEMS: Mapping[str, tuple[str, ...]] = {
    "pain": ("pain", "schmerz", "schmerzen", "schmerztagebuch"),
    "runs": ("runs", "run", "lauf", "läufe", "laufen", "lauftagebuch"),
    "care": ("care", "treatments", "behandlungen", "maßnahmen", "übungen"),
    "phases": ("phases", "phasen"),
    "events": ("events", "ereignisse"),
}
_PAIN_WORDS = ("pain", "schmerz", "douleur", "dolor", "pijn", "smart", "smert", "bol", "nrs", "vas", "dor", "痛")
_LETTERS = re.compile(r"[^\W\d_]+")
_NEEDED = tuple(columns_of(kind)[0] for kind in TABLES.values())


def is_afterruns(header: Sequence[str]) -> bool:
    """Whether Afterrun wrote a table, by its header: then words in it are as they are kept.

    It names a source, as others do too, and what a record must have by the names of its fields, as nobody else does.

    Examples
    --------
    >>> is_afterruns(("at", "site", "nrs", "source")), is_afterruns(("date", "place", "pain", "source"))
    (True, False)
    """
    return _SOURCE in header and any(set(needed) <= set(header) for needed in _NEEDED)


def kind_of(grid: Grid, here: Here) -> tuple[Kind, Layout | None] | None:
    """Say what the rows are: by a map that fits the table, else by its name, else by its columns; None if unclear."""
    layout = next((each for each in here.layouts if each.fits(grid.header)), None)
    if layout is not None:
        return MAPPED[layout.table], layout
    fitting = [kind for kind in (RUN, PAIN, CARE, PHASE, EVENT) if has_columns(kind, grid.header)]
    if RUN in fitting and PAIN in fitting and not _says_pain(grid.header):
        fitting.remove(PAIN)  # how intense a run was, in which zone
    if CARE in fitting and PHASE in fitting and _has_times_of_day(grid.header):
        fitting.remove(PHASE)
    named = [kind for kind in fitting if _is_named(kind, grid.name)]
    clear = named or [kind for kind in fitting if kind in (RUN, PAIN)] or fitting
    return (clear[0], None) if len(clear) == 1 else None


def is_header(cells: Sequence[str], here: Here) -> bool:
    """Whether the cells of a row name the columns of some kind of table."""
    return any(each.fits(cells) for each in here.layouts) or any(has_columns(kind, cells) for kind in MAPPED.values())


def _says_pain(header: Sequence[str]) -> bool:
    column = bare(columns_of_header(PAIN, header).said.get("nrs", ""))
    return any(word in column for word in _PAIN_WORDS)


def _has_times_of_day(header: Sequence[str]) -> bool:
    """Whether what was done has a clock time beside its day, and no end: it was not kept up for days."""
    return (
        "time_of_day" in columns_of_header(CARE, header).parts and "end" not in columns_of_header(PHASE, header).place
    )


def may_be_pain(header: Sequence[str]) -> bool:
    """Whether a table tells when and how much it hurt, though perhaps not where."""
    return {PAIN.time, "nrs"} <= columns_of_header(PAIN, header).known() and _says_pain(header)


def layout_for(grid: Grid, here: Here, kind: Kind) -> Layout | None:
    """Find the newest map of a kind of table that fits one."""
    return next((each for each in here.layouts if MAPPED[each.table] is kind and each.fits(grid.header)), None)


def means_pain(name: str) -> bool:
    """Whether a table is called after pain.

    Examples
    --------
    >>> means_pain("Schmerztagebuch 2026.csv"), means_pain("painting.csv")
    (True, False)
    """
    return _is_named(PAIN, name)


def has_columns(kind: Kind, cells: Sequence[str]) -> bool:
    """Whether the cells of a row name all columns that a kind of table must have."""
    if len(cells) > MOST_COLUMNS:
        return False
    needed, _ = columns_of(kind)
    known = _known(kind, tuple(cell.strip().lower() for cell in cells))
    return all(name in known for name in needed)


@lru_cache(maxsize=16)
def _known(kind: Kind, header: tuple[str, ...]) -> frozenset[str]:
    """Each table is asked of several kinds, more than once, and an archive may hold thousands with one header."""
    return columns_of_header(kind, header).known()


def _is_named(kind: Kind, name: str) -> bool:
    words = _LETTERS.findall(unicodedata.normalize("NFC", name.rpartition("/")[2]).casefold())
    return any(word in words for word in _STEMS.get(kind.plural, ()))

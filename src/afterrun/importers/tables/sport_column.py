"""Where a table of runs names the sport: in a column that nobody knows by its header, or in what the run is called."""

from __future__ import annotations

from collections.abc import Sequence

from afterrun.importers.devices.sport import RUNNING, sport_named
from afterrun.importers.tables.header_words import TITLES, bare
from afterrun.importers.tables.headers import Columns

_FILLED = 0.9  # judgement: a sport stands in every row; what was done beside a run in few
_MOST_WORDS = 3  # of the name of a sport; more is a sentence


def take_sports(columns: Columns, rows: Sequence[Sequence[str]]) -> None:
    """Find the column of sports by what stands in it, where no header says it: a ride among runs would count as one.

    Its cells all name a sport, a run among them, and hardly any is empty.
    """
    if "sport" in columns.place:
        return
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    for place in columns.unknown:
        if _names_sports([row[place].strip() for row in filled if place < len(row)], len(filled)):
            columns.place["sport"] = place
            columns.unknown.remove(place)
            return


def is_title(header: str) -> bool:
    """Whether a column of notes is one of what runs are called.

    Examples
    --------
    >>> is_title("Titel"), is_title("note")
    (True, False)
    """
    return bare(header.strip().casefold()) in TITLES


def _names_sports(cells: Sequence[str], rows: int) -> bool:
    texts = {cell for cell in cells if cell}
    if sum(map(bool, cells)) < _FILLED * rows or any(len(text.split()) > _MOST_WORDS for text in texts):
        return False
    sports = {sport_named(text) for text in texts}
    return RUNNING in sports and None not in sports

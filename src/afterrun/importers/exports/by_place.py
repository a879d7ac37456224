"""Lists of services in languages nobody listed: their columns stand in one order, and show themselves.

A header is given back in English, as far as its columns are known; None if it is not of that service.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from afterrun.importers.tables.moments import written
from afterrun.importers.tables.numbers import clock_s

_STRAVA_FILE = re.compile(r"(?:activities|media)/\d+\.[a-z.]+", re.ASCII)
_ID = re.compile(r"\d{4,}", re.ASCII)
_LEAST_GARMIN, _LEAST_STRAVA = 7, 8  # columns
_YES_NO = frozenset(("true", "false", ""))


def strava(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Name the columns of Strava's list: identity, date, name, kind; lengths twice, the second exact; gear before file.

    Examples
    --------
    >>> header = "id,datum,naam,soort,tekst,tijd,afstand,uitrusting,bestand,tijd,beweegtijd,afstand".split(",")
    >>> row = ["12345678", "3 mei 2026 05:30:10", "a", "Loop", "", "60", "1", "x", "activities/1.gpx", "60", "59", "1"]
    >>> strava(header, [row])[1::5]
    ['activity date', 'distance', 'distance']
    """
    if len(header) < _LEAST_STRAVA or not rows:
        return None
    counts = Counter(header)
    twice = [name for name in dict.fromkeys(header[4:]) if counts[name] > 1]
    is_one = all(len(row) > 3 and _ID.fullmatch(row[0].strip()) and written(row[1].strip()) for row in rows)
    if not is_one or len(twice) < 2:
        return None
    named = list(header)
    named[1:4] = "activity date", "activity name", "activity type"
    for place, name in enumerate(named):
        if name == twice[0]:
            named[place] = "elapsed time"
            last = place
        elif name == twice[1]:
            named[place] = "distance"
    named[last + 1] = "moving time"
    file = next((at for row in rows for at, cell in enumerate(row) if _STRAVA_FILE.fullmatch(cell.strip())), None)
    if file is not None and file < len(named):
        named[file - 1 : file + 1] = "activity gear", "filename"
    return named


def garmin_page(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Name the columns of the list that Garmin's page gives: kind, date, favourite, title, distance, energy, time.

    Examples
    --------
    >>> header = ["type d'activite", "date", "favori", "titre", "distance", "calories", "duree"]
    >>> garmin_page(header, [["Course", "2026-05-03 07:30:10", "false", "Matin", "6,01", "400", "00:33:05"]])[4::2]
    ['distance', 'time']
    """
    if len(header) < _LEAST_GARMIN or not rows:
        return None
    for row in rows:
        found = written(row[1].strip()) if len(row) >= _LEAST_GARMIN else None
        if found is None or found.at is None or row[2].strip().lower() not in _YES_NO or clock_s(row[6]) is None:
            return None
    names = ("activity type", "date", "favorite", "title", "distance", "calories", "time")
    return [*names, *(f"{name} *" if name in names else name for name in header[_LEAST_GARMIN:])]

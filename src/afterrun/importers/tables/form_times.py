"""Answers of a form carry the time at which it was sent: a run that it tells of was over by then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterrun.importers.tables.header_words import bare

# As Google's and Microsoft's forms call it in the languages that tables are read in.
_SENT = frozenset(
    (
        *("timestamp", "completion time", "submitted at", "submission date", "zeitstempel", "fertigstellungszeit"),
        *("horodateur", "heure de fin", "marca temporal", "hora de finalizacion", "informazioni cronologiche"),
        *("tijdstempel", "carimbo de data/hora", "tidstampel", "tidsstempel", "sygnatura czasowa", "タイムスタンプ"),
    )
)
_OPENED = {"start time": "completion time", "startzeit": "fertigstellungszeit"}
"""When a form was opened, which is that only beside when it was sent."""
_ANSWERS = re.compile(r"\b(?:responses?|antworten|reponses|respuestas|risposte|antwoorden|respostas|svar)\b|回答")


def is_time_of_form(header: Sequence[str], column: str, name: str) -> bool:
    """Whether a column says when a form was sent: by its name, beside questions or in a file of answers.

    Examples
    --------
    >>> is_time_of_form(["Timestamp", "How far?"], "Timestamp", "run.csv")
    True
    >>> is_time_of_form(["Timestamp", "Distance"], "Timestamp", "run.csv")
    False
    """
    names, said = {bare(each.strip().casefold()) for each in header}, bare(column.strip().casefold())
    if said not in _SENT and _OPENED.get(said) not in names:
        return False
    return any("?" in each or "？" in each for each in header) or bool(_ANSWERS.search(bare(name.casefold())))

"""Rows of a plan that nobody followed: what was skipped is no run and no exercise, though all its numbers are there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from afterrun.importers.tables.header_words import bare

_ASKED = frozenset(
    (
        *("done", "did it", "completed", "complete", "finished", "status", "state", "executed"),
        *("erledigt", "gemacht", "absolviert", "gelaufen", "durchgefuhrt", "geschafft", "zustand"),
        *("did you run", "did you run today", "ran today", "bist du gelaufen", "bist du heute gelaufen"),
        *("fait", "statut", "hecho", "estado", "fatto", "stato", "gedaan", "feito", "gjort", "utfort"),
    )
)
"""Headers of a column that says whether it was done."""
_NOT = frozenset(
    (
        *("not done", "skipped", "skip", "missed", "cancelled", "canceled", "did not run", "didn't run", "not run"),
        *("no run", "dns", "called off", "did not start"),
        *("ausgefallen", "nicht gelaufen", "nicht gemacht", "nicht erledigt", "abgesagt", "entfallen", "fiel aus"),
        *("kein lauf", "ausgelassen", "annule", "pas fait", "pas couru", "cancelado", "no hecho", "annullato"),
    )
)
"""What people write instead of a run, in a note as well."""
_NO = _NOT | frozenset(
    (
        *("no", "n", "nein", "non", "nee", "nao", "nej", "false", "falsch", "0", "x not done", "✗", "✘", "❌", "☐"),
        *("planned", "to do", "todo", "pending", "scheduled", "geplant", "offen", "ausstehend", "prevu", "previsto"),
    )
)
"""What such a column says of what was not done."""
_CLAUSE = re.compile(r"[,;.:!()–—]|\s-\s")


def is_not_done(values: Mapping[str, str]) -> bool:
    """Whether a row says of itself that it was not done.

    Parameters
    ----------
    values : mapping of str to str
        Its cells by the names of their columns, ``note`` among them.

    Examples
    --------
    >>> is_not_done({"status": "Skipped"}), is_not_done({"note": "Ausgefallen, krank"}), is_not_done({"done": "x"})
    (True, True, False)
    >>> is_not_done({"note": "skipped the stretching"})
    False
    """
    said = (text for name, text in values.items() if _plain(name) in _ASKED)
    first_clause = _CLAUSE.split(values.get("note", ""), maxsplit=1)[0]
    return any(_plain(text) in _NO for text in said) or _plain(first_clause) in _NOT


def _plain(text: str) -> str:
    return " ".join(bare(text.casefold().replace("_", " ")).split()).strip(" ?:")

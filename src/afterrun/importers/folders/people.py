"""Whether a table is of more than one person: a journal is for one person."""

from __future__ import annotations

from collections.abc import Sequence

from afterrun.importers.folders.grid import Grid
from afterrun.importers.tables.header_words import bare
from afterrun.language import say
from afterrun.records.problem import Problem

_PEOPLE = frozenset(
    (
        *("person", "who", "patient", "participant", "subject", "runner", "athlete", "member", "family member"),
        *("wer", "patientin", "proband", "probandin", "teilnehmer", "teilnehmerin", "teilnehmende"),
        *("laufer", "lauferin", "sportler", "sportlerin", "qui", "quien", "chi"),
        *("user", "username", "email", "e mail", "benutzer", "benutzerin", "utilisateur", "usuario", "utente"),
        *("gebruiker", "uzytkownik", "patiente", "personne", "participante", "coureur", "coureuse", "athlete"),
        *("paciente", "persona", "sujeto", "corredor", "corredora", "paziente", "partecipante", "soggetto"),
        *("corridore", "atleta", "persoon", "deelnemer", "hardloper", "atleet", "pessoa", "quem"),
        *("osoba", "pacjent", "pacjentka", "uczestnik", "kto", "patienten", "vem", "hvem", "lopare", "lober"),
    )
)
_PERHAPS = frozenset(("record",))
"""A number of its own for each row is no person."""
_ENDINGS = (" id", " number", " nr", " no", " code", " name")
_NAMED = 3


def people_in(grid: Grid) -> Problem | None:
    """Say that a table tells of several people, if a column of it does.

    Examples
    --------
    >>> rows = tuple(enumerate([["who", "pain"], ["Ann", "3"], ["Ben", "4"]], start=1))
    >>> people_in(Grid(name="pain.csv", rows=rows)).reason
    'The table tells of 2 people (Ann, Ben); a journal is for one person.'
    """
    for place, name in enumerate(grid.header):
        plain = _plain(name)
        if plain in _PEOPLE or plain in _PERHAPS:
            cells = [row[place].strip() for _, row in grid.rows[1:] if place < len(row) and row[place].strip()]
            people = list(dict.fromkeys(cells))
            if len(people) > 1 and (plain in _PEOPLE or len(people) < len(cells)):
                return _told(grid, people)
    return None


def _plain(name: str) -> str:
    plain = " ".join(bare(name.casefold()).replace("_", " ").replace("-", " ").split()).strip(" ?:")
    return next((plain.removesuffix(ending) for ending in _ENDINGS if plain.endswith(ending)), plain)


def _told(grid: Grid, people: Sequence[str]) -> Problem:
    named = ", ".join(people[:_NAMED]) + (", ..." if len(people) > _NAMED else "")
    reason = say("The table tells of {n} people ({people}); a journal is for one person.", n=len(people), people=named)
    return Problem(grid.name, reason, say("Keep the rows of one person, and import that table."), True)

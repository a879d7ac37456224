"""Who consented to a study, for a cohort: under their pseudonyms, and no more of them than an export tells.

Consent is looked up each time that somebody is read. What is told goes through the very tables of the export, so that
there is one place that says what a study gets.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterrun.clinic import studies
from afterrun.clinic.house import House, open_store
from afterrun.clinic.journals import Journals
from afterrun.clinic.research import moved_now, write_tables
from afterrun.errors import FileUnreadableError, InvalidValueError
from afterrun.lab.cohort.source import Recorded, recorded_by, require_sharable
from afterrun.language import say
from afterrun.places import Place
from afterrun.scratch import scratch


@dataclass(frozen=True, slots=True)
class StudySource:
    """See `Source`.

    Parameters
    ----------
    home : Path or Database
        Of the clinic.
    study : str
        Its number.
    """

    home: Place
    study: str

    @property
    def label(self) -> str:
        """Tell it from any other, without what is secret."""
        return f"{self.home} study {self.study}"

    def people(self) -> tuple[str, ...]:
        """List who takes part now, by pseudonym.

        Raises
        ------
        FileUnreadableError
            If nobody does.
        """
        with closing(open_store(self.home)) as store:
            found = tuple(each.pseudonym for each in studies.consented(store, self.study))
        if not found:
            raise FileUnreadableError(
                say("study must have people in it; nobody takes part now."), remedy=say("Runners do under Sharing.")
            )
        return found

    def recorded_by(self, person: str, now: datetime) -> Recorded:
        """Read what one of them tells the study.

        Raises
        ------
        InvalidValueError
            If they take part no more, or have runs that may be shown to nobody else.
        """
        with closing(open_store(self.home)) as store:
            consent = studies.consent_of(store, self.study, person)
        if consent is None:
            raise InvalidValueError(say("This person takes part no more."), remedy=say("Nothing was read."))
        with Journals(self.home).open(consent.runner) as journal:
            diary = journal.diary()
        require_sharable(diary)
        as_of = moved_now(consent, diary, now)
        with scratch() as folder:
            write_tables(folder / consent.pseudonym, consent, diary)
            told = recorded_by(folder / consent.pseudonym, as_of)
        return Recorded(told.diary, told.problems, as_of)


def begin(house: House, home: Place, named: str) -> StudySource:
    """Find a study by its number or title, and note for each who takes part that it is read: they see it.

    Raises
    ------
    InvalidValueError
        If there is none, or more than one of that title.
    """
    found = [each for each in studies.all_of(house.store) if named in (each.id, each.title)]
    if len(found) != 1:
        raise InvalidValueError(
            say("study must be one of this clinic; there are {n} of this name.", n=len(found)),
            remedy=say("Name it by its number: afterrun clinic audit shows it where it began."),
            field="study",
        )
    study = found[0]
    taking_part = studies.consented(house.store, study.id)
    studies.note_export(house.store, house.clock(), number=study.id, actor=study.researcher, told=taking_part)
    there = home.resolve() if isinstance(home, Path) else home  # workers of a cluster began elsewhere
    return StudySource(there, study.id)

"""Studies, and who consents to them: a pseudonym for each study, so that two studies cannot be laid side by side."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Row, delete, insert, select

from afterrun.clinic import audit, people, sendings
from afterrun.clinic.schema import consent, person, study
from afterrun.clinic.sendings import Sent
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import new_id
from afterrun.errors import InvalidValueError
from afterrun.language import say

_PSEUDONYM_BYTES = 5  # a trillion: nobody meets another's by chance
_MOST_WEEKS = 520
"""Dates are moved back by up to ten years: more than any journal is old, so the season tells nothing (judgement)."""


@dataclass(frozen=True, slots=True)
class Study:
    """What it is called, and what the data are for, in the researcher's words."""

    id: str
    researcher: str
    title: str
    what_for: str
    begun: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """Who takes part, as whom, and by how many weeks their dates are moved."""

    runner: str
    pseudonym: str
    shift_weeks: int


def begin(store: Store, at: datetime, *, researcher: str, title: str, what_for: str, sent: Sent | None = None) -> Study:
    """Begin a study.

    Raises
    ------
    InvalidValueError
        If it has no title, or does not say what the data are for.
    """
    title, what_for = " ".join(title.split()), what_for.strip()
    if not title or not what_for:
        raise InvalidValueError(
            say("A study must have a title, and say what the data are for."), remedy=say("Type it anew.")
        )
    made = Study(new_id(), researcher, title[:200], what_for, at)
    with store.writing() as connection:
        sendings.take(connection, sent)
        people.require_here(connection, researcher)
        connection.execute(
            insert(study).values(
                id=made.id, researcher=researcher, title=made.title, what_for=what_for, begun=at.timestamp()
            )
        )
        audit.note(connection, at, action="begin-study", actor=researcher, detail=made.id)
    return made


def all_of(store: Store, researcher: str | None = None) -> list[Study]:
    """List the studies, or those of one researcher, newest first."""
    wanted = select(study).order_by(study.c.begun.desc())
    if researcher is not None:
        wanted = wanted.where(study.c.researcher == researcher)
    with store.reading() as connection:
        return [_study(row) for row in connection.execute(wanted)]


def of(store: Store, number: str) -> Study | None:
    """Find one."""
    with store.reading() as connection:
        row = connection.execute(select(study).where(study.c.id == number)).one_or_none()
    return None if row is None else _study(row)


def give_consent(store: Store, at: datetime, *, runner: str, number: str) -> bool:
    """Take part; False if there is no such study. Who comes again has a new pseudonym."""
    with store.writing() as connection:
        people.require_here(connection, runner)
        if connection.execute(select(study.c.id).where(study.c.id == number)).one_or_none() is None:
            return False
        mine = (consent.c.study == number, consent.c.runner == runner)
        if connection.execute(select(consent.c.study).where(*mine)).one_or_none() is None:
            connection.execute(
                insert(consent).values(
                    study=number,
                    runner=runner,
                    pseudonym=secrets.token_hex(_PSEUDONYM_BYTES),
                    shift_weeks=1 + secrets.randbelow(_MOST_WEEKS),
                    given=at.timestamp(),
                )
            )
            audit.note(connection, at, action="consent", actor=runner, subject=runner, detail=number)
    return True


def withdraw(store: Store, at: datetime, *, runner: str, number: str, sent: Sent | None = None) -> bool:
    """Take part no more: the next export is without them. False if they did not."""
    with store.writing() as connection:
        gone = connection.execute(delete(consent).where(consent.c.study == number, consent.c.runner == runner))
        if gone.rowcount:
            sendings.take(connection, sent)
            audit.note(connection, at, action="withdraw-consent", actor=runner, subject=runner, detail=number)
    return gone.rowcount == 1


def consented(store: Store, number: str) -> list[Consent]:
    """List who takes part now, in the order of their pseudonyms; whose account is shut does not."""
    wanted = (
        select(consent)
        .join(person, person.c.id == consent.c.runner)
        .where(consent.c.study == number, person.c.closed.is_(None))
        .order_by(consent.c.pseudonym)
    )
    with store.reading() as connection:
        return [Consent(row.runner, row.pseudonym, row.shift_weeks) for row in connection.execute(wanted)]


def consent_of(store: Store, number: str, pseudonym: str) -> Consent | None:
    """Find who takes part as somebody; None if they do no more."""
    return next((each for each in consented(store, number) if each.pseudonym == pseudonym), None)


def note_export(store: Store, at: datetime, *, number: str, actor: str, told: Iterable[Consent]) -> None:
    """Note for each of whom a study was told that it was: they see it."""
    with store.writing() as connection:
        runners = [each.runner for each in told]
        audit.note_each(connection, at, runners, action="export-study", actor=actor, detail=number)


def of_runner(store: Store, runner: str) -> frozenset[str]:
    """Name the studies that a runner takes part in."""
    with store.reading() as connection:
        return frozenset(connection.execute(select(consent.c.study).where(consent.c.runner == runner)).scalars())


def _study(row: Row[tuple[object, ...]]) -> Study:
    return Study(row.id, row.researcher, row.title, row.what_for, datetime.fromtimestamp(row.begun, UTC))

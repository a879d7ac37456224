"""What a clinician says to a runner: comments, and a trial to do together, which the runner takes up or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, insert, or_, select, update

from afterrun.clinic import audit, people, sendings
from afterrun.clinic.schema import comment, proposal
from afterrun.clinic.sendings import Sent
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import new_id
from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records import Site, Trial
from afterrun.records.vocabulary import name_typed

LOOKED_AT, DECLINED = "accepted", "declined"  # as they are kept; what was begun is in the journal, and only there
QUESTIONS = ("relief", "prevention", "every-day")
_FEWEST_WEEKS, _MOST_WEEKS = 2, 104  # as the page of trials takes


@dataclass(frozen=True, slots=True)
class Comment:
    """What was said, by whom, and whether the runner has read it."""

    id: str
    clinician: str
    at: datetime
    text: str
    read: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trial that was proposed: of what, to ease or to prevent, where, for how long; and the runner's answer.

    That it was begun no answer says, but a trial of it in the journal: no kill in between parts the two.
    """

    id: str
    clinician: str
    at: datetime
    intervention: str
    question: str
    site: str
    weeks: int
    answer: str | None

    def begun_by(self, trials: Iterable[Trial]) -> bool:
        """Whether one of a journal's trials is what was proposed: the same thing, for the same place, begun since."""
        what, where = name_typed(self.intervention), Site.parse(self.site)
        return any(trial.intervention == what and trial.site == where and trial.start >= self.at for trial in trials)


def comment_on(store: Store, at: datetime, *, clinician: str, runner: str, text: str, sent: Sent | None = None) -> None:
    """Say something to a runner.

    Raises
    ------
    InvalidValueError
        If it is empty.
    """
    text = text.strip()
    if not text:
        raise InvalidValueError(say("comment must say something; it was empty."), remedy=say("Type it anew."))
    with store.writing() as connection:
        sendings.take(connection, sent)
        people.require_here(connection, clinician, runner)
        values = {"id": new_id(), "runner": runner, "clinician": clinician, "at": at.timestamp(), "text": text}
        connection.execute(insert(comment).values(**values))
        audit.note(connection, at, action="comment", actor=clinician, subject=runner)


def comments(store: Store, runner: str) -> list[Comment]:
    """List what was said to a runner, newest first."""
    with store.reading() as connection:
        return [_comment(row) for row in connection.execute(_comments_to(runner))]


def waiting(store: Store, runner: str) -> tuple[list[Comment], list[Proposal]]:
    """List what a runner has not read yet, and the trials that were not declined, newest first."""
    unread, open_still = comment.c.read.is_(None), or_(proposal.c.answer.is_(None), proposal.c.answer == LOOKED_AT)
    with store.reading() as connection:
        said = [_comment(row) for row in connection.execute(_comments_to(runner).where(unread))]
        return said, [_proposal(row) for row in connection.execute(_proposals_to(runner).where(open_still))]


def have_read(store: Store, at: datetime, *, runner: str, number: str) -> bool:
    """Note that a runner has read a comment; False if there is none of that number for them."""
    with store.writing() as connection:
        mine = update(comment).where(comment.c.id == number, comment.c.runner == runner)
        return connection.execute(mine.values(read=at.timestamp())).rowcount == 1


def propose(
    store: Store,
    at: datetime,
    *,
    clinician: str,
    runner: str,
    intervention: str,
    question: str,
    site: str,
    weeks: int,
    sent: Sent | None = None,
) -> None:
    """Propose a trial.

    Raises
    ------
    InvalidValueError
        If it is of nothing, for no known purpose, or too short or long.
    """
    intervention = " ".join(intervention.split())
    if not intervention:
        raise InvalidValueError(say("A trial must be of something; nothing was named."), remedy=say("Type it anew."))
    if question not in QUESTIONS or not _FEWEST_WEEKS <= weeks <= _MOST_WEEKS:
        raise InvalidValueError(
            say("A trial must have a purpose, and {fewest} to {most} weeks.", fewest=_FEWEST_WEEKS, most=_MOST_WEEKS),
            remedy=say("Pick one."),
        )
    with store.writing() as connection:
        sendings.take(connection, sent)
        people.require_here(connection, clinician, runner)
        made = {"id": new_id(), "runner": runner, "clinician": clinician, "at": at.timestamp()}
        made |= {"intervention": intervention, "question": question, "site": site}
        connection.execute(insert(proposal).values(weeks=weeks, **made))
        audit.note(connection, at, action="propose-trial", actor=clinician, subject=runner)


def proposals(store: Store, runner: str) -> list[Proposal]:
    """List the trials that were proposed to a runner, newest first."""
    with store.reading() as connection:
        return [_proposal(row) for row in connection.execute(_proposals_to(runner))]


def look_at(store: Store, at: datetime, *, runner: str, number: str) -> Proposal | None:
    """Note that a runner looked at a proposal; None if there is none of that number for them, or it was declined."""
    return _answered(store, at, runner, number, LOOKED_AT)


def decline(store: Store, at: datetime, *, runner: str, number: str) -> Proposal | None:
    """Note that a runner does not want it, looked at or not; None if there is none of that number for them."""
    return _answered(store, at, runner, number, DECLINED)


def _answered(store: Store, at: datetime, runner: str, number: str, said: str) -> Proposal | None:
    mine = (proposal.c.id == number, proposal.c.runner == runner)
    unanswered = proposal.c.answer.is_(None)
    before = or_(unanswered, proposal.c.answer == LOOKED_AT) if said == DECLINED else unanswered
    with store.writing() as connection:
        changed = connection.execute(update(proposal).where(*mine, before).values(answer=said))
        if changed.rowcount:
            audit.note(connection, at, action="answer-proposal", actor=runner, subject=runner, detail=said)
        found = connection.execute(select(proposal).where(*mine, proposal.c.answer == said)).one_or_none()
    return None if found is None else _proposal(found)


def _comments_to(runner: str) -> Select[Any]:
    return select(comment).where(comment.c.runner == runner).order_by(comment.c.at.desc())


def _proposals_to(runner: str) -> Select[Any]:
    return select(proposal).where(proposal.c.runner == runner).order_by(proposal.c.at.desc())


def _comment(row: Row[tuple[object, ...]]) -> Comment:
    return Comment(row.id, row.clinician, datetime.fromtimestamp(row.at, UTC), row.text, row.read is not None)


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    at = datetime.fromtimestamp(row.at, UTC)
    return Proposal(row.id, row.clinician, at, row.intervention, row.question, row.site, row.weeks, row.answer)

"""The audit trail: what was done and what was refused, each line sealed with the one before it.

A line's digest is SHA-256 over its fields and the digest of the line before, so a line that is changed, taken out or
slipped in breaks the chain (B. Schneier and J. Kelsey, Secure audit logs to support computer forensics, ACM TISSEC 2
(1999) 159-176, without their keys). The database refuses changes (`triggers`). Whoever may write the file itself could
still cut the end off or write a whole chain anew: the head that `verify` gives is to be kept elsewhere, and compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select

from afterrun.clinic.schema import audit
from afterrun.clinic.store import Store

DONE, DENIED = "done", "denied"
PAGE = 200  # lines at once: what is read
_FIRST = "0" * 64
_MOST_DETAIL = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done or refused.

    Parameters
    ----------
    number : int
        From 1 on, without a gap.
    at : datetime
        When.
    actor, subject : str
        Who, and about whom; ids, "" for nobody known.
    action, outcome, detail : str
        What, whether it was ``done`` or ``denied``, and what belongs to it; never a name.
    digest : str
        The seal.
    """

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    outcome: str
    detail: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole chain found.

    Parameters
    ----------
    lines : int
        How many there are.
    head : str
        The digest of the last; to be kept elsewhere.
    broken : int or None
        Number of the first line that is not as it was written; None if all are.
    """

    lines: int
    head: str
    broken: int | None


def note(
    connection: Connection,
    at: datetime,
    *,
    action: str,
    actor: str = "",
    subject: str = "",
    outcome: str = DONE,
    detail: str = "",
) -> None:
    """Add a line, in the transaction of what it tells of: the one is never there without the other."""
    note_each(connection, at, [subject], action=action, actor=actor, outcome=outcome, detail=detail)


def note_each(
    connection: Connection,
    at: datetime,
    subjects: Sequence[str],
    *,
    action: str,
    actor: str = "",
    outcome: str = DONE,
    detail: str = "",
) -> None:
    """Add a line about each of some people."""
    last = connection.execute(
        select(audit.c.number, audit.c.digest).order_by(audit.c.number.desc()).limit(1)
    ).one_or_none()
    count, before = (0, _FIRST) if last is None else (last.number, last.digest)
    rows = []
    for number, subject in enumerate(subjects, count + 1):
        row = {
            "number": number,
            "at": at.isoformat(),
            "actor": actor,
            "action": action,
            "subject": subject,
            "outcome": outcome,
            "detail": detail[:_MOST_DETAIL],
            "before": before,
        }
        before = _digest(row)
        rows.append({"digest": before, **row})
    if rows:
        connection.execute(insert(audit), rows)


def deny(store: Store, at: datetime, *, action: str, actor: str = "", subject: str = "", detail: str = "") -> None:
    """Add what was refused, by itself: nothing else happened."""
    with store.writing() as connection:
        note(connection, at, action=action, actor=actor, subject=subject, outcome=DENIED, detail=detail)


def lines(
    store: Store, *, subject: str | None = None, person: str | None = None, before: int | None = None, most: int = PAGE
) -> list[Line]:
    """List the newest, newest first.

    Parameters
    ----------
    store : Store
        Where they are.
    subject : str, optional
        Only those about this one.
    person : str, optional
        Only those about this one or of what they did.
    before : int, optional
        Only those with a smaller number.
    most : int
        How many.
    """
    wanted = select(audit).order_by(audit.c.number.desc()).limit(most)
    if subject is not None:
        wanted = wanted.where(audit.c.subject == subject)
    if person is not None:
        wanted = wanted.where(or_(audit.c.subject == person, audit.c.actor == person))
    if before is not None:
        wanted = wanted.where(audit.c.number < before)
    with store.reading() as connection:
        return [
            Line(
                row.number,
                datetime.fromisoformat(row.at),
                row.actor,
                row.action,
                row.subject,
                row.outcome,
                row.detail,
                row.digest,
            )
            for row in connection.execute(wanted)
        ]


def verify(store: Store, *, heads: Sequence[str] = ()) -> Verified:
    """Walk the whole chain.

    Parameters
    ----------
    store : Store
        Where it is.
    heads : sequence of str
        Heads of before, kept elsewhere: one that the chain has no more means that its end was cut off or rewritten.
    """
    before, number, missing = _FIRST, 0, set(heads)
    with store.reading() as connection:
        for found in connection.execute(select(audit).order_by(audit.c.number)).mappings():
            row = {name: found[name] for name in found if name != "digest"}
            if row["number"] != number + 1 or row["before"] != before or _digest(row) != found["digest"]:
                return Verified(number, before, number + 1)
            before, number = str(found["digest"]), number + 1
            missing.discard(before)
    return Verified(number, before, number + 1 if missing else None)


def _digest(row: dict[str, object]) -> str:
    told = json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()

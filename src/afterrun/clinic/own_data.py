"""What the clinic itself keeps about one runner, for them to take along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from afterrun.clinic import audit, messages, passkeys, people, studies
from afterrun.clinic.audit import Line
from afterrun.clinic.messages import Comment, Proposal
from afterrun.clinic.passkeys import Passkey
from afterrun.clinic.people import Person
from afterrun.clinic.schema import share
from afterrun.clinic.store import Store

_ALL = 1_000_000  # lines


def own_data(store: Store, who: Person) -> dict[str, Any]:
    """List it as JSON can hold it: no password, no secret, nothing of others but what they are called."""
    with store.reading() as connection:
        shares = connection.execute(share.select().where(share.c.runner == who.id)).all()
    comments, proposals = messages.comments(store, who.id), messages.proposals(store, who.id)
    lines = audit.lines(store, subject=who.id, most=_ALL)
    said_by = [each.clinician for each in shares]
    said_by += [each.clinician for each in comments]
    said_by += [each.clinician for each in proposals]
    named = people.names(store, [*said_by, *(line.actor for line in lines)])
    taken, titles = studies.of_runner(store, who.id), {each.id: each.title for each in studies.all_of(store)}
    return {
        "name": who.name,
        "login": who.login,
        "passkeys": [_passkey(each) for each in passkeys.of(store, who.id)],
        "shares": [_shared(each, named) for each in shares],
        "studies": sorted(titles[number] for number in taken),
        "comments": [_said(each, named) | {"text": each.text} for each in comments],
        "proposals": [
            _said(each, named) | {"intervention": each.intervention, "answer": each.answer} for each in proposals
        ],
        "audit": [_line(each, named) for each in lines],
    }


def _passkey(found: Passkey) -> dict[str, Any]:
    used = None if found.used is None else found.used.isoformat()
    return {"name": found.name, "site": found.site, "since": found.since.isoformat(), "used": used}


def _shared(row: Row[Any], named: Mapping[str, str]) -> dict[str, Any]:
    return {
        "with": named.get(row.clinician, ""),
        "scope": row.scope,
        "begun": row.begun,
        "until": row.until,
        "taken_back": row.revoked,
    }


def _said(message: Comment | Proposal, named: Mapping[str, str]) -> dict[str, Any]:
    return {"from": named.get(message.clinician, ""), "at": message.at.isoformat()}


def _line(line: Line, named: Mapping[str, str]) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "by": named.get(line.actor, ""),
        "action": line.action,
        "outcome": line.outcome,
    }

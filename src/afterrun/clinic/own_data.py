"""What the clinic itself keeps about one runner, for them to take along."""

from __future__ import annotations

from typing import Any

from afterrun.clinic import audit, messages, passkeys, people, studies
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
        "passkeys": [
            {
                "name": each.name,
                "site": each.site,
                "since": each.since.isoformat(),
                "used": None if each.used is None else each.used.isoformat(),
            }
            for each in passkeys.of(store, who.id)
        ],
        "shares": [
            {
                "with": named.get(each.clinician, ""),
                "scope": each.scope,
                "begun": each.begun,
                "until": each.until,
                "taken_back": each.revoked,
            }
            for each in shares
        ],
        "studies": sorted(titles[number] for number in taken),
        "comments": [
            {"from": named.get(each.clinician, ""), "at": each.at.isoformat(), "text": each.text} for each in comments
        ],
        "proposals": [
            {
                "from": named.get(each.clinician, ""),
                "at": each.at.isoformat(),
                "intervention": each.intervention,
                "answer": each.answer,
            }
            for each in proposals
        ],
        "audit": [
            {
                "at": line.at.isoformat(),
                "by": named.get(line.actor, ""),
                "action": line.action,
                "outcome": line.outcome,
            }
            for line in lines
        ],
    }

"""How often somebody may try to get in: by the account that is tried, and by the address that tries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import delete, func, insert, select

from afterrun.clinic.schema import attempt
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import digest_of

MINUTE_S, HOUR_S = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries in a minute and in an hour.

    An account gets what a person needs who has forgotten which password it was (judgement); 20 an hour are 480 a day,
    and one of 3 codes that hold at once is hit by as many with a chance of .0014, the password known. An address may
    be a whole practice: it gets more.
    """

    a_minute: int
    an_hour: int


ACCOUNT, ADDRESS = Limit(5, 20), Limit(20, 200)


def account(login: str) -> tuple[str, Limit]:
    """Name the tries on one account."""
    return digest_of(f"account:{login.strip().casefold()}"), ACCOUNT


def address(text: str) -> tuple[str, Limit]:
    """Name the tries from one address."""
    return digest_of(f"address:{text}"), ADDRESS


def take(store: Store, at: datetime, keys: Iterable[tuple[str, Limit]]) -> int:
    """Count a try before it is made, so that many at once are counted too.

    Returns
    -------
    int
        0 if it may be made, else how long to wait; it is not counted then. [s]
    """
    now, wait_s = at.timestamp(), 0.0
    named = dict(keys)
    with store.writing() as connection:
        connection.execute(delete(attempt).where(attempt.c.at <= now - HOUR_S))
        for key, limit in named.items():
            for window_s, most in ((MINUTE_S, limit.a_minute), (HOUR_S, limit.an_hour)):
                count, first = connection.execute(
                    select(func.count(), func.min(attempt.c.at)).where(
                        attempt.c.key == key, attempt.c.at > now - window_s
                    )
                ).one()
                if count >= most:
                    wait_s = max(wait_s, 1.0, window_s - (now - first))
        if not wait_s:
            connection.execute(insert(attempt), [{"key": key, "at": now} for key in named])
    return ceil(wait_s)


def forgive(store: Store, keys: Iterable[tuple[str, Limit]]) -> None:
    """It was right: these start again."""
    with store.writing() as connection:
        connection.execute(delete(attempt).where(attempt.c.key.in_([key for key, _ in keys])))

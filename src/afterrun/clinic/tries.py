"""How often somebody may try to get in: by the account that is tried, and by the address or browser that tries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TypeAlias

from sqlalchemy import delete, func, insert, select

from afterrun.clinic.people import login_of
from afterrun.clinic.schema import attempt
from afterrun.clinic.store import Store
from afterrun.clinic.tokens import digest_of
from afterrun.errors import InvalidValueError

MINUTE_S, HOUR_S = 60.0, 3600.0


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries in a minute and in an hour.

    Who tries one account, from one address or with one browser, gets what a person needs who has forgotten which
    password it was (judgement). An address may be a whole practice: it gets more. All addresses together may be
    strangers who guess at one account, or at many: they wait for each other, a minute at most, but shut nobody out.
    20 an hour are 480 a day, and one of 3 codes that hold at once is hit by as many with a chance of .0014, the
    password known.
    """

    a_minute: int
    an_hour: int


ACCOUNT, ADDRESS, STRANGERS, ALL = Limit(5, 20), Limit(20, 200), Limit(10, 600), Limit(120, 7200)
_HALF = 32
Key: TypeAlias = tuple[str, Limit]


def of_password(login: str, address: str, device: str | None) -> list[Key]:
    """Name the tries on the password of an account; of a browser that gave it before, by that browser alone."""
    if device is not None:
        return [(_of_account(login, f"device:{device}"), ACCOUNT)]
    together = [(_of_account(login), STRANGERS), (digest_of("all"), ALL)]
    return [(_of_account(login, f"address:{address}"), ACCOUNT), of_address(address), *together]


def of_factor(who: str, device: str | None) -> list[Key]:
    """Name the tries on a second factor: of all who have the password, or of a browser that gave both before."""
    return [(_of_account(f"second factor of {who}", f"device:{device}" if device else ""), ACCOUNT)]


def of_own_password(who: str) -> list[Key]:
    """Name the tries of somebody who is inside and is asked once more who it is."""
    return [(_of_account(f"password of {who}"), ACCOUNT)]


def of_address(text: str) -> Key:
    """Name the tries from one address."""
    return digest_of(f"address:{text}"), ADDRESS


def _of_account(login: str, by: str = "") -> str:
    """Name tries on an account, so that all on it are found together."""
    try:
        login = login_of(login)
    except InvalidValueError:  # nobody's
        login = ""
    return digest_of(f"account:{login}")[:_HALF] + digest_of(by)[:_HALF]


def take(store: Store, at: datetime, keys: Iterable[Key]) -> int:
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


def forgive(store: Store, keys: Iterable[Key]) -> None:
    """It was right: these start again."""
    with store.writing() as connection:
        connection.execute(delete(attempt).where(attempt.c.key.in_([key for key, _ in keys])))


def forget(store: Store, *accounts: str) -> None:
    """Forget all tries on accounts, whoever made them."""
    with store.writing() as connection:
        for each in accounts:
            connection.execute(delete(attempt).where(attempt.c.key.startswith(_of_account(each)[:_HALF])))

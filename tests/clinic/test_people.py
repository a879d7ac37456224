"""Accounts, invitations, sessions, tries and the second factor."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from afterrun.clinic import invitations, people, second_factor, sessions, tries
from afterrun.clinic.house import House
from afterrun.clinic.roles import Role
from afterrun.errors import AfterrunError, InvalidValueError
from tests.clinic.town import PASSWORD, Town


def test_only_the_right_password_of_an_open_account_gets_in(town: Town) -> None:
    store, ada = town.house.store, town.joins(Role.RUNNER, "ada")
    assert people.who_logs_in(store, " ADA@example.org ", PASSWORD) == ada
    assert people.who_logs_in(store, "ada@example.org", "another quiet word") is None
    assert people.who_logs_in(store, "bo@example.org", PASSWORD) is None
    assert people.who_logs_in(store, "", PASSWORD) is None
    with store.writing() as connection:
        people.close(connection, town.clock(), ada.id)
    assert people.who_logs_in(store, "ada@example.org", PASSWORD) is None


def test_what_opens_a_door_is_nowhere(town: Town) -> None:
    mia = town.joins(Role.CLINICIAN, "mia")
    token, codes = town.token(mia), town.sets_up(mia)
    invited = invitations.invite(town.house.store, town.clock(), by=mia.id, role=Role.RUNNER, name="bo")
    town.house.store.wring_out()
    kept = b"".join(content for _, content in town.kept())
    assert b"mia@example.org" in kept
    for secret in (PASSWORD, token, invited, *codes):
        assert secret.encode() not in kept


def test_an_invitation_holds_once_and_a_week(town: Town) -> None:
    store = town.house.store
    token = invitations.invite(store, town.clock(), by="", role=Role.RUNNER, name="ada")
    with pytest.raises(InvalidValueError, match="password"):  # nothing is used up by a mistake
        town.house.join(token, name="ada", login="ada", password="short")
    made = town.house.join(token, name="ada", login="ada", password=PASSWORD)
    assert made.role is Role.RUNNER
    with town.house.journals.open(made.id) as journal:
        assert not journal.diary().runs
    with pytest.raises(InvalidValueError, match="does not hold"):
        town.house.join(token, name="eve", login="eve", password=PASSWORD)
    late = invitations.invite(store, town.clock(), by="", role=Role.RUNNER, name="bo")
    town.clock.wait(days=7)
    assert invitations.found(store, town.clock(), late) is None
    with pytest.raises(InvalidValueError, match="does not hold"):
        town.house.join(late, name="bo", login="bo", password=PASSWORD)


def test_two_who_take_the_same_invitation_make_one_account(town: Town) -> None:
    token = invitations.invite(town.house.store, town.clock(), by="", role=Role.ADMINISTRATOR, name="a")

    def take(n: int) -> bool:
        try:
            town.house.join(token, name=f"n{n}", login=f"n{n}", password=PASSWORD)
        except AfterrunError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(take, range(4))) == 1
    assert len(people.everybody(town.house.store)) == 1


def test_one_login_is_one_persons(town: Town) -> None:
    town.joins(Role.RUNNER, "ada")
    token = invitations.invite(town.house.store, town.clock(), by="", role=Role.RUNNER, name="ada")
    with pytest.raises(InvalidValueError, match="login must be free"):
        town.house.join(token, name="Ada", login="Ada@Example.org", password=PASSWORD)


@pytest.mark.parametrize(
    ("role", "idle", "whole"),
    [
        (Role.CLINICIAN, sessions.STAFF_IDLE, sessions.STAFF_WHOLE),
        (Role.RUNNER, sessions.RUNNER_IDLE, sessions.RUNNER_WHOLE),
    ],
)
def test_a_session_ends_unused_and_in_the_end(town: Town, role: Role, idle: timedelta, whole: timedelta) -> None:
    store, who = town.house.store, town.joins(role, "ada")
    token = town.token(who)
    town.clock.now += idle - timedelta(seconds=1)
    assert sessions.visitor_of(store, town.clock(), token) == sessions.Visitor(who, whole=True)
    town.clock.now += idle
    assert sessions.visitor_of(store, town.clock(), token) is None
    token, began = town.token(who), town.clock.now
    while town.clock.now + idle / 2 < began + whole:
        town.clock.now += idle / 2
        assert sessions.visitor_of(store, town.clock(), token) is not None
    town.clock.now = began + whole
    assert sessions.visitor_of(store, town.clock(), token) is None


def test_a_password_alone_keeps_the_door_open_for_ten_minutes(town: Town) -> None:
    mia = town.joins(Role.CLINICIAN, "mia")
    token = town.token(mia, whole=False)
    assert sessions.visitor_of(town.house.store, town.clock(), token) == sessions.Visitor(mia, whole=False)
    town.clock.now += sessions.FACTOR_OWED
    assert sessions.visitor_of(town.house.store, town.clock(), token) is None


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.RUNNER])
def test_a_session_of_a_clock_that_was_a_year_ahead_has_ended(town: Town, role: Role) -> None:
    ada = town.joins(role, "ada")
    town.clock.wait(days=365)
    ahead = town.token(ada)
    assert sessions.visitor_of(town.house.store, town.clock(), ahead)
    town.clock.wait(days=-365)
    assert sessions.visitor_of(town.house.store, town.clock(), ahead) is None


def test_a_new_password_and_a_shut_account_end_every_session(town: Town) -> None:
    store, ada = town.house.store, town.joins(Role.RUNNER, "ada")
    token = town.token(ada)
    with store.writing() as connection:
        people.set_password(connection, ada.id, "five other quiet words")
    assert sessions.visitor_of(store, town.clock(), token) is None
    assert people.who_logs_in(store, ada.login, PASSWORD) is None
    token = town.token(ada)
    with store.writing() as connection:
        people.close(connection, town.clock(), ada.id)
    assert sessions.visitor_of(store, town.clock(), token) is None


def is_right(town: Town, who: people.Person, code: str) -> bool:
    with town.house.store.writing() as connection:
        return second_factor.is_right(connection, town.clock(), who, code)


def test_a_code_is_taken_once_and_none_before_it(town: Town) -> None:
    mia = town.joins(Role.CLINICIAN, "mia")
    assert not is_right(town, mia, town.code(mia)), "the code that set it up is used up"
    town.clock.wait(seconds=30)
    early = town.code(mia)
    town.clock.wait(seconds=30)
    assert is_right(town, mia, town.code(mia))
    assert not is_right(town, mia, town.code(mia))
    assert not is_right(town, mia, early)
    town.clock.wait(seconds=30)
    assert is_right(town, mia, town.code(mia)[:3] + " " + town.code(mia)[3:])


def test_a_code_holds_a_step_beside_the_clock_and_no_more(town: Town) -> None:
    mia = town.joins(Role.CLINICIAN, "mia")
    town.clock.wait(minutes=10)
    code = town.code(mia)
    town.clock.wait(seconds=90)
    assert not is_right(town, mia, code)
    town.clock.wait(seconds=-60)
    assert is_right(town, mia, code)


@pytest.mark.parametrize("code", ["", "12345", "１２３４５６", "abcdef", "0" * 1000])
def test_what_is_no_code_is_refused(town: Town, code: str) -> None:
    assert not is_right(town, town.joins(Role.CLINICIAN, "mia"), code)


def test_a_code_on_paper_is_good_once_and_for_its_owner(town: Town) -> None:
    mia, tom = town.joins(Role.CLINICIAN, "mia"), town.joins(Role.CLINICIAN, "tom")
    codes = town.sets_up(mia)
    assert len(set(codes)) == 10
    assert not is_right(town, tom, codes[0])
    assert is_right(town, mia, codes[0].upper())
    assert not is_right(town, mia, codes[0])
    fresh = town.sets_up(mia)
    assert not is_right(town, mia, codes[1]), "those of before are void"
    assert is_right(town, mia, fresh[0])


def test_tries_are_counted_by_account_and_by_address(town: Town) -> None:
    store = town.house.store

    def take(login: str, address: str, device: str | None = None) -> int:
        return tries.take(store, town.clock(), tries.of_password(login, address, device))

    assert [take("ada", "1") for _ in range(6)] == [0, 0, 0, 0, 0, 60]
    assert take(" \N{FULLWIDTH LATIN SMALL LETTER A}DA ", "1") == 60, "however it is written"
    assert take("ada", "2") == 0, "from elsewhere it is somebody else"
    assert take("bo", "1") == 0, "another account"
    assert [take(f"n{n}", "1") for n in range(15)] == [0] * 14 + [60], "and an address in all"
    again = House.at(town.home, town.clock)
    assert tries.take(again.store, town.clock(), tries.of_password("ada", "1", None)) == 60, (
        "a restart forgives nothing"
    )
    again.store.close()
    assert [take("ada", str(n)) for n in range(3, 9)] == [0] * 4 + [60] * 2, "all who guess at one wait for each other"
    assert take("ada", "1", device="her own") == 0, "but a browser that gave the password before waits for nobody"
    town.clock.wait(seconds=61)
    assert take("ada", "1") == 0
    tries.forgive(store, tries.of_password("ada", "1", None)[:1])
    assert [take("ada", "1") for _ in range(5)] == [0] * 5
    tries.forget(store, "ada")
    assert [take("ada", "1", device="her own") for _ in range(6)] == [0] * 5 + [60]


def test_an_hour_has_its_limit_too(town: Town) -> None:
    for _ in range(tries.ACCOUNT.an_hour):
        assert tries.take(town.house.store, town.clock(), tries.of_password("ada", "1", None)) == 0
        town.clock.wait(seconds=20)
    assert tries.take(town.house.store, town.clock(), tries.of_password("ada", "1", None)) > 60

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from afterrun.lab.answers import Answer
from afterrun.records import PainReport, Site
from afterrun.web import desk as desk_module
from afterrun.web.desk import Desk
from tests.web.conftest import NOW, journal_file

SITE = Site("left", "heel")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(journal_file(tmp_path, "few"), clock=lambda: NOW)


def test_an_answer_is_worked_out_once_until_something_is_written(desk: Desk) -> None:
    first = desk.answer(SITE)
    assert desk.answer(SITE) is first
    with desk.open() as journal:
        journal.add([PainReport(at=NOW, site=SITE, nrs=1)])
    assert desk.answer(SITE) is not first


def test_an_answer_of_yesterday_is_not_given_today(desk: Desk) -> None:
    first = desk.answer(SITE)
    desk.clock = lambda: NOW + timedelta(days=1)
    assert desk.answer(SITE) is not first


def test_no_more_answers_are_kept_than_it_has_room_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "_KEPT_ANSWERS", 2)
    days: Iterator[int] = iter(range(4))
    found: list[Answer] = []
    for day in days:
        desk.clock = lambda day=day: NOW + timedelta(days=day)  # type: ignore[misc]
        found.append(desk.answer(SITE))
    assert desk.answer(SITE) is found[-1]
    desk.clock = lambda: NOW
    assert desk.answer(SITE) is not found[0]


def test_many_at_once_get_the_same_answer(desk: Desk) -> None:
    found: list[Answer] = []
    threads = [threading.Thread(target=lambda: found.append(desk.answer(SITE))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(answer is found[0] for answer in found)


def test_a_form_sent_again_at_once_means_the_same_minute(desk: Desk) -> None:
    desk.clock = lambda: NOW.replace(minute=12, second=59)
    first = desk.sent_at("a")
    desk.clock = lambda: NOW.replace(minute=13, second=1)
    assert desk.sent_at("a") == first
    assert desk.sent_at("b") == first + timedelta(minutes=1)


def test_a_form_found_again_in_the_evening_means_the_evening(desk: Desk) -> None:
    first = desk.sent_at("a")
    desk.clock = lambda: NOW + timedelta(hours=10)
    assert desk.sent_at("a") == first + timedelta(hours=10)

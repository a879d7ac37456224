from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.identity import journal_id
from afterrun.journal.settings import keep, settings_of
from afterrun.lab import site_model
from afterrun.lab.answers import Answer
from afterrun.records import PainReport, Site
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.web.state.service import Service
from tests.web.conftest import NOW, journal_file

SITE = Site("left", "heel")


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(journal_file(tmp_path, "few"), clock=lambda: NOW)


def test_an_answer_is_worked_out_once_until_something_is_written(service: Service) -> None:
    first = service.answer(SITE)
    assert service.answer(SITE) is first
    with service.open() as journal:
        journal.add([PainReport(at=NOW, site=SITE, nrs=1)])
    assert service.answer(SITE) is not first


def test_an_answer_of_yesterday_is_not_given_today(service: Service) -> None:
    first = service.answer(SITE)
    service.clock = lambda: NOW + timedelta(days=1)
    assert service.answer(SITE) is not first


def test_answer_and_forecast_are_of_one_fit(
    tmp_path: Path, one_shape: Callable[..., Fit], monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Service(journal_file(tmp_path, "story"), clock=lambda: NOW)
    fits: list[ResponseData] = []

    def counted(data: ResponseData, **options: Any) -> Fit:
        fits.append(data)
        return one_shape(data, **options)

    monkeypatch.setattr(site_model, "learned", counted)
    usual = Site.parse("right-forefoot-lateral")
    assert story.forecast(usual).without_run is not None
    assert story.answer(None) is story.answer(usual)
    assert len(fits) == 1


def test_what_was_read_and_worked_out_is_of_the_file_that_is_there_now(service: Service, tmp_path: Path) -> None:
    """Another program may put another file in its place: a copy of before, or another journal of the same length."""
    assert isinstance(service.journal_path, Path)
    reports = [PainReport(at=NOW - timedelta(minutes=nrs), site=SITE, nrs=nrs) for nrs in (4, 5)]
    copy = tmp_path / "copy.db"
    with service.open() as journal:
        journal_id(journal)  # else it is given when it is put back, and that counts as a write
    back_up(service.journal_path, copy)
    with service.open() as journal:
        journal.add(reports[:1])
    first = service.answer(SITE)
    with service.open() as journal:
        revision = journal.revision()
        assert [each.nrs for each in journal.diary().pain] == [0, 1, 2, 4]
    restore(copy, service.journal_path, now=NOW, force=True)
    with Journal.open(service.journal_path) as journal:
        journal.add(reports[1:])
    with service.open() as journal:
        assert journal.revision() == revision
        assert [each.nrs for each in journal.diary().pain] == [0, 1, 2, 5]
    assert service.answer(SITE) is not first
    other = journal_file(tmp_path, "story")
    other.rename(service.journal_path)
    service.answer_asked(SITE)
    assert service.earlier_answer(SITE) is None


def test_an_earlier_answer_is_of_today(service: Service) -> None:
    assert service.earlier_answer(SITE) is None
    first = service.answer(SITE)
    with service.open() as journal:
        journal.add([PainReport(at=NOW, site=SITE, nrs=1)])
    assert service.earlier_answer(SITE) is first
    service.clock = lambda: NOW + timedelta(days=1)
    assert service.earlier_answer(SITE) is None


def test_many_at_once_get_the_same_answer(service: Service) -> None:
    found: list[Answer] = []
    threads = [threading.Thread(target=lambda: found.append(service.answer(SITE))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(answer is found[0] for answer in found)


def test_the_time_is_that_of_the_journal_it_is_asked_for(service: Service, tmp_path: Path) -> None:
    """Also right after the zone was chosen, and whichever journal was opened last."""
    with service.open() as journal, Journal.open(tmp_path / "other.db") as other:
        keep(journal, replace(settings_of(journal), zone=ZoneInfo("Pacific/Auckland")))
        assert service.now(journal).isoformat() == "2026-11-23T22:12:30+13:00"
        assert service.now(other).utcoffset() == NOW.utcoffset()
        keep(journal, replace(settings_of(journal), zone=None))
        assert service.now(journal) is NOW

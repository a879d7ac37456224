from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from afterrun.errors import InvalidValueError
from afterrun.web.times import read_local


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
def test_a_time_before_the_clocks_changed_keeps_its_own_offset() -> None:
    winter = datetime(2026, 10, 26, 9, tzinfo=timezone(timedelta(hours=1)))
    read = read_local("2026-10-24T09:00", winter)
    assert (read.isoformat(), read.astimezone(UTC).hour) == ("2026-10-24T09:00:00+02:00", 7)


@pytest.mark.usefixtures("in_berlin")
def test_the_zone_of_the_clock_counts_where_it_is_not_that_of_the_computer() -> None:
    now = datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=-5)))
    assert read_local("2026-07-01T08:00", now).isoformat() == "2026-07-01T08:00:00-05:00"


def test_an_offset_that_is_told_is_kept() -> None:
    now = datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert read_local("2026-07-01T08:00+03:00", now).isoformat() == "2026-07-01T08:00:00+03:00"


@pytest.mark.parametrize("text", ["soon", "2026-07-01T09:01", "2026-13-01T00:00"])
def test_what_cannot_have_been_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^time must"):
        read_local(text, datetime(2026, 7, 1, 9, tzinfo=UTC))

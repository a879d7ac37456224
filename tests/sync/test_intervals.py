"""intervals.icu: what is new comes in once, what fails is told and goes on, and the key goes nowhere else."""

from __future__ import annotations

import pytest

from afterrun.journal import Journal
from afterrun.sync import asking
from afterrun.sync.sources import Intervals, add
from afterrun.sync.syncing import from_the_start
from tests.sync import fake_services as fake
from tests.sync.conftest import Home
from tests.sync.fake_services import KEY, FakeService
from tests.web.fake_servers import running


@pytest.fixture
def connected(home: Home, service: FakeService) -> Home:
    add(home.private, Intervals(KEY, service.address))
    return home


def test_what_is_there_comes_in_once(connected: Home, service: FakeService) -> None:
    service.with_runs(3)
    steps = connected.sync()
    assert [(step.source, step.place, step.total) for step in steps] == [("intervals", n, 3) for n in (1, 2, 3)]
    assert connected.runs() == 3
    assert (connected.last("intervals").added, connected.last("intervals").fault) == (3, "")
    files = service.asked("/file")
    before = connected.revision()
    assert connected.sync() == []
    assert service.asked("/file") == files
    assert connected.revision() == before  # looking for news changes no answer
    assert connected.last("intervals").added == 0


def test_what_is_new_is_asked_for_alone_and_a_late_upload_is_found(connected: Home, service: FakeService) -> None:
    service.with_runs(6)
    late = service.activities.pop(1)
    connected.sync()
    service.activities.append(late)
    assert [step.place for step in connected.sync()] == [1]
    assert connected.runs() == 6
    oldest = [path.split("oldest=")[1][:10] for _, path, _ in service.got if "oldest=" in path]
    assert oldest == ["2000-01-01", "2026-01-19"]


def test_the_originals_are_kept_as_the_watch_wrote_them(connected: Home, service: FakeService) -> None:
    import gzip

    service.with_runs(1)
    connected.sync()
    with Journal.open(connected.path) as journal:
        (kept,) = journal.originals()
        (run,) = journal.diary().runs
        assert journal.streams(run) is not None
    assert kept.content == gzip.decompress(service.files["i100"])


def test_stubs_from_strava_are_said_and_nothing_empty_is_stored(connected: Home, service: FakeService) -> None:
    service.with_runs(1)
    for number in (7, 8):
        service.activities.append({"id": f"{number}", "start_date_local": "2026-03-01T08:00:00", "source": "STRAVA"})
    connected.sync()
    assert connected.runs() == 1
    assert service.asked("/activity/7/file") == 0
    (told,) = connected.last("intervals").told
    assert "2 activities came to intervals.icu from Strava" in told


def test_what_has_no_file_is_told_once_and_the_rest_comes_in(connected: Home, service: FakeService) -> None:
    service.with_runs(3)
    del service.files["i101"]
    connected.sync()
    assert connected.runs() == 2
    assert "no file there" in connected.last("intervals").told[0]
    connected.sync()
    assert connected.last("intervals").told == ()


@pytest.mark.parametrize(
    ("fault", "said", "asked_again"),
    [
        (fake.status(401), "The key was not taken. Make a new key there", False),
        (fake.status(403), "does not let this key", False),
        (fake.status(404), "no such thing", False),
        (fake.nonsense, "does not understand", False),
        (fake.of_another_shape, "does not understand", False),
        (fake.huge, "larger than", False),
        (fake.status(500), "", True),
        (fake.status(503, retry_after="7"), "", True),
        (fake.status(429), "", True),
        (fake.cut_off, "", True),
    ],
)
def test_every_refusal_is_explained_and_what_may_pass_is_asked_again(
    connected: Home, service: FakeService, fault: fake.Fault, said: str, asked_again: bool
) -> None:
    service.with_runs(1)
    service.faults = [("/activities", fault)]
    connected.sync()
    assert said in connected.last("intervals").fault
    assert bool(connected.last("intervals").fault) != asked_again
    assert connected.runs() == int(asked_again)
    assert bool(connected.waited_s) == asked_again
    connected.sync()
    assert connected.runs() == 1


def test_pauses_grow_keep_to_what_the_server_asks_and_end(connected: Home, service: FakeService) -> None:
    service.with_runs(1)
    service.faults = [("/activities", fake.status(500))] * 4
    connected.sync()
    assert connected.waited_s == [1, 2, 4]
    assert "answered 500" in connected.last("intervals").fault
    connected.waited_s.clear()
    service.faults = [("/activities", fake.status(429, retry_after="30"))]
    connected.sync()
    assert connected.waited_s == [30.5]
    service.activities.clear()
    connected.waited_s.clear()
    service.faults = [("/activities", fake.status(429, retry_after="900"))]
    connected.sync()
    assert connected.waited_s == []  # nobody waits a quarter of an hour in front of a screen
    assert "Sync again in 16 min" in connected.last("intervals").fault


def test_it_goes_on_where_it_broke_off(connected: Home, service: FakeService) -> None:
    service.with_runs(5)
    service.faults = [("i102/file", fake.status(500))] * 4 + [("i103/file", fake.status(500))] * 4
    connected.sync()
    assert connected.runs() == 2
    assert "goes on where it stopped" in connected.last("intervals").fault
    assert len(connected.sync()) == 3
    assert connected.runs() == 5
    assert service.asked("i100/file") == 1


def test_one_that_fails_alone_keeps_nothing_back_and_is_looked_for_again(connected: Home, service: FakeService) -> None:
    service.with_runs(3)
    service.activities[0]["start_date_local"] = "2016-02-13T08:00:00"  # so long ago that no list would name it again
    service.faults = [("i100/file", fake.status(500))] * 4
    connected.sync()
    assert connected.runs() == 2
    assert "looked for again" in connected.last("intervals").told[0]
    assert connected.last("intervals").fault == ""
    connected.sync()
    assert connected.runs() == 3
    assert connected.sync() == []


def test_what_never_comes_is_left_out_in_the_end(connected: Home, service: FakeService) -> None:
    service.with_runs(7)
    later = [service.activities.pop() for _ in range(5)]
    told = []
    for _ in range(6):
        service.faults = [("i100/file", fake.status(500))] * 4
        connected.sync()
        told += [*connected.last("intervals").told, connected.last("intervals").fault]
        if later:
            service.activities.append(later.pop())
    assert sum("looked for again" in line for line in told) == 4
    assert sum("it was left out" in line for line in told) == 1
    service.faults = []
    connected.sync()
    assert connected.runs() == 6


def test_a_run_of_a_day_to_come_does_not_hide_what_comes_before_it(connected: Home, service: FakeService) -> None:
    service.with_runs(1)
    service.activities[0]["start_date_local"] = "2062-02-13T08:00:00"
    connected.sync()
    service.with_runs(3)
    for each in service.activities[2:]:
        each["start_date_local"] = "2026-03-19T08:00:00"
    connected.sync()
    assert connected.runs() == 3


def test_an_activity_that_is_listed_twice_is_fetched_once(connected: Home, service: FakeService) -> None:
    service.with_runs(2)
    service.activities += service.activities
    assert len(connected.sync()) == 2


def test_stopped_it_keeps_what_was_taken_in_and_goes_on(connected: Home, service: FakeService) -> None:
    service.with_runs(4)
    connected.stop_after = 2
    connected.sync()
    assert connected.runs() == 2
    assert "Stopped" in connected.last("intervals").fault
    connected.stop_after = 100
    assert len(connected.sync()) == 2
    assert connected.runs() == 4


def test_from_the_start_looks_at_all_and_doubles_nothing(connected: Home, service: FakeService) -> None:
    service.with_runs(2)
    connected.sync()
    with Journal.open(connected.path) as journal:
        from_the_start(journal, "intervals")
    assert len(connected.sync()) == 2
    assert connected.runs() == 2
    assert connected.last("intervals").already == 2


def test_the_key_does_not_follow_to_another_host(connected: Home, service: FakeService) -> None:
    service.with_runs(1)
    with running(FakeService()) as other:
        service.faults = [("/activities", fake.sent_on(f"{other.address}/api/v1/athlete/0/activities"))]
        connected.sync()
        assert other.got == []
    assert "another address" in connected.last("intervals").fault
    service.faults = [("/file", fake.sent_on(f"{service.address}/api/v1/activity/i100/file"))]
    connected.sync()  # on the same server it may
    assert connected.runs() == 1


def test_redirects_end(connected: Home, service: FakeService) -> None:
    service.with_runs(1)
    service.faults = [("/activities", fake.sent_on("/api/v1/athlete/0/activities?oldest=2000"))] * 10
    connected.sync()
    assert "another address" in connected.last("intervals").fault
    assert len(service.got) == 3


def test_an_endless_answer_ends(connected: Home, service: FakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGEST_BYTES", 2 * 2**20)
    service.faults = [("/activities", fake.endless)]
    connected.sync()
    assert "larger than 2 MB" in connected.last("intervals").fault


def test_a_slow_answer_ends(connected: Home, service: FakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_LONGEST_S", 0.1)
    service.faults = [("/activities", fake.slow)] * 4
    connected.sync()
    assert "too slowly" in connected.last("intervals").fault


def test_a_server_that_says_nothing_is_left(
    connected: Home, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_PATIENCE_S", 0.05)
    service.faults = [("/activities", lambda _: __import__("time").sleep(0.3))] * 4
    connected.sync()
    assert "did not answer in time" in connected.last("intervals").fault or "no connection" in (
        connected.last("intervals").fault.lower()
    )


def test_a_server_that_is_not_there_is_said(home: Home) -> None:
    add(home.private, Intervals(KEY, "http://127.0.0.1:9"))
    home.sync()
    assert "No connection" in home.last("intervals").fault
    assert len(home.waited_s) == 3


def test_names_from_a_server_lead_nowhere(connected: Home, service: FakeService) -> None:
    service.with_runs(1)
    service.activities[0]["name"] = "../../etc/passwd\n<script>"
    service.activities.append({"id": "../../athlete/0", "start_date_local": "2026-03-01"})
    service.activities.append({"id": None, "start_date_local": "2026-03-01"})
    connected.sync()
    assert connected.runs() == 1
    assert not any("../" in path for _, path, _ in service.got)


def test_a_file_that_is_none_is_told_and_the_rest_comes_in(connected: Home, service: FakeService) -> None:
    service.with_runs(2)
    service.files["i100"] = b"<html>an error page</html>"
    connected.sync()
    assert connected.runs() == 1
    assert any("web page" in line for line in connected.last("intervals").told)


def test_a_time_of_day_to_come_back_is_told_by_the_server_s_own_clock(connected: Home, service: FakeService) -> None:
    def at_half_past(handler: fake._Handler) -> None:
        handler.date_time_string = lambda timestamp=None: "Fri, 01 Jan 2010 08:00:00 GMT"  # type: ignore[method-assign]
        handler.answer(503, retry_after="Fri, 01 Jan 2010 08:00:40 GMT")

    service.with_runs(1)
    service.faults = [("/activities", at_half_past), ("/activities", fake.status(503, retry_after="soon"))]
    connected.sync()
    assert connected.waited_s == [40.5, 2]
    assert connected.runs() == 1

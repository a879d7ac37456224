"""Reminders: off by default, sent once, never with anything of the person, never for what is rated."""

from __future__ import annotations

import re
import threading
import time as clock_of
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from afterrun.records import PainReport, Run, Site
from afterrun.reminders.sending import MARKS, ReminderThread, remind
from afterrun.reminders.settings import reminding_of
from afterrun.web.app import create_app
from afterrun.web.state.service import Service, reminded
from tests.web.conftest import NOW
from tests.web.fake_servers import FakeMail, FakeNtfy, running

HEEL = Site.parse("left-heel")
RUN = Run(start=NOW - timedelta(hours=3), duration_s=1800, distance_m=5000)
QUIET = {"quiet_from": "22:00", "quiet_to": "07:00"}


class Home:
    """A journal with a run this morning, its app, and a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.path = folder / "journal.db"
        with Journal.open(self.path) as journal:
            journal.add([RUN])
            journal.add(PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=7) for d in (5, 6, 7))
        self.app = create_app(self.path, clock=lambda: self.now)
        self.client = TestClient(self.app, base_url="http://127.0.0.1")
        self.private = Secrets(self.path)

    def remind(self) -> list[str]:
        """Look as the thread does; with everything read anew, as after a restart."""
        return remind(reminded(Service(self.path, lambda: self.now), Secrets(self.path)))

    def wish(self, **form: str | list[str]) -> None:
        answer = self.client.post("/settings/reminders", data=QUIET | form)
        assert answer.status_code == 200, answer.text
        assert "Saved." in answer.text

    def rate(self) -> None:
        with Journal.open(self.path) as journal:
            journal.add([PainReport(at=self.now, site=HEEL, nrs=7)])


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def ntfy() -> Iterator[FakeNtfy]:
    with running(FakeNtfy()) as server:
        yield server


@pytest.fixture
def mail() -> Iterator[FakeMail]:
    with running(FakeMail()) as server:
        yield server


def mail_form(mail: FakeMail) -> dict[str, str]:
    port = str(mail.server_address[1])
    form = {"mail_to": "me@home.example", "mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none"}
    return form | {"mail_user": "me", "mail_password": "hunter22222"}


def test_off_by_default(home: Home) -> None:
    assert home.remind() == []
    assert not home.private.path.exists()
    assert "Off." in home.client.get("/settings").text


def test_a_way_without_a_time_and_a_time_without_a_way_send_nothing(home: Home, ntfy: FakeNtfy) -> None:
    home.wish(ntfy=f"{ntfy.address}/topic")
    assert home.remind() == []
    home.wish(after=["2", "24", "48"], morning="07:30")
    assert home.remind() == []
    assert ntfy.got == []


def test_each_reminder_comes_once_whatever_is_restarted(home: Home, ntfy: FakeNtfy) -> None:
    home.wish(after=["2", "24", "48"], ntfy=f"{ntfy.address}/topic", ntfy_token="tk_1", link="https://runner.local/")
    assert "On." in home.client.get("/settings").text
    assert home.remind() == ["ntfy"]
    for _ in range(3):
        home.now += timedelta(minutes=20)
        assert home.remind() == []
    home.now = RUN.end + timedelta(hours=24, minutes=30)
    assert home.remind() == ["ntfy"]
    home.now = RUN.end + timedelta(hours=70)
    assert home.remind() == []  # the last one is of no use any more
    path, headers, body = ntfy.got[0]
    assert (path, body, headers["title"]) == ("/topic", "Time for a check-in.", "Afterrun")
    assert headers["click"] == "https://runner.local/check-in"
    assert headers["authorization"] == "Bearer tk_1"
    assert len(ntfy.got) == 2


def test_nothing_of_the_person_is_sent(home: Home, ntfy: FakeNtfy, mail: FakeMail) -> None:
    home.wish(after=["2"], ntfy=f"{ntfy.address}/topic", **mail_form(mail))
    assert home.remind() == ["ntfy", "e-mail"]
    (to, message), (_, headers, body) = mail.got[0], ntfy.got[0]
    assert to == "me@home.example"
    assert "Subject: Time for a check-in." in message
    by_chance = re.compile(r"^(message-id|date|host)\b", re.IGNORECASE)  # identifier, hour and port may write 5000
    lines = [*message.splitlines(), body, *(f"{name}: {value}" for name, value in headers.items())]
    told = "\n".join(line for line in lines if not by_chance.match(line))
    assert not re.search(r"heel|pain|\b7\b|5000|journal", told, re.IGNORECASE)


def test_what_is_rated_meanwhile_is_not_sent(home: Home, ntfy: FakeNtfy) -> None:
    home.now = RUN.end + timedelta(hours=1)
    home.wish(after=["2", "24"], morning="07:30", ntfy=f"{ntfy.address}/topic")
    home.rate()
    home.now = RUN.end + timedelta(hours=3)
    assert home.remind() == []
    assert ntfy.got == []


def test_two_looks_at_once_send_one(home: Home, ntfy: FakeNtfy) -> None:
    home.wish(after=["2"], ntfy=f"{ntfy.address}/topic")
    threads = [threading.Thread(target=home.remind) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ntfy.got) == 1


def test_stopped_while_sending_it_is_not_sent_again(home: Home, ntfy: FakeNtfy) -> None:
    home.wish(after=["2"], ntfy=f"{ntfy.address}/topic")
    assert home.remind() == ["ntfy"]
    with home.private.changing() as kept:
        for mark in kept[MARKS]["ntfy"].values():
            mark["state"] = "sending"
    home.now += timedelta(hours=3)
    assert home.remind() == []


def test_what_failed_is_tried_three_times_and_told(
    home: Home, ntfy: FakeNtfy, caplog: pytest.LogCaptureFixture
) -> None:
    ntfy.status = 503
    home.wish(after=["2"], ntfy=f"{ntfy.address}/a-secret-topic", ntfy_token="tk_secret")
    for minutes, tries in ((0, 1), (1, 1), (11, 2), (22, 3), (60, 3)):
        home.now = NOW + timedelta(minutes=minutes)
        assert home.remind() == []
        assert len(ntfy.got) == tries
    assert "not sent, the server answered 503" in home.client.get("/settings/reminders").text
    assert "503" in caplog.text
    assert "secret" not in caplog.text


def test_a_token_goes_to_no_other_server(home: Home, ntfy: FakeNtfy) -> None:
    ntfy.status = 302
    home.wish(after=["2"], ntfy=f"{ntfy.address}/topic", ntfy_token="tk_1")
    assert home.remind() == []
    assert [path for path, _, _ in ntfy.got] == ["/topic"]
    home.wish(after=["2"], ntfy="https://other.example/topic")
    kept = reminding_of(home.private).ntfy
    assert kept is not None
    assert kept.token == ""


def test_a_refused_login_is_told_without_its_password(home: Home, mail: FakeMail) -> None:
    mail.refuses = True
    home.wish(after=["2"], **mail_form(mail))
    told = home.client.post("/settings/reminders/test").text
    assert "did not take the user or the password" in told
    assert "hunter" not in told


def test_what_is_in_the_way_is_told(home: Home, mail: FakeMail, ntfy: FakeNtfy) -> None:
    home.wish(**(mail_form(mail) | {"mail_security": "tls"}))
    assert "Not sent by e-mail: no safe connection" in home.client.post("/settings/reminders/test").text
    home.wish(**(mail_form(mail) | {"mail_security": "starttls"}))
    assert "Not sent by e-mail: no safe connection" in home.client.post("/settings/reminders/test").text
    assert mail.logins == []  # no password without a safe connection
    home.wish(ntfy="http://127.0.0.1:9/topic")
    assert "Not sent by ntfy: no connection" in home.client.post("/settings/reminders/test").text


def test_a_test_is_sent_at_once_and_counts_as_no_reminder(home: Home, ntfy: FakeNtfy) -> None:
    assert "no way to send it yet" in home.client.post("/settings/reminders/test").text
    home.wish(after=["2"], ntfy=f"{ntfy.address}/topic")
    assert "Sent by ntfy." in home.client.post("/settings/reminders/test").text
    assert home.remind() == ["ntfy"]
    assert len(ntfy.got) == 2


def test_secrets_are_kept_but_never_shown(home: Home, mail: FakeMail) -> None:
    home.wish(ntfy="https://ntfy.example/topic", ntfy_token="tk_secret", **mail_form(mail))
    page = home.client.get("/settings/reminders").text
    assert "tk_secret" not in page
    assert "hunter22222" not in page
    home.wish(ntfy="https://ntfy.example/another", **(mail_form(mail) | {"mail_password": ""}))
    kept = reminding_of(home.private)
    assert kept.ntfy is not None
    assert kept.mail is not None
    assert (kept.ntfy.token, kept.mail.password) == ("tk_secret", "hunter22222")
    assert home.private.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"ntfy": "file:///etc/passwd"}, "ntfy must be an address"),
        ({"ntfy": "https://ntfy.sh/"}, "address of a topic"),
        ({"ntfy": "https://me:pw@ntfy.sh/topic"}, "ntfy must be an address"),
        ({"link": "javascript:alert(1)"}, "link must be an address"),
        ({"link": "http://["}, "link must be an address"),
        ({"morning": "half past"}, "time of day"),
        ({"quiet_from": "late"}, "time of day"),
        ({"mail_to": "me@home.example", "mail_host": "a b"}, "must be a name"),
        ({"mail_to": "me@home.example", "mail_host": "smtp.example.org", "mail_security": "none"}, "TLS or STARTTLS"),
        ({"mail_to": "me@home.example", "mail_host": "smtp.example.org", "mail_port": "many"}, "mail port"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_what_was_typed_stays(home: Home, form: dict[str, str], said: str) -> None:
    answer = home.client.post("/settings/reminders", data=QUIET | {"morning": "06:45"} | form)
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.text.count('class="error" role="alert"') == 1
    assert 'value="06:45"' in answer.text or "morning" in form
    assert reminding_of(home.private).wishes.morning is None


@pytest.mark.parametrize(
    "form", [{"link": "https://x.example/\r\nX: y"}, {"mail_to": "me@home.example\nBcc: all@home.example"}]
)
def test_a_field_of_two_lines_is_refused(home: Home, form: dict[str, str]) -> None:
    answer = home.client.post("/settings/reminders", data=QUIET | {"morning": "06:45"} | form)
    assert (answer.status_code, "plain text" in answer.text) == (422, True)
    assert reminding_of(home.private).wishes.morning is None


def test_the_calendar_has_a_secret_address(home: Home) -> None:
    home.wish(after=["2", "24", "48"], morning="07:30", link="https://runner.local:8710")
    page = home.client.post("/settings/reminders/calendar", data={"wanted": "new"}).text
    (address,) = re.findall(r"https://runner\.local:8710(/calendar/[\w-]{32}\.ics)", page)
    answer = home.client.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.text).walk("VEVENT")
    assert [str(each["summary"]) for each in events] == ["Time for a check-in."] * 4
    told = "".join(line for line in answer.text.splitlines(True) if not line.startswith("UID"))  # chance may write 5000
    assert not re.search(r"heel|pain|\b5000\b", told)
    assert home.client.get("/calendar/guessed.ics").status_code == 404
    home.client.post("/settings/reminders/calendar", data={"wanted": "new"})
    assert home.client.get(address).status_code == 404
    home.client.post("/settings/reminders/calendar", data={"wanted": "none"})
    assert home.client.get("/calendar/.ics").status_code == 404


def test_the_calendar_is_read_without_a_session_and_nothing_else_is(home: Home) -> None:
    home.wish(after=["24"])
    home.client.post("/settings/reminders/calendar", data={"wanted": "new"})
    token = reminding_of(home.private).calendar
    home.app.state.access.set_password("four quiet words here")
    phone = TestClient(home.app, base_url="http://127.0.0.1", follow_redirects=False)
    assert phone.get(f"/calendar/{token}.ics").status_code == 200
    assert phone.get(f"/calendar/{token}.ics", headers={"host": "evil.example"}).status_code == 421
    assert phone.get("/settings/reminders").status_code == 303


def test_a_morning_that_is_rated_is_left_out_of_today(home: Home) -> None:
    home.wish(morning="07:30")
    home.client.post("/settings/reminders/calendar", data={"wanted": "new"})
    address = f"/calendar/{reminding_of(home.private).calendar}.ics"
    assert "EXDATE" not in home.client.get(address).text
    home.rate()
    assert f"EXDATE:{NOW:%Y%m%d}T073000" in home.client.get(address).text


def test_a_simulated_runner_is_not_reminded(home: Home, ntfy: FakeNtfy) -> None:
    home.wish(after=["2"], ntfy=f"{ntfy.address}/topic")
    with Journal.open(home.path) as journal:
        journal.set_setting("simulated", "yes")
    assert home.remind() == []


def test_no_backup_takes_the_addresses_along_and_deleting_everything_forgets_them(home: Home) -> None:
    home.wish(after=["2"], ntfy="https://ntfy.example/a-secret-topic", ntfy_token="tk_secret")
    assert b"secret" not in home.path.read_bytes()
    home.client.post("/settings/delete", data={"word": "delete"})
    assert not home.private.path.exists()


def test_the_thread_sends_goes_on_after_a_fault_and_stops(home: Home, ntfy: FakeNtfy) -> None:
    home.wish(after=["2"], ntfy=f"{ntfy.address}/topic")
    faults = [OSError("busy")]

    def clock() -> datetime:
        if faults:
            raise faults.pop()
        return home.now

    with ReminderThread(reminded(Service(home.path, clock), home.private), every_s=0.02):
        deadline = clock_of.monotonic() + 60
        while not ntfy.got and clock_of.monotonic() < deadline:
            clock_of.sleep(0.02)
        clock_of.sleep(0.2)
    assert len(ntfy.got) == 1
    assert "afterrun-reminders" not in {thread.name for thread in threading.enumerate()}

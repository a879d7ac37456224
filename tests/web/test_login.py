"""Beyond this computer only with a login: what is asked, what is kept, what is refused."""

from __future__ import annotations

import errno
import json
import os
import stat
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.accounts import passwords
from afterrun.accounts.access import SESSION, Access, Visit
from afterrun.accounts.tries import Tries
from afterrun.errors import InvalidValueError, JournalError
from afterrun.journal import Journal, secrets
from afterrun.journal.backup import back_up
from afterrun.journal.secrets import Secrets
from afterrun.lab.exporting import export_folder
from afterrun.web.app import create_app
from afterrun.web.security.login_wall import session_cookie
from afterrun.web.serving import Reach, serve
from tests.web.conftest import NOW, Served, journal_file

PASSWORD = "four quiet words here"
REAL_HASHER = passwords._hasher


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self):  # type: ignore[no-untyped-def]
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_file(tmp_path, "few")


@pytest.fixture
def access(path: Path, clock: Clock) -> Access:
    access = Access(Secrets(path), clock)
    access.set_password(PASSWORD)
    return access


@pytest.fixture
def client(path: Path, access: Access, clock: Clock) -> TestClient:
    """A browser that has not logged in."""
    app = create_app(path, clock=clock, login_required=True)
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def log_in(client: TestClient, password: str = PASSWORD, next: str = "/") -> int:
    return client.post("/login", data={"password": password, "next": next}).status_code


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def no_room(path: Path, **_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(secrets, "in_one_step", no_room)
        yield


def test_who_is_in_stays_in_though_the_disk_is_full(
    access: Access, path: Path, clock: Clock, request: pytest.FixtureRequest
) -> None:
    token = access.log_in(PASSWORD)
    client = TestClient(create_app(path, clock=clock), base_url="http://127.0.0.1", follow_redirects=False)
    client.cookies.set("afterrun", token or "")
    clock.now += timedelta(days=20)
    request.getfixturevalue("full_disk")
    assert client.get("/check-in").status_code == 200
    refused = client.post("/login", data={"password": PASSWORD})
    assert refused.status_code == 500
    assert "the disk is full" in refused.text
    clock.now += timedelta(days=11)
    assert client.get("/check-in").status_code == 303, "it ends when it was to end"


def test_a_clock_that_was_a_year_ahead_lets_nobody_in_for_a_year(access: Access, clock: Clock) -> None:
    before = access.log_in(PASSWORD)
    clock.now += timedelta(days=365)
    ahead = access.log_in(PASSWORD)
    assert (access.visit(before), access.visit(ahead)) == (Visit.UNKNOWN, Visit.KNOWN)
    clock.now -= timedelta(days=365)
    assert access.visit(ahead) is Visit.UNKNOWN


def test_who_has_the_password_comes_in_and_can_leave(client: TestClient) -> None:
    assert client.get("/timeline?site=left-heel").headers["location"] == "/login?next=%2Ftimeline%3Fsite%3Dleft-heel"
    assert 'name="next" value="/timeline?site=left-heel"' in client.get("/login?next=/timeline?site=left-heel").text
    assert log_in(client, "four quiet words there") == 401
    assert client.get("/timeline").status_code == 303
    answer = client.post("/login", data={"password": PASSWORD, "next": "/timeline?site=left-heel"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/timeline?site=left-heel")
    assert client.get("/timeline").status_code == 200
    assert "Log out" in client.get("/settings").text
    kept = dict(client.cookies)
    assert client.post("/logout").headers["location"] == "/login?left=true"
    client.cookies.update(kept)  # the token is worth nothing now, whoever kept it
    assert client.get("/timeline").status_code == 303


def test_the_cookie_is_for_us_alone(client: TestClient) -> None:
    session, device = client.post("/login", data={"password": PASSWORD}).headers.get_list("set-cookie")
    for cookie, name, days in ((session, "afterrun", 30), (device, "afterrun-device", 400)):
        assert cookie.startswith(f"{name}=")
        assert {"HttpOnly", "SameSite=Strict", "Path=/", f"Max-Age={days * 86400}"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
    over_tls = session_cookie({"scheme": "https"}, "token")
    assert over_tls.startswith("__Host-afterrun=token")
    assert "Secure" in over_tls.split("; ")


def test_over_https_the_cookie_is_found_again(path: Path, access: Access, clock: Clock) -> None:
    app = create_app(path, clock=clock, login_required=True)
    client = TestClient(app, base_url="https://127.0.0.1", follow_redirects=False)
    assert log_in(client) == 303
    assert client.get("/timeline").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:alert(1)", "evil", "//["],
)
def test_the_way_on_leads_nowhere_else(client: TestClient, elsewhere: str) -> None:
    assert client.post("/login", data={"password": PASSWORD, "next": elsewhere}).headers["location"] == "/"


def test_a_way_on_of_two_lines_is_refused(client: TestClient) -> None:
    assert client.post("/login", data={"password": PASSWORD, "next": "/a\nb"}).status_code == 422


def test_who_guesses_waits_longer_and_longer(client: TestClient) -> None:
    seconds = 0.0
    client.app.state.tries = Tries(lambda: seconds)  # type: ignore[attr-defined]
    assert [log_in(client, f"wrong number {n}") for n in range(7)] == [401] * 5 + [429] * 2
    for wait_s in (60, 120, 240, 480, 900, 900):
        refused = client.post("/login", data={"password": PASSWORD})
        assert (refused.status_code, refused.headers["retry-after"]) == (429, str(wait_s))
        seconds += wait_s
        assert log_in(client, "wrong again") == 401
    seconds += 900
    assert log_in(client) == 303
    client.cookies.clear()
    assert [log_in(client, "wrong again") for _ in range(6)] == [401] * 5 + [429], "who knew it starts again"
    seconds += 3600
    assert log_in(client, "wrong again") == 401, "after an hour it is forgotten"


def from_address(client: TestClient, address: str) -> TestClient:
    return TestClient(client.app, base_url=str(client.base_url), follow_redirects=False, client=(address, 40_000))


def test_a_stranger_keeps_nobody_out(client: TestClient) -> None:
    """Neither from one address nor from a thousand; who comes from a new one may have to ask again after seconds."""
    seconds = 0.0
    tries = client.app.state.tries = Tries(lambda: seconds)  # type: ignore[attr-defined]
    phone = from_address(client, "192.0.2.1")
    assert log_in(phone) == 303
    phone.post("/logout")
    stranger = from_address(client, "198.51.100.1")
    assert [log_in(stranger, "wrong number") for _ in range(9)] == [401] * 5 + [429] * 4
    assert log_in(from_address(client, "192.0.2.2")) == 303, "from elsewhere nothing is felt of it"
    everywhere = [log_in(from_address(client, f"203.0.113.{n}"), "wrong number") for n in range(20)]
    assert set(everywhere[-10:]) == {429}
    assert log_in(phone) == 303, "a browser that gave the password before waits for no stranger"
    new = from_address(client, "192.0.2.3").post("/login", data={"password": PASSWORD})
    assert (new.status_code, new.headers["retry-after"]) == (429, "6")
    seconds += 6
    assert log_in(from_address(client, "192.0.2.3")) == 303
    for n in range(5000):
        seconds += 1
        tries.take(f"2001:db8:{n:x}::/64")
    assert len(tries._tried) <= 610, "what is remembered has a limit"


def test_a_browser_is_known_by_what_was_signed_for_it(client: TestClient, access: Access) -> None:
    client.app.state.tries = Tries(lambda: 0.0)  # type: ignore[attr-defined]
    log_in(client)
    device = client.cookies["afterrun-device"]
    assert access.device(device) is not None
    for forged in (None, "", ".", device[:-1], f"other.{device.split('.')[1]}", "\N{SNOWMAN}.\N{SNOWMAN}"):
        assert access.device(forged) is None
    assert [log_in(client, "wrong number") for _ in range(6)] == [401] * 5 + [429], "it may not guess either"
    access.set_password("another four words")
    assert access.device(device) is None


def test_a_line_that_has_many_addresses_is_one(client: TestClient) -> None:
    client.app.state.tries = Tries(lambda: 0.0)  # type: ignore[attr-defined]
    found = [log_in(from_address(client, f"2001:db8::{n}"), "wrong number") for n in range(1, 8)]
    assert found == [401] * 5 + [429] * 2


def test_many_tries_at_once_are_counted_too(client: TestClient) -> None:
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda n: log_in(client, f"wrong number {n}"), range(12)))
    assert sorted(found) == [401] * 5 + [429] * 7


def test_a_session_that_is_used_goes_on_and_one_that_is_not_ends(access: Access, clock: Clock) -> None:
    token = access.log_in(PASSWORD)
    assert access.visit(token) is Visit.KNOWN
    clock.now += timedelta(days=20)
    assert access.visit(token) is Visit.RENEWED
    assert access.visit(token) is Visit.KNOWN
    clock.now += timedelta(days=20)
    assert access.visit(token) is Visit.RENEWED
    clock.now += SESSION
    assert access.visit(token) is Visit.UNKNOWN
    assert access.visit("") is access.visit(None) is Visit.UNKNOWN


def test_a_session_survives_a_restart_and_a_new_password_ends_it(client: TestClient, path: Path, clock: Clock) -> None:
    log_in(client)
    again = TestClient(create_app(path, clock=clock), base_url="http://127.0.0.1", follow_redirects=False)
    again.cookies.update(client.cookies)
    assert again.get("/timeline").status_code == 200
    Access(Secrets(path), clock).set_password("another four words")
    assert again.get("/timeline").status_code == client.get("/timeline").status_code == 303
    assert log_in(client) == 401


def test_what_is_kept_opens_nothing_and_is_for_its_owner_only(path: Path, access: Access) -> None:
    token = access.log_in(PASSWORD)
    private = Secrets(path)
    assert stat.S_IMODE(private.path.stat().st_mode) == 0o600
    text = private.path.read_text()
    assert PASSWORD not in text
    assert token is not None
    assert token not in text
    assert json.loads(text)["password"].startswith("$argon2id$")
    assert list(path.parent.glob("*.unfinished")) == []


def test_to_guess_a_password_costs_what_the_rfc_recommends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", REAL_HASHER)  # the other tests hash with less work
    hashed = passwords.hashed_password(PASSWORD)
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # RFC 9106, section 4, its second choice
    assert passwords.is_password(PASSWORD, hashed)
    assert not passwords.is_password(PASSWORD.upper(), hashed)


def test_no_backup_and_no_export_takes_it_along(path: Path, access: Access, tmp_path: Path) -> None:
    access.log_in(PASSWORD)
    secrets = [*access._private.read()["sessions"], "argon2"]
    back_up(path, tmp_path / "copy.db")
    with Journal.open(path) as journal:
        export_folder(journal, tmp_path / "out")
    written = (tmp_path / "copy.db").read_bytes() + b"".join(each.read_bytes() for each in (tmp_path / "out").iterdir())
    assert not any(secret.encode() in written for secret in secrets)


@pytest.mark.parametrize("password", ["", "short", "x" * 9, "x" * 513])
def test_a_weak_password_is_refused(path: Path, clock: Clock, password: str) -> None:
    with pytest.raises(InvalidValueError, match="10 to 512 characters"):
        Access(Secrets(path), clock).set_password(password)
    assert not Secrets(path).path.exists()


def test_an_accent_is_the_same_however_it_was_typed(access: Access) -> None:
    access.set_password("caf\N{LATIN SMALL LETTER E WITH ACUTE} au lait")
    assert access.log_in("cafe\N{COMBINING ACUTE ACCENT} au lait")


def test_a_damaged_file_lets_nobody_in(client: TestClient, path: Path) -> None:
    log_in(client)
    Secrets(path).path.write_text("{")
    assert client.get("/timeline").status_code == 500
    assert "left" not in client.get("/timeline").text
    with pytest.raises(JournalError, match="damaged"):
        Secrets(path).read()


def test_where_the_password_was_taken_away_a_server_for_others_stays_shut(client: TestClient, access: Access) -> None:
    log_in(client)
    assert access.remove_password()
    assert client.get("/timeline").status_code == 303
    assert log_in(client) == 401


def test_on_this_computer_a_password_is_asked_for_once_one_is_set(tmp_path: Path, clock: Clock) -> None:
    path = journal_file(tmp_path, "few")
    client = TestClient(create_app(path, clock=clock), base_url="http://127.0.0.1", follow_redirects=False)
    assert client.get("/timeline").status_code == 200
    assert client.get("/login").headers["location"] == "/"
    assert "only this computer can open the app" in client.get("/settings").text
    Access(Secrets(path), clock).set_password(PASSWORD)
    assert client.get("/timeline").status_code == 303


def test_deleting_everything_leaves_the_password_or_nothing(client: TestClient, path: Path) -> None:
    log_in(client)
    with Secrets(path).changing() as kept:
        kept["other"] = "secret"
    answer = client.post("/settings/delete", data={"word": "delete"})
    assert answer.status_code == 200
    assert "The password stays" in answer.text
    assert set(Secrets(path).read()) == {"password", "sessions"}
    assert client.get("/").status_code == 200


def test_programs_and_parts_of_pages_are_told(client: TestClient) -> None:
    assert client.get("/api/answers").json()["error"]["code"] == "login"
    part = client.get("/fragment/answers?site=left-heel", headers={"hx-request": "true"})
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/login")
    assert client.get("/check-in", headers={"sec-fetch-mode": "cors"}).status_code == 401  # the service worker


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        (Reach(host="0.0.0.0"), "must have a name"),
        (Reach(host="0.0.0.0", allowed_hosts=("192.168.1.20",)), "no password is set"),
        (Reach(host="192.168.1.20"), "no password is set"),
        (Reach(allowed_hosts=("runner.example",)), "no password is set"),
        (Reach(allowed_hosts=("https://runner.example",)), "without port"),
        (Reach(allowed_hosts=("*",)), "without port"),
        (Reach(allowed_hosts=("runner.example:8710",)), "without port"),
    ],
)
def test_it_is_not_served_beyond_this_computer_without_a_password(path: Path, reach: Reach, said: str) -> None:
    with pytest.raises(InvalidValueError, match=said):
        serve(path, reach=reach, open_browser=False, clock=lambda: NOW)


def test_names_that_were_allowed_are_served_and_no_other(path: Path, access: Access, clock: Clock) -> None:
    names = Reach(host="192.168.1.20", allowed_hosts=("Runner.local", "fd00::1")).names()
    assert names == {"localhost", "127.0.0.1", "[::1]", "192.168.1.20", "runner.local", "[fd00::1]"}
    client = TestClient(create_app(path, clock=clock, allowed_hosts=names), follow_redirects=False)
    assert client.get("/login", headers={"host": "runner.local:8710"}).status_code == 200
    assert client.get("/login", headers={"host": "[fd00::1]:8710"}).status_code == 200
    assert client.get("/login", headers={"host": "runner.example"}).status_code == 421


def test_behind_a_proxy_that_speaks_https_the_cookie_is_secure(path: Path, access: Access) -> None:
    with Served(path) as served:
        form = urllib.parse.urlencode({"password": PASSWORD}).encode()
        headers = {"X-Forwarded-Proto": "https", "Origin": served.address}
        request = urllib.request.Request(f"{served.address}/login", form, headers)
        opener = urllib.request.build_opener(NoRedirect)
        with pytest.raises(urllib.error.HTTPError) as answer:
            opener.open(request, timeout=60)
        answer.value.close()
    assert answer.value.code == 303
    for cookie in answer.value.headers.get_all("set-cookie", []):
        assert cookie.startswith(("__Host-afterrun=", "__Host-afterrun-device="))
        assert "Secure" in cookie.split("; ")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Show the redirect itself."""

    def redirect_request(self, *_: object) -> None:
        return None

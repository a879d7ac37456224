"""Web push: signed as RFC 8292 says, without content, each at most once a browser; the worker says the sentence."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from playwright.sync_api import Page, expect

from afterrun.reminders import push
from afterrun.reminders.push import Browser
from afterrun.reminders.settings import MOST_BROWSERS, reminding_of
from tests.web.conftest import NOW
from tests.web.fake_servers import FakeNtfy, running
from tests.web.test_browser import Serve
from tests.web.test_reminders import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def service() -> Iterator[FakeNtfy]:
    """A push service: it takes a post and keeps it."""
    with running(FakeNtfy()) as server:
        yield server


def subscribe(home: Home, address: str) -> None:
    assert home.client.post("/settings/reminders/push/key").status_code == 200
    answer = home.client.post("/settings/reminders/push", data={"address": address})
    assert answer.status_code == 200, answer.text


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_what_is_sent_is_signed_by_the_key_the_browser_was_given_and_holds_nothing(
    home: Home, service: FakeNtfy
) -> None:
    given = home.client.post("/settings/reminders/push/key").text
    assert home.client.post("/settings/reminders/push/key").text == given
    subscribe(home, f"{service.address}/send/abc")
    home.wish(after=["2"], link="https://runner.example")
    assert home.remind() == [f"web push {Browser(f'{service.address}/send/abc', '').name}"]
    assert home.remind() == []
    ((path, headers, body),) = service.got
    assert (path, body) == ("/send/abc", "")
    assert 0 < int(headers["ttl"]) <= 86400
    found = re.fullmatch(r"vapid t=([^.]+)\.([^.]+)\.([^,]+),k=(.+)", headers["authorization"])
    assert found is not None
    head, claims, signature, key = found.groups()
    assert key == given
    raw = decoded(signature)
    known = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(given))
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    known.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    told = json.loads(decoded(claims))
    assert told["aud"] == service.address
    assert told["sub"] == "https://runner.example"


def test_a_browser_that_is_gone_is_forgotten_and_others_are_woken(home: Home, service: FakeNtfy) -> None:
    with running(FakeNtfy()) as gone:
        gone.status = 410
        subscribe(home, f"{gone.address}/send/old")
        subscribe(home, f"{service.address}/send/new")
        home.wish(after=["2"])
        assert len(home.remind()) == 1
        assert len(gone.got) == len(service.got) == 1
    assert [each.address for each in reminding_of(home.private).browsers] == [f"{service.address}/send/new"]
    assert "410" not in home.client.get("/settings/reminders").text


def test_what_failed_is_tried_again_for_that_browser_alone(home: Home, service: FakeNtfy) -> None:
    with running(FakeNtfy()) as busy:
        busy.status = 503
        subscribe(home, f"{busy.address}/send/1")
        subscribe(home, f"{service.address}/send/2")
        home.wish(after=["2"])
        home.remind()
        assert "not sent, the server answered 503" in home.client.get("/settings/reminders").text
        busy.status = 201
        home.now += timedelta(minutes=11)
        home.remind()
        assert (len(busy.got), len(service.got)) == (2, 1)


def test_a_test_is_sent_and_says_what_is_gone(home: Home, service: FakeNtfy) -> None:
    subscribe(home, f"{service.address}/send/1")
    name = Browser(f"{service.address}/send/1", "").name
    assert f"Sent by web push {name}." in home.client.post("/settings/reminders/test").text
    service.status = 404
    assert "it is gone, and forgotten" in home.client.post("/settings/reminders/test").text
    assert reminding_of(home.private).browsers == ()


def test_a_browser_is_there_once_and_can_be_forgotten(home: Home, service: FakeNtfy) -> None:
    for _ in range(2):
        subscribe(home, f"{service.address}/send/1")
    home.wish(after=["2"])  # the form of the other choices leaves browsers alone
    (browser,) = reminding_of(home.private).browsers
    page = home.client.get("/settings/reminders").text
    assert f"Browser {browser.name}, since {NOW:%d %b %Y}" in page
    assert "/send/1" not in page
    assert "Forgotten." in home.client.post("/settings/reminders/push/forget", data={"browser": browser.name}).text
    assert reminding_of(home.private).browsers == ()
    assert home.remind() == []
    assert service.got == []


@pytest.mark.parametrize(
    "address", ["", "push.example/1", "http://push.example/1", "file:///etc/passwd", "https://a@b/1"]
)
def test_what_is_no_address_of_a_push_service_is_refused(home: Home, address: str) -> None:
    answer = home.client.post("/settings/reminders/push", data={"address": address})
    assert answer.status_code == 422
    assert "web push must" in answer.text
    assert reminding_of(home.private).browsers == ()


def test_an_address_of_two_lines_is_refused(home: Home) -> None:
    assert home.client.post("/settings/reminders/push", data={"address": "https://b/\n1"}).status_code == 422
    assert reminding_of(home.private).browsers == ()


def test_there_are_not_more_than_a_person_has(home: Home) -> None:
    for n in range(MOST_BROWSERS):
        subscribe(home, f"https://push.example/{n}")
    answer = home.client.post("/settings/reminders/push", data={"address": "https://push.example/more"})
    assert answer.status_code == 422
    assert "Forget one" in answer.text


def test_without_the_extra_it_says_how_to_get_it(
    home: Home, service: FakeNtfy, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(home, f"{service.address}/send/1")
    monkeypatch.setitem(__import__("sys").modules, "py_vapid", None)
    monkeypatch.setattr(push, "find_spec", lambda name: None)
    assert "afterrun[push]" in home.client.get("/settings/reminders").text.replace("&#39;", "'")
    assert "py-vapid" in home.client.post("/settings/reminders/test").text
    assert service.got == []


# Chromium here reaches no push service: its subscription is played, the rest is real.
_PLAYED = """
const played = { endpoint: "%s/send/here", unsubscribe: async () => sessionStorage.clear() };
PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
  if (applicationServerKey.length !== 87) throw new TypeError("not a key");
  sessionStorage.subscribed = "yes";
  return played;
};
PushManager.prototype.getSubscription = async () => (sessionStorage.subscribed ? played : null);
Notification.requestPermission = async () => "granted";
"""


@pytest.mark.browser
def test_a_browser_subscribes_by_one_tap(page: Page, serve: Serve, service: FakeNtfy) -> None:
    served = serve("few")
    page.add_init_script(_PLAYED % service.address)
    page.goto(f"{served.address}/settings/reminders")
    page.get_by_role("button", name="Remind me in this browser").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    name = Browser(f"{service.address}/send/here", "").name
    expect(page.get_by_text(f"Browser {name}, since")).to_be_visible()
    page.get_by_role("button", name="Send one now").click()
    expect(page.get_by_text(f"Sent by web push {name}.")).to_be_visible()
    assert [path for path, _, _ in service.got] == ["/send/here"]
    expect(page.get_by_text("this one")).to_be_visible()
    expect(page.get_by_role("button", name="Remind me in this browser")).to_be_hidden()
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_text("Forgotten.")).to_be_visible()
    expect(page.get_by_role("button", name="Remind me in this browser")).to_be_visible()
    assert page.evaluate("sessionStorage.subscribed") is None


# A browser without windows shows no notification: what the worker asks it to show is noted instead.
_NOTED = """() => {
  self.noted = [];
  ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
    self.noted.push([title, options.body, options.tag]);
  };
}"""


@pytest.mark.browser
def test_woken_the_worker_says_the_sentence(page: Page, serve: Serve) -> None:
    served = serve("few")
    browser = page.context.new_cdp_session(page)
    registrations: list[str] = []
    browser.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(each["registrationId"] for each in event["registrations"]),
    )
    browser.send("ServiceWorker.enable")
    page.goto(served.address)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_timeout(200)
    (worker,) = page.context.service_workers
    worker.evaluate(_NOTED)
    woken = {"origin": served.address, "registrationId": registrations[-1], "data": ""}
    browser.send("ServiceWorker.deliverPushMessage", woken)
    for _ in range(600):
        if said := worker.evaluate("self.noted"):
            break
        page.wait_for_timeout(100)
    assert said == [["Afterrun", "Time for a check-in.", "check-in"]]

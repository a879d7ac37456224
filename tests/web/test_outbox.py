"""Check-ins made without a server: kept, sent, and stored exactly once."""

from __future__ import annotations

import os
import re
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from afterrun.journal import Journal
from afterrun.records import PainReport
from afterrun.reminders.channels import TEXT
from afterrun.web.forms.times import by_our_clock
from afterrun.web.frame.shell import SHELL_FILES, STATIC, service_worker, shell_version, static_url
from tests.web.conftest import NOW, Served, client_of, journal_file

Entry = dict[str, Any]
JOURNAL = "0123456789abcdef"
in_browser = pytest.mark.browser


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A client on an empty journal of a known name."""
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.set_setting("journal-id", JOURNAL)
    return client_of(path)


class KilledError(Exception):
    """The process ends here."""


def entry(number: int = 1, **changed: object) -> Entry:
    made = (NOW - timedelta(hours=1)).isoformat()
    fields = {"nrs": "3", "site": "left-heel", "quality": ["sore"]}
    return {
        "id": f"{number:032x}",
        "journal": JOURNAL,
        "at": made,
        "stamped": True,
        "sent_at": NOW.isoformat(),
        "fields": fields,
    } | changed


def stored(client_or_path: TestClient | Path) -> list[PainReport]:
    path = client_or_path if isinstance(client_or_path, Path) else client_or_path.app.state.service.journal_path  # type: ignore[attr-defined]
    with Journal.open(path) as journal:
        return list(journal.diary().pain)


def test_it_is_stored_with_its_own_time_and_offset(client: TestClient) -> None:
    answer = client.post("/api/outbox", json=entry(at="2026-11-22T23:30:00+05:30"))
    assert answer.json()["text"] == "Saved: 3 at left heel, 23:30."
    (report,) = stored(client)
    assert report.at.isoformat() == "2026-11-22T23:30:00+05:30"
    assert (report.quality, report.source) == (("sore",), "app")
    row = answer.json()["entry"]
    assert "Taken back" in client.post("/undo", data=row).text


def test_where_in_a_run_it_began_is_sent_too(client: TestClient) -> None:
    fields = {"nrs": "3", "site": "left-heel", "moment": "during-run", "onset_km": "3,5", "onset_min": "20"}
    assert client.post("/api/outbox", json=entry(fields=fields)).json()["status"] == "stored"
    other = fields | {"onset_km": "", "onset_mi": "2", "nrs": "4"}
    assert client.post("/api/outbox", json=entry(2, fields=other)).json()["status"] == "stored"
    assert [(each.onset_km, each.onset_min) for each in stored(client)] == [(3.5, 20), (3.218688, 20)]
    wrong = client.post("/api/outbox", json=entry(3, fields=fields | {"onset_km": "-2"}))
    assert wrong.status_code == 422
    assert "onset_km must be between 0 and 300 km; got -2" in wrong.json()["error"]["message"]


def test_the_same_id_and_the_same_content_are_one_record(client: TestClient) -> None:
    assert client.post("/api/outbox", json=entry()).json()["status"] == "stored"
    assert client.post("/api/outbox", json=entry()).json()["status"] == "already"
    later = entry(sent_at=(NOW + timedelta(days=1)).isoformat())  # the clock was changed between the two sendings
    assert client.post("/api/outbox", json=later).json()["status"] == "already"
    client.post("/api/outbox", json=entry(2))
    assert len(stored(client)) == 1
    client.post("/api/outbox", json=entry(3, fields={"nrs": "4", "site": "left-heel"}))
    assert len(stored(client)) == 2


def test_the_same_id_with_other_content_is_told_as_it_is_stored(client: TestClient) -> None:
    first = client.post("/api/outbox", json=entry()).json()
    other = entry(fields={"nrs": "8", "site": "left-heel"})
    assert client.post("/api/outbox", json=other).json() == first | {"status": "already"}
    assert "3" in first["text"]
    assert [report.nrs for report in stored(client)] == [3]


@pytest.mark.parametrize("method", ["add", "entry_of", "set_setting"])
def test_killed_in_between_nothing_of_it_is_there_and_sent_again_it_is_stored_once(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Journal, method, killed)
        with pytest.raises(KilledError):
            client.post("/api/outbox", json=entry())
    assert stored(client) == []
    statuses = [client.post("/api/outbox", json=entry()).json()["status"] for _ in range(2)]
    assert (statuses, len(stored(client))) == (["stored", "already"], 1)


def test_one_that_version_0_1_was_killed_over_gets_the_time_that_was_noted_then(client: TestClient) -> None:
    noted = NOW.replace(second=0) - timedelta(minutes=2)
    with Journal.open(client.app.state.service.journal_path) as journal:  # type: ignore[attr-defined]
        journal.set_setting(f"outbox:{entry()['id']}", noted.isoformat())
    assert client.post("/api/outbox", json=entry()).json()["status"] == "stored"
    (report,) = stored(client)
    assert report.at == noted


def test_taken_back_is_not_brought_back_by_a_late_copy(client: TestClient) -> None:
    row = client.post("/api/outbox", json=entry()).json()["entry"]
    client.post("/undo", data=row)
    assert client.post("/api/outbox", json=entry()).json() == {
        "status": "already",
        "text": "This was sent before, and was done then. Nothing was done twice.",
        "safety": [],
        "entry": None,
        "photo": False,
    }
    assert stored(client) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fields": {"nrs": "11", "site": "left-heel"}}, "between 0 and 10"),
        ({"fields": {"nrs": "", "site": "left-heel"}}, "none was chosen"),
        ({"fields": {"nrs": "1", "site": "left-tail"}}, "Parts: forefoot, outer side; forefoot"),
        ({"at": (NOW + timedelta(days=1)).isoformat(), "stamped": False}, "must not lie ahead"),
        ({"at": (NOW + timedelta(days=1)).isoformat()}, "must not lie ahead"),  # the clock is right again
        ({"at": "1989-12-31T00:00:00+00:00"}, "between 2000 and 2100"),
        ({"at": "2026-11-22T10:00:00"}, "timezone"),
        ({"id": "../../etc"}, "pattern"),
    ],
)
def test_what_is_refused_is_told_and_leaves_nothing(client: TestClient, changed: Entry, said: str) -> None:
    answer = client.post("/api/outbox", json=entry() | changed)
    assert answer.status_code == 422
    assert said in answer.json()["error"]["message"] + answer.json()["error"]["remedy"]
    assert stored(client) == []
    assert client.post("/api/outbox", json=entry()).json()["status"] == "stored"


@pytest.mark.parametrize(
    ("at_h", "sent_at_h", "expected_h"),
    [(-2, 0, -2), (-2, None, -2), (-2, -24, 22 - 0), (22, 24, -2), (0.02, 0.02, 0), (0.05, None, 0)],
)
def test_a_wrong_clock_is_put_right(at_h: float, sent_at_h: float | None, expected_h: float) -> None:
    def hours(h: float) -> datetime:
        return NOW + timedelta(hours=h)

    sent_at = None if sent_at_h is None else hours(sent_at_h)
    if expected_h > 0:
        with pytest.raises(Exception, match="must not lie ahead"):
            by_our_clock(hours(at_h), sent_at=sent_at, now=NOW)
    else:
        assert by_our_clock(hours(at_h), sent_at=sent_at, now=NOW) == hours(expected_h).replace(second=0)


def test_what_was_made_for_another_journal_is_not_taken(client: TestClient) -> None:
    answer = client.post("/api/outbox", json=entry(journal="f" * 16))
    assert answer.status_code == 409
    assert stored(client) == []


def test_a_journal_keeps_its_name_and_each_has_its_own(client: TestClient, story_client: TestClient) -> None:
    pages = [each.get(path).text for each in (client, story_client) for path in ("/", "/import")]
    names = [re.findall(r'"afterrun-journal" content="(\w+)"', text)[0] for text in pages]
    assert names[:2] == [JOURNAL] * 2
    assert names[2] == names[3] != JOURNAL
    assert client.get("/sw.js").text != story_client.get("/sw.js").text


def test_the_shell_holds_what_the_check_in_needs(client: TestClient) -> None:
    asked = set(re.findall(r'(?:src|href)="/static/([^"?]+)\?v=', client.get("/check-in").text))
    assert asked - {"manifest.webmanifest", "icon-180.png"} == set(SHELL_FILES)
    worker = client.get("/sw.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.text == service_worker(JOURNAL, "en", TEXT)
    assert shell_version() in worker.text
    assert all(static_url(name) in worker.text for name in SHELL_FILES)
    assert "worker-src 'self'" in worker.headers["content-security-policy"]


def test_it_can_be_installed(client: TestClient) -> None:
    manifest = client.get(static_url("manifest.webmanifest"))
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    for icon in manifest.json()["icons"]:
        assert client.get(icon["src"]).status_code == 200
    png = (STATIC / "icon-512.png").read_bytes()
    assert int.from_bytes(png[16:20], "big") == 512
    assert sum(path.stat().st_size for path in STATIC.glob("icon*")) < 60_000


@in_browser
def test_two_hundred_check_ins_arrive_each_once(playwright: Playwright, tmp_path: Path) -> None:
    """Server down, 200 check-ins, browser killed, server back, stopped in the middle and back again."""
    path, profile = journal_file(tmp_path, "few"), tmp_path / "profile"
    before = len(stored(path))
    with Served(path) as served:
        address, port = served.address, served.port
        context = browser_at(playwright, profile)
        page = context.pages[0]
        page.goto(f"{address}/check-in")
        shell_is_kept(page)
    page.goto(f"{address}/check-in")  # from the browser's own shell
    page.locator("label.number", has_text="7").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Kept in this browser")
    page.goto(f"{address}/check-in")
    page.evaluate(FILL, list(range(1, 200)))
    kill(profile)

    context = browser_at(playwright, profile)
    page = context.pages[0]
    page.goto(f"{address}/timeline")
    expect(page.get_by_role("heading", name="Afterrun is not running")).to_be_visible()
    expect(page.locator("#outbox")).to_contain_text("200 entries wait for Afterrun")
    page.goto(f"{address}/check-in")
    with Served(path, port=port):
        page.evaluate("void flush()")
        deadline = time.monotonic() + 60
        while len(stored(path)) - before < 30 and time.monotonic() < deadline:
            page.wait_for_timeout(20)
    assert 30 <= len(stored(path)) - before < 200
    with Served(path, port=port):
        page.reload()
        expect(page.locator("#outbox")).to_contain_text("entries wait for Afterrun")
        expect(page.locator("#outbox")).to_be_hidden()
    context.close()
    notes = [report.note for report in stored(path) if report.source == "app"]
    assert len(stored(path)) - before == 200
    assert sorted(int(note.split()[1]) for note in notes if note) == list(range(1, 200))


@in_browser
def test_a_check_in_that_is_refused_stays_until_it_is_corrected(page: Page, tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Served(path) as served:
        address, port = served.address, served.port
        page.goto(f"{address}/check-in")
        shell_is_kept(page)
    page.get_by_text("More, if you like").click()
    page.get_by_label("Another time").fill("2026-12-24T08:00")
    page.locator("label.number", has_text="2").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#outbox")).to_contain_text("1 entry waits")
    with Served(path, port=port):
        expect(page.locator("#outbox")).to_contain_text("not taken. time must not lie ahead")
        page.reload()
        expect(page.locator("#outbox")).to_contain_text("2 at left heel, 24 Dec 2026, 08:00: not taken")
        page.get_by_label("When").fill("2026-11-23T07:00")
        page.get_by_role("button", name="Send again").click()
        expect(page.locator("#outbox")).to_be_hidden()
    assert [(report.at, report.nrs) for report in stored(path)][-1] == (NOW.replace(hour=7, minute=0, second=0), 2)


@in_browser
def test_where_in_a_run_it_began_is_asked_of_a_run_only(page: Page, tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Served(path) as served:
        page.goto(f"{served.address}/check-in")
        page.locator("label.number", has_text="3").click()
        page.get_by_text("More, if you like").click()
        kilometres = page.get_by_label("After kilometres")
        expect(kilometres).to_be_hidden()
        page.locator("label.chip", has_text="during run").click()
        kilometres.fill("4.5")
        page.locator("label.chip", has_text="evening").click()
        expect(kilometres).to_be_hidden()
        page.locator("label.chip", has_text="during run").click()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("Saved: 3 at left heel")
        page.goto(f"{served.address}/check-in")
        port = served.port
        shell_is_kept(page)
    page.locator("label.number", has_text="2").click()
    page.get_by_text("More, if you like").click()
    page.locator("label.chip", has_text="during run").click()
    page.get_by_label("After kilometres").fill("4500")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#outbox")).to_contain_text("1 entry waits")
    with Served(path, port=port):
        expect(page.locator("#outbox")).to_contain_text("onset_km must be between 0 and 300 km; got 4500")
        page.reload()
        page.locator("#outbox").get_by_label("After kilometres").fill("")
        page.get_by_role("button", name="Send again").click()
        expect(page.locator("#outbox")).to_be_hidden()
    assert (stored(path)[-1].nrs, stored(path)[-1].onset_km) == (2, None)
    assert [(each.moment, each.onset_km) for each in stored(path)][-2] == ("during-run", 4.5)


@in_browser
def test_a_check_in_goes_to_the_journal_it_was_made_for(page: Page, tmp_path: Path) -> None:
    """The demo and one's own journal are served under one address, one after the other."""
    demo, own = journal_file(tmp_path, "story"), journal_file(tmp_path, "few")
    demo_before, own_before = len(stored(demo)), len(stored(own))
    with Served(demo) as served:
        address, port = served.address, served.port
        page.goto(f"{address}/check-in")
        shell_is_kept(page)
    page.get_by_role("button", name="None today").click()
    expect(page.get_by_role("status")).to_contain_text("Kept in this browser")
    with Served(own, port=port):
        page.goto(f"{address}/check-in")
        page.get_by_text("Show them").click()
        expect(page.locator("#outbox")).to_contain_text("made for another journal")
        page.get_by_role("button", name="None today").click()
        expect(page.get_by_role("status")).to_contain_text("Saved: 0 at left heel")
        page.evaluate("navigator.serviceWorker.ready.then((found) => found.update())")
        expect(page.locator("#outbox")).to_contain_text("1 entry waits")
    assert (len(stored(demo)) - demo_before, len(stored(own)) - own_before) == (0, 1)
    with Served(demo, port=port):
        page.goto(address)
        expect(page.locator("#outbox")).to_be_hidden()
        page.wait_for_timeout(300)
    assert (len(stored(demo)) - demo_before, len(stored(own)) - own_before) == (1, 1)


@in_browser
def test_a_check_in_that_waits_can_be_dropped(page: Page, tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Served(path) as served:
        page.goto(f"{served.address}/check-in")
    page.get_by_role("button", name="None today").click()
    page.get_by_text("Show them").click()
    page.get_by_role("button", name="Drop it: 0 at left heel").click()
    expect(page.locator("#outbox")).to_be_hidden()
    assert len(stored(path)) == 3


# Fill the form as somebody would, and put it into the box, once a number.
FILL = """async (numbers) => {
    const form = document.querySelector("form[data-outbox]:not(.none)");
    form.querySelector("[name=note]").value = "x";
    for (const number of numbers) {
        form.querySelectorAll("[name=nrs]")[number % 11].checked = true;
        form.querySelector("[name=note]").value = `number ${number}`;
        await outboxStore.add(entryOf(form));
    }
}"""


def browser_at(playwright: Playwright, profile: Path) -> BrowserContext:
    from tests.web.conftest import CHROMIUM, CHROMIUM_ARGUMENTS

    if not CHROMIUM.exists():
        pytest.skip("no Chromium here; `make browser` installs it on Debian")
    return playwright.chromium.launch_persistent_context(
        str(profile), executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS)
    )


def shell_is_kept(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    expect(page.locator("html")).to_be_visible()


def kill(profile: Path) -> None:
    """Kill the one browser that this test started with this profile, as a flat battery would."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in command and not any(
            part.startswith(b"--type=") for part in command
        ):
            os.kill(int(process.name), signal.SIGKILL)


def killed(*_: object, **__: object) -> None:
    """Stand in for a kill at this very point."""
    raise KilledError

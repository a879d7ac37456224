"""The login in a browser: the page itself, a session that ends while a check-in waits, and what a browser forgets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from afterrun.accounts.access import Access
from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from tests.web.conftest import NOW, Served
from tests.web.test_accessibility import violations

PASSWORD = "four quiet words here"
KEPT = """async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        const requests = await (await caches.open(name)).keys();
        kept.push(...requests.map(({ url }) => url));
    }
    return kept;
}"""
Serve = Callable[[str], Served]
pytestmark = pytest.mark.browser


def closed(serve: Serve) -> tuple[Served, Access]:
    served = serve("few")
    access = Access(Secrets(served.path), lambda: NOW)
    access.set_password(PASSWORD)
    return served, access


def log_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_and_out(page: Page, serve: Serve, scheme: str) -> None:
    served, _ = closed(serve)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{served.address}/timeline")
    assert violations(page) == []
    log_in(page, "not the password")
    expect(page.locator(".error[role=alert]")).to_contain_text("not the password")
    assert violations(page) == []
    log_in(page)
    expect(page).to_have_url(f"{served.address}/timeline")
    page.goto(f"{served.address}/settings")
    assert violations(page) == []
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert page.evaluate(KEPT) != []
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("status")).to_contain_text("You are logged out")
    assert violations(page) == []
    page.goto(f"{served.address}/check-in")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert page.evaluate(KEPT) == []


def test_a_check_in_made_when_the_session_had_ended_is_stored_after_the_login(page: Page, serve: Serve) -> None:
    served, access = closed(serve)
    page.goto(f"{served.address}/check-in")
    log_in(page)
    page.locator("label.number", has_text="4").click()
    access.set_password(PASSWORD)  # ends every session
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#outbox")).to_contain_text("1 entry waits")
    page.get_by_role("link", name="Log in to send it").click()
    log_in(page)
    expect(page.get_by_role("heading", name="How is it now")).to_be_visible()
    page.wait_for_load_state("load")
    for _ in range(600):  # sent in its own time, once the page has found its store
        if not page.evaluate("outboxStore.all()"):
            break
        page.wait_for_timeout(100)
    with Journal.open(served.path) as journal:
        assert [report.nrs for report in journal.diary().pain] == [0, 1, 2, 4]

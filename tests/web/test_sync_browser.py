"""Sync in a browser: from the import page, with a tap, to what came of it; and stopped on the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from afterrun.journal.secrets import Secrets
from afterrun.sync.sources import Intervals, add
from tests.sync import fake_services as fake
from tests.sync.fake_services import KEY, FakeService
from tests.web.fake_servers import running
from tests.web.test_browser import Serve

pytestmark = [pytest.mark.share, pytest.mark.browser]


@pytest.fixture
def service() -> Iterator[FakeService]:
    with running(FakeService().with_runs(3)) as served:
        yield served


def test_a_tap_takes_in_what_is_new_and_another_stops_it(page: Page, serve: Serve, service: FakeService) -> None:
    served = serve("empty")
    go_on = threading.Event()

    def held(handler: fake._Handler) -> None:
        go_on.wait(60)
        handler.answer(200, service.files["i101"])

    service.faults = [("i101/file", held)]
    page.goto(f"{served.address}/import")
    part = page.locator(".sync")
    expect(part).to_contain_text("Nothing is connected yet")
    part.get_by_role("link", name="Connect a service or a folder").click()
    page.locator("summary", has_text="intervals.icu").click()
    page.get_by_label("API key").fill(KEY)
    page.locator("details[open]").get_by_role("button", name="Connect").click()
    expect(page.locator(".saved")).to_have_text("Connected. Now sync.")
    add(Secrets(served.path), Intervals(KEY, service.address))  # of this computer, which no page offers
    page.goto(f"{served.address}/import")
    part.get_by_role("button", name="Sync", exact=True).click()
    expect(part).to_contain_text("1 of 3")
    part.get_by_role("button", name="Stop").click()
    expect(part).to_contain_text("Stopping after this one")
    go_on.set()
    expect(part).to_contain_text("Stopped. What was taken in stays")
    part.get_by_role("button", name="Sync", exact=True).click()
    expect(part).to_contain_text("1 added, 0 already there")
    part.get_by_role("button", name="Disconnect intervals.icu").click()
    expect(part).to_contain_text("Forgotten, with its keys")

"""What a first visit costs: every byte the browser asks for, compressed, the offline shell included."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Served

MOST_BYTES = 150 * 1024


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/check-in", "/timeline", "/response"])
def test_a_first_visit_is_light(page: Page, serve: Callable[[str], Served], path: str) -> None:
    asked: set[str] = set()
    page.context.on("request", lambda request: asked.add(request.url))
    page.goto(serve("story").address + path)
    expect(page.locator(".working")).to_have_count(0)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    weights = {url: len(gzip.compress(page.request.get(url).body(), 6)) for url in asked}
    total = sum(weights.values())
    logging.getLogger(__name__).info("%s: %d bytes in %d answers", path, total, len(weights))
    assert any("htmx" in url for url in asked)
    assert total <= MOST_BYTES, sorted(weights.items(), key=lambda item: -item[1])

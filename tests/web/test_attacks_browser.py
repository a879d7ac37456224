"""The poisoned journal in a real browser: what our scripts draw from JSON is text as well, and the policy is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page

from tests.web.conftest import HANG_MS, Served
from tests.web.nasty import ATTRIBUTE, NASTY, TAG, poisoned_file
from tests.web.test_attacks import READING, rule_of

pytestmark = pytest.mark.browser
SHOWN = [route for route in READING if not route.path.startswith(("/api/openapi", "/sw.js", "/calendar"))]
FILES = {"/report", "/settings/backup", "/settings/export"}


@pytest.fixture(scope="module")
def poisoned_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(poisoned_file(tmp_path_factory.mktemp("poison"), NASTY)) as served:
        yield served


def test_nothing_of_it_becomes_a_tag_or_is_run(page: Page, poisoned_server: Served) -> None:
    """On every route; the page is one, because a new one costs more than what is looked at."""
    said: list[str] = []
    wrong: dict[str, object] = {}

    def dismissed(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on("console", lambda line: said.extend([line.text] if "Security Policy" in line.text else []))
    # a picture by itself is shown in a page of the browser's own, which breaks the policy of what it shows
    walked = [route for route in SHOWN if route.path not in FILES and not rule_of(route).file]
    for route in walked:
        page.goto(poisoned_server.address + route.path + rule_of(route).query)
        page.locator(".working").wait_for(state="detached", timeout=HANG_MS)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        page.wait_for_timeout(200)
        if (marks := page.locator(f"{TAG}, [{ATTRIBUTE}], [onerror]").count()) or said:
            wrong[str(route)] = (marks, [*said])
            said.clear()
    assert wrong == {}
    assert len(walked) > 25

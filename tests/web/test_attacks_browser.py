"""The poisoned journal in a real browser: what our scripts draw from JSON is text as well, and the policy is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from afterrun.journal import Journal
from tests.web.conftest import Served
from tests.web.nasty import ATTRIBUTE, NASTY, TAG, poisoned
from tests.web.registered import Registered
from tests.web.test_attacks import READING, rule_of

pytestmark = pytest.mark.browser
SHOWN = [route for route in READING if not route.path.startswith(("/api/openapi", "/sw.js", "/calendar"))]
FILES = {"/report", "/settings/backup", "/settings/export"}


@pytest.fixture(scope="module")
def poisoned_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path: Path = tmp_path_factory.mktemp("poison") / "journal.db"
    with Journal.open(path) as journal:
        poisoned(journal, NASTY)
    with Served(path) as served:
        yield served


@pytest.mark.parametrize("route", [route for route in SHOWN if route.path not in FILES], ids=str)
def test_nothing_of_it_becomes_a_tag_or_is_run(page: Page, poisoned_server: Served, route: Registered) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda line: said.extend([line.text] if "Security Policy" in line.text else []))
    page.goto(poisoned_server.address + route.path + rule_of(route).query)
    page.locator(".working").wait_for(state="detached", timeout=60_000)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.wait_for_timeout(200)
    assert page.locator(f"{TAG}, [{ATTRIBUTE}], [onerror]").count() == 0
    assert said == []

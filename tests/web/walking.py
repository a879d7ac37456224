"""Walk through the app as a person could: by its own links."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi.testclient import TestClient

from tests.language.english import Shown
from tests.web.conftest import PAGES

# Files, answers for programs, and half a minute of simulation: not pages.
NOT_WALKED = ("/static/", "/api/", "/report", "/settings/export", "/settings/backup", "/fragment/trial-designs")


def pages_of(client: TestClient) -> Iterator[tuple[str, Shown]]:
    """Every page and every part of one that a person could come to by links."""
    waiting, seen = [*PAGES], set(PAGES)
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        assert answer.status_code == 200, path
        shown = Shown()
        shown.feed(answer.text)
        yield path, shown
        new = {link for link in shown.links if link not in seen and not link.startswith(NOT_WALKED)}
        new = {link for link in new if not link.startswith(("/fragment/entry", "/month?")) or len(seen) < 60}
        seen |= new
        waiting += sorted(new)

"""What the pictures show: each page of the app, and the states a page can be in that are worth a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.web.conftest import PAGES

NAMES = {"/": "today", "/api/": "for-programs"}


@dataclass(frozen=True, slots=True)
class Screen:
    """One page in one state.

    Parameters
    ----------
    name : str
        Of the picture.
    path : str
        Of the page.
    journal : str
        Which of the tests' journals is served.
    act : callable
        What a person did on the page before the picture was taken.
    """

    name: str
    path: str
    journal: str = "day-after"
    act: Callable[[Page], None] = lambda page: None


def _zoomed(page: Page) -> None:
    page.get_by_role("radio", name="Another place").check()
    page.get_by_role("button", name="Left foot").click()
    page.locator(".view.left [data-site=left-heel]").first.click()


def _body(page: Page) -> None:
    page.get_by_role("radio", name="Another place").check()


def _more(page: Page) -> None:
    page.get_by_text("More, if you like").click()


def _saved(page: Page) -> None:
    page.get_by_role("button", name="None today").click()
    page.get_by_role("status").wait_for()


def _entry(page: Page) -> None:
    page.get_by_text("As a table").click()
    page.locator("tbody a").nth(1).click()
    page.locator("#entry section").wait_for()


STATES = (
    Screen("welcome", "/", "empty"),
    Screen("today-little", "/", "few"),
    Screen("timeline-empty", "/timeline", "empty"),
    Screen("timeline-entry", "/timeline", act=_entry),
    Screen("response-little", "/response", "few"),
    Screen("answers-little", "/answers", "few"),
    Screen("what-helps-empty", "/what-helps", "empty"),
    Screen("check-in-first", "/check-in", "empty"),
    Screen("check-in-body", "/check-in", act=_body),
    Screen("check-in-foot", "/check-in", act=_zoomed),
    Screen("check-in-more", "/check-in", act=_more),
    Screen("check-in-saved", "/check-in", act=_saved),
    Screen("not-found", "/nowhere"),
)


def screens() -> tuple[Screen, ...]:
    """Every page of the route table, then the states."""
    pages = [Screen(NAMES.get(path, path.strip("/").replace("/", "-")), path) for path in PAGES]
    return (*pages, *STATES)

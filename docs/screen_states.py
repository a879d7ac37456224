"""States of pages that are worth a picture beside the page as it opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class State:
    """A page, and what a person did on it before the picture was taken."""

    path: str
    act: Callable[[Page], None]


def _foot(page: Page) -> None:
    page.get_by_role("radio", name="Another place").check()
    page.get_by_role("button", name="Left foot").click()
    page.locator(".view.left [data-site=left-heel]").first.click()


def _knee(page: Page) -> None:
    page.get_by_role("radio", name="Another place").check()
    page.locator("[data-zoom=right-knee]").first.click()
    page.locator("[data-site=right-knee-kneecap]").first.click()


def _body(page: Page) -> None:
    page.get_by_role("radio", name="Another place").check()


def _closer(page: Page) -> None:
    page.get_by_role("button", name="2 weeks").click()
    page.get_by_text("As a table").click()
    page.locator("tbody a").first.click()
    page.locator("#entry section").wait_for()


STATES: Mapping[str, State] = {
    "check-in-body": State("/check-in", _body),
    "check-in-foot": State("/check-in", _foot),
    "check-in-knee": State("/check-in", _knee),
    "timeline-entry": State("/timeline", _closer),
}

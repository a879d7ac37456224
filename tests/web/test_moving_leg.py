"""The leg that moves through a step, in a browser: one page, walked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from afterrun.web.pictures.leg import MOVING
from tests.web.conftest import Served
from tests.web.test_accessibility import violations


@pytest.mark.browser
def test_the_leg_moves_when_asked_and_sharpens_by_itself(page: Page, serve: Callable[[str], Served]) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{serve('empty').address}/foot?change=calf_shortening_deg&value=5")
    moment, shown = page.get_by_label("Moment of the step"), page.locator("g[visibility=visible]")
    expect(page.locator(".moving")).to_be_visible()
    expect(page.locator(".still")).to_be_hidden()
    expect(shown).to_have_count(1)
    moment.fill("9")
    expect(page.locator(".moving output")).to_have_text(f"{round(100 * MOVING[9])} %")
    expect(shown).to_have_attribute("data-percent", "50")
    page.get_by_role("button", name="Play").click()  # nothing moves before that
    expect(page.locator(".moving output")).not_to_have_text("50 %")
    page.get_by_role("button", name="Stop").click()
    # What whole stances say (made up here) comes in place of the quick answer, and the leg with it.
    expect(page.locator("p.working")).to_have_count(0)
    expect(page.get_by_text("say the opposite")).to_be_visible()
    expect(page.locator(".moving")).to_be_visible()
    slider = page.locator("#value")
    for value in ("6", "9", "12"):  # faster than it answers: the last one stays
        slider.fill(value)
    expect(page.locator("#what-if .readout")).to_have_text("A calf that stops the ankle 12° earlier")
    page.emulate_media(reduced_motion="reduce")
    moment.fill("0")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".moving output")).to_have_text(f"{round(100 * MOVING[4])} %")  # from picture to picture
    assert violations(page) == []

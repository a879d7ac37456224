"""Passkeys in a real browser, with the authenticator that Chromium has for tests: its own bytes, our script and CSP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from afterrun.clinic import audit, passkeys
from afterrun.clinic.roles import Role
from afterrun.web.clinic.app import create_clinic_app
from tests.clinic.conftest import town_in
from tests.clinic.test_pages import ServedApp
from tests.clinic.town import PASSWORD, Town

pytestmark = [pytest.mark.browser, pytest.mark.share]
DEVICE = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
DEVICE |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}


def pictured(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at them."""
    if folder := os.environ.get("AFTERRUN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def small(browser: Browser) -> Iterator[Page]:
    """A browser on a small telephone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    yield context.new_page()
    context.close()


def log_in(page: Page, login: str) -> None:
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page, address: str) -> None:
    page.goto(f"{address}/clinic/account")
    page.get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_text("You are logged out.")).to_be_visible()


def test_from_the_first_passkey_to_its_copy(small: Page, tmp_path: Path) -> None:
    page = small
    with town_in(tmp_path / "clinic") as town, ServedApp(create_clinic_app(town.house)) as served:
        address = served.address.replace("127.0.0.1", "localhost")
        tom = town.house.join(town.invited(Role.CLINICIAN), name="Tom", login="tom", password=PASSWORD)
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

        page.goto(f"{address}/login")
        log_in(page, "tom")
        expect(page.get_by_role("heading", name="Or a passkey")).to_be_visible()
        pictured(page, "set_up")
        page.get_by_label("What you call it").fill("my telephone")
        page.get_by_role("button", name="Make a passkey").click()
        expect(page.get_by_role("heading", name="Write these down")).to_be_visible()
        page.get_by_role("link", name="I have written them down").click()
        log_out(page, address)

        pictured(page, "login")
        page.get_by_role("button", name="Log in with a passkey").click()
        expect(page.get_by_role("heading", name="People")).to_be_visible()
        page.goto(f"{address}/clinic/account")
        page.get_by_label("What you call it").fill("again")
        page.locator("#passkey_password").fill(PASSWORD)
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_text("This device has a passkey already.")).to_be_visible()
        pictured(page, "account")
        log_out(page, address)

        log_in(page, "tom")
        expect(page.get_by_role("heading", name="One more step")).to_be_visible()
        pictured(page, "second_factor")
        verified(devices, device, is_verified=False)
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_text("Nothing was done. Try again.")).to_be_visible()
        verified(devices, device, is_verified=True)
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_role("heading", name="People")).to_be_visible()
        log_out(page, address)

        copied(devices, device)
        page.get_by_role("button", name="Log in with a passkey").click()
        expect(page.get_by_text("There may be a copy of this passkey.")).to_be_visible()
        pictured(page, "copy")
        assert refusals(town) == ["passkey: counter"]
        assert len(passkeys.of(town.house.store, tom.id)) == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def verified(devices: CDPSession, device: str, *, is_verified: bool) -> None:
    """Whether the device recognises who holds it."""
    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": is_verified})


def copied(devices: CDPSession, device: str) -> None:
    """Put back the passkey as it was when it was made."""
    kept = devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"][0]
    named = {"authenticatorId": device, "credentialId": kept["credentialId"]}
    devices.send("WebAuthn.removeCredential", named)
    devices.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": kept | {"signCount": 1}})


def refusals(town: Town) -> list[str]:
    return [line.detail for line in audit.lines(town.house.store) if line.outcome == "denied"]

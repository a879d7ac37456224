"""Reminders: when, where to, a test; and the calendar that a phone subscribes to."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from pydantic import BaseModel

from afterrun.errors import AfterrunError
from afterrun.journal.identity import journal_id
from afterrun.journal.secrets import Secrets
from afterrun.language import say
from afterrun.reminders.channels import (
    PUSH,
    TEXT,
    TITLE,
    GoneError,
    NotSentError,
    channels,
    check_in_link,
    name_of,
    send,
)
from afterrun.reminders.push import can_push, new_key, public_key
from afterrun.reminders.schedule import AFTER_RUN_H, quiet_until, reminders
from afterrun.reminders.sending import OUTCOMES, forget_browser
from afterrun.reminders.settings import SECURITY, Reminding, change, read_form, reminding_of, with_browser
from afterrun.report.calendar_feed import calendar
from afterrun.web.frame.rendering import open_journal, page
from afterrun.web.state.planned_runs import planned_runs
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
_TOKEN_BYTES = 24


class Filled(BaseModel):
    """The form as it was filled in."""

    after: list[str] = []
    morning: str = ""
    quiet_from: str = "22:00"
    quiet_to: str = "07:00"
    link: str = ""
    ntfy: str = ""
    ntfy_token: str = ""
    mail_to: str = ""
    mail_sender: str = ""
    mail_host: str = ""
    mail_port: str = "465"
    mail_security: str = "tls"
    mail_user: str = ""
    mail_password: str = ""

    @classmethod
    def of(cls, reminding: Reminding) -> Filled:
        """Fill the form with what is kept; secrets are never shown again."""
        wishes, ntfy, mail = reminding.wishes, reminding.ntfy, reminding.mail
        filled = cls(
            after=[str(hours) for hours in wishes.after_run_h],
            morning=wishes.morning.isoformat("minutes") if wishes.morning else "",
            quiet_from=wishes.quiet[0].isoformat("minutes"),
            quiet_to=wishes.quiet[1].isoformat("minutes"),
            link=reminding.link,
            ntfy=ntfy.address if ntfy else "",
        )
        if mail is None:
            return filled
        told = {"mail_to": mail.to, "mail_sender": mail.sender, "mail_host": mail.host, "mail_port": str(mail.port)}
        return filled.model_copy(update=told | {"mail_security": mail.security, "mail_user": mail.user})


@router.get("/settings/reminders", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The page."""
    return _page(request)


@router.post("/settings/reminders", response_class=HTMLResponse)
def save(request: Request, filled: Annotated[Filled, Form()]) -> HTMLResponse:
    """Keep the choices."""
    private = _private(request)
    try:
        form = {name: value.strip() for name, value in filled.model_dump(exclude={"after"}).items()}
        change(private, lambda before: read_form(form, filled.after, before))
    except AfterrunError as error:
        return _page(request, filled, error=error, status=422)
    return _page(request, note=say("Saved."))


@router.post("/settings/reminders/test", response_class=HTMLResponse)
def test(request: Request) -> HTMLResponse:
    """Send one now, by every way that is set."""
    reminding = reminding_of(_private(request))
    told = []
    for name, channel in channels(reminding).items():
        try:
            send(channel, check_in_link(reminding.link))
            told.append(say("Sent by {name}.", name=name_of(name)))
        except GoneError:
            forget_browser(_private(request), name)
            told.append(say("Not sent by {name}: {fault}.", name=name_of(name), fault=say("it is gone, and forgotten")))
        except NotSentError as fault:
            told.append(say("Not sent by {name}: {fault}.", name=name_of(name), fault=fault))
    return _page(request, note=" ".join(told) or say("There is no way to send it yet. Fill one in and save."))


@router.post("/settings/reminders/push/key", response_class=PlainTextResponse)
def push_key(request: Request) -> str:
    """Give the public key that a browser subscribes with; there is one from the first time on.

    Raises
    ------
    MissingExtraError
        If the extra is not installed.
    """

    def keyed(before: Reminding) -> Reminding:
        return before if before.push_key else replace(before, push_key=new_key())

    return public_key(change(_private(request), keyed).push_key)


@router.post("/settings/reminders/push", response_class=HTMLResponse)
def push_here(request: Request, address: Annotated[str, Form()] = "") -> HTMLResponse:
    """Wake one more browser."""
    with open_journal(request) as journal:
        today = service_of(request).now(journal).date()
    try:
        reminding = change(_private(request), lambda before: with_browser(before, address, since=today))
    except AfterrunError as error:
        return _page(request, error=error, status=422)
    when = reminding.wishes.after_run_h or reminding.wishes.morning
    return _page(request, note=say("Saved.") if when else say("Saved. Now choose when, above, and save that too."))


@router.post("/settings/reminders/push/forget", response_class=HTMLResponse)
def push_no_more(request: Request, browser: Annotated[str, Form()] = "") -> HTMLResponse:
    """Wake a browser no more."""
    forget_browser(_private(request), f"{PUSH} {browser}")
    return _page(request, note=say("Forgotten."))


@router.post("/settings/reminders/calendar", response_class=HTMLResponse)
def calendar_address(request: Request, wanted: Annotated[str, Form()] = "") -> Response:
    """Make a new secret address, or take it away; an old one is dead at once."""
    token = secrets.token_urlsafe(_TOKEN_BYTES) if wanted == "new" else ""
    change(_private(request), lambda before: replace(before, calendar=token))
    return RedirectResponse("/settings/reminders#calendar", 303)


@router.get("/calendar/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """The calendar, for whoever knows its address: that is all a calendar program can know."""
    reminding = reminding_of(_private(request))
    if not reminding.calendar or not secrets.compare_digest(token.encode(), reminding.calendar.encode()):
        raise HTTPException(404)
    with open_journal(request) as journal:
        now = service_of(request).now(journal)
        name, found = journal_id(journal), reminders(journal.diary(), wishes=reminding.wishes, now=now)
    text = calendar(
        [(f"{name} {each.key}", each.at) for each in found if not each.daily],
        name=TITLE,
        text=say(TEXT),
        link=check_in_link(reminding.link),
        daily=_daily(reminding, now, rated=not any(each.daily for each in found)),
        daily_key=f"{name} daily",
        runs=[(f"{name} run {at:%Y-%m-%d}", at, title) for at, title in planned_runs(service_of(request))],
        now=now,
    )
    return Response(text, media_type="text/calendar")


def _daily(reminding: Reminding, now: datetime, *, rated: bool) -> tuple[datetime, Any, bool] | None:
    morning = reminding.wishes.morning
    if morning is None:
        return None
    at = quiet_until(now.replace(hour=morning.hour, minute=morning.minute), reminding.wishes.quiet)
    return now, at.timetz().replace(tzinfo=None, second=0, microsecond=0), rated


def _private(request: Request) -> Secrets:
    private = request.app.state.secrets
    assert isinstance(private, Secrets)
    return private


def _page(
    request: Request,
    filled: Filled | None = None,
    *,
    note: str = "",
    error: AfterrunError | None = None,
    status: int = 200,
) -> HTMLResponse:
    private = _private(request)
    reminding, outcomes = reminding_of(private), private.read().get(OUTCOMES, {})
    base = reminding.link.rstrip("/") or str(request.base_url).rstrip("/")
    with open_journal(request) as journal:
        return page(
            request,
            "reminders/page.html",
            journal,
            status=status,
            typed=filled or Filled.of(reminding),
            hours=AFTER_RUN_H,
            security=SECURITY,
            reminding=reminding,
            calendar=f"{base}/calendar/{reminding.calendar}.ics" if reminding.calendar else "",
            can_push=can_push(),
            outcomes=[
                each | {"name": name_of(name), "at": datetime.fromisoformat(each["at"])}
                for name, each in outcomes.items()
            ],
            note=note,
            error=error,
        )

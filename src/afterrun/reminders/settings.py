"""What somebody chose about reminders. It holds addresses and secrets, so it is kept in the private file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from afterrun.errors import InvalidValueError
from afterrun.journal.secrets import Secrets
from afterrun.language import mark, say, spoken
from afterrun.outward import LOOPBACK, split_address
from afterrun.reminders.push import Browser
from afterrun.reminders.schedule import AFTER_RUN_H, Wishes

KEY = "reminders"
SECURITY = {"tls": "TLS", "starttls": "STARTTLS", "none": mark("none")}
_ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")
_HOST = re.compile(r"[A-Za-z0-9_.:-]+")
MOST_BROWSERS = 10


@dataclass(frozen=True, slots=True)
class Ntfy:
    """A topic of an ntfy server: its whole address, and a token if it wants one."""

    address: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """An address, and the server that takes mail for it."""

    to: str
    host: str
    port: int = 465
    security: str = "tls"
    user: str = ""
    password: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Reminding:
    """All of it; without a choice there is none.

    Parameters
    ----------
    wishes : Wishes
        When.
    link : str
        Address of the app as the phone knows it, or empty.
    ntfy, mail : Ntfy, Mail or None
        Where to.
    calendar : str
        The secret in the calendar's address, or empty.
    push_key : str
        The key by which push services know this Afterrun, or empty.
    browsers : tuple of Browser
        Those that asked to be woken.
    """

    wishes: Wishes = field(default_factory=Wishes)
    link: str = ""
    ntfy: Ntfy | None = None
    mail: Mail | None = None
    calendar: str = ""
    push_key: str = ""
    browsers: tuple[Browser, ...] = ()

    @property
    def on(self) -> bool:
        """Whether there is something to remind of and a way to do it."""
        when = bool(self.wishes.after_run_h or self.wishes.morning)
        return when and bool(self.ntfy or self.mail or self.calendar or self.browsers)

    def kept(self) -> dict[str, Any]:
        """Turn it into what JSON can hold."""
        told = asdict(replace(self, wishes=Wishes()))
        wishes = self.wishes
        morning = wishes.morning.isoformat("minutes") if wishes.morning else None
        quiet = [each.isoformat("minutes") for each in wishes.quiet]
        return told | {"wishes": {"after_run_h": list(wishes.after_run_h), "morning": morning, "quiet": quiet}}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Reminding:
        """Make it of what was kept."""
        if not kept:
            return cls()
        told = kept["wishes"]
        morning = time.fromisoformat(told["morning"]) if told["morning"] else None
        start, end = (time.fromisoformat(each) for each in told["quiet"])
        return cls(
            wishes=Wishes(tuple(told["after_run_h"]), morning, (start, end)),
            link=kept["link"],
            ntfy=Ntfy(**kept["ntfy"]) if kept["ntfy"] else None,
            mail=Mail(**kept["mail"]) if kept["mail"] else None,
            calendar=kept["calendar"],
            push_key=kept.get("push_key", ""),
            browsers=tuple(Browser(**each) for each in kept.get("browsers", ())),
        )


def reminding_of(private: Secrets) -> Reminding:
    """Read it."""
    return Reminding.of(private.read().get(KEY, {}))


def change(private: Secrets, turn: Callable[[Reminding], Reminding]) -> Reminding:
    """Turn it into another and write that; nobody else writes in between. Nothing is written if ``turn`` raises."""
    with private.changing() as kept:
        reminding = turn(Reminding.of(kept.get(KEY, {})))
        kept[KEY] = reminding.kept()
    return reminding


def read_form(form: Mapping[str, str], after: list[str], before: Reminding) -> Reminding:
    """Read what was filled in; an empty secret means the one of before.

    Raises
    ------
    InvalidValueError
        If a field breaks its rule.
    """
    hours = tuple(hours for hours in AFTER_RUN_H if str(hours) in after)
    morning = _clock("morning", form["morning"]) if form["morning"] else None
    quiet = (_clock("quiet from", form["quiet_from"]), _clock("quiet to", form["quiet_to"]))
    return replace(
        before,
        wishes=Wishes(hours, morning, quiet),
        link=_url("link", form["link"]) if form["link"] else "",
        ntfy=_ntfy(form, before.ntfy),
        mail=_mail(form, before.mail),
    )


def with_browser(reminding: Reminding, address: str, *, since: date) -> Reminding:
    """Add a browser; one that is there already stays as it is.

    Raises
    ------
    InvalidValueError
        If it is not the address of a push service, or there are too many.
    """
    parts = urlsplit(_url("web push", address))
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise InvalidValueError(
            say("web push must go over https."), remedy=say("Try another browser."), field="web_push"
        )
    if any(each.address == address for each in reminding.browsers):
        return reminding
    if len(reminding.browsers) >= MOST_BROWSERS:
        raise InvalidValueError(
            say("web push must be for at most {n} browsers.", n=MOST_BROWSERS),
            remedy=say("Forget one of them."),
            field="web_push",
        )
    return replace(reminding, browsers=(*reminding.browsers, Browser(address, since.isoformat())))


def without_browser(reminding: Reminding, name: str) -> Reminding:
    """Take a browser away; it is not there afterwards, whether or not it was before."""
    return replace(reminding, browsers=tuple(each for each in reminding.browsers if each.name != name))


def _ntfy(form: Mapping[str, str], before: Ntfy | None) -> Ntfy | None:
    if not form["ntfy"]:
        return None
    address = _url("ntfy", form["ntfy"])
    if not urlsplit(address).path.strip("/"):
        raise InvalidValueError(
            say("ntfy must be the address of a topic; got {address!r}.", address=address),
            remedy=say("For example https://ntfy.sh/my-topic."),
            field="ntfy",
        )
    same = before is not None and _origin(before.address) == _origin(address)
    return Ntfy(address, form["ntfy_token"] or (before.token if before and same else ""))


def _mail(form: Mapping[str, str], before: Mail | None) -> Mail | None:
    if not form["mail_to"]:
        return None
    for name in ("mail_to", "mail_sender"):
        if form[name] and not _ADDRESS.fullmatch(form[name]):
            said = name.replace("_", " ")
            raise InvalidValueError(
                say("{name} must be one address; got {text!r}.", name=spoken(said), text=form[name]),
                remedy=say("Like me@home.org."),
                field=name,
            )
    host, security = form["mail_host"], form["mail_security"]
    if not _HOST.fullmatch(host):
        raise InvalidValueError(
            say("mail host must be a name; got {host!r}.", host=host),
            remedy=say("For example smtp.example.org."),
            field="mail_host",
        )
    if security not in SECURITY or (security == "none" and host not in LOOPBACK):
        raise InvalidValueError(
            say("mail security must be TLS or STARTTLS, but for this computer; got {security!r}.", security=security),
            remedy=say("Pick one."),
            field="mail_security",
        )
    if not form["mail_port"].isdecimal() or not 0 < int(form["mail_port"]) < 65536:
        raise InvalidValueError(
            say("mail port must be a number; got {mail_port!r}.", mail_port=form["mail_port"]),
            remedy=say("465 or 587, mostly."),
            field="mail_port",
        )
    same = before is not None and (before.host, before.user) == (host, form["mail_user"])
    password = form["mail_password"] or (before.password if before and same else "")
    return Mail(
        form["mail_to"], host, int(form["mail_port"]), security, form["mail_user"], password, form["mail_sender"]
    )


def _clock(name: str, text: str) -> time:
    try:
        found = time.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(
            say("{name} must be a time of day; got {text!r}.", name=spoken(name), text=text),
            remedy=say("Like 07:30."),
            field=name.replace(" ", "_"),
        ) from None
    return found.replace(second=0, microsecond=0, tzinfo=None)


def _url(name: str, text: str) -> str:
    parts = split_address(text)
    fine = parts is not None and parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not fine or not text.isascii() or not text.isprintable() or " " in text:
        raise InvalidValueError(
            say(
                "{name} must be an address that begins with https:// or http://; got {text!r}.",
                name=spoken(name),
                text=text,
            ),
            remedy=say("Copy it whole."),
            field=name.replace(" ", "_"),
        )
    return text


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc

"""Send one line to a phone or a mailbox. It never says anything but that it is time for a check-in."""

from __future__ import annotations

import http.client
import smtplib
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import EmailMessage

from afterrun.errors import MissingExtraError
from afterrun.language import mark, say
from afterrun.outward import opener
from afterrun.reminders.push import Browser, wake
from afterrun.reminders.settings import Mail, Ntfy, Reminding

TITLE = "Afterrun"
TEXT = mark("Time for a check-in.")
PUSH = mark("web push")
_TIMEOUT_S = 15.0
_GONE = (404, 410)


class NotSentError(Exception):
    """It was not sent; the message says why, without any secret."""


class GoneError(NotSentError):
    """There is nobody at that address any more, and never will be."""


@dataclass(frozen=True, slots=True)
class Push:
    """A browser to wake, and the key to do it with."""

    browser: Browser
    key: str


Channel = Ntfy | Mail | Push


def send(channel: Channel, link: str) -> None:
    """Send the line.

    Raises
    ------
    NotSentError
        If it was not taken; `GoneError` if nobody will ever be there to take one.
    """
    try:
        if isinstance(channel, Ntfy):
            _send_ntfy(channel, link)
        elif isinstance(channel, Push):
            wake(channel.browser, channel.key, link)
        else:
            _send_mail(channel, link)
    except MissingExtraError as missing:
        raise NotSentError(missing.message.rstrip(".")) from None
    except (OSError, http.client.HTTPException, smtplib.SMTPException, ValueError) as fault:
        if isinstance(fault, urllib.error.HTTPError):
            fault.close()  # it is an answer as well, and holds its connection
            if isinstance(channel, Push) and fault.code in _GONE:
                raise GoneError(say("the browser does not want any more")) from None
        raise NotSentError(_why(fault)) from None


def channels(reminding: Reminding) -> dict[str, Channel]:
    """Return those that are set, by name."""
    found: dict[str, Channel | None] = {"ntfy": reminding.ntfy, "e-mail": reminding.mail}
    found |= {f"{PUSH} {each.name}": Push(each, reminding.push_key) for each in reminding.browsers}
    return {name: channel for name, channel in found.items() if channel is not None}


def name_of(channel: str) -> str:
    """Say the name of a channel; a browser has a short one of its own behind it.

    Examples
    --------
    >>> name_of("ntfy"), name_of("web push 672d06")
    ('ntfy', 'web push 672d06')
    """
    of_browser = channel.removeprefix(PUSH)
    return say(channel) if of_browser == channel else f"{say(PUSH)}{of_browser}"


def check_in_link(link: str) -> str:
    """Return the address of the check-in page."""
    return f"{link.rstrip('/')}/check-in" if link else ""


def _send_ntfy(ntfy: Ntfy, link: str) -> None:
    headers = {"Title": TITLE, "Content-Type": "text/plain; charset=utf-8", "User-Agent": "afterrun"}
    if link:
        headers["Click"] = link
    if ntfy.token:
        headers["Authorization"] = f"Bearer {ntfy.token}"
    request = urllib.request.Request(ntfy.address, say(TEXT).encode(), headers, method="POST")
    with opener().open(request, timeout=_TIMEOUT_S) as answer:
        answer.read(1)


def _send_mail(mail: Mail, link: str) -> None:
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = say(TEXT), mail.to, mail.sender or mail.to
    message.set_content(f"{say(TEXT)}\n{link}\n" if link else f"{say(TEXT)}\n")
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if mail.security == "tls":
        server = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=_TIMEOUT_S)
    with server:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password)
        server.send_message(message)


def _why(fault: Exception) -> str:
    """Say what happened in words of our own: a server's answer may repeat what it was sent."""
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return say("the mail server did not take the user or the password")
    if isinstance(fault, smtplib.SMTPResponseException):
        return say("the mail server answered {smtp_code}", smtp_code=fault.smtp_code)
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return say("the mail server did not take the address")
    if isinstance(fault, urllib.error.HTTPError):
        return say("the server answered {code}", code=fault.code)
    reason = fault.reason if isinstance(fault, urllib.error.URLError) else fault
    if isinstance(reason, (ssl.SSLError, smtplib.SMTPNotSupportedError)):
        return say("no safe connection: the certificate or the kind of security does not fit")
    return say("no connection ({kind})", kind=type(reason).__name__)

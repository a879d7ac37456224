"""Send one line to a phone or a mailbox. It never says anything but that it is time for a check-in."""

from __future__ import annotations

import http.client
import smtplib
import ssl
import urllib.error
import urllib.request
from email.message import EmailMessage
from typing import Any

from afterrun.web.reminder_settings import Mail, Ntfy, Reminding

TITLE = "Afterrun"
TEXT = "Time for a check-in."
_TIMEOUT_S = 15.0


class NotSentError(Exception):
    """It was not sent; the message says why, without any secret."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token is for the server it was given for, and for no other that this one names."""

    def redirect_request(self, *_: Any) -> None:
        return None


def send(channel: Ntfy | Mail, link: str) -> None:
    """Send the line.

    Raises
    ------
    NotSentError
        If it was not taken.
    """
    try:
        if isinstance(channel, Ntfy):
            _send_ntfy(channel, link)
        else:
            _send_mail(channel, link)
    except (OSError, http.client.HTTPException, smtplib.SMTPException, ValueError) as fault:
        if isinstance(fault, urllib.error.HTTPError):
            fault.close()  # it is an answer as well, and holds its connection
        raise NotSentError(_why(fault)) from None


def channels(reminding: Reminding) -> dict[str, Ntfy | Mail]:
    """Return those that are set, by name."""
    found = {"ntfy": reminding.ntfy, "e-mail": reminding.mail}
    return {name: channel for name, channel in found.items() if channel is not None}


def check_in_link(link: str) -> str:
    """Return the address of the check-in page."""
    return f"{link.rstrip('/')}/check-in" if link else ""


def _send_ntfy(ntfy: Ntfy, link: str) -> None:
    headers = {"Title": TITLE, "Content-Type": "text/plain; charset=utf-8", "User-Agent": "afterrun"}
    if link:
        headers["Click"] = link
    if ntfy.token:
        headers["Authorization"] = f"Bearer {ntfy.token}"
    request = urllib.request.Request(ntfy.address, TEXT.encode(), headers, method="POST")
    with urllib.request.build_opener(_NoRedirect).open(request, timeout=_TIMEOUT_S) as answer:
        answer.read(1)


def _send_mail(mail: Mail, link: str) -> None:
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = TEXT, mail.to, mail.sender or mail.to
    message.set_content(f"{TEXT}\n{link}\n" if link else f"{TEXT}\n")
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
        return "the mail server did not take the user or the password"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"the mail server answered {fault.smtp_code}"
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return "the mail server did not take the address"
    if isinstance(fault, urllib.error.HTTPError):
        return f"the server answered {fault.code}"
    reason = fault.reason if isinstance(fault, urllib.error.URLError) else fault
    if isinstance(reason, (ssl.SSLError, smtplib.SMTPNotSupportedError)):
        return "no safe connection: the certificate or the kind of security does not fit"
    return f"no connection ({type(reason).__name__})"

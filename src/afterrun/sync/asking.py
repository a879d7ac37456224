"""Ask a server for something, within bounds of size and time; what comes of it is an answer, or why there is none."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from afterrun.importers.exports.json_files import UNREADABLE, read_json
from afterrun.language import say
from afterrun.outward import is_safe, opener

LARGEST_BYTES = 64 * 2**20  # as much as the app takes of one file
_STEP_BYTES = 2**16
_PATIENCE_S = 30.0  # of one read
_LONGEST_S = 300.0  # of one answer: a file of a day is 3 MB
_MOST_MOVES = 2
_MOVED = (301, 302, 303, 307, 308)


class NotFetchedError(Exception):
    """There is no answer; the message says why, in words of ours and without any secret.

    Parameters
    ----------
    why : str
        In words.
    status : int
        What the server answered; 0 if it did not.
    again : bool
        Whether asking again may help.
    after_s : float or None
        When the server wants to be asked again. [s]
    """

    def __init__(self, why: str, *, status: int = 0, again: bool = False, after_s: float | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.again = again
        self.after_s = after_s


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Parameters
    ----------
    address : str
        https, or this computer.
    headers : mapping of str to str
        They hold the credentials; an address never does.
    body : bytes or None
        Then it is posted.
    """

    address: str
    headers: Mapping[str, str]
    body: bytes | None = None


def ask(question: Question, *, seconds: Callable[[], float] = time.monotonic) -> bytes:
    """Ask once.

    Raises
    ------
    NotFetchedError
        If there is no whole answer of a sensible size.
    """
    address = question.address
    for _ in range(_MOST_MOVES + 1):
        found = _ask(address, question, seconds)
        if isinstance(found, bytes):
            return found
        moved = urljoin(address, found)
        if _origin(moved) != _origin(address):  # the credentials are for the one that the person named
            break
        address = moved
    raise NotFetchedError(say("the server sent Afterrun on to another address, which it did not follow"))


def json_of(content: bytes) -> Any:
    """Read an answer that should be JSON.

    Raises
    ------
    NotFetchedError
        If it is none.
    """
    try:
        return read_json(content)
    except UNREADABLE:
        raise NotFetchedError(say("the server answered something that Afterrun does not understand")) from None


def _ask(address: str, question: Question, seconds: Callable[[], float]) -> bytes | str:
    """Return what came, or where the server sends us."""
    if not is_safe(address):
        raise NotFetchedError(say("the address is not a safe one (https)"))
    headers = {"User-Agent": "afterrun", "Accept-Encoding": "identity", **question.headers}
    request = urllib.request.Request(address, question.body, headers)
    try:
        with opener().open(request, timeout=_PATIENCE_S) as answer:
            return _read(answer, seconds)
    except urllib.error.HTTPError as fault:
        with fault:
            if fault.code in _MOVED and (moved := fault.headers.get("location")):
                return str(moved)
            raise _refused(fault) from None
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise _unreachable(fault) from None


def _read(answer: Any, seconds: Callable[[], float]) -> bytes:
    promised = answer.headers.get("content-length", "")
    if promised.isdecimal() and int(promised) > LARGEST_BYTES:
        raise _too_large()
    until_s, pieces, size = seconds() + _LONGEST_S, [], 0
    while piece := answer.read1(_STEP_BYTES):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_BYTES:
            raise _too_large()
        if seconds() > until_s:
            raise NotFetchedError(say("the answer came too slowly"), again=True)
    if promised.isdecimal() and size < int(promised):
        raise NotFetchedError(say("the answer broke off"), again=True)
    return b"".join(pieces)


def _too_large() -> NotFetchedError:
    return NotFetchedError(say("the answer is larger than {most} MB", most=LARGEST_BYTES // 2**20))


def _refused(fault: urllib.error.HTTPError) -> NotFetchedError:
    """Say it in words of ours: a server's may repeat what it was sent."""
    code = fault.code
    if code == 401:
        return NotFetchedError(say("the key was not taken"), status=code)
    if code == 403:
        return NotFetchedError(say("the server does not let this key do that"), status=code)
    if code == 404:
        return NotFetchedError(say("there is no such thing there"), status=code)
    if code == 429:
        after_s = _retry_after_s(fault.headers)
        return NotFetchedError(say("the server was asked too often"), status=code, again=True, after_s=after_s)
    again = code >= 500
    after_s = _retry_after_s(fault.headers) if again else None
    return NotFetchedError(say("the server answered {code}", code=code), status=code, again=again, after_s=after_s)


def _retry_after_s(headers: Message) -> float | None:
    """How long the server wants to be left alone; a time of day is told against the server's own clock. [s]"""
    text = headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        at, now = parsedate_to_datetime(text), parsedate_to_datetime(headers.get("date", ""))
        return max((at - now).total_seconds(), 0.0)
    except (ValueError, TypeError):  # no such times, or only one of them with an offset
        return None


def _unreachable(fault: Exception) -> NotFetchedError:
    reason = fault.reason if isinstance(fault, urllib.error.URLError) else fault
    if isinstance(reason, ssl.SSLCertVerificationError):
        return NotFetchedError(say("no safe connection: the certificate does not fit"))
    if isinstance(reason, TimeoutError):
        return NotFetchedError(say("the server did not answer in time"), again=True)
    if isinstance(fault, http.client.IncompleteRead):
        return NotFetchedError(say("the answer broke off"), again=True)
    return NotFetchedError(say("no connection ({kind})", kind=type(reason).__name__), again=True)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc

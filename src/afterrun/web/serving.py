"""Run the app: for this computer, or for others who know the password."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import re
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from afterrun.accounts.access import Access
from afterrun.errors import FileUnreadableError, InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.secrets import Secrets
from afterrun.language import mark, say
from afterrun.places import Place
from afterrun.reminders.sending import ReminderThread
from afterrun.scratch import sweep
from afterrun.stopping import go_on
from afterrun.web.app import create_app
from afterrun.web.security.guard import LOOPBACK_HOSTS
from afterrun.web.security.slow_clients import Patience, patient_protocol
from afterrun.web.state.service import reminded
from afterrun.web.state.steps import StepsBeside
from afterrun.web.state.ways import Ways
from afterrun.web.state.worker import Worker

_log = logging.getLogger("afterrun.web.serving")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ANY = ("0.0.0.0", "::")
_NOT_OURS = (errno.EADDRNOTAVAIL, socket.EAI_NONAME)
_PORTS_TRIED = 20
_WAITING = 512  # to be let in, all at once: with those that are open still fewer than a process may usually have
_NO_ROOM = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_GRACE_S = 1  # for answers on their way
_END_S = 1.6  # whatever happens: two seconds are promised
_TURN_S = 0.001  # a thread that works holds up each step of a page so long: 5 ms make a page beside one twice as slow
_SHELL_SAYS_KILLED = 128  # and the number of the signal
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[?[0-9a-f:]+\]?")
_READABLE_BY_OTHERS = mark(
    "Over plain http others in this network could read along, the password included. Use --tls-cert and --tls-key, "
    "or a proxy that speaks https."
)


@dataclass(frozen=True, slots=True)
class Reach:
    """From where the app may be reached.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
        Port, or the next free one.
    allowed_hosts : sequence of str
        Further names under which it may be asked for, without port.
    tls_cert, tls_key : Path or None
        Certificate and key for https, PEM.
    """

    host: str = "127.0.0.1"
    port: int = 0
    allowed_hosts: Sequence[str] = ()
    tls_cert: Path | None = None
    tls_key: Path | None = None

    @property
    def beyond(self) -> bool:
        """Whether others than this computer may reach it; a name of its own means a proxy in front."""
        return self.host not in _LOOPBACK or bool(self.allowed_hosts)

    def names(self) -> frozenset[str]:
        """Return what a request's Host may be.

        Raises
        ------
        InvalidValueError
            If a name is none, or there is none at all.
        """
        names = [name.lower() for name in self.allowed_hosts]
        for name in names:
            if not _HOST.fullmatch(name):
                raise InvalidValueError(
                    say("allow-host must be a name or an address without port; got {name!r}.", name=name),
                    remedy=say("For example --allow-host runner.local or --allow-host 192.168.1.20."),
                )
        if self.host in _ANY and not names:
            raise InvalidValueError(
                say("host must have a name to be asked for; {host} is every address of this computer.", host=self.host),
                remedy=say("Name the one you use, for example --allow-host 192.168.1.20."),
            )
        names += [] if self.host in (*_LOOPBACK, *_ANY) else [self.host.lower()]
        return LOOPBACK_HOSTS | {f"[{name}]" if ":" in name and not name.startswith("[") else name for name in names}


def serve(
    journal_path: Place,
    *,
    reach: Reach,
    open_browser: bool,
    clock: Callable[[], datetime],
    seed: int = 0,
    announce: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a journal until Ctrl-C; says where, and tells the address to ``announce``.

    Raises
    ------
    InvalidValueError
        If others could reach it and no password is set.
    JournalError
        If the journal cannot be opened.
    FileUnreadableError
        If the certificate or its key cannot be used.
    """
    names = reach.names()
    if reach.beyond and not Access(Secrets(journal_path), clock).has_password:
        raise InvalidValueError(
            say("host must be this computer (127.0.0.1) as long as no password is set; got {host!r}.", host=reach.host),
            remedy=say("Set one first: afterrun password."),
        )
    with Journal.open(journal_path):
        pass  # say what is wrong with the file now, not on the first page
    sweep()  # what was uploaded to, or made for, one that was killed
    worker, aside, steps, syncs = Worker(), Worker(), StepsBeside(), StepsBeside()
    app = create_app(
        journal_path,
        clock=clock,
        seed=seed,
        allowed_hosts=names,
        login_required=reach.beyond,
        ways=Ways(work=worker, aside=aside, steps=steps, syncs=syncs),
    )
    try:
        reminders = ReminderThread(reminded(app.state.service, app.state.secrets))
        run(app, reach=reach, open_browser=open_browser, announce=announce, beside=reminders)
    finally:
        for beside in (worker, aside, steps, syncs):
            beside.stop()


def run(
    app: ASGIApp,
    *,
    reach: Reach,
    open_browser: bool = False,
    announce: Callable[[str], None] = lambda address: None,
    beside: AbstractContextManager[object] | None = None,
) -> None:
    """Answer until Ctrl-C; says where, tells the address to ``announce``, and keeps ``beside`` going meanwhile.

    Raises
    ------
    InvalidValueError
        If the address or the port cannot be had.
    FileUnreadableError
        If the certificate or its key cannot be used.
    """
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # of each broken form it writes a line
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        http=patient_protocol(Patience().within(_most_files())),
        ws="none",
        backlog=_WAITING,
        timeout_graceful_shutdown=_GRACE_S,
        ssl_certfile=reach.tls_cert,
        ssl_keyfile=reach.tls_key,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    _require_certificate(config, reach)
    listener = _listen(reach.host, reach.port)
    address = _address(reach, listener.getsockname()[1])
    print("\n" + say("Open {address} in your browser. Stop with Ctrl-C.", address=address), flush=True)  # noqa: T201 - the one line it is for
    announce(address)
    if reach.beyond and not reach.tls_cert:
        print(say(_READABLE_BY_OTHERS), flush=True)  # noqa: T201
    if open_browser:
        webbrowser.open(address)
    sys.setswitchinterval(_TURN_S)
    try:
        with beside or nullcontext():
            _Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        go_on()
    finally:
        listener.close()


class _Server(uvicorn.Server):
    """Ends when it is told to: what is still being answered gets a second, then everything is left as it is.

    What was acknowledged is on the disk by then, and what was not is rolled back when the journal is opened next.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().set_exception_handler(_tell_fault)
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            threading.Thread(target=_end_anyway, args=(sig,), daemon=True).start()
        super().handle_exit(sig, frame)


def _tell_fault(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say once that nobody more can be let in, and not at every try; anything else as ever."""
    fault = context.get("exception")
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        _tell_no_room()
    else:
        loop.default_exception_handler(context)


def _is_news(record: logging.LogRecord) -> bool:
    """Of what is broken off at the end, which is meant so, uvicorn would tell page by page."""
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, asyncio.CancelledError) and "graceful shutdown exceeded" not in str(record.msg)


@cache
def _tell_no_room() -> None:
    _log.warning(say("More ask at once than this computer lets in. Pages come again as soon as some of them go."))


def _most_files() -> int:
    """How many files this process may have open."""
    if sys.platform == "win32":  # pragma: no cover - no such limit there
        return 1 << 16
    import resource

    found, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1 << 16 if found == resource.RLIM_INFINITY else found


def _end_anyway(sig: int) -> None:
    """End in time whatever a request does: a thread that writes a file or waits for a mail server cannot be stopped."""
    time.sleep(_END_S)
    os._exit(0 if sig == signal.SIGINT else _SHELL_SAYS_KILLED + sig)  # its worker ends with it


def _address(reach: Reach, port: int) -> str:
    host = reach.allowed_hosts[0] if reach.host in _ANY else reach.host
    return f"http{'s' if reach.tls_cert else ''}://{f'[{host}]' if ':' in host else host}:{port}/"


def _require_certificate(config: uvicorn.Config, reach: Reach) -> None:
    """Read the certificate now, for an error that can be understood."""
    try:
        config.load()
    except (OSError, ValueError, AssertionError) as fault:
        raise FileUnreadableError(
            say(
                "tls-cert and tls-key must be a certificate and its key; {tls_cert}, {tls_key}: {fault}.",
                tls_cert=reach.tls_cert,
                tls_key=reach.tls_key,
                fault=fault,
            ),
            remedy=say("Both as PEM files."),
        ) from fault


def _listen(host: str, port: int) -> socket.socket:
    """Take the port, or the next free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in (*range(port, min(port + _PORTS_TRIED, 65536)), 0) if port else (0,):
        # asyncio sends without delay (TCP_NODELAY) only where the protocol is named: else each answer waits 40 ms
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
        except OSError as fault:
            listener.close()
            if fault.errno in _NOT_OURS:
                raise InvalidValueError(
                    say("host must be an address of this computer; got {host!r}.", host=host),
                    remedy=say("For example 127.0.0.1."),
                ) from None
            continue
        listener.listen()
        return listener
    raise InvalidValueError(
        say("port must be free; none from {port} on is.", port=port), remedy=say("Name another with --port.")
    )

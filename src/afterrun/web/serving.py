"""Run the app on this computer."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import uvicorn

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.language import say
from afterrun.web.app import create_app

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORTS_TRIED = 20


def serve(
    journal_path: Path, *, host: str, port: int, open_browser: bool, clock: Callable[[], datetime], seed: int = 0
) -> None:
    """Serve a journal until Ctrl-C; says where.

    Raises
    ------
    InvalidValueError
        If the host is beyond this computer: there is no login yet.
    JournalError
        If the journal cannot be opened.
    """
    if host not in _LOOPBACK:
        raise InvalidValueError(
            say("host must be this computer (127.0.0.1); got {host!r}.", host=host),
            remedy=say("Your journal has no login yet, so it is not served to others."),
        )
    with Journal.open(journal_path):
        pass  # say what is wrong with the file now, not on the first page
    listener = _listen(host, port)
    address = f"http://{'[::1]' if ':' in host else host}:{listener.getsockname()[1]}/"
    print("\n" + say("Open {address} in your browser. Stop with Ctrl-C.", address=address), flush=True)  # noqa: T201 - the one line it is for
    if open_browser:
        webbrowser.open(address)
    config = uvicorn.Config(create_app(journal_path, clock=clock, seed=seed), log_level="warning", access_log=False)
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    """Take the port, or the next free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in (*range(port, min(port + _PORTS_TRIED, 65536)), 0) if port else (0,):
        listener = socket.socket(family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
        except OSError:
            listener.close()
            continue
        listener.listen()
        return listener
    raise InvalidValueError(
        say("port must be free; none from {port} on is.", port=port), remedy=say("Name another with --port.")
    )

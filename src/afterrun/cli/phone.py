"""``afterrun phone``: the app on one's phone, by a code to point its camera at."""

from __future__ import annotations

import io
import socket

import click

from afterrun.cli.options import journal_option, seed_option
from afterrun.cli.password import asked
from afterrun.cli.times import local_now
from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.places import Place

_ELSEWHERE = ("192.0.2.1", 9)  # TEST-NET-1 (RFC 5737), the discard port: nothing is sent, only the way there looked up


@click.command("phone")
@click.option("--address", help="Address of this computer in your network [default: looked up].")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8710, show_default=True, help="Port; the next free one if taken."
)
@journal_option
@seed_option
def command(address: str | None, port: int, journal_path: Place, seed: int) -> None:
    """Open the app for your phone: behind a password, on your home network, with a code to scan. Stop with Ctrl-C."""
    from afterrun.accounts.access import Access
    from afterrun.journal.secrets import Secrets
    from afterrun.web.serving import Reach, serve

    host = address or home_address()
    access = Access(Secrets(journal_path), local_now)
    if not access.has_password:
        click.echo(say("Others in your network could open it too. Choose a password first."))
        access.set_password(asked())
    serve(journal_path, reach=Reach(host, port), open_browser=False, clock=local_now, seed=seed, announce=_show_code)


def home_address() -> str:
    """Look up the address that this computer has in its network; nothing is sent.

    Raises
    ------
    InvalidValueError
        If it has none.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_ELSEWHERE)
            found = str(way.getsockname()[0])
        except OSError:
            found = ""
    if not found or found.startswith("127.") or found == "0.0.0.0":
        raise InvalidValueError(
            say("address must be that of this computer in your network; none was found."),
            remedy=say("Connect to your network, or name it: afterrun phone --address 192.168.1.20."),
        )
    return found


def _show_code(address: str) -> None:
    click.echo("\n" + code_of(address))
    click.echo(say("Point the camera of your phone at the code. Both must be in the same network."))


def code_of(address: str) -> str:
    """Draw the QR code of an address for a terminal."""
    import segno

    drawn = io.StringIO()
    segno.make(address, error="m", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()

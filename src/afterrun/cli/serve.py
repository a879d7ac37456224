"""``afterrun serve``."""

from __future__ import annotations

from pathlib import Path

import click

from afterrun.cli.options import journal_option, seed_option
from afterrun.cli.times import local_now
from afterrun.places import Place

PEM = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. Any but this computer's own needs a password.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8710, show_default=True, help="Port; the next free one if taken."
)
@click.option("--allow-host", "allowed_hosts", multiple=True, help="A name it may be asked for by; again for more.")
@click.option("--tls-cert", type=PEM, help="Certificate for https (PEM).")
@click.option("--tls-key", type=PEM, help="Key of the certificate (PEM).")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser as well.")
@journal_option
@seed_option
def command(
    host: str,
    port: int,
    allowed_hosts: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
    open_browser: bool,
    journal_path: Place,
    seed: int,
) -> None:
    """Open the app on your journal. Stop it with Ctrl-C.

    Others may use it only with the password that `afterrun password` sets.
    """
    from afterrun.web.serving import Reach, serve

    reach = Reach(host, port, allowed_hosts, tls_cert, tls_key)
    serve(journal_path, reach=reach, open_browser=open_browser, clock=local_now, seed=seed)

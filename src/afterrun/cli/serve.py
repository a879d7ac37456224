"""``afterrun serve``."""

from __future__ import annotations

from pathlib import Path

import click

from afterrun.cli.options import journal_option, local_now, seed_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; this computer only.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8710, show_default=True, help="Port; the next free one if taken."
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser as well.")
@journal_option
@seed_option
def command(host: str, port: int, open_browser: bool, journal_path: Path, seed: int) -> None:
    """Open the app on your journal. Stop it with Ctrl-C."""
    from afterrun.web.serving import serve

    serve(journal_path, host=host, port=port, open_browser=open_browser, clock=local_now, seed=seed)

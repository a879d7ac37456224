"""``afterrun restore``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterrun.cli.options import journal_option, now_option
from afterrun.language import say
from afterrun.places import Place


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Take the place of a journal that is there; it is kept beside it.")
@journal_option
@now_option
def command(file: Path, force: bool, journal_path: Place, now: datetime) -> None:
    """Put the backup FILE in the place of the journal."""
    from afterrun.journal.backup import restore

    aside = restore(file, journal_path, now=now, force=force)
    click.echo(
        say("Restored: {journal_path}.", journal_path=journal_path)
        + (" " + say("What was there is kept as {name}.", name=aside.name) if aside else "")
    )

"""``afterrun backup``."""

from __future__ import annotations

from pathlib import Path

import click

from afterrun.cli.options import journal_option
from afterrun.language import say
from afterrun.places import Database, Place


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@journal_option
def command(file: Path, force: bool, journal_path: Place) -> None:
    """Copy the journal to FILE, also while the app is open."""
    from afterrun.journal.backup import back_up

    size = back_up(journal_path, file, force=force)
    click.echo(
        say(
            "Copied to {file} ({size:.1f} MB). Put it back with: afterrun restore {file}",
            file=file,
            size=size / 1000000.0,
        )
    )
    if isinstance(journal_path, Database):
        click.echo(
            say(
                "That is this journal alone. Whoever looks after the database copies all of it, as a superuser: "
                "pg_dump --format=custom --file=afterrun.dump DATABASE"
            )
        )

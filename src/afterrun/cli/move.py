"""``afterrun move``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterrun.cli.options import JournalPlace, journal_option
from afterrun.language import say, spoken
from afterrun.places import Database, Place

if TYPE_CHECKING:
    from afterrun.journal.moving import Moved


@click.command("move")
@click.option("--to", "target", type=JournalPlace(), required=True, help="File, or address of a database.")
@journal_option
def command(target: Place, journal_path: Place) -> None:
    """Copy the journal into a database, or out of one into a file: every row, file and stream as it is.

    Stopped in between, type the same again. At the end both are compared, row by row. The journal it came from stays
    where it is.
    """
    from afterrun.journal.moving import move

    _tell(move(journal_path, target, told=_tell_part), journal_path, target)


def _tell_part(table: str, rows: int) -> None:
    click.echo(f"  {spoken(table)}: {rows}", err=True)


def _tell(moved: Moved, source: Place, target: Place) -> None:
    if moved.went_on:
        click.echo(say("A move that was stopped went on where it was."))
    counted = ", ".join(f"{count} {spoken(name)}" for name, count in moved.counts.items() if count)
    click.echo(say("Both are equal, row by row: {counted}.", counted=counted))
    click.echo(say("Checksum of all of it: {checksum}", checksum=moved.checksum))
    click.echo(
        say(
            "It is at {target} now. The one at {source} is still there, and from now on another journal.",
            target=target,
            source=source,
        )
    )
    click.echo(say("Passwords, logins and the keys of reminders do not move: set them anew (afterrun password)."))
    if isinstance(target, Database):
        click.echo(say("Open it with: afterrun --journal ADDRESS, or put the address into AFTERRUN_JOURNAL."))

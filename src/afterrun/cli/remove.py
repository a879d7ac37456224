"""``afterrun remove``."""

from __future__ import annotations

import click

from afterrun.cli.entries import line_of
from afterrun.cli.options import journal_option
from afterrun.language import say
from afterrun.places import Place
from afterrun.units import measuring


@click.command("remove")
@click.argument("name")
@journal_option
def command(name: str, journal_path: Place) -> None:
    """Take back what you logged: NAME as `afterrun entries` lists it. To correct it, log it again as it was."""
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.logged import take_back

    with Journal.open(journal_path, create=False) as journal:
        gone, unit = take_back(journal, name), settings_of(journal).unit
    with measuring(unit):
        click.echo(say("Removed: {what}.", what=line_of(gone)))

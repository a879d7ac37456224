"""``afterrun export``."""

from __future__ import annotations

from pathlib import Path

import click

from afterrun.cli.options import journal_option
from afterrun.language import say
from afterrun.places import Place


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@journal_option
def command(folder: Path, journal_path: Place) -> None:
    """Write everything to a new FOLDER: tables that `afterrun import` reads, and the files as they came."""
    from afterrun.journal import Journal
    from afterrun.lab.exporting import ORIGINALS, export_folder

    with Journal.open(journal_path, create=False) as journal:
        counts = export_folder(journal, folder)
        for name, count in counts.items():
            click.echo(f"{name}: {count}")
        left_out = [str(each) for each in journal.damaged()]
        if lost := journal.counts()["original"] - counts[ORIGINALS]:
            left_out.append(say("files that came: {lost}", lost=lost))
        if left_out:
            click.echo(
                say("Damaged, and left out: {listed}. See `afterrun check`.", listed="; ".join(left_out)), err=True
            )

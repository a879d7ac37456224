"""``afterrun export``."""

from __future__ import annotations

from pathlib import Path

import click

from afterrun.cli.options import journal_option


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@journal_option
def command(folder: Path, journal_path: Path) -> None:
    """Write everything to a new FOLDER: tables that `afterrun import` reads, and the files as they came."""
    from afterrun.journal import Journal
    from afterrun.lab.exporting import export_folder

    with Journal.open(journal_path, create=False) as journal:
        for name, count in export_folder(journal, folder).items():
            click.echo(f"{name}: {count}")

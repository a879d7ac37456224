"""``afterrun check``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from afterrun.cli.options import journal_option, json_option, say_json
from afterrun.language import marks, say, spoken

marks("run", "care", "phase", "event", "trial", "allocation", "original", "stream")  # tables, said by their names


@click.command("check")
@journal_option
@json_option
def command(journal_path: Path, as_json: bool) -> None:
    """Look whether the journal is sound: structure, checksums of streams and originals, and which engine is in use.

    With --json: {"sound", "damage": [...], "counts": {table: rows}, "engine"}.
    """
    from afterrun.journal import Journal
    from afterrun.lab.checking import check_journal

    with Journal.open(journal_path, create=False) as journal:
        found = check_journal(journal)
    if as_json:
        say_json(
            {"sound": not found.damage, "damage": list(found.damage), "counts": found.counts, "engine": found.engine}
        )
    else:
        click.echo(say("The journal is sound.") if not found.damage else say("The journal is damaged:"))
        for line in found.damage:
            click.echo(f"  {line}")
        click.echo(", ".join(f"{count} {spoken(name)}" for name, count in found.counts.items()))
        click.echo(
            say("Engine: {engine}", engine=found.engine)
            + ("" if found.engine == "C" else f" ({say('no compiler was found; slower, same answers')})")
        )
    if found.damage:
        sys.exit(1)

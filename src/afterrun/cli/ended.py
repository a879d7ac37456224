"""``afterrun ended``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from afterrun.cli.options import WHEN, journal_option, now_option, parse_time
from afterrun.errors import InvalidValueError


@click.command("ended")
@click.argument("intervention")
@click.option("--at", "at_text", help=WHEN)
@journal_option
@now_option
def command(intervention: str, at_text: str | None, journal_path: Path, now: datetime) -> None:
    """Log that you do not keep it up any more."""
    from afterrun.journal import Journal

    with Journal.open(journal_path) as journal:
        going_on = [p for p in journal.diary().phases if p.intervention == intervention and p.end is None]
        if not going_on:
            raise InvalidValueError(
                f"intervention must be one that goes on; {intervention!r} does not.",
                remedy=f"Log its beginning first: afterrun began {intervention} --at ...",
            )
        over = replace(going_on[-1], end=parse_time(at_text, now=now) if at_text else now, source="cli")
        entry = journal.entry_of(going_on[-1])
        journal.add([over])  # safe before the open one goes
        if entry is not None and journal.entry_of(over) != entry:
            journal.undo(entry)
    click.echo(f"Saved: {intervention} until {over.end:%Y-%m-%d}.")

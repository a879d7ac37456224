"""``afterrun ended``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import click

from afterrun.cli.options import WHEN, journal_option, now_option
from afterrun.cli.times import happened_at
from afterrun.errors import InvalidValueError
from afterrun.language import say, spoken
from afterrun.places import Place


@click.command("ended")
@click.argument("intervention")
@click.option("--at", "at_text", help=WHEN)
@journal_option
@now_option
def command(intervention: str, at_text: str | None, journal_path: Place, now: datetime) -> None:
    """Log that you do not keep it up any more."""
    from afterrun.journal import Journal
    from afterrun.records.free_words import name_folded

    with Journal.open(journal_path) as journal:
        wanted = name_folded(intervention)
        phases = [p for p in journal.diary().phases if p.end is None]
        going_on = [p for p in phases if name_folded(p.intervention) == wanted]
        if not going_on:
            raise InvalidValueError(
                say("intervention must be one that goes on; {intervention!r} does not.", intervention=intervention),
                remedy=say(
                    "Log its beginning first: afterrun began {intervention} --at ...", intervention=intervention
                ),
            )
        over = replace(going_on[-1], end=happened_at(at_text, now=now, day_is_enough=True), source="cli")
        entry = journal.entry_of(going_on[-1])
        journal.add([over])  # safe before the open one goes
        if entry is not None and journal.entry_of(over) != entry:
            journal.undo(entry)
    click.echo(say("Saved: {what} until {at:%Y-%m-%d}.", what=spoken(intervention), at=over.end))

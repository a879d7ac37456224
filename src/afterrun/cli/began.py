"""``afterrun began``."""

from __future__ import annotations

from datetime import datetime

import click

from afterrun.cli.flags import tell_what_calls
from afterrun.cli.options import WHEN, journal_option, now_option
from afterrun.cli.times import happened_at
from afterrun.language import say, spoken
from afterrun.places import Place
from afterrun.records import Phase


@click.command("began")
@click.argument("intervention")
@click.option("--variant", help="Which kind.")
@click.option("--at", "at_text", help=WHEN)
@click.option("--note", help="Anything else.")
@journal_option
@now_option
def command(
    intervention: str, variant: str | None, at_text: str | None, note: str | None, journal_path: Place, now: datetime
) -> None:
    """Log that you keep something up from now on: calf-raises, new-shoes."""
    from afterrun.journal import Journal
    from afterrun.records.free_words import name_folded

    intervention, variant = name_folded(intervention), name_folded(variant) if variant else None
    start = happened_at(at_text, now=now, day_is_enough=True)
    phase = Phase(intervention=intervention, variant=variant, start=start, note=note, source="cli")
    with Journal.open(journal_path) as journal:
        new = journal.add([phase]).added
        diary = journal.diary()
    click.echo(
        say(
            "{done}: {what} since {at:%Y-%m-%d}.",
            done=say("Saved") if new else say("Already there"),
            what=spoken(intervention),
            at=start,
        )
    )
    tell_what_calls(diary, phase, now)

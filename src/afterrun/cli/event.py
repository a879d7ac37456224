"""``afterrun event``."""

from __future__ import annotations

from datetime import datetime

import click

from afterrun.cli.flags import tell_what_calls
from afterrun.cli.options import WHEN, journal_option, now_option
from afterrun.cli.times import happened_at
from afterrun.cli.usage import NUMBER
from afterrun.language import say, spoken
from afterrun.places import Place
from afterrun.records import Event


@click.command("event")
@click.argument("kind")
@click.option("--minutes", type=NUMBER, help="How long.")
@click.option("--amount", type=NUMBER, help="How much, in whatever it is counted in.")
@click.option("--at", "at_text", help=WHEN)
@click.option("--note", help="Anything else.")
@journal_option
@now_option
def command(
    kind: str,
    minutes: float | None,
    amount: float | None,
    at_text: str | None,
    note: str | None,
    journal_path: Place,
    now: datetime,
) -> None:
    """Log anything else that may load the place or set it off: overhead-press, long-drive."""
    from afterrun.journal import Journal
    from afterrun.lab.recording import event_named
    from afterrun.records.free_words import name_folded

    at = happened_at(at_text, now=now)
    kind = event_named(name_folded(kind))
    happened = Event(at=at, kind=kind, minutes=minutes, amount=amount, note=note, source="cli")
    with Journal.open(journal_path) as journal:
        new = journal.add([happened]).added
        diary = journal.diary()
    click.echo(
        say(
            "{done}: {what}, {at:%Y-%m-%d %H:%M}.",
            done=say("Saved") if new else say("Already there"),
            what=spoken(kind),
            at=at,
        )
    )
    tell_what_calls(diary, happened, now)

"""``afterrun entries``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from afterrun.cli.options import journal_option, json_option, say_json
from afterrun.language import say
from afterrun.places import Place
from afterrun.records.provenance import BY_HAND
from afterrun.units import measuring

if TYPE_CHECKING:
    from afterrun.report.entry_words import Logged


@click.command("entries")
@click.option("-n", "--number", "most", type=click.IntRange(min=1), default=10, show_default=True, help="How many.")
@journal_option
@json_option
def command(most: int, journal_path: Place, as_json: bool) -> None:
    """List what you logged last, each with the name by which it is removed; the newest comes first.

    What was brought in from files and services has no name here: it is corrected where it came from.
    """
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.logged import logged

    with Journal.open(journal_path, create=False) as journal:
        found, unit = logged(journal.diary()), settings_of(journal).unit
    if as_json:
        say_json([_in_json(record) for record in found[:most]])
        return
    with measuring(unit):
        for record in found[:most]:
            click.echo(f"{_name(record):<9}{say('{at:%a %d %b %Y, %H:%M}', at=_at(record))}  {line_of(record)}")
    if not found:
        click.echo(say("Nothing is logged yet."))
    elif len(found) > most:
        click.echo(say("{n} earlier: afterrun entries -n {all}", n=len(found) - most, all=len(found)))


def line_of(record: Logged) -> str:
    """Say one entry: what, how much, where."""
    from afterrun.report.entry_words import detail_of, what_of

    site = getattr(record, "site", None)
    return ", ".join(filter(None, (what_of(record), detail_of(record), site.words if site else "")))


def _at(record: Logged) -> datetime:
    from afterrun.records.kinds import KIND_OF

    return KIND_OF[type(record)].time_of(record)


def _name(record: Logged) -> str:
    from afterrun.lab.logged import SHORT
    from afterrun.lab.row_names import row_name

    return row_name(record)[:SHORT] if record.source in BY_HAND else ""


def _in_json(record: Logged) -> dict[str, object]:
    from afterrun.lab.row_names import row_name
    from afterrun.records.kinds import KIND_OF

    return {
        "name": row_name(record) if record.source in BY_HAND else None,
        "kind": KIND_OF[type(record)].name,
        "at": _at(record).isoformat(),
        "source": record.source,
        "words": line_of(record),
    }

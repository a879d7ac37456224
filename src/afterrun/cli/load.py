"""``afterrun load``."""

from __future__ import annotations

from datetime import datetime

import click

from afterrun.cli.options import journal_option, json_option, now_option, say_json
from afterrun.cli.times import parse_time
from afterrun.cli.wrapped import wrapped
from afterrun.language import say, sentence_case
from afterrun.places import Place

_LAST = "last"


@click.command("load")
@click.argument("run", default=_LAST)
@journal_option
@json_option
@now_option
def command(run: str, journal_path: Place, as_json: bool, now: datetime) -> None:
    """Say what a run loaded, tissue by tissue. RUN is its start, or "last"."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.loading import body_of, load_run, run_at

    start = None if run == _LAST else parse_time(run, now=now)
    with Journal.open(journal_path, create=False) as journal:
        diary, body = journal.diary(), body_of(settings_of(journal))
        found = load_run(diary, journal.streams, run=run_at(diary, start, now), body=body, now=now)
    if as_json:
        say_json(to_json(found.load))
        return
    from afterrun.report.loads import (
        CANNOT,
        OPPOSITE,
        cautions_told,
        compared_told,
        derived_told,
        load_rows,
        steps_told,
    )

    load = found.load
    click.secho(say("Run of {at:%a %d %b %Y, %H:%M}", at=load.run), bold=True)
    click.echo(steps_told(load))
    click.echo(compared_told(load))
    if load.usual_runs:
        rows = [
            ("", say("in sum"), say("if hard steps count more")),
            *((sentence_case(row.words), row.sum_, row.weighted or say("not known")) for row in load_rows(load)),
        ]
        first, second = (max(len(row[i]) for row in rows) + 2 for i in (0, 1))
        for row in rows:
            click.echo(f"  {row[0]:{first}s}{row[1]:{second}s}{row[2]}")
        _say(say(OPPOSITE))
    for text in (*derived_told(load), *cautions_told(load), say(CANNOT)):
        _say(text)


def _say(text: str) -> None:
    click.echo(wrapped(text))

"""``afterrun test``."""

from __future__ import annotations

from datetime import datetime

import click

from afterrun.cli.options import WHEN, journal_option, now_option
from afterrun.cli.times import happened_at
from afterrun.cli.usage import NUMBER
from afterrun.cli.wrapped import wrapped
from afterrun.language import number, say
from afterrun.places import Place


@click.command("test")
@click.argument("name", required=False)
@click.argument("value", type=NUMBER, required=False)
@click.option("--side", type=click.Choice(("left", "right", "both")), help="Which leg.")
@click.option("--when", help="rest, before-run, +2h, +24h.")
@click.option("--note", help="Anything else.")
@click.option("--at", "at_text", help=WHEN)
@journal_option
@now_option
def command(
    name: str | None,
    value: float | None,
    side: str | None,
    when: str | None,
    note: str | None,
    at_text: str | None,
    journal_path: Place,
    now: datetime,
) -> None:
    """Log the result of a self-test. Without arguments it lists the tests and how to do them."""
    from afterrun.journal import Journal
    from afterrun.lab.self_tests import log_test
    from afterrun.reasons.self_tests import guide_named
    from afterrun.report.self_tests import news_told

    if name is None:
        _list()
        return
    if value is None:
        _tell(guide_named(name).name)
        return
    at = happened_at(at_text, now=now)
    with Journal.open(journal_path) as journal:
        found = log_test(journal, test=name, value=value, at=at, side=side, when=when, note=note, source="cli")
    click.echo(
        say(
            "{done}: {what}, {value} {unit}, {at:%Y-%m-%d %H:%M}.",
            done=say("Saved") if found.is_new else say("Already there"),
            what=say(found.guide.title),
            value=number(value),
            unit=say(found.guide.values.unit),
            at=at,
        )
    )
    click.echo(wrapped(news_told(found.news, found.guide)))


def _list() -> None:
    from afterrun.reasons.self_tests import GUIDES

    for name in GUIDES:
        _tell(name)
    click.echo(say("Log one: afterrun test lunge-bent 10.5 --side left --when rest"))


def _tell(name: str) -> None:
    from afterrun.reasons.self_tests import guide_named
    from afterrun.report.self_tests import guide_told

    guide = guide_named(name)
    click.secho(f"{name}: {say(guide.title)}", bold=True)
    for text in guide_told(guide):
        click.echo(wrapped(text, "  "))

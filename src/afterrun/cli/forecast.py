"""``afterrun forecast``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from afterrun.cli.flags import tell_flags
from afterrun.cli.options import (
    is_now,
    journal_option,
    json_option,
    now_option,
    say_json,
    seed_option,
    site_option,
)
from afterrun.cli.times import parse_time
from afterrun.errors import InvalidValueError
from afterrun.language import mark, say, sentence_case
from afterrun.places import Place
from afterrun.records import Site
from afterrun.report.words import percent, points
from afterrun.units import parse_distance_m

if TYPE_CHECKING:
    from afterrun.findings import Forecast, ForecastPoint

_PACE = re.compile(r"(\d+):(\d{2})(?:\s*/\s*km)?")
_EVERY_H = 12
_HEADS = {"without": mark("without the run"), "with": mark("with the run")}
_CHANCES = {
    "without": mark("Chance that it gets worse than {ceiling:g} (without the run): {chance}."),
    "with": mark("Chance that it gets worse than {ceiling:g} (with the run): {chance}."),
}


@click.command("forecast")
@site_option
@click.option("--run", "run_text", help='A run you think of, like "5 km" or "3 mi".')
@click.option("--at", "at_text", help='When it starts; default now. "18:00", "tomorrow 07:30" or 2026-05-01T18:00.')
@click.option("--pace", "pace_text", help="Its pace per km, like 5:45; default: your usual one.")
@click.option(
    "--ceiling", type=click.FloatRange(0, 10), default=4.0, show_default=True, help="Pain you would put up with."
)
@journal_option
@json_option
@now_option
@seed_option
def command(
    site: Site | None,
    run_text: str | None,
    at_text: str | None,
    pace_text: str | None,
    ceiling: float,
    journal_path: Place,
    as_json: bool,
    now: datetime,
    seed: int,
) -> None:
    """Pain over the next five days, with no run and with one you think of."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.lab.forecasting import ProposedRun, forecast_of
    from afterrun.lab.on_record import to_put_on_record
    from afterrun.lab.site_model import site_model
    from afterrun.reasons import red_flags

    run = None
    if run_text:
        start = parse_time(at_text, now=now) if at_text else now
        run = ProposedRun(start=start, distance_m=parse_distance_m(run_text), pace_s_per_km=_pace(pace_text))
    with Journal.open(journal_path, create=False) as journal:
        diary = journal.diary()
    model = site_model(diary, site=site, now=now, seed=seed)
    told = forecast_of(model, run=run, ceiling_nrs=ceiling)
    found = replace(told, safety=red_flags(diary, told.site, now))
    if is_now(now):
        with Journal.open(journal_path, create=False) as journal:
            journal.put_on_record(to_put_on_record(model))
    if as_json:
        say_json(to_json(found))
    else:
        _tell(found)


def _pace(text: str | None) -> float | None:
    if text is None:
        return None
    match = _PACE.fullmatch(text.strip())
    if not match:
        raise InvalidValueError(
            say("pace must be minutes and seconds per km; got {text!r}.", text=text), remedy=say("Write it like 5:45.")
        )
    return 60.0 * int(match.group(1)) + int(match.group(2))


def _tell(found: Forecast) -> None:
    tell_flags(found.safety)
    place = found.site.words
    if found.without_run is None:
        click.echo(say("{place}: not known yet.", place=sentence_case(place)))
        for check in found.checks:
            click.echo("  " + check.all_advice)
        return
    click.secho(say("{place}: what you would probably report", place=sentence_case(place)), bold=True)
    paths = [("without", found.without_run), *([("with", found.with_run)] if found.with_run else [])]
    heads = [say(_HEADS[name]) if found.with_run else say("no run") for name, _ in paths]
    click.echo("  " + " " * 18 + "".join(f"{head:>24s}" for head in heads))
    for i, point in enumerate(found.without_run.at):
        if (i + 1) * 6 % _EVERY_H == 0:
            cells = "".join(f"{_cell(path.at[i]):>24s}" for _, path in paths)
            click.echo(f"  {say('{at:%a %d %b %H:%M}', at=point.at)}  {cells}")
    for name, path in paths:
        click.echo(say(_CHANCES[name], ceiling=found.ceiling_nrs, chance=percent(path.worst_chance_above)))
    if found.run and not found.with_run:
        click.echo(" ".join(check.advice for check in found.checks if check.name == "pace-known"))


def _cell(point: ForecastPoint) -> str:
    spread = point.report_nrs
    return say("{middle} ({low:g} to {high:g})", middle=points(point.expected_nrs), low=spread.lo, high=spread.hi)

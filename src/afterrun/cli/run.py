"""``afterrun run``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from afterrun.cli.flags import tell_what_calls
from afterrun.cli.options import journal_option, json_option, now_option, say_json
from afterrun.cli.times import happened_at
from afterrun.cli.usage import NUMBER
from afterrun.language import say
from afterrun.places import Place
from afterrun.records import PainReport, Run
from afterrun.records.kinds import RUN
from afterrun.records.pain import DURING_RUN
from afterrun.records.vocabulary import SURFACES, name_typed
from afterrun.units import distance_words, measuring, parse_distance_m

if TYPE_CHECKING:
    from afterrun.journal.adding import Added


@click.command("run")
@click.argument("distance", required=False)
@click.option("--minutes", type=NUMBER, required=True, help="How long, pauses included.")
@click.option(
    "--at",
    "at_text",
    help='When it started: "07:30", "yesterday 18:00", 2026-05-01T18:00. Default: it ended just now.',
)
@click.option("--shoe", help="Which shoe, by whatever name you give it.")
@click.option("--surface", help="road, trail, treadmill, track, grass, mixed, or your own word.")
@click.option("--rpe", type=NUMBER, help="Effort, 0-10.")
@click.option("--ascent", "ascent_m", type=NUMBER, help="Metres up.")
@click.option("--cadence", "cadence_spm", type=NUMBER, help="Steps a minute, both feet.")
@click.option("--walk-breaks", type=int, help="How often you walked in between; 0 is never.")
@click.option("--note", help="Anything else.")
@journal_option
@json_option
@now_option
def command(
    distance: str | None,
    minutes: float,
    at_text: str | None,
    shoe: str | None,
    surface: str | None,
    rpe: float | None,
    ascent_m: float | None,
    cadence_spm: float | None,
    walk_breaks: int | None,
    note: str | None,
    journal_path: Place,
    as_json: bool,
    now: datetime,
) -> None:
    """Log a run without a watch: DISTANCE like "5 km" or "3 mi", left out where nobody knows it.

    A run that was there already is not counted twice; what it did not know is filled in.
    """
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.recording import require_possible
    from afterrun.reasons import flags_on_saving

    run = Run(
        start=happened_at(at_text, now=now),
        duration_s=minutes * 60,
        distance_m=parse_distance_m(distance) if distance else None,
        ascent_m=ascent_m,
        cadence_spm=cadence_spm,
        rpe=rpe,
        shoe=shoe,
        surface=name_typed(surface, SURFACES) if surface else None,
        walk_breaks=walk_breaks,
        note=note,
        source="cli",
    )
    require_possible(run)
    with Journal.open(journal_path) as journal:
        if not at_text:
            lasted = timedelta(seconds=run.duration_s)
            run = replace(run, start=ended_just_now(journal.diary().pain, now, lasted=lasted) - lasted)
        added, unit, diary = journal.add([run]), settings_of(journal).unit, journal.diary()
    if as_json:
        say_json(_in_json(run, added) | {"safety": [asdict(flag) for flag in flags_on_saving(diary, run, now)]})
    else:
        with measuring(unit):
            _tell(run, added)
        tell_what_calls(diary, run, now)


def ended_just_now(reports: Sequence[PainReport], now: datetime, *, lasted: timedelta) -> datetime:
    """Say when a run ended that is logged now: before what was rated on coming home, which is no pain of the run."""
    apart = ("before-run", DURING_RUN)
    home = [report.at for report in reports if now - lasted < report.at <= now and report.moment not in apart]
    return min(home, default=now)


def _in_json(run: Run, added: Added) -> dict[str, object]:
    values = ((field.name, getattr(run, field.name)) for field in RUN.fields)
    said = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values}
    return {"added": added.added, "already": added.already, "run": said}


def _tell(run: Run, added: Added) -> None:
    from afterrun.report.imported import asked_about, counted_once

    far = "" if run.distance_m is None else say("{far} in ", far=distance_words(run.distance_m, ".3g"))
    click.echo(
        say(
            "{done}: run, {far}{minutes:.0f} min, {at:%Y-%m-%d %H:%M}.",
            done=say("Saved") if added.added else say("Already there"),
            far=far,
            minutes=run.duration_s / 60,
            at=run.start,
        )
    )
    for new, old in added.same:
        click.echo(counted_once(new, old))
    for new, what, other in added.asked:
        click.echo(asked_about(new, what, other))

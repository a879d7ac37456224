"""``afterrun plan``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from afterrun.cli.flags import tell_flags
from afterrun.cli.options import is_now, journal_option, json_option, now_option, say_json, seed_option, site_option
from afterrun.cli.wrapped import wrapped
from afterrun.errors import InvalidValueError
from afterrun.language import say, sentence_case
from afterrun.places import Place
from afterrun.records import Site
from afterrun.units import distance_words, measuring, parse_distance_m

if TYPE_CHECKING:
    from afterrun.findings import Plan
    from afterrun.lab.planning import Wanted

_GOAL = re.compile(r"(?P<far>.+?)(?:\s*[x×]\s*(?P<often>[1-7]))?")


@click.command("plan")
@site_option
@click.option(
    "--ceiling", type=click.FloatRange(0, 10), help="Pain you would put up with; default: as in the settings."
)
@click.option(
    "--chance", type=click.FloatRange(0.01, 0.9), help="How often it may be more; default: as in the settings."
)
@click.option("--goal", "goal_text", help='What you would like to run, like "5 km x 3" for three times a week.')
@click.option("--by", "by_text", help="When you would like to, like 2027-03-01.")
@click.option("--weeks", type=click.IntRange(1, 12), default=4, show_default=True, help="How many weeks to plan.")
@click.option("--runs-per-week", type=click.IntRange(1, 7), help="How often; default: as in the last weeks.")
@journal_option
@json_option
@now_option
@seed_option
def command(
    site: Site | None,
    ceiling: float | None,
    chance: float | None,
    goal_text: str | None,
    by_text: str | None,
    weeks: int,
    runs_per_week: int | None,
    journal_path: Place,
    as_json: bool,
    now: datetime,
    seed: int,
) -> None:
    """How far to run next, and a schedule, under a ceiling of pain."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.on_record import plan_to_put_on_record
    from afterrun.lab.planning import plan_of, wanted_of
    from afterrun.lab.site_model import site_model
    from afterrun.reasons import red_flags

    with Journal.open(journal_path, create=False) as journal:
        diary, settings = journal.diary(), settings_of(journal)
    wanted = _wanted(wanted_of(settings), goal_text, by_text, ceiling, chance, runs_per_week, weeks)
    with measuring(settings.unit):
        model = site_model(diary, site=site, now=now, seed=seed)
        found = plan_of(model, safety=red_flags(diary, model.prepared.site, now), wanted=wanted)
        if is_now(now):
            with Journal.open(journal_path, create=False) as journal:
                journal.put_on_record(plan_to_put_on_record(model, found))
        if as_json:
            say_json(to_json(found))
        else:
            _tell(found)


def _wanted(
    wanted: Wanted,
    goal_text: str | None,
    by_text: str | None,
    ceiling: float | None,
    chance: float | None,
    runs_per_week: int | None,
    weeks: int,
) -> Wanted:
    wanted = replace(_goal(wanted, goal_text), weeks=weeks, by=_date(by_text))
    if ceiling is not None:
        wanted = replace(wanted, ceiling_nrs=ceiling)
    if chance is not None:
        wanted = replace(wanted, chance=chance)
    if runs_per_week is not None:
        wanted = replace(wanted, runs_per_week=runs_per_week)
    return wanted


def _goal(wanted: Wanted, text: str | None) -> Wanted:
    match = _GOAL.fullmatch(text.strip()) if text else None
    if match is None:
        return wanted
    often = int(match["often"]) if match["often"] else wanted.runs_per_week
    return replace(wanted, goal_m=parse_distance_m(match["far"]), runs_per_week=often)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidValueError(
            say("by must be a date; got {text!r}.", text=text), remedy=say("Write it like 2027-03-01."), field="by"
        ) from None


def _tell(found: Plan) -> None:
    from afterrun.report.plan import goal_told, odds, planned_day, shorter_later, verdict, why

    tell_flags(found.safety)
    click.secho(say("{place}: how far next", place=sentence_case(found.site.words)))
    click.secho(verdict(found), bold=True)
    for text in why(found):
        click.echo(wrapped(text, "  "))
    if len(found.schedule) > 1:
        click.echo("\n" + say("The runs after it, as it looks today; every report makes them anew:"))
    for run in found.schedule[1:]:
        far = distance_words(run.distance_m)
        over = say("more than {ceiling:g} after {odds}", ceiling=found.ceiling_nrs, odds=odds(run.chance_over))
        click.echo(f"  {planned_day(run.at):12s} {far:>8s}   {over}")
    for text in (*shorter_later(found), *goal_told(found)):
        click.echo(wrapped(text))

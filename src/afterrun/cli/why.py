"""``afterrun why``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from afterrun.cli.flags import tell_flags
from afterrun.cli.options import journal_option, json_option, now_option, say_json, seed_option, site_option
from afterrun.cli.wrapped import wrapped
from afterrun.language import say, sentence_case
from afterrun.places import Place
from afterrun.records import Site
from afterrun.units import measuring

if TYPE_CHECKING:
    from afterrun.findings import Why


@click.command("why")
@site_option
@journal_option
@json_option
@now_option
@seed_option
@click.option("--about", metavar="QUESTION", help="What is published on one of the questions.")
def command(site: Site | None, journal_path: Place, as_json: bool, now: datetime, seed: int, about: str | None) -> None:
    """Say what it may be about your runs that hurts, which run would tell, and what is published.

    Explanations are weighed on your own diary: how far, how fast, how much rest, what else you log, or nothing of it.
    """
    if about is not None:
        _tell_about(about)
        return
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.planning import wanted_of
    from afterrun.lab.site_model import site_model
    from afterrun.lab.why import why_of
    from afterrun.reasons import red_flags

    with Journal.open(journal_path, create=False) as journal:
        diary, settings = journal.diary(), settings_of(journal)
    with measuring(settings.unit):
        model = site_model(diary, site=site, now=now, seed=seed)
        safety = red_flags(diary, model.prepared.site, now)
        found = why_of(model, safety=safety, wanted=wanted_of(settings))
        if as_json:
            say_json(to_json(found))
        else:
            _tell(found)
            _tell_published()


def _tell(found: Why) -> None:
    from afterrun.report.why import ALIKE, ONLY_LOGGED, WHOLE_STORY, explanation_rows, left_out_told, verdict, which_run

    tell_flags(found.safety)
    click.echo(say("{place}: why it may hurt", place=sentence_case(found.site.words)))
    click.secho(wrapped(verdict(found)), bold=True)
    if found.explanations is None:
        return
    if run := which_run(found):
        _say(run)
    click.echo()
    rows = explanation_rows(found)
    for row in rows:
        bar = "█" * row.steps or "▏"
        click.echo(f"  {bar:21s}{row.told}, {row.verdict}")
        click.echo(wrapped(", ".join(row.names), "    "))
    click.echo()
    alike = (say(ALIKE),) if any(len(row.names) > 1 for row in rows) else ()
    for text in (*alike, say(WHOLE_STORY), *left_out_told(found), say(ONLY_LOGGED)):
        _say(text)
    _say(say("What your runs load: afterrun load. What another foot or calf would change: afterrun foot."))


def _tell_published() -> None:
    """Say the short answers; each has its findings behind ``--about``."""
    from afterrun.reasons.evidence import TOPICS

    click.echo()
    _say(say("What is published, about others. Every finding, with how far it goes: afterrun why --about NAME."))
    for topic in TOPICS:
        click.echo(f"  {topic.id}: {say(topic.question)}")
        for text in (say(topic.verdict), say(topic.sure)):
            click.echo(wrapped(text, "    "))


def _tell_about(name: str) -> None:
    from afterrun.reasons.evidence import topic_named
    from afterrun.report.evidence import topic_told

    topic = topic_named(name)
    click.secho(say(topic.question), bold=True)
    for text in topic_told(topic):
        _say(text)


def _say(text: str) -> None:
    click.echo(wrapped(text))

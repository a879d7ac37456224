"""``afterrun did``."""

from __future__ import annotations

from datetime import datetime

import click

from afterrun.cli.flags import tell_what_calls
from afterrun.cli.options import WHEN, journal_option, now_option, site_option
from afterrun.cli.times import happened_at
from afterrun.cli.usage import NUMBER
from afterrun.language import say
from afterrun.places import Place
from afterrun.records import Care, Site


@click.command("did")
@click.argument("intervention")
@click.option("--variant", help="Which kind, like off-step or flat-floor.")
@click.option("--minutes", type=NUMBER, help="How long.")
@site_option
@click.option("--before", type=NUMBER, help="Pain just before, 0-10. Rate it before you start.")
@click.option("--after", type=NUMBER, help="Pain just after, 0-10.")
@click.option("--at", "at_text", help=WHEN)
@click.option("--note", help="Anything else.")
@journal_option
@now_option
def command(
    intervention: str,
    variant: str | None,
    minutes: float | None,
    site: Site | None,
    before: float | None,
    after: float | None,
    at_text: str | None,
    note: str | None,
    journal_path: Place,
    now: datetime,
) -> None:
    """Log something you did about it: a stretch, a massage, a tape.

    With ratings and without --site, they are about the place you reported last.
    """
    from afterrun.journal import Journal
    from afterrun.lab.recording import usual_site
    from afterrun.records.free_words import name_folded
    from afterrun.records.vocabulary import intervention_words

    intervention, variant = name_folded(intervention), name_folded(variant) if variant else None
    with Journal.open(journal_path) as journal:
        rated = before is not None or after is not None
        care = Care(
            at=happened_at(at_text, now=now),
            intervention=intervention,
            variant=variant,
            minutes=minutes,
            site=site or (usual_site(journal) if rated else None),
            pain_before=before,
            pain_after=after,
            note=note,
            source="cli",
        )
        new = journal.add([care]).added
        diary = journal.diary()
    done = say("Saved") if new else say("Already there")
    click.echo(
        say(
            "{done}: {what}, {at:%Y-%m-%d %H:%M}.",
            done=done,
            what=intervention_words(intervention, variant),
            at=care.at,
        )
    )
    tell_what_calls(diary, care, now)

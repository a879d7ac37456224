"""``afterrun pain``."""

from __future__ import annotations

from datetime import datetime

import click

from afterrun.cli.flags import tell_what_calls
from afterrun.cli.options import WHEN, journal_option, now_option, site_option
from afterrun.cli.times import happened_at
from afterrun.cli.usage import NUMBER
from afterrun.language import say, spoken
from afterrun.places import Place
from afterrun.records import PainReport, Site


@click.command("pain")
@click.argument("nrs", type=NUMBER)
@site_option
@click.option("--at", "at_text", help=WHEN)
@click.option("--moment", help="before-run, during-run, after-run, first-steps, rest, night, hopping, ...")
@click.option("--quality", "quality", multiple=True, help="sore, sharp, one-spot, warm, red, ... (may be repeated)")
@click.option("--symptom", default="pain", show_default=True, help="pain, cramp, numbness, swelling, ...")
@click.option("--onset-km", type=NUMBER, help="During a run: after how many kilometres it began.")
@click.option("--onset-min", type=NUMBER, help="During a run: after how many minutes it began.")
@click.option("--note", help="Anything else.")
@journal_option
@now_option
def command(
    nrs: float,
    site: Site | None,
    at_text: str | None,
    moment: str | None,
    quality: tuple[str, ...],
    symptom: str,
    onset_km: float | None,
    onset_min: float | None,
    note: str | None,
    journal_path: Place,
    now: datetime,
) -> None:
    """Log how much it hurts: NRS from 0 (not at all) to 10 (the worst you can imagine).

    Without --site it is the place you reported last. With --onset-km or --onset-min it is pain during a run.
    """
    from afterrun.journal import Journal
    from afterrun.lab.recording import usual_site
    from afterrun.reasons import never_asked
    from afterrun.records.free_words import name_folded
    from afterrun.records.symptom_words import symptom_folded

    with Journal.open(journal_path) as journal:
        at = happened_at(at_text, now=now)
        symptom = symptom_folded(symptom)
        words = tuple(name_folded(part) for text in quality for part in text.split(";") if part.strip())
        report = PainReport(
            at=at,
            site=site or usual_site(journal),
            nrs=nrs,
            moment=name_folded(moment) if moment else None,
            quality=words,
            symptom=symptom,
            onset_km=onset_km,
            onset_min=onset_min,
            note=note,
            source="cli",
        )
        new = journal.add([report]).added
        diary = journal.diary()
    click.echo(
        say(
            "{done}: {symptom} {nrs:g} at {place}, {at:%Y-%m-%d %H:%M}.",
            done=say("Saved") if new else say("Already there"),
            symptom=spoken(symptom),
            nrs=nrs,
            place=report.site.words,
            at=at,
        )
    )
    tell_what_calls(diary, report, now)
    if len(diary.pain) == 1 and never_asked(diary, now):
        click.echo(say("Before you start, look at the signs that should not wait: afterrun signs."), err=True)

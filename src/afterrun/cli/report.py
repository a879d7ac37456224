"""``afterrun report``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterrun.cli.options import journal_option, now_option, seed_option, site_option
from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.owner_only import to_write
from afterrun.places import Place
from afterrun.records import Site
from afterrun.units import measuring

_FORMATS = ("html", "pdf")


@click.command("report")
@site_option
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="By default what the name of --out says.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write [default: afterrun-report.FORMAT]."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@journal_option
@now_option
@seed_option
def command(
    site: Site | None, kind: str | None, out: Path | None, force: bool, journal_path: Place, now: datetime, seed: int
) -> None:
    """Write a sheet to hand a physiotherapist, of one page: HTML that prints, or PDF (extra `pdf`)."""
    from afterrun.journal import Journal
    from afterrun.journal.own_words import own_words_of
    from afterrun.journal.settings import settings_of
    from afterrun.lab.answers import answer
    from afterrun.lab.reporting import report_html, report_pdf

    kind = kind or ("pdf" if out and out.suffix.lower() == ".pdf" else "html")
    target = out or Path(f"afterrun-report.{kind}")
    if target.exists() and not force:
        raise InvalidValueError(
            say("out must be a new file; {out!r} is there.", out=str(target)),
            remedy=say("Name another, or --force."),
        )
    with Journal.open(journal_path, create=False) as journal:
        diary, settings, own = journal.diary(), settings_of(journal), own_words_of(journal)
    with measuring(settings.unit):
        found = answer(diary, site=site, now=now, seed=seed)
        if kind == "pdf":
            sheet = report_pdf(found, diary, now=now, simulated=settings.simulated, own=own)
        else:
            sheet = report_html(found, diary, now=now, simulated=settings.simulated, own=own).encode()
    with to_write(target) as file:
        file.write(sheet)
    told = say("Written: {target}.", target=target)
    click.echo(
        told if kind == "pdf" else f"{told} {say('Open it in a browser and print it, or save it as PDF from there.')}"
    )

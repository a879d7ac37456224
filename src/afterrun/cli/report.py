"""``afterrun report``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from afterrun.cli.options import journal_option, now_option, seed_option, site_option
from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records import Site

_NAME = Path("afterrun-report.html")


@click.command("report")
@site_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=_NAME, show_default=True)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@journal_option
@now_option
@seed_option
def command(site: Site | None, out: Path, force: bool, journal_path: Path, now: datetime, seed: int) -> None:
    """Write a sheet to hand a physiotherapist: HTML that prints on one to three pages."""
    from afterrun.journal import Journal
    from afterrun.lab.reporting import report_html

    if out.exists() and not force:
        raise InvalidValueError(
            say("out must be a new file; {out!r} is there.", out=str(out)), remedy=say("Name another, or --force.")
        )
    with Journal.open(journal_path, create=False) as journal:
        diary, simulated = journal.diary(), journal.setting("simulated") == "yes"
    out.write_text(report_html(diary, site=site, now=now, seed=seed, simulated=simulated), encoding="utf-8")
    click.echo(say("Written: {out}. Open it in a browser and print it, or save it as PDF from there.", out=out))

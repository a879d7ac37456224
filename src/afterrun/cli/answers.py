"""``afterrun answers``."""

from __future__ import annotations

from datetime import datetime

import click

from afterrun.cli.answers_text import tell
from afterrun.cli.options import journal_option, json_option, now_option, say_json, seed_option, site_option
from afterrun.places import Place
from afterrun.records import Site
from afterrun.units import measuring


@click.command("answers")
@site_option
@journal_option
@json_option
@now_option
@seed_option
def command(site: Site | None, journal_path: Place, as_json: bool, now: datetime, seed: int) -> None:
    """Say what your runs and reports tell, each with its range."""
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.answers import answer
    from afterrun.lab.planning import wanted_of
    from afterrun.report.other_side import other_side

    with Journal.open(journal_path, create=False) as journal:
        diary, settings = journal.diary(), settings_of(journal)
    with measuring(settings.unit):
        found = answer(diary, site=site, now=now, seed=seed, wanted=wanted_of(settings))
        if as_json:
            say_json(to_json(found.told))
        else:
            tell(found, simulated=settings.simulated, other=other_side(diary, found.told.site, now))

"""``afterrun answers``."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from afterrun.cli.kept_answers import Asked, Told, told
from afterrun.cli.options import (
    is_named,
    journal_option,
    json_option,
    json_text,
    now_option,
    seed_option,
    site_option,
)
from afterrun.places import Place
from afterrun.units import measuring

if TYPE_CHECKING:
    from afterrun.records import Site


@click.command("answers")
@site_option
@journal_option
@json_option
@now_option
@seed_option
def command(site: Site | None, journal_path: Place, as_json: bool, now: datetime, seed: int) -> None:
    """Say what your runs and reports tell, each with its range."""
    asked = Asked(place=journal_path, options=(site, as_json, seed), now=now, exact=is_named("now"))
    click.echo(told(asked, partial(_worked_out, asked, site, as_json=as_json, seed=seed)))


def _worked_out(asked: Asked, site: Site | None, *, as_json: bool, seed: int) -> Told:
    from afterrun.cli.answers_text import lines
    from afterrun.findings import to_json
    from afterrun.journal import Journal
    from afterrun.journal.settings import settings_of
    from afterrun.lab.answers import answer
    from afterrun.lab.holding import holds_until
    from afterrun.lab.planning import wanted_of
    from afterrun.report.other_side import other_side

    with Journal.open(asked.place, create=False) as journal:
        diary, settings = journal.diary(), settings_of(journal)
    wanted, now = wanted_of(settings), asked.now
    with measuring(settings.unit):
        found = answer(diary, site=site, now=now, seed=seed, wanted=wanted)
        beside = partial(other_side, diary, found.told.site)
        told_lines = (
            [json_text(to_json(found.told))]
            if as_json
            else lines(found, simulated=settings.simulated, other=beside(now))
        )
        text = "\n".join(told_lines)
        return Told(text, now if asked.exact else holds_until(found, diary, beside))

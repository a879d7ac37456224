"""``afterrun check``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from afterrun.cli.options import journal_option, json_option, say_json
from afterrun.language import mark, say
from afterrun.places import Database, Place

_TABLES = {
    "run": mark("runs"),
    "pain": mark("pain reports"),
    "care": mark("things done about it"),
    "phase": mark("things kept up"),
    "event": mark("other events"),
    "trial": mark("trials"),
    "allocation": mark("draws of trials"),
    "sign_answer": mark("answers about signs"),
    "told_forecast": mark("forecasts on record"),
    "self_test": mark("self-tests"),
    "original": mark("original files"),
    "stream": mark("recordings of watches"),
    "setting": mark("settings"),
}


@click.command("check")
@click.option(
    "--salvage",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="NEW",
    help="Save what can be read of a damaged journal to a new file.",
)
@journal_option
@json_option
def command(journal_path: Place, salvage: Path | None, as_json: bool) -> None:
    """Look whether the journal is sound: structure, a checksum of every row, stream and file, and the engine in use.

    With --json: {"sound", "damage": [...], "counts": {table: rows}, "engine"}; with --salvage {"saved": {table: rows},
    "lost": [...]}.
    """
    if salvage is not None:
        _salvage(journal_path, salvage, as_json)
        return
    from afterrun.journal import Journal
    from afterrun.lab.checking import check_journal

    with Journal.open(journal_path, create=False) as journal:
        found = check_journal(journal)
    if as_json:
        say_json(
            {"sound": not found.damage, "damage": list(found.damage), "counts": found.counts, "engine": found.engine}
        )
    else:
        click.echo(say("The journal is sound.") if not found.damage else say("The journal is damaged:"))
        for line in found.damage:
            click.echo(f"  {line}")
        click.echo(_counted(found.counts))
        click.echo(
            say("Engine: {engine}", engine=found.engine)
            + ("" if found.engine == "C" else f" ({say('no compiler was found; slower, same answers')})")
        )
    if found.damage:
        if not as_json:
            click.echo(
                say("Restore the database from a backup, or keep what is sound: afterrun export FOLDER.")
                if isinstance(journal_path, Database)
                else say("Restore a backup, or save what can be read: afterrun check --salvage FILE.")
            )
        sys.exit(1)


def _salvage(journal_path: Place, target: Path, as_json: bool) -> None:
    from afterrun.journal.salvaging import salvage

    found = salvage(journal_path, target)
    if as_json:
        say_json({"saved": dict(found.saved), "lost": [str(each) for each in found.lost]})
        return
    click.echo(say("Saved to {target}.", target=target) + " " + _counted(found.saved))
    if found.lost:
        click.echo(say("Lost:"))
        for each in found.lost:
            click.echo(f"  {each}")
    click.echo(say("Put it in the place of the journal with: afterrun restore {target} --force", target=target))


def _counted(counts: Mapping[str, int]) -> str:
    told = [f"{say(_TABLES.get(name, name))} {count}" for name, count in counts.items() if count]
    return say("In it: {what}.", what=", ".join(told)) if told else say("Nothing is in it yet.")

"""``afterrun import``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from afterrun.cli.options import journal_option, json_option, now_option, say_json
from afterrun.language import say, say_n


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@journal_option
@json_option
@now_option
def command(paths: Sequence[Path], journal_path: Path, as_json: bool, now: datetime) -> None:
    """Take in files and folders: FIT, GPX, TCX (and .gz), journal tables, PMSys/Fitbit folders.

    Importing the same again changes nothing. What is not clear is asked in the app, and does not count until then.
    With --json: {"added", "already", "asked", "sources": [{"name", "added", "already", "asked", "problems": [{"where",
    "reason", "remedy", "fatal"}], "notes"}]}.
    """
    from afterrun.journal import Journal
    from afterrun.lab.importing import ImportOutcome, import_paths

    outcomes: list[ImportOutcome] = []
    with Journal.open(journal_path) as journal:
        for outcome in import_paths(journal, paths, now=now):
            outcomes.append(outcome)
            _progress(len(outcomes), outcome.name)
            if not as_json:
                _say(outcome)
    added, already = sum(o.added for o in outcomes), sum(o.already for o in outcomes)
    asked = sum(outcome.asked for outcome in outcomes)
    refused = sum(not o.usable for o in outcomes)
    if as_json:
        say_json(
            {"added": added, "already": already, "asked": asked, "sources": [_json(outcome) for outcome in outcomes]}
        )
    else:
        _clear_progress()
        click.echo(
            "\n"
            + say(
                "{sources} sources: {added} records added, {already} already there, {refused} sources not used.",
                sources=len(outcomes),
                added=added,
                already=already,
                refused=refused,
            )
        )
        if asked:
            click.echo(
                say_n(
                    "{n} run waits for your answer and does not count until then: open the app, Questions about runs.",
                    "{n} runs wait for your answer and do not count until then: open the app, Questions about runs.",
                    asked,
                )
            )
    if not added and not already:
        click.echo(say("Nothing could be used."), err=True)
        sys.exit(1)


def _say(outcome: Any) -> None:
    _clear_progress()
    click.echo(
        say(
            "{name}: {added} added, {already} already there",
            name=outcome.name,
            added=outcome.added,
            already=outcome.already,
        )
    )
    for note in outcome.notes:
        click.echo(f"  {note}")
    for problem in outcome.problems:
        click.echo(f"  {say('not used') if problem.fatal else say('note')}: {problem}")


def _json(outcome: Any) -> dict[str, object]:
    problems = [{"where": p.where, "reason": p.reason, "remedy": p.remedy, "fatal": p.fatal} for p in outcome.problems]
    return {
        "name": outcome.name,
        "added": outcome.added,
        "already": outcome.already,
        "asked": outcome.asked,
        "problems": problems,
        "notes": list(outcome.notes),
    }


def _progress(count: int, name: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{count}  {name[:60]}", nl=False, err=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)

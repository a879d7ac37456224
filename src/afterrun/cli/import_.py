"""``afterrun import``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from afterrun.cli.flags import tell_flags
from afterrun.cli.options import journal_option, json_option, now_option, say_json
from afterrun.cli.progress import Progress
from afterrun.cli.remarks import Remarks
from afterrun.errors import FileUnreadableError
from afterrun.language import mark, say, say_n
from afterrun.places import Place
from afterrun.stopping import saying

_DECIDE = mark("Nothing was changed. Answer on the import page, or import it again with --replace.")


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="What 5/6/2026 is where a table does not show it.")
@click.option("--map", "layout_path", type=click.Path(path_type=Path, dir_okay=False), help="What the columns are.")
@click.option("--replace", is_flag=True, help="Where a table differs from the journal, the table is right.")
@click.option("--past", is_flag=True, help="Which imports there were, each with its number.")
@click.option("--undo", type=click.IntRange(min=1), metavar="NUMBER", help="Take that import back, all of it.")
@click.option("--redo", type=click.IntRange(min=1), metavar="NUMBER", help="Bring an import back that was taken back.")
@journal_option
@now_option
@json_option
def command(
    paths: Sequence[Path],
    dates: Any,
    layout_path: Path | None,
    replace: bool,
    past: bool,
    undo: int | None,
    redo: int | None,
    journal_path: Place,
    now: datetime,
    as_json: bool,
) -> None:
    """Take in files, folders and archives: what watches and services give, and tables (CSV, Excel, LibreOffice).

    A --map FILE says once what the columns of your own table are: a line table = "pain", then under [columns] lines
    like at = "When" (the field, and the header in your table), under [always] what holds in each row.

    Importing the same again changes nothing. A run that is not clear is asked about in the app, and does not count
    until then. A row that differs from the journal, or is gone from a table, is asked about on the import page, unless
    --replace says that the table is right.

    An import that was a mistake is taken back whole with --undo NUMBER: what it brought counts nowhere, what it
    corrected is as before, nothing is lost. --redo NUMBER, or importing the same again, brings it back.

    With --json: {"added", "already", "asked", "sources": [{"name", "added", "already", "asked", "corrected",
    "problems": [{"where", "reason", "remedy", "fatal"}], "notes", "questions"}], "safety": [{"level", "text"}]}; with
    --past, --undo and --redo {"imports": [{"number", "at", "entries", "taken_back", "sources"}]}.
    """
    if (past, undo is not None, redo is not None, bool(paths)).count(True) != 1:
        raise click.UsageError(say("Name files to import, or one of --past, --undo and --redo."))
    if not paths:
        _tell_past(journal_path, undo, redo, as_json=as_json)
        return
    from afterrun.importers.counting import files_at
    from afterrun.journal import Journal
    from afterrun.lab.importing import ImportOutcome, import_paths
    from afterrun.lab.past_imports import Keeper
    from afterrun.lab.table_layouts import keep_layout
    from afterrun.reasons import urgent_flags

    outcomes: list[ImportOutcome] = []
    remarks = Remarks()
    layout = None if layout_path is None else _layout(layout_path)
    with Journal.open(journal_path) as journal:
        if layout is not None:
            keep_layout(journal, layout)
        keeper = Keeper(journal, now)
        progress = Progress(sum(files_at(path) for path in paths))
        with saying(lambda _: _stopped(progress, len(outcomes))):
            for outcome in import_paths(journal, paths, now=now, dates=dates, replace=replace, keeper=keeper):
                outcomes.append(outcome)
                if not as_json:
                    progress.clear()
                    _say(outcome, remarks)
                progress.step(outcome.name)
        safety = urgent_flags(journal.diary(), now)
    progress.clear()
    if as_json:
        sums = {key: sum(getattr(each, key) for each in outcomes) for key in ("added", "already", "asked")}
        sources = [_json(outcome) for outcome in outcomes]
        say_json(sums | {"sources": sources, "safety": [asdict(flag) for flag in safety]})
    else:
        _say_sums(outcomes, remarks)
        if keeper.number:
            click.echo(say("A mistake? All of it is taken back with: afterrun import --undo {n}", n=keeper.number))
        tell_flags(safety)
    if not any(outcome.usable for outcome in outcomes):
        click.echo(say("Nothing could be used."), err=True)
        sys.exit(1)


def _tell_past(journal_path: Place, undo: int | None, redo: int | None, *, as_json: bool) -> None:
    """Tell of the imports there were, or of the one that was taken or brought back."""
    from afterrun.journal import Journal
    from afterrun.lab.past_imports import past_imports
    from afterrun.lab.taking_back import bring_import_back, take_import_back

    with Journal.open(journal_path) as journal:
        if undo is not None:
            take_import_back(journal, undo)
        if redo is not None:
            bring_import_back(journal, redo)
        found = [each for each in past_imports(journal) if each.number in (undo or redo or each.number,)]
    if as_json:
        say_json({"imports": [each.as_json() for each in found]})
        return
    for each in found:
        click.echo(f"{each.number:>4}  {each.words}")
    if not found:
        click.echo(say("Nothing was imported yet."))


def _layout(path: Path) -> Any:
    from afterrun.importers.tables.layout import read_layout

    try:
        return read_layout(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(
            say("map must be a text file; {path!r} cannot be read ({error}).", path=str(path), error=error),
            remedy=say("Check the spelling."),
        ) from None


def _say_sums(outcomes: Sequence[Any], remarks: Remarks) -> None:
    from afterrun.report.added import with_words

    for line in remarks.left():
        click.echo(line)
    kinds = sum((Counter(each.kinds) for each in outcomes), Counter[str]())
    refused = sum(any(problem.fatal for problem in each.problems) and not each.usable for each in outcomes)
    click.echo(
        "\n"
        + say(
            "{sources}: {added}, {already} already there, {refused} not used.",
            sources=say_n("{n} source", "{n} sources", len(outcomes)),
            added=with_words(say_n("{n} record added", "{n} records added", sum(kinds.values())), kinds),
            already=sum(each.already for each in outcomes),
            refused=say_n("{n} source", "{n} sources", refused),
        )
    )
    if asked := sum(each.asked for each in outcomes):
        click.echo(
            say_n(
                "{n} run waits for your answer and does not count until then: open the app, Questions about runs.",
                "{n} runs wait for your answer and do not count until then: open the app, Questions about runs.",
                asked,
            )
        )


def _stopped(progress: Progress, done: int) -> str:
    progress.clear()
    return say_n(
        "Stopped after {n} file. What was taken in stays; import the same again to go on.",
        "Stopped after {n} files. What was taken in stays; import the same again to go on.",
        done,
    )


def _say(outcome: Any, remarks: Remarks) -> None:
    from afterrun.report.added import with_words

    click.echo(
        say(
            "{name}: {added}, {already} already there",
            name=outcome.name,
            added=with_words(say("{n} added", n=outcome.added), outcome.kinds),
            already=outcome.already,
        )
    )
    if outcome.corrected:
        click.echo("  " + say_n("{n} row corrected", "{n} rows corrected", outcome.corrected))
    for note in filter(remarks.among_first, outcome.notes):
        click.echo(f"  {note}")
    for question in outcome.questions:
        if remarks.among_first(question.words):
            click.echo(f"  {say('to decide')}: {question.words} {say(_DECIDE)}")
    for problem in outcome.problems:
        if problem.fatal or remarks.among_first(f"{problem.reason} {problem.remedy}".strip()):
            click.echo(f"  {say('not used') if problem.fatal else say('note')}: {problem}")


def _json(outcome: Any) -> dict[str, object]:
    problems = [{"where": p.where, "reason": p.reason, "remedy": p.remedy, "fatal": p.fatal} for p in outcome.problems]
    return {
        "name": outcome.name,
        "added": outcome.added,
        "already": outcome.already,
        "asked": outcome.asked,
        "corrected": outcome.corrected,
        "problems": problems,
        "notes": list(outcome.notes),
        "questions": [question.words for question in outcome.questions],
    }

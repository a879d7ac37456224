"""``afterrun cohort``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterrun.cli.options import journal_option, json_option, now_option, say_json, seed_option
from afterrun.cli.times import local_now
from afterrun.cli.wrapped import wrapped
from afterrun.errors import InvalidValueError
from afterrun.language import mark, say
from afterrun.places import Database, Place, place_of

if TYPE_CHECKING:
    from afterrun.findings import Cohort, CohortTrials, PersonFlag
    from afterrun.lab.cohort.source import Source

_ROUNDS = {
    "alone": mark("each alone"),
    "rough": mark("what they share"),
    "pooled": mark("each as one of them"),
}
_out_argument = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


@click.group("cohort")
def command() -> None:
    """Many journals: a clinic, a club, a study. Each person's answers, what they share, many trials of one."""


@command.command("fit")
@click.argument("source")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("cohort"),
    show_default=True,
    help="Folder to keep everything in; one that is there is gone on with.",
)
@click.option(
    "--engine",
    type=click.Choice(["processes", "dask", "ray"]),
    default="processes",
    show_default=True,
    help="Who does the sums; dask and ray are extras.",
)
@click.option("--address", help="Of a Dask or Ray cluster that runs already [default: one is started here].")
@click.option("--workers", type=click.IntRange(1, 512), help="How many at once [default: one a core].")
@click.option("--pool/--no-pool", default=True, show_default=True, help="See people as some of many, too.")
@click.option("--study", help="Of a clinic: only who takes part in this study, by its number or title.")
@json_option
@now_option
@seed_option
def fit(
    source: str,
    out: Path,
    engine: str,
    address: str | None,
    workers: int | None,
    pool: bool,
    study: str | None,
    as_json: bool,
    now: datetime,
    seed: int,
) -> None:
    """Fit SOURCE: a folder with a journal file, or a folder of tables, for each person; or a PostgreSQL address.

    Of a clinic SOURCE is its folder or its database, and --study says which of its studies. Stop and go on at any time.
    """
    from afterrun.cohort.engines import engine_named
    from afterrun.findings import to_json
    from afterrun.lab.cohort.fitting import Fitting, fit_cohort

    fitting = Fitting(
        source=_source(source, study),
        out=out,
        engine=engine_named(engine, address),
        now=now,
        seed=seed,
        workers=workers or os.cpu_count() or 1,
        pool=pool,
        lost=say("The work on this journal ended the process three times."),
    )
    with _progress(quiet=as_json) as progress:
        found = fit_cohort(fitting, progress)
    if as_json:
        say_json(to_json(found))
    else:
        _tell(found, out)


@command.command("show")
@_out_argument
@json_option
def show(folder: Path, as_json: bool) -> None:
    """Say what the people of a fitted cohort share."""
    from afterrun.findings import to_json
    from afterrun.lab.cohort.told import kept_told

    found = kept_told(folder)
    if as_json:
        say_json(to_json(found))
    else:
        _tell(found, folder)


@command.command("lend")
@_out_argument
@click.option("--out", "target", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write.")
@click.option("--name", default=None, help="What these people are called [default: the folder's name].")
def lend(folder: Path, target: Path, name: str | None) -> None:
    """Write what the people of a fitted cohort share into a file, for somebody who is not one of them.

    It holds means and spreads of twenty people or more, and nothing of a single one.
    """
    from afterrun.lab.cohort.lending import others_of
    from afterrun.owner_only import in_one_step

    others = others_of(folder, name=name or folder.resolve().name)
    with in_one_step(target) as file:
        file.write(others.text.encode())
    click.echo(say("Written: {path}, of {n} people.", path=target, n=others.people))
    click.echo(say("Whoever wants to lean on them: {command}", command=f"afterrun cohort borrow {target}"))


@command.command("borrow")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--nobody", is_flag=True, help="Lean on nobody any more.")
@journal_option
def borrow(file: Path | None, nobody: bool, journal_path: Place) -> None:
    """Let answers lean on other people where they fit your diary: FILE is what "afterrun cohort lend" wrote."""
    from afterrun.journal import Journal
    from afterrun.journal.others import keep_others
    from afterrun.lab.leaning import LARGEST, lean_on

    if (file is None) is not nobody:
        raise InvalidValueError(
            say("file must be named, or --nobody; one of the two."),
            remedy=say("Type afterrun cohort borrow FILE, or afterrun cohort borrow --nobody."),
            field="file",
        )
    with Journal.open(journal_path) as journal:
        if file is None:
            keep_others(journal, None)
            click.echo(say("Your answers lean on nobody."))
        else:
            with file.open("rb") as content:
                others = lean_on(journal, content.read(LARGEST))
            click.echo(say("Your answers may lean on {n} other people: {name}.", n=others.people, name=others.name))


@command.command("trial")
@_out_argument
@json_option
def trial(folder: Path, as_json: bool) -> None:
    """Put trials of one on the same question together."""
    from afterrun.findings import to_json
    from afterrun.lab.cohort.aggregating import cohort_trials

    found = cohort_trials(folder)
    if as_json:
        say_json(to_json(found))
    else:
        _tell_trials(found)


def _source(text: str, study: str | None) -> Source:
    """Find the journals; of a clinic nobody is in a cohort who did not agree to."""
    from afterrun.lab.cohort.source import DatabaseSource, source_of

    if study is not None:
        from afterrun.clinic.house import House
        from afterrun.clinic.study_source import begin

        home = place_of(text)
        with closing(House.at(home, local_now)) as house:
            return begin(house, home, study)
    source = source_of(text)
    if isinstance(source, DatabaseSource) and _is_clinic(source.database):
        raise InvalidValueError(
            say("study must be named; {place} is a clinic.", place=source.database),
            remedy=say("Nobody there agreed to more than a study of theirs: say which with --study."),
            field="study",
        )
    return source


def _is_clinic(database: Database) -> bool:
    from afterrun.journal.stores import require_postgres

    require_postgres(database)
    from afterrun.clinic.in_database import is_there

    return is_there(database)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Say how far it is on one line, which is ended before anything else is said."""
    begun = False

    def show(name: str, done: int, of: int) -> None:
        nonlocal begun
        if not quiet:
            told = say("{name}: {done} of {of}", name=say(_ROUNDS[name]), done=done, of=of)
            click.echo(f"\r  {told}", nl=done == of, err=True)
            begun = done != of

    try:
        yield show
    finally:
        if begun:
            click.echo(err=True)


def _tell(found: Cohort, out: Path) -> None:
    from afterrun.report.cohort import cohort_told, failed_told, lent_told, rows_told

    _tell_flags(found.safety)
    _paragraphs(cohort_told(found))
    for label, middle, differ in rows_told(found):
        click.echo(f"  {label}: {middle}; {differ}")
    _paragraphs(lent_told(found))
    if found.failed:
        click.echo("\n" + say("Without answers:"))
        _paragraphs(failed_told(found))
    click.echo("\n" + say("Everybody's answers: {path}", path=out / found.persons))
    click.echo(say("Not a medical device. If in doubt, have somebody look at it."))


def _tell_trials(found: CohortTrials) -> None:
    from afterrun.report.cohort_trials import person_told, question_told, trials_told

    _tell_flags(found.safety)
    if not found.questions:
        click.echo(say("Nobody here has finished a trial on pain after runs."))
    for question in found.questions:
        click.secho("\n" + question_told(question), bold=True)
        _paragraphs(trials_told(question))
        for each in question.persons:
            click.echo("  " + ", ".join(person_told(each)))
    click.echo("\n" + say("Not a medical device. If in doubt, have somebody look at it."))


def _tell_flags(flags: tuple[PersonFlag, ...]) -> None:
    from afterrun.report.cohort import flags_told

    for text in flags_told(flags):
        click.secho(wrapped(text), bold=True)


def _paragraphs(texts: Iterable[str]) -> None:
    for text in texts:
        click.echo(wrapped(text))

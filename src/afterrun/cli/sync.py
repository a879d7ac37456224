"""``afterrun sync``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afterrun.cli.options import journal_option, json_option, now_option, say_json
from afterrun.cli.progress import Progress
from afterrun.language import say, say_n
from afterrun.stopping import saying

if TYPE_CHECKING:
    from afterrun.journal.secrets import Secrets
    from afterrun.sync.syncing import LastResult


@click.group("sync", invoke_without_command=True)
@click.pass_context
@journal_option
@now_option
@json_option
@click.option("--only", "names", multiple=True, help="One source, as `afterrun sync list` names it; may be repeated.")
@click.option("--from-the-start", is_flag=True, help="Look at everything there once more; nothing is doubled.")
def command(
    context: click.Context,
    journal_path: Path,
    now: datetime,
    as_json: bool,
    names: Sequence[str],
    from_the_start: bool,
) -> None:
    """Take in what is new at the services and in the folders that you added.

    Add one with: afterrun sync add. With --json: {"sources": [{"name", "at", "added", "already", "asked", "told",
    "fault"}]}.
    """
    if context.invoked_subcommand is not None:
        return
    from afterrun.journal import Journal
    from afterrun.journal.secrets import Secrets
    from afterrun.sync import syncing
    from afterrun.sync.sources import called, sources_of

    private = Secrets(journal_path)
    sources = sources_of(private)
    wanted = tuple(names) or tuple(sources)
    if not wanted:
        click.echo(say("Nothing is connected yet. Add a service or a folder with: afterrun sync add"))
        return
    with Journal.open(journal_path) as journal:
        for name in wanted if from_the_start else ():
            syncing.from_the_start(journal, name)
        _work(syncing.sync(journal, private, _means(now), wanted))
    results = {name: result for name, result in syncing.last_results(private).items() if name in wanted}
    if as_json:
        say_json({"sources": [{"name": name, **_json(result)} for name, result in results.items()]})
    else:
        for name, result in results.items():
            _say(called(name, sources[name]), result)
    if any(result.fault for result in results.values()):
        sys.exit(1)


@command.group("add")
def add() -> None:
    """Connect a service or a folder. Keys are prompted for, or read from a pipe; never put one in a command."""


@add.command("intervals")
@click.option("--address", default=None, help="Of the server, if it is not https://intervals.icu.")
@journal_option
def add_intervals(address: str | None, journal_path: Path) -> None:
    """intervals.icu: the key is on its settings page, under Developer Settings."""
    from afterrun.sync.sources import Intervals

    source = Intervals(*_asked([say("API key")]))
    _add(journal_path, source if address is None else replace(source, address=address))


@add.command("strava")
@click.option("--address", default=None, help="Of the server, if it is not https://www.strava.com.")
@journal_option
def add_strava(address: str | None, journal_path: Path) -> None:
    """Strava: client id, client secret and refresh token of an application of your own (three lines from a pipe).

    What comes this way may be shown to nobody but you: such runs are marked, and cohorts leave you out.
    """
    from afterrun.sync.sources import Strava

    client_id, secret, token = _asked([say("Client ID"), say("Client secret"), say("Refresh token")])
    source = Strava(client_id, secret, token)
    _add(journal_path, source if address is None else replace(source, address=address))


@add.command("folder")
@click.argument("path", type=click.Path(path_type=Path, file_okay=False))
@journal_option
def add_folder(path: Path, journal_path: Path) -> None:
    """Watch a folder, such as the one that your watch or your cloud writes into."""
    from afterrun.sync.sources import Folder

    _add(journal_path, Folder(str(path.absolute())))


@command.command("list")
@journal_option
@json_option
def list_(journal_path: Path, as_json: bool) -> None:
    """What is connected, and how the last sync went. No key is shown."""
    from afterrun.sync.sources import called, sources_of

    private = _private(journal_path)
    sources, results = sources_of(private), _results(private)
    if as_json:
        say_json({"sources": [{"name": name, "last": _last_json(results.get(name))} for name in sources]})
        return
    if not sources:
        click.echo(say("Nothing is connected yet. Add a service or a folder with: afterrun sync add"))
    for name, source in sources.items():
        click.echo(f"{name}  ({called(name, source)})")
        if (result := results.get(name)) is not None:
            _say("  " + say("last: {at}", at=f"{datetime.fromisoformat(result.at):%Y-%m-%d %H:%M}"), result)


@command.command("remove")
@click.argument("name")
@journal_option
def remove(name: str, journal_path: Path) -> None:
    """Forget a source and its keys. The runs that came from it stay."""
    from afterrun.errors import InvalidValueError
    from afterrun.journal import Journal
    from afterrun.sync.sources import remove as remove_source
    from afterrun.sync.sources import sources_of
    from afterrun.sync.syncing import forget

    private = _private(journal_path)
    if not remove_source(private, name):
        known = ", ".join(sources_of(private)) or "-"
        raise InvalidValueError(
            say("source must be one of {known}; got {name!r}.", known=known, name=name),
            remedy=say("See afterrun sync list."),
        )
    with Journal.open(journal_path) as journal:
        forget(journal, private, name)
    click.echo(say("Forgotten, with its keys. The runs that came from it stay."))


def _means(now: datetime) -> Any:
    import random
    import time

    from afterrun.sync.patience import Patience
    from afterrun.sync.syncing import Means

    def wait(seconds: float) -> bool:
        time.sleep(seconds)
        return True

    return Means(now, Patience(wait, random.random))


def _work(steps: Any) -> None:
    """Show how far it is; stopped, what was taken in stays."""
    progress, source = Progress(0), ""

    def stopped(_: BaseException) -> str:
        progress.clear()
        return say("Stopped. What was taken in stays; the next sync goes on from there.")

    with saying(stopped):
        for step in steps:
            if step.source != source:
                progress, source = Progress(step.total), step.source
            progress.step(step.called)
    progress.clear()


def _private(journal_path: Path) -> Secrets:
    from afterrun.journal.secrets import Secrets

    return Secrets(journal_path)


def _results(private: Secrets) -> dict[str, LastResult]:
    from afterrun.sync.syncing import last_results

    return last_results(private)


def _add(journal_path: Path, source: Any) -> None:
    from afterrun.sync.sources import add as add_source

    name = add_source(_private(journal_path), source)
    click.echo(say("Connected as {name}. Take in what is there with: afterrun sync", name=name))


def _asked(prompts: Sequence[str]) -> list[str]:
    if not sys.stdin.isatty():
        return [sys.stdin.readline().strip() for _ in prompts]
    return [str(click.prompt(prompt, hide_input=True, err=True)).strip() for prompt in prompts]


def _say(called: str, result: LastResult) -> None:
    said = say("{added} added, {already} already there", added=result.added, already=result.already)
    click.echo(f"{called}: {said}")
    if result.asked:
        click.echo(
            "  "
            + say_n(
                "{n} run waits for your answer and does not count until then: open the app, Questions about runs.",
                "{n} runs wait for your answer and do not count until then: open the app, Questions about runs.",
                result.asked,
            )
        )
    for line in result.told:
        click.echo(f"  {say('note')}: {line}")
    if result.fault:
        click.echo(f"  {say('ended early')}: {result.fault}")


def _json(result: LastResult) -> dict[str, object]:
    return {
        "at": result.at,
        "added": result.added,
        "already": result.already,
        "asked": result.asked,
        "told": list(result.told),
        "fault": result.fault,
    }


def _last_json(result: LastResult | None) -> dict[str, object] | None:
    return None if result is None else _json(result)

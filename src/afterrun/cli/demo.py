"""``afterrun demo``: the app on the simulated story."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from afterrun.cli.answers_text import tell, tell_truth
from afterrun.cli.options import JournalPlace, now_option, seed_option
from afterrun.cli.times import local_now
from afterrun.errors import InvalidValueError
from afterrun.keeping import keeping, kept_in
from afterrun.language import say
from afterrun.places import Database, Place


@click.command("demo")
@click.option(
    "--journal",
    "journal_path",
    type=JournalPlace(),
    help="Keep the simulated journal in this new file [default: a temporary one, removed at the end].",
)
@click.option("--serve/--no-serve", "serving", default=True, help="Also open the app, or only print the answers.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8710, show_default=True, help="Port; the next free one if taken."
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser as well.")
@now_option
@seed_option
def command(journal_path: Place | None, serving: bool, port: int, open_browser: bool, now: datetime, seed: int) -> None:
    """Print the answers for a simulated runner, then open the app on that journal. Stop it with Ctrl-C."""
    if isinstance(journal_path, Database):
        raise InvalidValueError(
            say("journal must be a file for the demo; {place} is in a database.", place=journal_path),
            remedy=say("Name a new file, or none: then it is gone at the end."),
        )
    if journal_path is not None and journal_path.exists():
        raise InvalidValueError(
            say("journal must be a new file for the demo; {journal_path} is there already.", journal_path=journal_path),
            remedy=say("Name another one, or open it with: afterrun serve --journal FILE."),
        )
    with tempfile.TemporaryDirectory(prefix="afterrun-demo-") if journal_path is None else nullcontext() as folder:
        path = journal_path or Path(str(folder)) / "story.db"
        with keeping(kept_in() if folder is None else Path(folder)):  # what is temporary leaves nothing behind
            _tell_story(path, now, seed)
            if serving:
                _serve(path, port=port, open_browser=open_browser, seed=seed)


def _serve(path: Path, *, port: int, open_browser: bool, seed: int) -> None:
    from afterrun.web.serving import Reach, serve

    click.echo(
        "\n" + say("Your own data: afterrun import FILE-OR-FOLDER, then afterrun (in .venv/bin/ after `make run`).")
    )
    serve(path, reach=Reach(port=port), open_browser=open_browser, clock=local_now, seed=seed)


def _tell_story(path: Path, now: datetime, seed: int) -> None:
    from afterrun.journal import Journal
    from afterrun.lab.answers import answer
    from afterrun.lab.story import write_story
    from afterrun.response import engine_name

    click.echo(say("Working out the answers for a simulated runner …"), err=True)
    if engine_name() == "NumPy":
        click.echo(say("Without a C compiler at installation that takes some minutes."), err=True)
    with Journal.open(path) as journal:
        story = write_story(journal, now=now)
    found = answer(story.diary, now=now, seed=seed)
    tell(found, simulated=True)
    tell_truth(found, story.truth)

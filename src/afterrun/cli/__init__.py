"""The command line: thin, and quick to say what it can do."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper

import click

from afterrun import stopping
from afterrun.cli.lazy import LazyGroup
from afterrun.cli.speaking import take_language
from afterrun.cli.usage import usage_words
from afterrun.errors import AfterrunError
from afterrun.keeping import keeping, usual_folder
from afterrun.language import LANGUAGES, mark, say, speaking

_NAME = "afterrun"
_COMPLETION = "_AFTERRUN_COMPLETE"

# Command -> module, with its line for --help: nothing heavy is imported before a command is called.
COMMANDS = {
    "serve": mark("Open the app on your journal (what `afterrun` alone does)."),
    "phone": mark("Open the app for your phone, with a code to scan."),
    "demo": mark("Open the app on a simulated journal, with the answers in the terminal."),
    "import": mark("Take in watch files, folders of them, and journal tables."),
    "sync": mark("Take in what is new at intervals.icu, Strava, or in a folder."),
    "pain": mark("Log how much it hurts."),
    "run": mark("Log a run without a watch."),
    "did": mark("Log something you did about it."),
    "began": mark("Log that you keep something up from now on."),
    "ended": mark("Log that you do not keep it up any more."),
    "event": mark("Log anything else that may set it off."),
    "entries": mark("List what you logged last, by name."),
    "remove": mark("Take back what you logged, by its name."),
    "signs": mark("Signs that should not wait: what is asked, and your answers."),
    "answers": mark("Say what your runs and reports tell, each with its range."),
    "forecast": mark("Pain over the next days, with and without a run."),
    "why": mark("Say what about your runs may hurt, and which run would tell."),
    "test": mark("Log a self-test, or list them."),
    "load": mark("Say what a run loaded, tissue by tissue."),
    "foot": mark("Ask what a calf or foot that were different would change."),
    "plan": mark("How far to run next, and a schedule, under a ceiling of pain."),
    "trial": mark("Find out whether something helps: a trial of one."),
    "report": mark("Write a sheet to hand a physiotherapist."),
    "cohort": mark("Many journals: what their people share, and many trials of one together."),
    "clinic": mark("Many people in one house: a clinic, with who may see whose journal."),
    "export": mark("Write everything out as tables and original files."),
    "backup": mark("Copy the journal to a file, also while it is in use."),
    "restore": mark("Put a backup in the place of the journal."),
    "move": mark("Copy the journal into a database, or out of one into a file."),
    "database": mark("Look after a PostgreSQL database that holds journals."),
    "password": mark("Set the password that the app asks for."),
    "check": mark("Look whether the journal is sound."),
}


@click.group(cls=LazyGroup, commands_help=COMMANDS)
@click.version_option(package_name="afterrun")
@click.option(
    "--lang", type=click.Choice(tuple(LANGUAGES)), expose_value=False, help="Language; default: as $LANG says."
)
def afterrun() -> None:
    """Afterrun: what sets your running pain off, when, and what helps. Not a medical device.

    Without a command it opens the app on your journal.
    """


def main() -> None:
    """Run a command: exit code 0 done, 1 the data or the request is at fault, 2 usage, 128 and a signal if stopped."""
    arguments, language = take_language(sys.argv[1:], os.environ)
    # Our matrices are small: threads would wait for each other longer than they work. Before NumPy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _stand_in()
    for stream in (sys.stdout, sys.stderr):  # a name that is no text of the terminal's is shown as far as it goes
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with speaking(language), keeping(usual_folder()):
        _run(arguments)


def _run(arguments: list[str]) -> None:
    try:
        with stopping.saying(_stopped):
            _do(arguments)
            sys.stdout.flush()
    except stopping.Stopped as stop:
        _forget_output()
        stopping.told()
        _stop(stop.words, stop.code)
    except AfterrunError as error:
        _stop(f"{error.message}\n{error.remedy}".strip(), 1)
    except click.ClickException as error:
        _stop(usage_words(error), 2)
    except OSError as error:
        _forget_output()
        _stop(_reason(error), 1)


def _do(arguments: list[str]) -> None:
    """As click does it, which would take a closed output for a fault of the request, and tell of a stop itself."""
    if _COMPLETION in os.environ:  # the shell asks what could be typed
        afterrun(prog_name=_NAME)
    try:
        with afterrun.make_context(_NAME, arguments) as context:
            afterrun.invoke(context)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except (click.Abort, EOFError):  # somebody typed Ctrl-C, or Ctrl-D, where something was asked
        raise KeyboardInterrupt from None


def _stopped(fault: BaseException) -> str:
    """Say so, unless nobody reads it: that is how a command in a pipe ends."""
    return "" if isinstance(fault, BrokenPipeError) else say("Stopped.")


def _stand_in() -> None:
    """Give what was closed before we were started something to read and to write.

    Else a file that is opened next gets its number, a journal for one, and what is printed to it would go there.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123 - open to the end


def _reason(error: OSError) -> str:
    """Say what the system refused, and what to do."""
    what = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return say("The disk is full{what}.", what=what) + "\n" + say("Free some space; what was saved before is safe.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say("This may not be read or written{what}.", what=what) + "\n" + say("Check your rights to it.")
    told = error.strerror or str(error)
    return (
        say("A file cannot be used: {told}{what}.", told=told, what=what) + "\n" + say("Check the name and the disk.")
    )


def _forget_output() -> None:
    """What could not be written is still kept to be written at the end, and would fail there once more."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - open to the end


def _stop(message: str, code: int) -> None:
    if message:
        with suppress(OSError):  # there may be nobody to tell
            click.echo(message, err=True)
    sys.exit(code)

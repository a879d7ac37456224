"""Commands that are stopped at many moments, each in a process of its own that has loaded everything already.

A moment is a number of calls and returns since the command began, and not a time: it is the same on every machine.
``python -m tests.cli.stopped SIGNALS MOMENTS COMMAND ...`` runs a command in copies of the folder it is called in, and
prints how each ended.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

_APART = 40  # calls from one signal to the next: while what is open is closed


@dataclass(frozen=True, slots=True)
class Stopped:
    """How a command ended that was stopped.

    Parameters
    ----------
    moment : int
        Calls and returns until then; 0 where it was not stopped.
    code : int
        How it ended; negative for a signal.
    out, err : str
        What it said.
    folder : str
        Where it worked.
    """

    moment: int
    code: int
    out: str
    err: str
    folder: str


def stopped(folder: Path, into: Path, signals: tuple[int, ...], moments: int, *arguments: str) -> list[Stopped]:
    """Run a command on copies of a folder: whole at first, then stopped at so many moments from begin to end."""
    command = [sys.executable, "-m", "tests.cli.stopped", str(into), json.dumps(signals), str(moments), *arguments]
    paths = os.pathsep.join(path for path in (os.getcwd(), *sys.path) if path)  # noqa: PTH109 - as text
    ended = subprocess.run(
        command, cwd=folder, env=os.environ | {"PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True, check=True
    )
    return [Stopped(**json.loads(line)) for line in ended.stdout.splitlines()]


def _begin(into: Path, signals: tuple[int, ...], moments: int, arguments: list[str]) -> None:
    """Returns in each child only, when the command is to run in it."""
    here = Path.cwd()
    _warm(here, into, arguments)
    whole = _child(here, into, (), 0)
    if whole is None:
        return
    count = int((Path(whole.folder).with_suffix(".count")).read_text())
    _tell(whole)
    for number in range(moments):
        moment = 1 + (2 * number + 1) * count // (2 * moments)
        ended = _child(here, into, signals, moment)
        if ended is None:
            return
        _tell(ended)
    os._exit(0)


def _tell(ended: Stopped) -> None:
    sys.stdout.write(f"{json.dumps(asdict(ended))}\n")
    sys.stdout.flush()


def _warm(here: Path, into: Path, arguments: list[str]) -> None:
    """Import what it needs, by doing it."""
    import afterrun.__main__  # noqa: F401 - its own way of loading is looked at elsewhere
    from afterrun.cli import main

    copy = into / "warm"
    shutil.copytree(here, copy)
    sys.argv = ["afterrun", *arguments]
    with contextlib.chdir(copy), contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main()


def _child(here: Path, into: Path, signals: tuple[int, ...], moment: int) -> Stopped | None:
    """None in the child."""
    copy = into / f"at-{moment}"
    shutil.copytree(here, copy)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        if (child := os.fork()) == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            os.chdir(copy)
            sys.setprofile(_counting(signals, moment, copy.with_suffix(".count")))
            return None
        _, status = os.waitpid(child, 0)
        told = []
        for file in (out, err):
            file.seek(0)
            told.append(file.read().decode())
    return Stopped(moment, os.waitstatus_to_exitcode(status), told[0], told[1], str(copy))


def _counting(signals: tuple[int, ...], moment: int, counted: Path) -> Callable[..., None]:
    import atexit

    calls = 0
    left = iter(signals)
    due = moment

    def count(*_: object) -> None:
        nonlocal calls, due
        calls += 1
        if calls == due and (sign := next(left, None)) is not None:
            due += _APART
            os.kill(os.getpid(), sign)

    if not moment:
        atexit.register(lambda: counted.write_text(str(calls)))
    return count


if __name__ == "__main__":
    for sign in (signal.SIGINT, signal.SIGTERM):  # who runs in the background ignores it
        signal.signal(sign, signal.SIG_DFL if sign == signal.SIGTERM else signal.default_int_handler)
    _begin(Path(sys.argv[1]), tuple(json.loads(sys.argv[2])), int(sys.argv[3]), sys.argv[4:])
    from afterrun.__main__ import main

    main()

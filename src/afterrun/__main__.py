"""The program. Whoever stops it in the first moment, while it still loads, is told nothing of Python's insides."""

import atexit
import os
import signal
import sys
from contextlib import suppress

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where whoever started us has it ignored
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until `stoppable` hears of it

from afterrun.cli import main as _main
from afterrun.stopping import exit_code, stoppable


def main() -> None:
    """Run a command, and end with it."""
    code: int | str | None = 0
    try:
        with stoppable():
            _main()
    except SystemExit as ended:
        code = ended.code
    except KeyboardInterrupt:  # before the command itself has begun, or once it was done
        code = exit_code()
    if not isinstance(code, int | None):
        sys.exit(code)
    _leave(code or 0)


def _leave(code: int) -> None:
    """End at once: all is written. Python would take everything apart first, which is a second on a busy computer."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()

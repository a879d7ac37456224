"""The program. Whoever stops it in the first moment, while it still loads, is told nothing of Python's insides."""

import signal
import sys

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where whoever started us has it ignored
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until `stoppable` hears of it

from afterrun.cli import main as _main
from afterrun.stopping import exit_code, stoppable


def main() -> None:
    """Run a command."""
    try:
        with stoppable():
            _main()
    except KeyboardInterrupt:  # before the command itself has begun, or once it was done
        sys.exit(exit_code())


if __name__ == "__main__":
    main()

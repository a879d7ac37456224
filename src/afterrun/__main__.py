"""The program. Whoever stops it in the first moment, while it still loads, is told nothing of Python's insides."""

import signal

_before = signal.getsignal(signal.SIGINT)
if _before is signal.default_int_handler:  # not where whoever started us has it ignored
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from afterrun.cli import main as _main

    signal.signal(signal.SIGINT, _before)
else:
    from afterrun.cli import main as _main


def main() -> None:
    """Run a command."""
    try:
        _main()
    except KeyboardInterrupt:  # before the command itself has begun
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()

"""The process that works things out: questions come in at its standard input, answers go out at its standard output."""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import traceback
from contextlib import suppress
from typing import Any, BinaryIO

from afterrun.errors import AfterrunError
from afterrun.keeping import keeping
from afterrun.language import speaking
from afterrun.units import measuring
from afterrun.web.state.beside import give_way

_IDLE_S = 300.0  # after that it gives its memory back: judgement

Questions = queue.SimpleQueue[tuple[Any, Any, Any, Any]]


def main() -> None:
    """Work until nothing was asked for a while, or whoever asks is gone."""
    answers = give_way()
    questions: Questions = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, questions), daemon=True).start()
    with suppress(queue.Empty, BrokenPipeError):
        while True:
            make, language, unit, kept = questions.get(timeout=_IDLE_S)
            with speaking(language), measuring(unit), keeping(kept):
                answers.write(_worked_out(make))
            answers.flush()
    os._exit(0)  # the listener may hold the input


def _listen(questions_in: BinaryIO, questions: Questions) -> None:
    """Whoever asks closes the input when it ends, also when it is killed; then there is nobody to work for."""
    try:
        while True:
            questions.put(pickle.load(questions_in))
    except EOFError:
        os._exit(0)
    except Exception:  # what cannot be read can have no answer
        traceback.print_exc()
        os._exit(1)


def _worked_out(make: Any) -> bytes:
    try:
        return pickle.dumps((make(), None))
    except AfterrunError as fault:
        return pickle.dumps((None, fault))
    except Exception as fault:  # told here, where its place is known, and handed on
        traceback.print_exc()
        return pickle.dumps((None, RuntimeError(f"{type(fault).__name__}: {fault}")))


if __name__ == "__main__":
    main()

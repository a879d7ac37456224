"""What is worked out or written once a run: for every test, and for both workers.

An answer takes two CPU seconds and a hundred tests ask for the same one. What is kept is named by everything it hangs
on, and lies in the folder of the run: nothing is kept from one run to the next. A test that patches the code, or that
is marked `afresh`, has it worked out anew.
"""

from __future__ import annotations

import fcntl
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_folder: list[Path] = []  # of this run; empty before the first test
_under: list[str] = []
_afresh = [False, False]  # what is remembered of values, and of all else too


def keep_in(folder: Path) -> None:
    """Keep it in this folder, which the workers share."""
    folder.mkdir(exist_ok=True)
    _folder[:] = [folder]


@contextmanager
def under(circumstance: str) -> Iterator[None]:
    """Remember beside all else what is asked in here: something is not as usual, and this names it."""
    _under.append(circumstance)
    try:
        yield
    finally:
        _under.remove(circumstance)


def folder() -> Path | None:
    """Where it is kept; None before the first test."""
    return _folder[0] if _folder else None


@contextmanager
def afresh(*, really: bool = True, wholly: bool = True) -> Iterator[None]:
    """Work values out anew in here; ``wholly``, what looks by itself whether the code was patched as well."""
    before, _afresh[:] = _afresh[:], [really, really and wholly]
    try:
        yield
    finally:
        _afresh[:] = before


def whole_afresh() -> bool:
    """Whether nothing at all is to be taken from before."""
    return _afresh[1]


def copy_of(name: str, make: Callable[[Path], None], to: Path) -> Path:
    """Copy a file that is made once; ``name`` says all it hangs on."""
    if not _folder:
        make(to)
        return to
    shutil.copy(_made(f"file-{name}", make), to)
    return to


def remembered(work_out: Callable[..., T]) -> Callable[..., T]:
    """Wrap a function of values alone, so that equal arguments in one language and unit are worked out once.

    Each caller gets a copy of its own. An error is not remembered.
    """

    @wraps(work_out)
    def found(*args: Any, **options: Any) -> T:
        if _afresh[0] or not _folder:
            return work_out(*args, **options)
        asked = repr((work_out.__module__, work_out.__qualname__, args, sorted(options.items()), _in_force(), _under))

        kept = bytes_of(f"value-{sha256(asked.encode()).hexdigest()}", lambda: pickle.dumps(work_out(*args, **options)))
        return pickle.loads(kept)  # type: ignore[no-any-return]

    return found


def bytes_of(name: str, make: Callable[[], bytes]) -> bytes:
    """Bytes that are made once; ``name`` says all they hang on."""

    def keep(path: Path) -> None:
        path.write_bytes(make())

    return _made(name, keep).read_bytes()


def _in_force() -> list[tuple[str, str, object]]:
    """Whatever our modules hold for the one who asks, as the language is: found, so that a new one is not forgotten.

    But where fits are kept: that changes no answer.
    """
    return [
        (module, name, _value_of(held))
        for module, found in sorted(sys.modules.items())
        if module.startswith("afterrun.") and module != "afterrun.keeping"
        for name, held in vars(found).items()
        if isinstance(held, ContextVar)
    ]


def _value_of(held: ContextVar[object]) -> object:
    try:
        return held.get()
    except LookupError:
        return None


def _made(name: str, make: Callable[[Path], None]) -> Path:
    """Make it, unless it is there; whoever comes meanwhile waits."""
    path = _folder[0] / name
    if not path.exists():
        with (_folder[0] / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                make(half := path.with_name(f"{name}.half"))
                half.rename(path)
    return path

"""What is worked out or written once a run: for every test, and for both workers.

An answer takes two CPU seconds and a hundred tests ask for the same one. What is kept is named by everything it hangs
on, and lies in the folder of the run: nothing is kept from one run to the next. A test that patches the code, or that
is marked `afresh`, has it worked out anew.
"""

from __future__ import annotations

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from afterrun.language import language

T = TypeVar("T")
_folder: list[Path] = []  # of this run; empty before the first test
_afresh = [False]


def keep_in(folder: Path) -> None:
    """Keep it in this folder, which the workers share."""
    folder.mkdir(exist_ok=True)
    _folder[:] = [folder]


@contextmanager
def afresh(*, really: bool = True) -> Iterator[None]:
    """Work everything out anew in here."""
    before, _afresh[0] = _afresh[0], really
    try:
        yield
    finally:
        _afresh[0] = before


def copy_of(name: str, make: Callable[[Path], None], to: Path) -> Path:
    """Copy a file that is made once; ``name`` says all it hangs on."""
    if not _folder:
        make(to)
        return to
    shutil.copy(_made(f"file-{name}", make), to)
    return to


def remembered(work_out: Callable[..., T]) -> Callable[..., T]:
    """Wrap a function of values alone, so that equal arguments in one language are worked out once.

    Each caller gets a copy of its own. An error is not remembered.
    """

    @wraps(work_out)
    def found(*args: Any, **options: Any) -> T:
        if _afresh[0] or not _folder:
            return work_out(*args, **options)
        asked = repr((work_out.__module__, work_out.__qualname__, args, sorted(options.items()), language()))

        def keep(path: Path) -> None:
            path.write_bytes(pickle.dumps(work_out(*args, **options)))

        kept = _made(f"value-{sha256(asked.encode()).hexdigest()}", keep)
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]

    return found


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

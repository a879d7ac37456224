"""Fits, worked out once a run for all tests, and counted: fits are most of what the tests cost.

What is remembered is named by all that a fit depends on (data and options), and only while the engine is as it was
imported: a test that patches anything in `afterrun.response` has its fits worked out, and so has one marked `afresh`.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from hashlib import sha256
from inspect import isclass, signature
from typing import Any

import numpy as np

from afterrun.response import fit as fitting
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from tests import once

_ENGINE = "afterrun.response."
_LOG = "fits-worked-out"
# In the everyday run, both workers together. One of every shape takes one to three CPU seconds, and the whole run is to
# stay below eight minutes: whoever goes over it asks for fewer, for ones of one shape, or belongs into the share.
# It was 379 when 400 was set; since then a told change or trend asks for one more, of one shape. Two workers may both
# work out what neither has seen yet.
MOST = 440
_counted: Counter[str] = Counter()
_imported: dict[tuple[str, ...], int] = {}


def remembered(fit_response: Callable[..., Fit]) -> Callable[..., Fit]:
    """Wrap the fit, so that equal data and options are worked out once a run, and note who asked for what was."""
    told = signature(fit_response)

    @wraps(fit_response)
    def found(data: ResponseData, **options: Any) -> Fit:
        given = told.bind(data, **options)
        given.apply_defaults()
        name = None if once.folder() is None or once.whole_afresh() or _patched() else _name(given.arguments)
        if name is None:
            _note()
            return fit_response(data, **options)

        def make() -> bytes:
            _note()
            return pickle.dumps(replace(fit_response(data, **options), data=None))  # type: ignore[arg-type]

        fit: Fit = pickle.loads(once.bytes_of(f"fit-{name}", make))
        return replace(fit, data=data)

    return found


def remember() -> None:
    """Have every fit remembered; whatever is changed in the engine from here on is a patch."""
    worked_out_anew = fitting.fit_response
    found = remembered(worked_out_anew)
    for name, module in list(sys.modules.items()):
        if name.startswith("afterrun.") and vars(module).get("fit_response") is worked_out_anew:
            module.fit_response = found  # type: ignore[attr-defined]
    _imported.update(_engine())


def worked_out() -> Counter[str]:
    """How many fits each test of this run had worked out."""
    log = once.folder()
    path = None if log is None else log / _LOG
    return Counter(path.read_text().splitlines()) if path is not None and path.exists() else Counter()


def count(found: Mapping[str, int]) -> None:
    """Take what a worker has seen worked out; each sees what both have."""
    for name, number in found.items():
        _counted[name] = max(_counted[name], number)


def told() -> list[str]:
    """Say how many fits were worked out, and who asked for most if they are too many."""
    total = sum(_counted.values())
    if total <= MOST:
        return [f"{total} fits worked out, of {MOST} at most"]
    asked = (f"{number:6}  {name}" for name, number in _counted.most_common())
    return [f"{total} fits were worked out: in an everyday run at most {MOST} (tests/fits.py)", *asked]


def too_many() -> bool:
    """Whether more were worked out than an everyday run may."""
    return sum(_counted.values()) > MOST


def _note() -> None:
    kept = once.folder()
    if kept is not None:
        with (kept / _LOG).open("a") as log:
            log.write(os.environ.get("PYTEST_CURRENT_TEST", "between tests").rpartition(" ")[0] + "\n")


def _patched() -> bool:
    now = _engine()
    return any(now.get(name) != what for name, what in _imported.items())


def _engine() -> dict[tuple[str, ...], int]:
    """What each name of the engine stands for, those in its classes too."""
    found: dict[tuple[str, ...], int] = {}
    for module, held in sorted(sys.modules.items()):
        if not module.startswith(_ENGINE):
            continue
        for name, value in vars(held).items():
            found[module, name] = id(value)
            if isclass(value) and value.__module__ == module:
                found |= {(module, name, inner): id(what) for inner, what in vars(value).items()}
    return found


def _name(arguments: Mapping[str, object]) -> str | None:
    """Digest of values; None where one of them cannot be told from another."""
    try:
        return sha256(repr(_told(arguments)).encode()).hexdigest()
    except TypeError:
        return None


def _told(value: object) -> object:
    if isinstance(value, np.ndarray):
        return (value.dtype.str, value.shape, sha256(np.ascontiguousarray(value).tobytes()).hexdigest())
    if is_dataclass(value) and not isclass(value):
        return (type(value).__qualname__, [(each.name, _told(getattr(value, each.name))) for each in fields(value)])
    if isinstance(value, Mapping):
        return sorted((repr(key), _told(each)) for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_told(each) for each in value]
    if value is None or isinstance(value, str | int | float | np.generic):
        return repr(value)
    raise TypeError(type(value))

"""Fits that are kept: the same diary, program and options give the same fit, so it need not be worked out again.

Where nobody said where to keep them (`afterrun.keeping`), none is. What is kept holds no record of the diary, but what
was learned from it: it is its owner's alone, and goes when a journal is erased.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, TypedDict, Unpack

import numpy as np

from afterrun.kept_files import FITS, KeptFiles, kept_files
from afterrun.response.body import Lender
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import DoseCurve
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import Kernel
from afterrun.response.posterior import Draws
from afterrun.response.turns import TurnName

_MOST = 24  # of about a megabyte each; those of a journal with some sites and what was tried: judgement
_SCALARS = ("prob", "prob_threshold", "k_hat", "effective", "log_evidence", "parameters", "prob_turn", "log_predictive")
_DRAWS = tuple(f.name for f in fields(Draws))


class Options(TypedDict, total=False):
    """What `fit_response` may be told beside the data."""

    seed: int
    kernels: tuple[Kernel, ...]
    curves: tuple[DoseCurve, ...]
    turns: tuple[TurnName, ...]
    body: Lender | None


def learned(data: ResponseData, **options: Unpack[Options]) -> Fit:
    """Fit, as `fit_response` does, or take the fit that was kept."""
    kept = kept_files(FITS, ".npz", _MOST)
    if kept is None:
        return fit_response(data, **options)
    key = key_of(data, options)
    fit = _get(kept, key, data)
    if fit is None:
        fit = fit_response(data, **options)
        _put(kept, key, fit)
    return fit


def key_of(data: ResponseData, options: Options) -> str:
    """Name a fit by all that it depends on: data, options, and this very program."""
    digest = hashlib.sha256(_program())
    for field in fields(ResponseData):
        value = getattr(data, field.name)
        told = value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode()
        shape = (value.dtype.str, value.shape) if isinstance(value, np.ndarray) else None
        digest.update(repr((field.name, shape, len(told))).encode() + told)
    names = {
        "seed": options.get("seed", 0),
        "kernels": [kernel.name for kernel in options["kernels"]] if "kernels" in options else None,
        "curves": [curve.name for curve in options["curves"]] if "curves" in options else None,
        "turns": options.get("turns"),
        "body": options.get("body"),
    }
    digest.update(repr(names).encode())
    return digest.hexdigest()


@cache
def _program() -> bytes:
    """Digest of the engine's own files, and the libraries whose sums it rests on."""
    digest = hashlib.sha256(np.__version__.encode())
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".so", ".pyd"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


def _get(kept: KeptFiles, key: str, data: ResponseData) -> Fit | None:
    """Return a fit of these data, or None."""
    content = kept.read(key)
    if content is None:
        return None
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as found:
            return _unpacked(found, data)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None


def _put(kept: KeptFiles, key: str, fit: Fit) -> None:
    """Keep a fit."""
    content = io.BytesIO()
    np.savez(content, **_packed(fit))
    kept.write(key, content.getvalue())


def _packed(fit: Fit) -> dict[str, Any]:
    lists = {"places": list(fit.place), "sampled": list(fit.drawn)}
    told = json.dumps({name: getattr(fit, name) for name in _SCALARS} | lists)
    arrays = {name: getattr(fit.draws, name) for name in _DRAWS}
    for number, (centre, covariance) in enumerate(fit.place.values()):
        arrays |= {f"centre {number}": centre, f"covariance {number}": covariance}
    arrays |= {f"drawn {number}": z for number, z in enumerate(fit.drawn.values())}
    return arrays | {"told": np.array(told)}


def _unpacked(found: Any, data: ResponseData) -> Fit:
    told = json.loads(str(found["told"]))
    places = {
        name: (found[f"centre {number}"], found[f"covariance {number}"])
        for number, name in enumerate(told.pop("places"))
    }
    drawn = {name: found[f"drawn {number}"] for number, name in enumerate(told.pop("sampled"))}
    told["parameters"] = {name: tuple(each) for name, each in told["parameters"].items()}
    draws = Draws(**{name: found[name] for name in _DRAWS})
    return Fit(data=data, draws=draws, place=places, drawn=drawn, **told)

"""The engines there are. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from afterrun.cohort.engines.engine import Engine
from afterrun.cohort.engines.on_dask import OnDask
from afterrun.cohort.engines.on_processes import OnProcesses
from afterrun.cohort.engines.on_ray import OnRay
from afterrun.errors import InvalidValueError
from afterrun.language import say

ENGINES: Mapping[str, Callable[[str | None], Engine]] = {
    "processes": OnProcesses,
    "dask": OnDask,
    "ray": OnRay,
}
_NEEDS_NO_ADDRESS = "processes"


def engine_named(name: str, address: str | None = None) -> Engine:
    """Find an engine.

    Parameters
    ----------
    name : str
        Key in `ENGINES`.
    address : str, optional
        Of a cluster that runs already; without one it is started on this computer.

    Raises
    ------
    InvalidValueError
        If there is no such engine, or it takes no address.
    """
    if name not in ENGINES:
        raise InvalidValueError(
            say("engine must be one of {names}; got {name!r}.", names=", ".join(ENGINES), name=name),
            remedy=say("Choose one of them."),
            field="engine",
        )
    if address is not None and name == _NEEDS_NO_ADDRESS:
        raise InvalidValueError(
            say("address must be that of a Dask or Ray cluster; processes run on this computer."),
            remedy=say("Leave it out, or choose --engine dask or --engine ray."),
            field="address",
        )
    return ENGINES[name](address)

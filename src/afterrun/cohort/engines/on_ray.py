"""Ray: a cluster of this computer, or one that runs already; it comes with the extra ``ray``."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from afterrun.cohort.engines.engine import Task, WorkersLostError, one_thread_each
from afterrun.errors import InvalidValueError, MissingExtraError
from afterrun.language import say

_AGAIN = 3  # tries of a task whose worker was lost: Ray's own figure
_WAITS_S = 30  # for a cluster to answer, as of Dask: judgement
_STORE_BYTES = 200 * 2**20  # tasks hand over names and counts, nothing else; Ray would take a third of the memory


@dataclass(frozen=True, slots=True)
class OnRay:
    """Workers of a Ray cluster. Those of another computer need Afterrun and the same folders."""

    address: str | None = None
    name: str = "ray"

    def run(self, task: Task, chunks: Sequence[tuple[str, ...]], *, workers: int) -> Iterator[int]:
        """See `Engine.run`."""
        ray = _ray()
        with _started(ray, self.address, workers):
            remote = ray.remote(num_cpus=1, max_retries=_AGAIN)(task_of_ray)
            waiting = [remote.remote(task, chunk) for chunk in chunks]
            while waiting:
                (done,), waiting = ray.wait(waiting, num_returns=1)
                try:
                    yield ray.get(done)
                except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError) as error:
                    raise WorkersLostError from error


def task_of_ray(task: Task, chunk: tuple[str, ...]) -> int:
    """Run a task; Ray wants a function, and a task may be any callable."""
    return task(chunk)


@contextmanager
def _started(ray: Any, address: str | None, workers: int) -> Iterator[None]:
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    with one_thread_each():
        if address is None:
            ray.init(num_cpus=workers, include_dashboard=False, object_store_memory=_STORE_BYTES, **quiet)
        else:
            try:
                _knock(address)
                ray.init(address=address, **quiet)
            except (OSError, ValueError) as error:
                raise InvalidValueError(
                    say("address must be that of a running Ray cluster; got {address!r}.", address=address),
                    remedy=say("Start one, or leave --address out and one is started here."),
                    field="address",
                ) from error
        try:
            yield
        finally:
            ray.shutdown()


def _knock(address: str) -> None:
    """See whether somebody is at the address: of nobody Ray would wait for minutes, and warn all the while."""
    where = urlsplit(address if "://" in address else f"//{address}")
    if where.hostname and where.port:
        socket.create_connection((where.hostname, where.port), _WAITS_S).close()


def _ray() -> Any:
    try:
        import ray
    except ImportError:
        raise MissingExtraError(
            say("The engine ray must have Ray; it is not installed."),
            remedy=say("Install it with: pip install 'afterrun[cohort,ray]'. Or leave --engine out."),
        ) from None
    return ray

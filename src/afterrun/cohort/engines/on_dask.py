"""Dask: a cluster of this computer, or one that runs already; it comes with the extra ``dask``."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from afterrun.cohort.engines.engine import Task, WorkersLostError, one_thread_each
from afterrun.errors import InvalidValueError, MissingExtraError
from afterrun.language import say

_AGAIN = 3  # tries of a task whose worker was lost, as of whoever had it: Dask's own figure
_WAITS_S = 30  # for a scheduler to answer: judgement


@dataclass(frozen=True, slots=True)
class OnDask:
    """Workers of a Dask cluster. Those of another computer need Afterrun and the same folders."""

    address: str | None = None
    name: str = "dask"

    def run(self, task: Task, chunks: Sequence[tuple[str, ...]], *, workers: int) -> Iterator[int]:
        """See `Engine.run`."""
        distributed = _distributed()
        with _client(distributed, self.address, workers) as client:
            waiting = [client.submit(task, chunk, pure=False, retries=_AGAIN) for chunk in chunks]
            try:
                for done in distributed.as_completed(waiting):
                    yield done.result()
            except (distributed.KilledWorker, CancelledError) as error:  # a worker, or the scheduler
                raise WorkersLostError from error


@contextmanager
def _client(distributed: Any, address: str | None, workers: int) -> Iterator[Any]:
    if address is not None:
        try:
            client = distributed.Client(address, timeout=_WAITS_S)
        except (OSError, ValueError) as error:
            raise InvalidValueError(
                say("address must be that of a running Dask scheduler; got {address!r}.", address=address),
                remedy=say("Start one, or leave --address out and one is started here."),
                field="address",
            ) from error
        with _without_its_own_words(), client:  # it goes on complaining until it is closed
            _wait_for_workers(client, address)
            yield client
        return
    with (
        one_thread_each(),
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs="CRITICAL",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@contextmanager
def _without_its_own_words() -> Iterator[None]:
    """Tell a lost scheduler once: Dask would, in some fifty lines and while it goes on trying."""
    log = logging.getLogger("distributed.client")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


def _wait_for_workers(client: Any, address: str) -> None:
    """A scheduler without workers takes tasks, and would keep everybody waiting without a word."""
    try:
        client.wait_for_workers(1, timeout=_WAITS_S)
    except TimeoutError as error:
        raise InvalidValueError(
            say("address must be that of a Dask scheduler with workers; {address!r} has none.", address=address),
            remedy=say("Start some: dask worker {address} --nthreads 1", address=address),
            field="address",
        ) from error


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise MissingExtraError(
            say("The engine dask must have Dask; it is not installed."),
            remedy=say("Install it with: pip install 'afterrun[cohort,dask]'. Or leave --engine out."),
        ) from None
    return distributed

"""Who asks so slowly that others would wait is closed: in the head of a request, its body, or its answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from uvicorn.protocols.http.auto import AutoHTTPProtocol


@dataclass(frozen=True, slots=True)
class Patience:
    """How long somebody may take.

    Parameters
    ----------
    head_s : float
        For the head of a request, from its first byte or from when they came. [s]
    look_s : float
        Between two looks at a connection. [s]
    least_bytes_per_s : float
        Of a body, from one look to the next. [B/s]
    stuck_s : float
        For taking the next piece of an answer. [s]
    most_unfinished : int
        Connections whose request is not there yet; with more of them the oldest is closed.
    young_s : float
        So old it has to be: of a crowd that comes at once nobody is slow yet. [s]
    most_open : int
        Connections at all; with more of them the one that has been silent for the longest and waits for no answer is
        closed, however young it is. Without a place for another one nobody could come in at all.
    """

    # Judgement, all of them: a telephone on a bad line is faster, and 200 are far below the 1,024 files that a process
    # may usually have open.
    head_s: float = 10.0
    look_s: float = 5.0
    least_bytes_per_s: float = 200.0
    stuck_s: float = 60.0
    most_unfinished: int = 200
    young_s: float = 2.0
    most_open: int = 1_000

    def within(self, files: int) -> Patience:
        """Leave three of four of the files that may be open to what answers need."""
        return replace(self, most_open=max(1, min(self.most_open, files // 4)))


class _Patient(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # chosen by what is installed
    """One connection: uvicorn's, that is looked at now and then."""

    patience: ClassVar[Patience]
    unfinished: ClassVar[OrderedDict[Any, None]]  # those of one server whose request is not there yet, oldest first
    opened: ClassVar[OrderedDict[Any, None]]  # all of one server, the one that has been silent for the longest first

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._came = self._came_before = self._left_before = 0
        self._stuck_s = 0.0
        self._begins()
        self._take_a_place()
        self._next = self.loop.call_later(self.patience.look_s, self._look)

    def data_received(self, data: bytes) -> None:
        self._came += len(data)
        if self in self.opened:
            self.opened.move_to_end(self)
        super().data_received(data)
        if self._head_missing() or self.cycle.more_body:
            if self not in self.unfinished:
                self._begins()
        else:
            self.unfinished.pop(self, None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._next.cancel()
        self.unfinished.pop(self, None)
        self.opened.pop(self, None)
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Say that this is no HTTP, if no answer has begun yet, and go; what was asked before is told nothing more."""
        begun = False
        if self.cycle is not None and not self.cycle.response_complete:
            begun = self.cycle.response_started
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if begun:
            self.transport.close()
        else:
            super().send_400_response(msg)

    def _begins(self) -> None:
        self._since_s = self.loop.time()
        self.unfinished[self] = None
        oldest = next(iter(self.unfinished))
        if len(self.unfinished) > self.patience.most_unfinished and oldest.has_begun_s() >= self.patience.young_s:
            del self.unfinished[oldest]
            oldest.transport.abort()

    def _take_a_place(self) -> None:
        self.opened[self] = None
        if len(self.opened) > self.patience.most_open:
            silent = next((each for each in self.opened if not each.is_answered()), self)
            del self.opened[silent]
            silent.transport.abort()

    def is_answered(self) -> bool:
        """Whether an answer is on its way to it."""
        return self not in self.unfinished and not self._head_missing()

    def has_begun_s(self) -> float:
        """Return how long ago the request that is not there yet began. [s]"""
        return float(self.loop.time() - self._since_s)

    def _head_missing(self) -> bool:
        """Whether the next request is not known yet; what comes after an answer belongs to none or to the next."""
        return self.cycle is None or self.cycle.response_complete

    def _look(self) -> None:
        if self._too_slow():
            self.transport.abort()
        else:
            self._next = self.loop.call_later(self.patience.look_s, self._look)

    def _too_slow(self) -> bool:
        came, self._came_before = self._came - self._came_before, self._came
        left, self._left_before = self._left_before, self.transport.get_write_buffer_size()
        self._stuck_s = self._stuck_s + self.patience.look_s if left and left == self._left_before else 0.0
        if self._stuck_s >= self.patience.stuck_s:
            return True
        if self not in self.unfinished or self.flow.read_paused:
            return False
        took_s = self.has_begun_s()
        if self._head_missing():
            return bool(took_s >= self.patience.head_s)
        return bool(took_s >= self.patience.look_s and came < self.patience.least_bytes_per_s * self.patience.look_s)


def patient_protocol(patience: Patience = Patience()) -> type[asyncio.Protocol]:
    """Make the protocol of one server."""
    known = {"patience": patience, "unfinished": OrderedDict(), "opened": OrderedDict()}
    return type("Patient", (_Patient,), known)

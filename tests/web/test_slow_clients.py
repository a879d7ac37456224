"""Who asks slowly is closed after a while, and who asks as one does is not."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from afterrun.web.security.slow_clients import Patience, patient_protocol

HANG_S = 60.0
QUICK = Patience(head_s=0.2, look_s=0.1, least_bytes_per_s=100, stuck_s=0.3, most_unfinished=8)
LARGE = 64 * 2**20  # more than a socket takes in


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Read everything that is sent; say how much, or answer at length."""
    read = len(await Request(scope, receive).body())
    told = b"x" * LARGE if scope["path"] == "/large" else str(read).encode()
    await PlainTextResponse(told)(scope, receive, send)


@contextmanager
def served(patience: Patience, app: ASGIApp = app) -> Iterator[int]:
    """Serve on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, http=patient_protocol(patience), ws="none", lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        thread.join(HANG_S)
        listener.close()


@pytest.fixture(scope="module")
def quick() -> Iterator[int]:
    with served(QUICK) as port:
        yield port


def connected(port: int) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port))
    made.settimeout(HANG_S)
    return made


def closed(asking: socket.socket, drip: bytes = b"") -> bool:
    """Whether the other end closes it without an answer, though we go on and on."""
    asking.settimeout(0.02)
    until = time.monotonic() + HANG_S
    while time.monotonic() < until:
        try:
            asking.sendall(drip)
            if asking.recv(1000) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


def answered(asking: socket.socket, body: bytes) -> None:
    """Read an answer, in as many pieces as it comes."""
    answer = b""
    while not answer.endswith(b"\r\n\r\n" + body):
        answer += (piece := asking.recv(1000))
        assert piece


HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    ("begin", "drip"),
    [
        (b"", b""),
        (b"G", b""),
        (HEAD + b"X: ", b"a"),
        (HEAD + b"Content-Length: 500000\r\n\r\n", b""),
        (HEAD + b"Content-Length: 500000\r\n\r\n", b"a"),
    ],
    ids=["nothing", "a letter", "a head by letters", "no body", "a body by letters"],
)
def test_who_asks_slowly_is_closed(quick: int, begin: bytes, drip: bytes) -> None:
    with connected(quick) as asking:
        asking.sendall(begin)
        assert closed(asking, drip)


def test_after_an_answer_it_is_the_same(quick: int) -> None:
    with connected(quick) as asking:
        asking.sendall(HEAD + b"Content-Length: 1\r\n\r\na")
        answered(asking, b"1")
        assert closed(asking, b"P")


def test_who_takes_nothing_of_an_answer_is_closed(quick: int) -> None:
    with connected(quick) as asking:
        asking.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(2)  # many looks, also on a busy machine
        taken = 0
        try:
            while piece := asking.recv(1 << 20):
                taken += len(piece)
        except ConnectionError:
            pass
        assert taken < LARGE


def test_who_asks_as_one_does_is_answered() -> None:
    """In two pieces, twice, and with a body that comes slower than all at once."""
    with served(Patience(look_s=0.05)) as port, connected(port) as asking:
        for _ in range(2):
            asking.sendall(HEAD[:9])
            time.sleep(0.05)
            asking.sendall(HEAD[9:] + b"Content-Length: 5000\r\n\r\n")
            for _ in range(5):
                asking.sendall(b"a" * 1000)
                time.sleep(0.01)
            answered(asking, b"5000")


def test_of_too_many_that_have_asked_nothing_the_oldest_is_closed() -> None:
    with served(Patience(most_unfinished=8, young_s=0.0)) as port:
        idle = [connected(port) for _ in range(9)]
        assert idle[0].recv(1) == b""
        with connected(port) as asking:
            asking.sendall(HEAD + b"Content-Length: 1\r\n\r\na")
            answered(asking, b"1")
        for each in idle:
            each.close()


def test_a_crowd_that_comes_at_once_is_not_slow() -> None:
    with served(Patience(most_unfinished=8, young_s=HANG_S)) as port:
        crowd = [connected(port) for _ in range(30)]
        for each in crowd:
            each.sendall(HEAD + b"Content-Length: 1\r\n\r\na")
        for each in crowd:
            answered(each, b"1")
            each.close()


def test_where_all_places_are_taken_the_longest_silent_one_goes() -> None:
    with served(Patience(most_open=8, young_s=HANG_S, head_s=HANG_S)) as port:
        answering = connected(port)
        answering.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answering.recv(1)  # of an answer that is on its way
        crowd = [connected(port) for _ in range(20)]
        with connected(port) as asking:
            asking.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            answered(asking, b"0")
        assert all(map(closed, crowd[:12]))
        assert answering.recv(1)
        for each in (answering, *crowd):
            each.close()


def test_few_files_leave_few_places() -> None:
    assert [Patience().within(files).most_open for files in (3, 32, 256, 1024, 1 << 20)] == [1, 8, 64, 256, 1000]


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def read_all(asking: socket.socket) -> bytes:
    found = b""
    while piece := asking.recv(1000):
        found += piece
    return found


def test_garbage_behind_a_request_ends_the_connection_and_no_answer_fails() -> None:
    faults: list[Exception] = []

    async def early(scope: Scope, receive: Receive, send: Send) -> None:
        """Answer without reading, as the door does to who may not come in."""
        try:
            await PlainTextResponse("no", 403)(scope, receive, send)
        except Exception as fault:
            faults.append(fault)

    with served(Patience(), early) as port, connected(port) as asking:
        asking.sendall(CHUNKED + b"1\r\na\r\nnonsense\r\n" + HEAD)
        assert read_all(asking).startswith(b"HTTP/1.1 400")
    assert faults == []


def test_garbage_in_a_body_while_it_is_answered_ends_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    ended = threading.Event()

    async def at_length(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"begun", "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass
        ended.set()

    with served(Patience(), at_length) as port, connected(port) as asking:
        asking.sendall(CHUNKED + b"1\r\na\r\n")
        begun = b""
        while b"begun" not in begun:
            begun += asking.recv(1000)
        asking.sendall(b"nonsense\r\n")
        assert b"HTTP/1.1" not in read_all(asking)
        assert ended.wait(HANG_S)
    assert [each for each in caplog.records if each.name == "asyncio"] == []


def test_of_requests_sent_in_one_go_each_is_answered_and_what_is_none_ends_them(quick: int) -> None:
    one = HEAD + b"Content-Length: 2\r\n\r\nab"
    with connected(quick) as asking:
        asking.sendall(one * 3 + b"\r\n\x00nonsense\r\n\r\n" + one)
        told = read_all(asking)
    assert [part[:3] for part in told.split(b"HTTP/1.1 ")[1:]] == [b"200"] * 3 + [b"400"]

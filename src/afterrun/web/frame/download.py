"""A file that takes a while to make: made beside the app, handed over, and gone."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from fastapi import Request
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from afterrun.scratch import scratch
from afterrun.web.frame.rendering import open_journal
from afterrun.web.state.background import Question
from afterrun.web.state.pending import worked_out
from afterrun.web.state.service import named, service_of


async def download(
    request: Request, ending: str, media_type: str, make: Callable[[Path], Callable[[], object]]
) -> FileResponse:
    """Have a file made for one who waits for it, named after the day.

    Parameters
    ----------
    request : Request
        Who waits.
    ending, media_type : str
        Of the file.
    make : callable
        Gives for the file what writes it.
    """
    service_of(request).background.require_room(for_new=True)
    with ExitStack() as kept:
        folder = await run_in_threadpool(kept.enter_context, scratch())

        def asked() -> Question:
            # each has a file of its own: it is gone when it was handed over
            return Question(named("download", folder.parent.name), None, make(target), kept=False)

        target = folder / await run_in_threadpool(_name, request, ending)
        await worked_out(request, asked)
        answer = FileResponse(target, media_type=media_type, filename=target.name)
        weakref.finalize(answer, kept.pop_all().close)  # handed over, or nobody is there to take it
        return answer


def _name(request: Request, ending: str) -> str:
    with open_journal(request) as journal:
        return f"afterrun-{service_of(request).now(journal):%Y-%m-%d}{ending}"

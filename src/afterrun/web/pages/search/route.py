"""Find an entry by a word or a tag."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from afterrun.web.frame.rendering import open_journal, page
from afterrun.web.pages.search.view import found, photos, tags

router = APIRouter(include_in_schema=False)
_LONGEST = 100


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, words: Annotated[str, Query(alias="for", max_length=_LONGEST)] = "") -> HTMLResponse:
    """The newest entries that hold every word, and the tags there are."""
    with open_journal(request) as journal:
        diary = journal.diary()
        hits, count = found(diary, words)
        return page(
            request,
            "search/page.html",
            journal,
            words=words,
            hits=hits,
            count=count,
            tags=tags(diary),
            photos=photos(diary),
        )

"""What programs can ask, listed from the OpenAPI description."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.web.frame.rendering import open_journal, page

router = APIRouter(prefix="/api", include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
def api_page(request: Request) -> HTMLResponse:
    """The list."""
    described = request.app.openapi()
    fields = described["components"]["schemas"]["NewReport"]
    with open_journal(request) as journal:
        return page(request, "api_page/page.html", journal, paths=described["paths"], fields=fields)

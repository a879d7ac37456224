"""How the clinic's own pages are shown."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from afterrun.clinic.roles import ROLE_WORDS, SCOPE_WORDS, Role
from afterrun.language import mark, say
from afterrun.web.clinic.audit_words import action_words, detail_words
from afterrun.web.clinic.where_passkeys import origin_of
from afterrun.web.forms.sending import said_before
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import templates

_ACCOUNT = MenuLine(90, "/clinic/account", mark("Account"))
MENUS = {
    Role.RUNNER: [MenuLine(1, "/", mark("Today")), MenuLine(80, "/clinic/sharing", mark("Sharing")), _ACCOUNT],
    Role.CLINICIAN: [MenuLine(1, "/clinic/people", mark("People")), _ACCOUNT],
    Role.RESEARCHER: [MenuLine(1, "/clinic/studies", mark("Studies")), _ACCOUNT],
    Role.ADMINISTRATOR: [
        MenuLine(1, "/clinic/administration", mark("Accounts")),
        MenuLine(2, "/clinic/audit", mark("Audit trail")),
        _ACCOUNT,
    ],
}
HOMES = {role: lines[0].path for role, lines in MENUS.items()}


templates.env.filters["action"] = action_words
templates.env.filters["detail"] = detail_words


def show(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a page of the clinic."""
    visitor = getattr(request.state, "visitor", None)
    context = {
        "menu": MENUS[visitor.person.role] if visitor is not None and visitor.whole else (),
        "here": request.url.path,
        "visitor": visitor,
        "origin": origin_of(request),
        "inside": visitor is not None and visitor.whole,
        "role_words": {role.value: say(text) for role, text in ROLE_WORDS.items()},
        "scope_words": {scope.value: say(text) for scope, text in SCOPE_WORDS.items()},
        "error": None,
    }
    return templates.TemplateResponse(request, f"clinic/{name}.html", context | values, status_code=status)


def refused(request: Request) -> HTMLResponse:
    """Say that there is nothing for them there."""
    return show(request, "refused", status=404)


def sent_before(request: Request) -> HTMLResponse:
    """Say that a form came again, and that it was done the first time."""
    return show(request, "sent_before", told=said_before())

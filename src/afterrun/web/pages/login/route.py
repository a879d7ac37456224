"""Log in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from afterrun.accounts.tries import Tries
from afterrun.language import say, say_n
from afterrun.web.frame.rendering import templates
from afterrun.web.pages.login.view import START, own_path
from afterrun.web.security.login_wall import access_of, session_cookie, token_of
from afterrun.web.security.tried_from import address_of, device_cookie, device_token

router = APIRouter(include_in_schema=False)


@router.get("/login", response_class=HTMLResponse)
def show(request: Request, next: str = START, left: bool = False) -> Response:
    """The form; nothing to do where no password is asked for."""
    if not access_of(request).closed:
        return RedirectResponse(START, 303)
    return _page(request, next, left=left)


@router.post("/login", response_class=HTMLResponse)
def log_in(request: Request, password: Annotated[str, Form()] = "", next: Annotated[str, Form()] = START) -> Response:
    """Let in who knows the password; who guesses waits longer and longer, and waits for nobody who did not."""
    tries: Tries = request.app.state.tries
    access = access_of(request)
    device = access.device(device_token(request.scope))
    who = address_of(request.scope) if device is None else device
    if wait_s := tries.take(who, known=device is not None):
        told = say_n("Too many tries. Wait {n} second.", "Too many tries. Wait {n} seconds.", wait_s)
        return _page(request, next, wrong=told, status=429, headers={"retry-after": str(wait_s)})
    token = access.log_in(password)
    if token is None:
        return _page(request, next, wrong=say("That is not the password."), status=401)
    tries.forgive(who)
    answer = RedirectResponse(own_path(next), 303)
    answer.headers.append("set-cookie", session_cookie(request.scope, token))
    answer.headers.append("set-cookie", device_cookie(request.scope, access.new_device()))
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End this browser's session, and let it forget the pages it keeps."""
    access_of(request).log_out(token_of(request.scope))
    answer = RedirectResponse("/login?left=true", 303)
    answer.headers.append("set-cookie", session_cookie(request.scope, ""))
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def _page(
    request: Request,
    next: str,
    *,
    wrong: str = "",
    left: bool = False,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    """Show the form without the journal: it says nothing of the person, not even whose it is."""
    values = {"wrong": wrong, "left": left, "next": own_path(next)}
    return templates.TemplateResponse(request, "login/page.html", values, status_code=status, headers=headers)

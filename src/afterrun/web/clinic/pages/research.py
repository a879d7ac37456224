"""A researcher's side: studies, and what those who consented have to tell."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from afterrun.clinic import studies
from afterrun.clinic.research import may_be_told, study_archive
from afterrun.clinic.roles import Role
from afterrun.errors import AfterrunError
from afterrun.web.clinic.rule import allow, house_of, only, own_study, ruled_router, sent_of, visitor_of
from afterrun.web.clinic.showing import show

router = ruled_router()
_RESEARCHER = only(Role.RESEARCHER)


@router.get("/clinic/studies", response_class=HTMLResponse)
@allow(_RESEARCHER)
def page(request: Request) -> Response:
    """The researcher's own studies, with who takes part, by pseudonym."""
    return _page(request)


@router.post("/clinic/studies", response_class=HTMLResponse)
@allow(_RESEARCHER)
def begin(request: Request, title: Annotated[str, Form()] = "", note: Annotated[str, Form()] = "") -> Response:
    """Begin one; runners are asked from then on."""
    house, who = house_of(request), visitor_of(request).person
    try:
        studies.begin(house.store, house.clock(), researcher=who.id, title=title, what_for=note, sent=sent_of(request))
    except AfterrunError as error:
        return _page(request, str(error), 422)
    return RedirectResponse("/clinic/studies", 303)


@router.get("/clinic/studies/{study}/export")
@allow(only(Role.RESEARCHER, holds=own_study))
def export(request: Request, study: str) -> Response:
    """Hand over what they have to tell; each of them sees that it was."""
    house, who = house_of(request), visitor_of(request).person
    taken = []
    for each in studies.consented(house.store, study):
        with house.journals.open(each.runner) as journal:
            taken.append((each, journal.diary()))
    packed = study_archive(taken)
    told = (consent for consent, diary in taken if may_be_told(diary))
    studies.note_export(house.store, house.clock(), number=study, actor=who.id, told=told)
    headers = {"Content-Disposition": f'attachment; filename="afterrun-study-{house.clock():%Y-%m-%d}.zip"'}
    return Response(packed, media_type="application/zip", headers=headers)


def _page(request: Request, error: str | None = None, status: int = 200) -> HTMLResponse:
    house, who = house_of(request), visitor_of(request).person
    mine = [
        (each, [found.pseudonym for found in studies.consented(house.store, each.id)])
        for each in studies.all_of(house.store, who.id)
    ]
    return show(request, "studies", status=status, error=error, studies=mine)

"""The ten-second check-in: where, how much, save."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.journal import Entry, Journal
from afterrun.records import REGIONS, SIDES, PainReport, Site
from afterrun.web.body_map import places
from afterrun.web.forms import field_of, new_form_key, time_of
from afterrun.web.pages import is_fragment, open_journal, page

router = APIRouter(include_in_schema=False)
WORDS = {0: "none", 1: "", 2: "mild", 3: "", 4: "", 5: "medium", 6: "", 7: "strong", 8: "", 9: "", 10: "worst"}
MOMENTS = ("first-steps", "before-run", "during-run", "after-run", "rest", "walking", "evening")
QUALITIES = ("sore", "bruised", "sharp", "burning", "pebble", "tender-to-load", "tight", "numb")
SYMPTOMS = ("pain", "tightness", "cramp", "numbness")
_SITES_SHOWN = 4


@router.get("/check-in", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The form, with the place of last time chosen."""
    with open_journal(request) as journal:
        return _form(request, journal, {})


@router.post("/check-in", response_class=HTMLResponse)
def save(
    request: Request,
    nrs: Annotated[str, Form()] = "",
    site: Annotated[str, Form()] = "",
    side: Annotated[str, Form()] = "",
    region: Annotated[str, Form()] = "",
    place: Annotated[str, Form()] = "",
    both: Annotated[str, Form()] = "",
    symptom: Annotated[str, Form()] = "pain",
    moment: Annotated[str, Form()] = "",
    quality: Annotated[list[str] | None, Form()] = None,
    note: Annotated[str, Form()] = "",
    at: Annotated[str, Form()] = "",
    form_key: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Store the report; a double tap is one."""
    typed = {"nrs": nrs, "site": site, "side": side, "region": region, "symptom": symptom, "moment": moment}
    typed |= {"place": place, "both": both, "note": note, "at": at, "form_key": form_key}
    with open_journal(request) as journal:
        try:
            report = PainReport(
                at=time_of(request, at, form_key),
                site=_site(site, place, both, f"{side}-{region}"),
                nrs=_number(nrs),
                symptom=symptom,
                moment=moment or None,
                quality=tuple(quality or ()),
                note=note.strip() or None,
                source="app",
            )
        except AfterrunError as error:
            return _form(request, journal, typed, error=error, chosen=tuple(quality or ()))
        journal.add([report])
        return _saved(request, journal, report)


@router.post("/undo", response_class=HTMLResponse)
def undo(
    request: Request, table: Annotated[str, Form()], row: Annotated[int, Form()], uid: Annotated[str, Form()]
) -> HTMLResponse:
    """Take the last entry back."""
    with open_journal(request) as journal:
        gone = journal.undo(Entry(table, row, uid))
        text = "Taken back." if gone else "It was gone already."
        name = "fragments/note.html" if is_fragment(request) else "note.html"
        return page(request, name, journal, text=text)


def _site(site: str, place: str, both: str, selected: str) -> Site:
    """Take a place used before, else the one tapped on the map, else the one selected where there is no script."""
    if site and site != "other":
        return Site.parse(site)
    if place:
        tapped = Site.parse(place)
        return Site("both", tapped.region) if both else tapped
    if selected == "-":
        raise InvalidValueError("site must be one place; none was chosen.", remedy="Tap where it is on the picture.")
    return Site.parse(selected)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise InvalidValueError("pain must be a number from 0 to 10; none was chosen.", remedy="Tap one.") from None


def _saved(request: Request, journal: Journal, report: PainReport) -> HTMLResponse:
    entry = journal.entry_of(report)
    name = "fragments/saved.html" if is_fragment(request) else "saved.html"
    text = f"Saved: {report.nrs:g} at {report.site.words}, {report.at:%H:%M}."
    return page(request, name, journal, text=text, entry=entry)


def _form(
    request: Request,
    journal: Journal,
    typed: dict[str, str],
    *,
    error: AfterrunError | None = None,
    chosen: tuple[str, ...] = (),
) -> HTMLResponse:
    reports = journal.diary().pain
    sites = tuple(dict.fromkeys(report.site for report in reversed(reports)))[:_SITES_SHOWN]
    usual = typed.get("site") or (str(sites[0]) if sites else "other")
    name = "fragments/check_in.html" if is_fragment(request) else "check_in.html"
    return page(
        request,
        name,
        journal,
        status=422 if error and not is_fragment(request) else 200,
        sites=sites,
        usual=usual,
        words=WORDS,
        moments=MOMENTS,
        qualities=QUALITIES,
        symptoms=SYMPTOMS,
        sides=SIDES,
        regions=REGIONS,
        places=places(),
        typed={"form_key": new_form_key()} | typed,
        chosen=chosen,
        error=error,
        wrong=field_of(error),
    )

"""Templates, and what all of them need to know."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.templating import Jinja2Templates

from afterrun.errors import UnknownSiteError
from afterrun.findings import Flag
from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.journal.photos import PICTURED_TABLES
from afterrun.journal.settings import Settings, settings_of
from afterrun.language import language, number, say, sentence_case, spoken
from afterrun.language.catalogue import catalogue
from afterrun.reasons import red_flags
from afterrun.records import Diary, Site
from afterrun.report.words import points, reports_words, runs_words
from afterrun.units import distance_unit, distance_words
from afterrun.web.forms.sending import for_journal, form_key
from afterrun.web.frame.haste import HASTE
from afterrun.web.frame.script_words import script_words
from afterrun.web.frame.shell import TEMPLATES, static_url
from afterrun.web.frame.speaking import READER
from afterrun.web.security.login_wall import is_open
from afterrun.web.state.service import service_of

mimetypes.add_type("application/manifest+json", ".webmanifest")
templates = Jinja2Templates(directory=list(TEMPLATES))
templates.env.globals["static"] = static_url
templates.env.globals["form_key"] = form_key
templates.env.globals["for_journal"] = for_journal
templates.env.globals["language"] = language
templates.env.globals["pictured"] = PICTURED_TABLES
templates.env.globals["script_words"] = script_words
templates.env.policies["ext.i18n.trimmed"] = True
templates.env.add_extension("jinja2.ext.i18n")
templates.env.install_gettext_callables(  # type: ignore[attr-defined]
    lambda text: catalogue(language()).gettext(text),
    lambda one, many, n: catalogue(language()).ngettext(one, many, n),
    newstyle=True,
)


def _told(text: str) -> str:
    """Write a sentence with no break before a percent sign."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def _heard(about: str) -> Markup:
    """Say what a word that stands on a page several times is about, to whoever hears it by itself."""
    return Markup('<span class="unseen">: {}</span>').format(about)


def _site_words(text: str) -> str:
    """Say a site by its name; anything else is a title already."""
    try:
        return sentence_case(Site.parse(text).words)
    except UnknownSiteError:
        return sentence_case(text)


templates.env.filters["distance"] = distance_words
templates.env.filters["told"] = _told
templates.env.filters["heard"] = _heard
templates.env.filters["day"] = lambda at: say("{at:%a} {day} {at:%b}", at=at, day=at.day)
templates.env.filters["month"] = lambda at: say("{at:%B %Y}", at=at)
templates.env.filters["weekday"] = lambda at: say("{at:%a}", at=at)
templates.env.filters["clock"] = lambda at: say("{at:%H:%M}", at=at)
templates.env.filters["when"] = lambda at: say("{at:%a %d %b %Y, %H:%M}", at=at)
templates.env.filters["minute"] = lambda at: say("{at:%d %b %Y, %H:%M}", at=at)
templates.env.filters["iso_day"] = lambda text: say("{at:%d %b %Y}", at=date.fromisoformat(text))
templates.env.filters["number"] = number
templates.env.filters["half"] = points
templates.env.filters["runs"] = runs_words
templates.env.filters["reports"] = reports_words
templates.env.filters["sentence"] = sentence_case
templates.env.filters["haste"] = lambda level: say(HASTE[level])
templates.env.filters["spoken"] = lambda name: spoken(str(name))
templates.env.filters["site_words"] = _site_words
templates.env.filters["both_sides"] = lambda site: Site("both", site.region).words


def page(
    request: Request,
    name: str,
    journal: Journal | None = None,
    *,
    status: int = 200,
    flags: Sequence[Flag] = (),
    known_flags: Sequence[Flag] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Render a page with its frame.

    Parameters
    ----------
    request : Request
        Who asks, and for what.
    name : str
        Of the template.
    journal : Journal, optional
        Whose page it is: it says whether it is simulated, and what calls for a look stands above every page of it.
    status : int
        Of the answer.
    flags : sequence of Flag
        What the page itself says of calls for a look: they do not stand above it a second time.
    known_flags : sequence of Flag, optional
        All that call for a look, of who has looked for them already.
    **values : Any
        What the template shows.
    """
    settings = Settings() if journal is None else settings_of(journal)
    name_of_journal = "" if journal is None else journal_id(journal)
    context = {"menu": request.app.state.menu, "around": request.app.state.around, "here": request.url.path, **values}
    context |= {"simulated": settings.simulated, "unit": distance_unit()}
    context["journal_id"] = name_of_journal
    context |= {"zone": settings.zone, "offset_min": "" if journal is None else _offset_min(request, journal)}
    own = None if journal is None or _is_for_anybody(request) else journal
    context |= {"damaged": own.damaged() if own else (), "leaning": own.diary().others if own else None}
    context |= {"flags": flags, "standing_flags": _standing(request, journal, known_flags, flags)}
    context["reader"] = READER in request.scope  # another than whose page it is: what changes something is left out
    context["has_runs"] = bool(own and own.diary().runs)
    context["shown_on"] = service_of(request).now(own) if own else None  # on paper: "today" is of some day
    return templates.TemplateResponse(request, name, context, status_code=status)


def _offset_min(request: Request, journal: Journal) -> int:
    """How far the clock of the pages is ahead of UTC, for a browser that may live by another. [min]"""
    ahead = service_of(request).now(journal).utcoffset()
    return round(ahead.total_seconds() / 60) if ahead is not None else 0


def _standing(
    request: Request, journal: Journal | None, known: Sequence[Flag] | None, said: Iterable[Flag]
) -> list[Flag]:
    """List what calls for a look and is not said on the page itself; a part of a page has it above already.

    What anybody may reach has none, for it is the person's own; nor has the page that a browser keeps for the time
    without a server, where it would be told long after it was so.
    """
    if journal is None or _is_for_anybody(request):
        return []
    if known is None:
        diary = journal.diary()
        known = red_flags(diary, next(iter(diary.sites()), None), service_of(request).now(journal))
    told = set(said)
    return [flag for flag in known if flag not in told]


def _is_for_anybody(request: Request) -> bool:
    path = request.url.path
    return is_fragment(request) or is_open(path) or path == "/offline"


def part(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a part of a page for htmx; for a browser without scripts, a page around it."""
    with open_journal(request) as journal:
        if (renewing := getattr(request.state, "renewing", None)) is not None:
            return page(request, "fragments/renewing.html", journal, part=name, renewing=renewing, **values)
        if is_fragment(request):
            return page(request, name, journal, **values)
        return page(request, "whole.html", journal, status=status, part=name, **values)


def note(request: Request, journal: Journal, text: str) -> HTMLResponse:
    """Say one thing, as a page or a part of one."""
    return page(request, "fragments/note.html" if is_fragment(request) else "note.html", journal, text=text)


def chosen_site(request: Request, diary: Diary) -> Site | None:
    """Return the site asked for, else the one with most reports, else None."""
    asked = request.query_params.get("site")
    if asked:
        return Site.parse(asked)
    sites = diary.sites()
    return sites[0] if sites else None


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("hx-request") == "true"


def open_journal(request: Request) -> Journal:
    """Open the journal that this app serves."""
    return service_of(request).open()

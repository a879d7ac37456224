"""The settings page: its form is made of what there is to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse

from afterrun.journal import Journal
from afterrun.journal.settings import Settings, asked, settings_of
from afterrun.language import LANGUAGES, mark, say
from afterrun.places import Database
from afterrun.reminders.settings import reminding_of
from afterrun.web.frame.rendering import page
from afterrun.web.security.login_wall import access_of
from afterrun.web.state.service import service_of

WORD = mark("delete")
_MOST_SIDE_BY_SIDE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A setting on the form.

    Parameters
    ----------
    name, label : str
        In the form, and on the screen.
    choices : mapping of str to str
        Values and what is said of them.
    value : str
        The one that holds.
    """

    name: str
    label: str
    choices: Mapping[str, str]
    value: str

    @property
    def is_list(self) -> bool:
        """Whether there are too many to stand side by side."""
        return len(self.choices) > _MOST_SIDE_BY_SIDE

    def language_of(self, value: str) -> str:
        """Name the language that a choice is written in where it is not that of the page."""
        return value if self.name == "language" and value in LANGUAGES else ""


def lines(settings: Settings) -> list[Line]:
    """List the settings a person may choose."""
    return [
        Line(
            name,
            say(setting.label),
            {value: say(words) for value, words in setting.choices().items()},
            setting.write(getattr(settings, name)),
        )
        for name, setting in asked()
    ]


def settings_page(
    request: Request,
    journal: Journal,
    *,
    note: str = "",
    wrong: str = "",
    not_restored: str = "",
    not_leaning: str = "",
) -> HTMLResponse:
    """Render the page, with a ``note`` at its top, or beside its form what was refused."""
    return page(
        request,
        "settings/page.html",
        journal,
        status=422 if wrong or not_restored or not_leaning else 200,
        lines=lines(settings_of(journal)),
        path=journal.where,
        in_database=isinstance(service_of(request).journal_path, Database),
        counts=journal.counts(),
        word=say(WORD),
        note=note,
        wrong=wrong,
        not_restored=not_restored,
        not_leaning=not_leaning,
        closed=access_of(request).closed,
        others=journal.diary().others,
        reminded=reminding_of(request.app.state.secrets).on,
    )

"""What is chosen for a journal, each setting said once: its key, its values, its words. The page is made of it.

A new setting is one field of `Settings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from afterrun.errors import InvalidValueError
from afterrun.journal.journal import Journal
from afterrun.language import LANGUAGES, mark, say

Weekday = Literal["monday", "sunday", "saturday"]
_NAMED = 8  # choices that an error still lists


@cache
def zone_names() -> tuple[str, ...]:
    """Name the zones that places have (IANA), in order."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def _zones() -> dict[str, str]:
    return {"": mark("as on the computer Afterrun runs on")} | {name: name for name in zone_names()}


def _zone(name: str) -> ZoneInfo | None:
    """Find a zone; None also for a name that this computer does not know."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@dataclass(frozen=True, slots=True)
class Setting:
    """How a setting is kept, and how it is asked for.

    Parameters
    ----------
    key : str
        In the journal.
    label : str
        On the screen, in English; empty for what nobody is asked.
    choices : callable
        Lists the values as they are kept, each with its words in English; the first holds where nothing was chosen.
    read, write : callable
        From what is kept to the value, and back.
    """

    key: str
    label: str = ""
    choices: Callable[[], Mapping[str, str]] = dict
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str


def _as(key: str, label: str = "", choices: Callable[[], Mapping[str, str]] = dict, **codec: Any) -> dict[str, Setting]:
    return {"setting": Setting(key, label, choices, **codec)}


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen for a journal; what was never chosen has its default.

    Parameters
    ----------
    language : str
        Spoken on the pages and in reminders; empty: as the browser asks.
    unit : str
        Of distances.
    week : str
        The day on which a week begins.
    zone : ZoneInfo or None
        Whose clock counts; None for this computer's.
    simulated : bool
        Whether it is nobody's: made up to show the app.
    truth : str
        What a made-up journal was made of, JSON.
    """

    language: str = field(
        default="", metadata=_as("language", mark("Language"), lambda: {"": mark("As in the browser"), **LANGUAGES})
    )
    unit: Literal["km", "mi"] = field(
        default="km",
        metadata=_as("distance-unit", mark("Distances"), lambda: {"km": mark("kilometres"), "mi": mark("miles")}),
    )
    week: Weekday = field(
        default="monday",
        metadata=_as(
            "week-start",
            mark("The week begins on"),
            lambda: {"monday": mark("Monday"), "sunday": mark("Sunday"), "saturday": mark("Saturday")},
        ),
    )
    zone: ZoneInfo | None = field(
        default=None, metadata=_as("zone", mark("Time zone"), _zones, read=_zone, write=lambda zone: str(zone or ""))
    )
    simulated: bool = field(
        default=False,
        metadata=_as("simulated", read=lambda text: text == "yes", write=lambda is_so: "yes" if is_so else ""),
    )
    truth: str = field(default="", metadata=_as("truth"))


SETTINGS: Mapping[str, Setting] = {each.name: each.metadata["setting"] for each in fields(Settings)}


def asked() -> Iterator[tuple[str, Setting]]:
    """List the settings that a person chooses, by name, in the order of the page."""
    return ((name, setting) for name, setting in SETTINGS.items() if setting.label)


def settings_of(journal: Journal) -> Settings:
    """Read what is chosen; a value that this program does not know counts as never chosen."""
    held = journal.settings(setting.key for setting in SETTINGS.values())
    return Settings(
        **{name: setting.read(held[setting.key]) for name, setting in SETTINGS.items() if _is_known(setting, held)}
    )


def _is_known(setting: Setting, held: Mapping[str, str]) -> bool:
    if setting.key not in held:
        return False
    return setting.read is not str or held[setting.key] in (setting.choices() or held.values())


def chosen(before: Settings, typed: Mapping[str, str]) -> Settings:
    """Read what was chosen on a form; what it does not name stays as it was.

    Raises
    ------
    InvalidValueError
        If a choice is none of those there are, or nothing at all was chosen.
    """
    found = {name: _choice(name, setting, typed[name]) for name, setting in asked() if name in typed}
    if not found:
        raise InvalidValueError(say("settings must be chosen; none was sent."), remedy=say("Pick one."))
    return replace(before, **found)


def _choice(name: str, setting: Setting, text: str) -> Any:
    known = setting.choices()
    if text not in known:
        listed = ", ".join(filter(None, known)) if len(known) <= _NAMED else say("the list")
        raise InvalidValueError(
            say("{name} must be one of {known}; got {value!r}.", name=say(setting.label), known=listed, value=text),
            remedy=say("Pick one."),
            field=name,
        )
    return setting.read(text)


def keep(journal: Journal, settings: Settings) -> None:
    """Write down what is chosen, all or nothing."""
    before = settings_of(journal)
    journal.set_settings(
        {
            setting.key: setting.write(getattr(settings, name))
            for name, setting in SETTINGS.items()
            if getattr(settings, name) != getattr(before, name)
        }
    )

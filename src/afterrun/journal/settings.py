"""What is chosen for a journal, each setting said once: its key, its values, its words. The page is made of it.

A new setting is one field of `Settings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from afterrun.errors import InvalidValueError
from afterrun.journal.journal import Journal
from afterrun.language import LANGUAGES, mark, say
from afterrun.tissue import STRIKES, Strike
from afterrun.tissue.body import HEIGHT_RANGE_M, MASS_RANGE_KG
from afterrun.units import DistanceUnit, distance_words

Weekday = Literal["monday", "sunday", "saturday"]
_NOT_TOLD = mark("not told")
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


def _masses() -> dict[str, str]:
    low, high = round(MASS_RANGE_KG.low), round(MASS_RANGE_KG.high)
    return {"": _NOT_TOLD} | {str(kg): f"{kg} kg" for kg in range(low, high + 1)}


def _heights() -> dict[str, str]:
    low, high = round(100 * HEIGHT_RANGE_M.low), round(100 * HEIGHT_RANGE_M.high)
    return {"": _NOT_TOLD} | {str(cm): f"{cm} cm" for cm in range(low, high + 1)}


def _strikes() -> dict[str, str]:
    return {
        "": mark("I do not know"),
        "rearfoot": mark("the heel"),
        "midfoot": mark("the whole foot"),
        "forefoot": mark("the forefoot"),
    }


def _kept_number(text: str, low: float, high: float, per: float = 1.0) -> float | None:
    """Read a number as it is kept; None also for one that no form offers."""
    try:
        value = float(text) / per
    except ValueError:
        return None
    return value if low <= value <= high else None


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


CEILINGS_NRS = tuple(range(11))
CHANCES = (5, 10, 20, 30)  # per cent
DISTANCES_KM = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21.0975, 25, 30, 42.195)


def _ceilings() -> dict[str, str]:
    return {f"{nrs:g}": f"{nrs:g}" for nrs in CEILINGS_NRS} | {"4": mark("4 (suggested)")}


def _chances() -> dict[str, str]:
    return {f"{share:g}": f"{share:g} %" for share in CHANCES} | {"20": mark("20 % (suggested)")}


def _ceilings_of_others() -> dict[str, str]:
    return {"": mark("none was set")} | {f"{nrs:g}": f"{nrs:g}" for nrs in CEILINGS_NRS}


def _distances() -> dict[str, str]:
    return {"": mark("not set")} | {f"{1000 * km:g}": distance_words(1000 * km, ".3g") for km in DISTANCES_KM}


def _often() -> dict[str, str]:
    return {"": mark("as I do")} | {str(n): str(n) for n in range(1, 5)}


K = TypeVar("K")


def _listed(choices: Callable[[], Mapping[str, str]], read: Callable[[str], K], default: K) -> Callable[[str], K]:
    """Read one of some choices; anything else counts as never chosen."""
    return lambda text: read(text) if text and text in choices() else default


def _number_text(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


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
    mass_kg, height_m : float or None
        Of the person; None where not told. [kg, m]
    strike : str or None
        Which part of the foot lands first; None where not known.
    ceiling_nrs : float
        Pain one would put up with after a run. [NRS]
    chance : float
        How often it may be more. [-]
    goal_m : float or None
        How far one would like to run. [m]
    runs_per_week : int or None
        How often; None as in the last weeks.
    therapist_ceiling_nrs, therapist_m : float or None
        Ceiling and longest run that a physiotherapist set. [NRS], [m]
    simulated : bool
        Whether it is nobody's: made up to show the app.
    truth : str
        What a made-up journal was made of, JSON.
    """

    language: str = field(
        default="", metadata=_as("language", mark("Language"), lambda: {"": mark("As in the browser"), **LANGUAGES})
    )
    unit: DistanceUnit = field(
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
    mass_kg: float | None = field(
        default=None,
        metadata=_as(
            "mass",
            mark("Your weight"),
            _masses,
            read=lambda text: _kept_number(text, MASS_RANGE_KG.low, MASS_RANGE_KG.high),
            write=lambda kg: "" if kg is None else f"{kg:g}",
        ),
    )
    height_m: float | None = field(
        default=None,
        metadata=_as(
            "height",
            mark("Your height"),
            _heights,
            read=lambda text: _kept_number(text, HEIGHT_RANGE_M.low, HEIGHT_RANGE_M.high, per=100),
            write=lambda metres: "" if metres is None else f"{100 * metres:.0f}",
        ),
    )
    strike: Strike | None = field(
        default=None,
        metadata=_as(
            "strike",
            mark("When you run, what lands first"),
            _strikes,
            read=lambda text: text if text in STRIKES else None,
            write=lambda strike: strike or "",
        ),
    )
    ceiling_nrs: float = field(
        default=4.0,
        metadata=_as(
            "ceiling",
            mark("Pain you would put up with after a run, of 10"),
            _ceilings,
            read=_listed(_ceilings, float, 4.0),
            write=_number_text,
        ),
    )
    chance: float = field(
        default=0.2,
        metadata=_as(
            "ceiling-chance",
            mark("How often it may be more"),
            _chances,
            read=_listed(_chances, lambda text: float(text) / 100, 0.2),
            write=lambda share: f"{100 * share:g}",
        ),
    )
    goal_m: float | None = field(
        default=None,
        metadata=_as(
            "goal",
            mark("How far you would like to run"),
            _distances,
            read=_listed(_distances, float, None),
            write=_number_text,
        ),
    )
    runs_per_week: int | None = field(
        default=None,
        metadata=_as(
            "runs-per-week",
            mark("How often a week"),
            _often,
            read=_listed(_often, int, None),
            write=lambda often: str(often or ""),
        ),
    )
    therapist_ceiling_nrs: float | None = field(
        default=None,
        metadata=_as(
            "therapist-ceiling",
            mark("Pain that your physiotherapist allows, of 10"),
            _ceilings_of_others,
            read=_listed(_ceilings_of_others, float, None),
            write=_number_text,
        ),
    )
    therapist_m: float | None = field(
        default=None,
        metadata=_as(
            "therapist-longest",
            mark("Longest run that your physiotherapist allows"),
            _distances,
            read=_listed(_distances, float, None),
            write=_number_text,
        ),
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

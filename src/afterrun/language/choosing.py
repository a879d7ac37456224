"""Which language to speak, from what a browser or a terminal says."""

from __future__ import annotations

from collections.abc import Mapping

from afterrun.language.current import ENGLISH

LANGUAGES = {"en": "English", "de": "Deutsch"}
_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as in POSIX


def from_browser(accepted: str) -> str:
    """Choose by an Accept-Language header: the best-liked of those there are, else English.

    Examples
    --------
    >>> from_browser("de-AT,de;q=0.9,en;q=0.8"), from_browser("fr, de;q=0.5, en;q=0.7"), from_browser("")
    ('de', 'en', 'en')
    """
    liked = [_weighed(part) for part in accepted.split(",")]
    known = [(weight, name) for weight, name in liked if name in LANGUAGES and weight > 0]
    return max(known, key=lambda each: each[0])[1] if known else ENGLISH


def _weighed(part: str) -> tuple[float, str]:
    name, _, rest = part.strip().partition(";")
    try:
        weight = float(rest.strip().removeprefix("q=") or 1)
    except ValueError:
        weight = 0.0
    return weight, name.partition("-")[0].lower()


def from_environment(environment: Mapping[str, str]) -> str:
    """Choose by the locale variables of a terminal.

    Examples
    --------
    >>> from_environment({"LANG": "de_DE.UTF-8"}), from_environment({"LC_ALL": "C", "LANG": "de_DE.UTF-8"})
    ('de', 'en')
    """
    said = next((environment[name] for name in _ENVIRONMENT if environment.get(name)), "")
    name = said.replace("_", ".").partition(".")[0].lower()
    return name if name in LANGUAGES else ENGLISH

"""The lines of the settings form, made of what there is to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from afterrun.journal.settings import Settings, asked
from afterrun.language import LANGUAGES, say

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

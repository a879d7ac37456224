"""The catalogue of a language: its ``.po`` files read once, then `gettext` of the standard library."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from afterrun.language.current import ENGLISH

if TYPE_CHECKING:
    from afterrun.language.po import Message


def messages_of(language: str) -> list[Message]:
    """Read the entries of all files of a language, one file for each part of the program."""
    from importlib.resources import files  # with the reader: English needs neither, and --help is to be quick

    from afterrun.language.po import read_po

    folder = files("afterrun.language").joinpath(language)
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".po"))
    return [message for name in names for message in read_po(folder.joinpath(name).read_text("utf-8"))]


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return what translates into a language; English needs nothing."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    from afterrun.language.po import compiled

    return gettext.GNUTranslations(BytesIO(compiled(messages_of(language))))

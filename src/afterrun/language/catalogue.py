"""The catalogue of a language: its ``.po`` files read once, then `gettext` of the standard library."""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import files
from io import BytesIO

from afterrun.language.current import ENGLISH
from afterrun.language.po import Message, compiled, read_po


def messages_of(language: str) -> list[Message]:
    """Read the entries of all files of a language, one file for each part of the program."""
    folder = files("afterrun.language").joinpath(language)
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".po"))
    return [message for name in names for message in read_po(folder.joinpath(name).read_text("utf-8"))]


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return what translates into a language; English needs nothing."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    return gettext.GNUTranslations(BytesIO(compiled(messages_of(language))))

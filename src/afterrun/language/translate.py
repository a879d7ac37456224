"""Say a sentence in the language spoken."""

from __future__ import annotations

from afterrun.language.catalogue import catalogue
from afterrun.language.current import ENGLISH, language
from afterrun.language.numbers import filled


def say(text: str, /, **fields: object) -> str:
    """Say a sentence; fields in braces are filled as `str.format` does, with the numbers of the language.

    Parameters
    ----------
    text : str
        English, literally as in the catalogue: a text put together first would not be found there.

    Examples
    --------
    >>> say("Saved: {what}.", what="ice")
    'Saved: ice.'
    """
    if language() == ENGLISH or not text:
        return filled(text, fields) if fields else text
    translated = catalogue(language()).gettext(text)
    return filled(translated, fields) if fields else translated


def say_n(one: str, many: str, n: int, /, **fields: object) -> str:
    """Say how many; ``{n}`` is the number.

    Examples
    --------
    >>> say_n("{n} run", "{n} runs", 1), say_n("{n} run", "{n} runs", 3)
    ('1 run', '3 runs')
    """
    fields = {"n": n, **fields}
    if language() == ENGLISH:
        return filled(one if n == 1 else many, fields)
    return filled(catalogue(language()).ngettext(one, many, n), fields)


def spoken(name: str) -> str:
    """Say a name as it is stored (``calf-stretch``): translated where it is a known one, else as it was typed.

    Examples
    --------
    >>> spoken("calf-stretch")
    'calf stretch'
    """
    return say(name.replace("-", " "))


def sentence_case(text: str) -> str:
    """Begin with a capital and leave the rest: in German every noun has one.

    Examples
    --------
    >>> sentence_case("right heel")
    'Right heel'
    """
    return text[:1].upper() + text[1:]

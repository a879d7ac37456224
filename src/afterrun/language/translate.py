"""Say a sentence in the language spoken."""

from __future__ import annotations

from afterrun.language.catalogue import catalogue
from afterrun.language.current import ENGLISH, language, speaking
from afterrun.language.numbers import filled


class Said(str):
    """A translated sentence that remembers its English, by which programs and the log know it."""

    __slots__ = ("english",)
    english: str


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
        return text.format(**fields) if fields else text
    return _said(catalogue(language()).gettext(text), text, fields)


def say_n(one: str, many: str, n: int, /, **fields: object) -> str:
    """Say how many; ``{n}`` is the number.

    Examples
    --------
    >>> say_n("{n} run", "{n} runs", 1), say_n("{n} run", "{n} runs", 3)
    ('1 run', '3 runs')
    """
    fields = {"n": n, **fields}
    english = one if n == 1 else many
    if language() == ENGLISH:
        return english.format(**fields)
    return _said(catalogue(language()).ngettext(one, many, n), english, fields)


def _said(text: str, english: str, fields: dict[str, object]) -> str:
    said = Said(filled(text, fields) if fields else text)
    with speaking(ENGLISH):
        plain = {name: english_of(value) if isinstance(value, str) else value for name, value in fields.items()}
        said.english = english.format(**plain) if fields else english
    return said


def english_of(text: str) -> str:
    """Return the English of something that was said.

    Examples
    --------
    >>> english_of("minutes must be a number.")
    'minutes must be a number.'
    """
    return text.english if isinstance(text, Said) else text


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

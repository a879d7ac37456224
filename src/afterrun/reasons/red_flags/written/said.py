"""What a language says of signs: data, one file a language, read by `reading`.

A phrase is words that stand near each other in one clause, in any order: ``cannot lift foot``. A word may end or begin
with ``*``; ``a|b`` is either; ``{name}`` is any of the words that `Tongue.alike` has under that name; a word of six
letters and more may be misspelt by one. An ampersand joins phrases that may stand in different clauses of one text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Where = Literal["", "leg", "back-of-leg", "foot", "part", "bone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Ways to say one sign.

    Parameters
    ----------
    phrases : tuple of str
        Any of them says it.
    at : str
        Where it must be: that of the report, unless the text names another. Empty: anywhere.
    unless : str
        Words beside which it may mean something else: then it is asked.
    asks : bool
        Whether it is never more than a reason to ask.
    once : bool
        Whether it counts though it was years ago.
    """

    phrases: tuple[str, ...]
    at: Where = ""
    unless: str = ""
    asks: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language.

    Parameters
    ----------
    alike : mapping
        Name -> words that stand for one another.
    places : mapping
        Name of `Said.at` -> words for it; ``elsewhere`` has all other parts of the body.
    joined : mapping
        Several words -> the one that they are read as, before anything else is.
    parting : str
        Words that begin a new clause.
    no, over, if_so, like, usual : str
        Words that turn the meaning: not; gone; if; like; as always.
    past : tuple of str
        Phrases of what was long ago.
    others, telling : str
        Other people; and words by which they speak of the writer.
    signs : mapping
        Name of a sign -> ways to say it.
    """

    alike: Mapping[str, str]
    places: Mapping[str, str]
    joined: Mapping[str, str]
    parting: str
    no: str
    over: str
    if_so: str
    like: str
    usual: str
    past: tuple[str, ...]
    others: str
    telling: str
    signs: Mapping[str, tuple[Said, ...]]

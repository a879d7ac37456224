"""Words of one language by number, and which of them a word that somebody typed may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fnmatch import translate
from functools import lru_cache

_LONG = 6  # letters, from which on one of them may be wrong: shorter words are too near each other


class Words:
    """Sets of words, each with a name; a typed word belongs to every set with a word that it fits.

    Parameters
    ----------
    sets : mapping
        Name -> words, in which ``*`` is any letters and a leading ``=`` forbids a slip.
    """

    def __init__(self, sets: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, set[str]] = {}
        self._open: list[tuple[re.Pattern[str], str]] = []
        self._long: dict[str, set[str]] = {}
        for name, words in sets.items():
            for word in words:
                if "*" in word:
                    self._open.append((re.compile(translate(word)), name))
                    continue
                self._exact.setdefault(word.removeprefix("="), set()).add(name)
                if len(word) >= _LONG and not word.startswith("="):
                    self._long.setdefault(word, set()).add(name)
        self.named = lru_cache(maxsize=8192)(self._named)

    def _named(self, typed: str) -> frozenset[str]:
        """Name the sets that a typed word belongs to."""
        found = {name for pattern, name in self._open if pattern.match(typed)} | self._exact.get(typed, set())
        if not found and len(typed) >= _LONG - 1:
            for word, names in self._long.items():
                if is_slip(typed, word):
                    found |= names
        return frozenset(found)


def is_slip(typed: str, word: str) -> bool:
    """Whether one letter is too many, missing or wrong, or two are in each other's place; never the first.

    Examples
    --------
    >>> is_slip("swolen", "swollen"), is_slip("wieght", "weight"), is_slip("dancer", "cancer")
    (True, True, False)
    """
    if typed[:1] != word[:1] or abs(len(typed) - len(word)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b), min(len(typed), len(word)))
    rest, other = typed[start:], word[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[2:] == other[2:] and rest[:2] == other[1::-1])
    )

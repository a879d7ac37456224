"""What somebody wrote, read for signs: said, over, or no more than a reason to ask.

A text is cut into clauses. In each, phrases of `Tongue` are looked for; the other words of the clause may turn the
meaning. Nothing here judges a sentence: what stands beside a word that may turn it is asked, and what nobody said of
themselves, or said is not so, is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import Literal

from afterrun.reasons.red_flags.signs import plain
from afterrun.reasons.red_flags.written.english import ENGLISH
from afterrun.reasons.red_flags.written.german import GERMAN
from afterrun.reasons.red_flags.written.said import Said, Tongue, Where
from afterrun.reasons.red_flags.written.words import Words

How = Literal["said", "over", "asks"]
"""It is so; it was so and has gone; it may be so."""
_STRENGTH: Mapping[How, int] = {"asks": 0, "over": 1, "said": 2}
_APART = re.compile(r"[.,;:!?()\n]+|$")
_TOKEN = re.compile(r"[a-z]+|\d+")
_UNTICKED = re.compile(r"\[ ?\][^\[\],;\n]*|(?:^|(?<=[;\n]))[^:;\n]*: *(?=[;\n]|$)")  # a box, or a cell that is empty
_YEAR = re.compile(r"(19|20)\d\d")
_MOST = 2000  # letters of a text that are read: a note in the app has 500
_LONGEST = 60  # words of a clause: who sets no stops is read in pieces, and never for long
_NEAR = 4  # other words that a phrase may hold
_DENIES = 3  # words from a "no" to what it denies
_TURNS = ("no", "over", "if_so", "like", "usual", "others", "telling")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Words of one clause, the names of the sets each belongs to, and whether it ends as a question."""

    words: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    asked: bool

    def at(self, name: str) -> list[int]:
        return [i for i, names in enumerate(self.names) if name in names]


@dataclass(frozen=True)  # without slots: what it needs is looked for once
class _Way:
    """One phrase of `Said`: for each part, the names of its word sets."""

    said: Said
    parts: tuple[tuple[str, ...], ...]

    @cached_property
    def needs(self) -> frozenset[str]:
        """Every set of which a text must have a word."""
        return frozenset(word for part in self.parts for word in part)


class Reader:
    """Reads one language."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self._ways: dict[str, list[_Way]] = {
            sign: [
                _Way(said, tuple(tuple(part.split()) for part in phrase.split(" & ")))
                for said in ways
                for phrase in said.phrases
            ]
            for sign, ways in tongue.signs.items()
        }
        self._past = [tuple(phrase.split()) for phrase in tongue.past]

    @cached_property
    def _words(self) -> Words:
        parts = [*self._past, *(part for ways in self._ways.values() for way in ways for part in way.parts)]
        atoms = {atom for part in parts for atom in part}
        sets = {atom: self._alternatives(atom) for atom in atoms}
        sets |= {f"at {place}": words.split() for place, words in self.tongue.places.items()}
        sets |= {f"turn {name}": _as_spelt(getattr(self.tongue, name)) for name in (*_TURNS, "parting")}
        sets |= {
            f"unless {said.unless}": _as_spelt(said.unless) for ways in self.tongue.signs.values() for said in ways
        }
        return Words(sets)

    def _alternatives(self, atom: str) -> list[str]:
        return [
            word
            for each in atom.split("|")
            for word in (self.tongue.alike[each[1:-1]].split() if each.startswith("{") else [each])
        ]

    def read(self, text: str, at: frozenset[Where]) -> dict[str, How]:
        """Read a text that was written of a place.

        Parameters
        ----------
        text : str
            As typed.
        at : frozenset
            Which of the places of `Said.at` it was written of.
        """
        clauses = list(self._clauses(text))
        there = frozenset[str]().union(*(names for clause in clauses for names in clause.names))
        found: dict[str, How] = {}
        for sign, ways in self._ways.items():
            likely = (way for way in ways if way.needs <= there)
            hows = [how for way in likely if (how := self._how(way, clauses, at)) is not None]
            if hows:
                found[sign] = max(hows, key=lambda how: _STRENGTH[how])
        return found

    def _clauses(self, text: str) -> Iterator[_Clause]:
        start, typed = 0, plain(_UNTICKED.sub("", text[:_MOST]).replace("'", "").replace("’", ""))
        for gap in _APART.finditer(typed):
            yield from self._parted(typed[start : gap.start()], asked="?" in gap.group())
            start = gap.end()

    def _parted(self, text: str, *, asked: bool) -> Iterator[_Clause]:
        joined = f" {' '.join(_TOKEN.findall(text))} "
        for several, one in self.tongue.joined.items():
            joined = joined.replace(f" {several} ", f" {one} ")
        words: list[str] = []
        for word in [*joined.split(), ""]:
            parts = not word or "turn parting" in self._words.named(word)
            if not parts:
                words.append(word)
            if words and (parts or len(words) == _LONGEST):
                yield _Clause(tuple(words), tuple(map(self._words.named, words)), asked)
                words = []

    def _how(self, way: _Way, clauses: Sequence[_Clause], at: frozenset[Where]) -> How | None:
        """Find how a phrase is said: as weakly as its weakest part, each part where it is said best."""
        matched: set[tuple[int, int]] = set()
        weakest: How = "said"
        for part in way.parts:
            said = [(i, match) for i, clause in enumerate(clauses) for match in _matches(clause, part)]
            matched |= {(i, word) for i, match in said for word in match}
            hows = [how for i, match in said if (how := self._turned(way, clauses, i, match)) is not None]
            if not hows:
                return None
            weakest = min(weakest, max(hows, key=_STRENGTH.__getitem__), key=_STRENGTH.__getitem__)
        if not _is_there(way.said.at, [clauses[i] for i, _ in matched], at):
            return None
        unless = f"unless {way.said.unless}"
        beside = any((i, word) not in matched for i, clause in enumerate(clauses) for word in clause.at(unless))
        if way.said.asks:
            return None if beside else "asks"
        return "asks" if beside else weakest

    def _turned(self, way: _Way, clauses: Sequence[_Clause], i: int, match: frozenset[int]) -> How | None:
        """Weigh the words beside a match: None where it is not so, or of somebody else."""
        clause, once = clauses[i], way.said.once
        beside = {name: [at for at in clause.at(f"turn {name}") if at not in match] for name in _TURNS}
        denied = any(min(match) - no <= _DENIES and no < max(match) for no in beside["no"])
        if denied or beside["if_so"] or (i + 1 < len(clauses) and _only_denies(clauses[i + 1])):
            return None
        of_others = beside["others"] and not beside["telling"]
        likened = not once and any(like < min(match) for like in beside["like"])
        if likened or (of_others and min(beside["others"]) < max(match)):
            return None
        if clause.asked or beside["no"] or beside["usual"] or of_others:
            return "asks"
        if once:
            return "said"
        if self._long_ago(clause, match):
            return "asks"
        return (
            "over" if beside["over"] or any(_is_over(each, way) for each in clauses if each is not clause) else "said"
        )

    def _long_ago(self, clause: _Clause, match: frozenset[int]) -> bool:
        said = (past for phrase in self._past for past in _matches(clause, phrase))
        return any(not past & match for past in said) or any(map(_YEAR.fullmatch, clause.words))


def _as_spelt(words: str) -> list[str]:
    """Take words as they are spelt: a slip is no "no" (``kleinen``, ``keinen``)."""
    return [word if "*" in word else f"={word}" for word in words.split()]


def _only_denies(clause: _Clause) -> bool:
    return all("turn no" in names for names in clause.names)


def _is_over(clause: _Clause, way: _Way) -> bool:
    """Whether another clause says of the same thing that it has gone: "swelling gone", or "gone now"."""
    over = clause.at("turn over")
    things = {at for part in way.parts for atom in part for at in clause.at(atom)}
    same = any(not any(name.startswith("at ") for name in clause.names[at]) for at in things)  # a foot gives way, too
    return bool(over) and (same or over[0] == 0)


def _is_there(wanted: Where, clauses: Iterable[_Clause], at: frozenset[Where]) -> bool:
    """Whether clauses are of a place. A part of the body that is named goes before the place of the report."""
    named = {
        name.removeprefix("at ") for each in clauses for names in each.names for name in names if name.startswith("at ")
    }
    if named and wanted in {"leg", "part"}:
        return wanted in named
    return not wanted or wanted in at | named


def _matches(clause: _Clause, part: Sequence[str]) -> Iterator[frozenset[int]]:
    """Find words of each set near each other, in any order."""
    first, *others = [clause.at(atom) for atom in part]
    reach = len(part) + _NEAR - 1
    for start in first:
        near = ([at for at in each if abs(at - start) <= reach] for each in others)
        for rest in product(*near):
            match = frozenset((start, *rest))
            if len(match) == len(part) and max(match) - min(match) <= reach:
                yield match


READERS = (Reader(ENGLISH), Reader(GERMAN))
READ = frozenset(sign for reader in READERS for sign in reader.tongue.signs)
"""Names of the signs that are read."""


@lru_cache(maxsize=4096)  # the same few notes on every page
def read(text: str, at: frozenset[Where] = frozenset()) -> Mapping[str, How]:
    """Read a text in every language.

    Parameters
    ----------
    text : str
        As typed.
    at : frozenset
        Where it was written of.

    Returns
    -------
    mapping
        Name of a sign -> how it is said.

    Examples
    --------
    >>> read("numb between the legs"), read("swelling gone since Monday, was red", frozenset({"leg"}))
    ({'saddle-numbness': 'said'}, {'swollen-calf-clot': 'over'})
    >>> read("my wife's calf is swollen"), read("no swelling", frozenset({"leg"}))
    ({}, {})
    """
    found: dict[str, How] = {}
    for reader in READERS:
        for sign, how in reader.read(text, at).items():
            if sign not in found or _STRENGTH[how] > _STRENGTH[found[sign]]:
                found[sign] = how
    return found

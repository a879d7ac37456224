"""One published finding: what was found, in whom, how, how far it goes, and whether it was read at its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Status = Literal["verified", "second-hand"]
"""What may be shown; whatever is from memory only (``unchecked``) has no word here, so that it cannot be."""

Design = Literal["trial", "within", "compared", "followed", "series", "review", "cadaver", "model", "guideline"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a study.

    Parameters
    ----------
    of : str
        What it is, for whoever checks it; not shown.
    value : float or None
        In ``unit``; None where only a range is printed.
    unit : str
        Its unit.
    low, high : float or None
        Ends of its 95 % interval, or of a range that ``of`` names.
    """

    of: str
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None

    def numbers(self) -> Iterator[float]:
        """Give every number of it."""
        yield from (each for each in (self.value, self.low, self.high) if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a finding stands.

    Parameters
    ----------
    name : str
        Authors as printed, or the journal where the record that was read shows no authors.
    journal : str
        Where it was printed; empty where that is not known, or is the name already.
    year : int or None
        None where the record shows none.
    doi : str or None
        Its DOI.
    address : str or None
        A page of it, where it has no DOI.
    """

    name: str
    journal: str = ""
    year: int | None
    doi: str | None = None
    address: str | None = None

    @property
    def link(self) -> str | None:
        """Where to read it; None where nothing is known but its name."""
        return f"https://doi.org/{self.doi}" if self.doi else self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding, as it may be shown.

    Parameters
    ----------
    id : str
        Its name here and in docs/evidence.md. It never changes.
    finding : str
        What was found, in one or two plain sentences, marked for translation. A number in it is one of ``figures``.
    who : str
        In whom, marked for translation.
    n : int or None
        How many people; of a review, in all; None where the record does not say.
    design : str
        ``trial``: chance decided; ``within``: the same people under each condition, or before and after; ``compared``:
        at one time; ``followed``: over time; ``series``: one group alone; ``review``; ``cadaver``; ``model``;
        ``guideline``.
    figures : tuple of Figure
        Every number that may be told.
    limits : str
        How far it goes, marked for translation.
    source : Source
        Where it stands.
    status : str
        ``verified``: the numbers were read in the study's abstract or page; ``second-hand``: in another text about it.
    """

    id: str
    finding: str
    who: str
    n: int | None
    design: Design
    figures: tuple[Figure, ...] = ()
    limits: str
    source: Source
    status: Status = "verified"

    def numbers(self) -> Iterator[float]:
        """Give every number that the card answers for."""
        for figure in self.figures:
            yield from figure.numbers()
        if self.n is not None:
            yield self.n

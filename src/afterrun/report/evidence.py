"""A published finding in words: in whom, how it was found, how far it goes, and whether it was read at its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterrun.language import mark, number, say, say_n, sentence_case

if TYPE_CHECKING:
    from afterrun.reasons.evidence import Card, Source

_DESIGNS = {
    "trial": mark("a trial in which chance decided who did what"),
    "within": mark("the same people before and after, or one way and the other"),
    "compared": mark("people compared at one time, so what came first is not known"),
    "followed": mark("people followed over time, who chose for themselves"),
    "series": mark("one group, with nobody to compare it with"),
    "review": mark("many studies put together"),
    "cadaver": mark("not in living people"),
    "model": mark("worked out by a computer"),
    "guideline": mark("advice for clinicians"),
}
_STATUS = {
    "verified": mark("Read in the study's own summary."),
    "second-hand": mark("Second-hand: read in another text, not in the study."),
}


@dataclass(frozen=True, slots=True)
class CardTold:
    """A card as it is shown.

    Parameters
    ----------
    id, finding : str
        Its name, and what was found.
    how : str
        In whom and how.
    limits, status : str
        How far it goes, and whether it was checked.
    source, link : str
        Who wrote it, where and when; where to read it (may be empty).
    """

    id: str
    finding: str
    how: str
    limits: str
    status: str
    source: str
    link: str


def card_told(card: Card) -> CardTold:
    """Say a card."""
    who, design = sentence_case(say(card.who)), say(_DESIGNS[card.design])
    how = (
        say("{who}; {design}.", who=who, design=design)
        if card.n is None
        else say("{who} ({n}); {design}.", who=who, n=number(card.n), design=design)
    )
    return CardTold(
        id=card.id,
        finding=say(card.finding),
        how=how,
        limits=say(card.limits),
        status=say(_STATUS[card.status]),
        source=source_told(card.source),
        link=card.source.link or "",
    )


def source_told(source: Source) -> str:
    """Name a source as it is printed; only that no year is known is said in words.

    Examples
    --------
    >>> from afterrun.reasons.evidence import Source
    >>> source_told(Source(name="Nagel et al.", journal="Gait Posture", year=2008))
    'Nagel et al., Gait Posture 2008'
    """
    where = ", ".join(filter(None, (source.name, source.journal)))
    return f"{where} {source.year}" if source.year else where


def studies_told(n: int) -> str:
    """Say how many findings there are."""
    return say_n("{n} finding", "{n} findings", n)

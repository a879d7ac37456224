"""A published finding in words: in whom, how it was found, how far it goes, and whether it was read at its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterrun.language import mark, number, say, say_n, sentence_case

if TYPE_CHECKING:
    from afterrun.reasons.evidence import Card, Source, Topic

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


NO_VOTES = mark("Findings are no votes: many small studies can be wrong in the same way.")


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


@dataclass(frozen=True, slots=True)
class Stands:
    """Findings by where they stand to what is asked."""

    heading: str
    cards: tuple[CardTold, ...]


def published(topic: Topic) -> tuple[Stands, ...]:
    """List the findings on a question, those for its claim first; a group without any is left out."""
    groups = (
        (say("Speaks for it"), topic.speaks_for),
        (say("Speaks against it"), topic.speaks_against),
        (say("Good to know beside it"), topic.beside),
    )
    return tuple(Stands(heading, tuple(map(card_told, cards))) for heading, cards in groups if cards)


def asked_told(topic: Topic) -> str:
    """Say what the findings on a question speak for or against."""
    return say("Studies for and against this: {claim}", claim=say(topic.claim))


def contradiction_told(topic: Topic) -> str:
    """Say where findings on a question contradict each other; empty where they do not."""
    return say("Studies contradict each other: {how}", how=say(topic.contradiction)) if topic.contradiction else ""


def topic_told(topic: Topic) -> Iterator[str]:
    """Say a question with all that is published on it, a paragraph each, for where there is no page."""
    yield from (say(topic.verdict), say(topic.sure), asked_told(topic))
    if topic.contradiction:
        yield contradiction_told(topic)
    for group in published(topic):
        yield f"{group.heading}:"
        for card in group.cards:
            source = f"{card.source} ({card.link})" if card.link else card.source
            yield f"- {card.finding} {card.how} {card.limits} {card.status} {source}"
    yield say(NO_VOTES)


def studies_told(n: int) -> str:
    """Say how many findings there are."""
    return say_n("{n} finding", "{n} findings", n)

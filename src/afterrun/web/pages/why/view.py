"""What a page of one question shows of each source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterrun.lab.topics import FootAnswer, OwnTest
from afterrun.language import mark, say, sentence_case
from afterrun.reasons.evidence import CARDS, Topic
from afterrun.records import Site
from afterrun.report.evidence import CardTold, card_told, studies_told
from afterrun.report.foot import LOADS, beyond_told, change_told, effect_told
from afterrun.report.own_tests import compared_told

# Questions that only one's own diary answers, with the page that does.
OWN_DIARY = ((mark("What sets it off, and when?"), "/answers"), (mark("How much can I run?"), "/plan"))
_ASKED_ABOUT = ("forefoot", "toes", "midfoot", "arch", "calf")


@dataclass(frozen=True, slots=True)
class FootShown:
    """One change of the foot, what it does to the loads that matter, and where to try it."""

    words: str
    link: str
    rows: list[tuple[str, str]]
    beyond: list[str]


@dataclass(frozen=True, slots=True)
class OwnTestShown:
    """One self-test: what it gave, or that it was not done yet; and the finding that its error is from."""

    name: str
    title: str
    told: list[list[str]]
    card: CardTold | None


def foot_shown(found: Sequence[FootAnswer]) -> list[FootShown]:
    """List what the foot simulator says."""
    return [_foot(each) for each in found]


def _foot(found: FootAnswer) -> FootShown:
    ((name, value),) = found.asked.changes.made.items()
    return FootShown(
        words=change_told(found.found),
        link=f"/foot?change={name}&value={value}",
        rows=[(sentence_case(say(LOADS[each.quantity])), effect_told(each)) for each in found.effects],
        beyond=list(beyond_told(found.found)),
    )


def tests_shown(found: Sequence[OwnTest]) -> list[OwnTestShown]:
    """List what the self-tests gave."""
    return [
        OwnTestShown(
            name=each.guide.name,
            title=say(each.guide.title),
            told=[list(compared_told(result)) for result in each.results],
            card=card_told(CARDS[each.guide.card]) if each.guide.card else None,
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class Marked:
    """How much each source has for one question, in a word; empty where it has nothing on it."""

    topic: Topic
    published: str
    foot: str
    tests: str


def marked(topic: Topic, foot: Sequence[FootAnswer], tests: Sequence[OwnTest]) -> Marked:
    """Say for the list of questions how much each source has, before anybody opens one."""
    effects = [effect for each in foot for effect in each.effects]
    known = sum(effect.direction != "not-known" for effect in effects)
    directions = say("{n} of {of} loads known to rise or fall", n=known, of=len(effects)) if known else say("not known")
    of, done = len(tests), sum(bool(each.results) for each in tests)
    return Marked(
        topic=topic,
        published=studies_told(len(list(topic.cards()))),
        foot=directions if foot else "",
        tests=(say("{done} of {of} done", done=done, of=of) if done else say("none done yet")) if of else "",
    )


def about_elsewhere(site: Site | None) -> str:
    """Say of a place that the questions are not about it; what the diary says is about it all the same."""
    if site is None or site.region.startswith(_ASKED_ABOUT):
        return ""
    return say(
        "These questions are about the forefoot and the calf. What is published about {place} is not gathered here; "
        "your own diary is about it.",
        place=site.words,
    )

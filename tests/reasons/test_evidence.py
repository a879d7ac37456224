"""Published findings: every number has its figure, every question its cards, and nothing unchecked is among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest

from afterrun.language import say, speaking
from afterrun.reasons.evidence import ALL_CARDS, CARDS, TOPICS, Card, Topic
from afterrun.reasons.evidence.card import Status
from afterrun.reasons.self_tests import GUIDES

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def unknown_numbers(text: str, known: Iterable[float]) -> list[str]:
    """Numbers of a text that are none of the known ones, rounded as the text rounds them."""
    values = [abs(each) for each in known]
    found = (each.replace(",", ".") for each in _NUMBER.findall(text))
    return [
        each for each in found if not any(round(value, len(each.partition(".")[2])) == float(each) for value in values)
    ]


def test_a_number_without_a_figure_would_be_found() -> None:
    assert unknown_numbers("35 % and 88 %, 4.5 and 5,7", [34.7, 88.4, 4.5, 5.7]) == []
    assert unknown_numbers("35 % and 90 %", [34.7, 88.4]) == ["90"]


@pytest.mark.parametrize("card", ALL_CARDS, ids=lambda card: card.id)
@pytest.mark.parametrize("name", ["en", "de"])
def test_every_number_of_a_card_is_one_of_its_figures(card: Card, name: str) -> None:
    with speaking(name):
        told = {text: unknown_numbers(say(text), card.numbers()) for text in (card.finding, card.who, card.limits)}
    assert {text: unknown for text, unknown in told.items() if unknown} == {}


def test_cards_are_one_each_and_all_are_used() -> None:
    assert len(CARDS) == len(ALL_CARDS) >= 80
    used = {card.id for topic in TOPICS for card in topic.cards()} | {guide.card for guide in GUIDES.values()}
    assert used - {""} == set(CARDS)


def test_what_is_from_memory_has_no_word() -> None:
    assert set(get_args(Status)) == {"verified", "second-hand"}
    assert {card.status for card in ALL_CARDS} <= set(get_args(Status))


@pytest.mark.parametrize("card", ALL_CARDS, ids=lambda card: card.id)
def test_a_card_says_in_whom_how_far_it_goes_and_where_it_stands(card: Card) -> None:
    assert card.finding.endswith(".")
    assert card.limits.endswith(".")
    assert card.who
    assert card.source.name
    assert card.source.doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", card.source.doi)
    assert card.source.link is None or card.source.link.startswith("http")
    if card.source.year is not None:
        assert 1970 < card.source.year < 2027
    for figure in card.figures:
        assert figure.unit
        assert list(figure.numbers())
        if figure.low is not None and figure.high is not None:
            assert figure.low <= (figure.low if figure.value is None else figure.value) <= figure.high


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_a_question_has_an_answer_and_four_sources_or_says_why_not(topic: Topic) -> None:
    assert topic.verdict.endswith(".")
    assert topic.sure.endswith(".")
    for text in (topic.question, topic.verdict, topic.sure, topic.claim, topic.contradiction):
        assert not _NUMBER.search(text)  # a number stands in a card
    assert topic.speaks_for
    assert topic.speaks_against
    assert bool(topic.foot) != bool(topic.no_foot)
    assert bool(topic.tests) != bool(topic.no_tests)
    assert set(topic.tests) <= set(GUIDES)
    assert topic.diary
    cards = list(topic.cards())
    assert len({card.id for card in cards}) == len(cards)


def test_the_questions_are_there_and_what_must_not_wait_comes_first() -> None:
    assert TOPICS[0].id == "rule-out"
    assert len({topic.id for topic in TOPICS}) == len(TOPICS) == 9


def test_the_one_study_of_runners_who_stretched_is_told_as_a_contradiction() -> None:
    (topic,) = (each for each in TOPICS if each.id == "stretching-prevents")
    assert "runners-stretch-raised-forefoot-load" in {card.id for card in topic.speaks_against}
    assert "more and not less" in topic.contradiction
    assert "by itself" not in topic.contradiction, "what is worked out is not published"
    assert "Measured in runners it was the other way round" in topic.foot_measured


@pytest.mark.parametrize("guide", [guide for guide in GUIDES.values() if guide.error is not None], ids=lambda g: g.name)
def test_what_a_self_test_is_off_by_stands_in_its_card(guide: object) -> None:
    card = CARDS[guide.card]  # type: ignore[attr-defined]
    assert guide.error in set(card.numbers())  # type: ignore[attr-defined]


def test_the_documentation_lists_every_card_with_its_status() -> None:
    text = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([^`]+)` \| [^|]+ \| [a-z]+ \| ([a-z-]+) \|", text, re.MULTILINE))
    assert rows == {card.id: card.status for card in ALL_CARDS}
    assert all(f"`/why/{topic.id}`" in text for topic in TOPICS)

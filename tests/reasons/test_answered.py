"""What is answered about a sign: a yes stands, a no ends it, and nothing else does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.errors import InvalidValueError
from afterrun.reasons import red_flags
from afterrun.records import Diary, SignAnswer, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY, DAYS, SOON = "swollen-calf-clot", "single-bone-spot", "toe-drifting"


def answered(sign: str, answer: str, days_ago: float) -> SignAnswer:
    return SignAnswer(at=NOW - timedelta(days=days_ago), sign=sign, answer=answer)


def levels(*answers: SignAnswer) -> list[str]:
    return [flag.level for flag in red_flags(Diary(signs=answers), None, NOW)]


@pytest.mark.parametrize(("sign", "level"), [(TODAY, "same-day"), (DAYS, "within-days"), (SOON, "soon")])
def test_a_yes_stands_for_good_at_its_level(sign: str, level: str) -> None:
    assert levels(answered(sign, "yes", 0)) == [level]
    assert levels(answered(sign, "yes", 400)) == [level]
    assert levels(answered(sign, "yes", -1)) == []
    (flag,) = red_flags(Diary(signs=(answered(sign, "yes", 0),)), Site.parse("left-heel"), NOW)
    assert flag.text.startswith("You ticked: ")


@pytest.mark.parametrize("sign", [DAYS, SOON])
@pytest.mark.parametrize("answer", ["no", "seen"])
def test_another_answer_ends_it_and_a_later_yes_brings_it_back(sign: str, answer: str) -> None:
    yes, other = answered(sign, "yes", 3), answered(sign, answer, 2)
    assert levels(yes, other) == []
    assert levels(other, yes) == []  # whatever order they are stored in
    assert levels(yes, other, answered(sign, "yes", 1)) != []


def test_what_calls_for_a_doctor_today_does_not_end_with_a_better_day() -> None:
    yes, no = answered(TODAY, "yes", 3), answered(TODAY, "no", 2)
    (flag,) = red_flags(Diary(signs=(yes, no)), None, NOW)
    assert flag.level == "within-days"
    assert "On 20 Nov you ticked" in flag.text
    assert levels(yes, no, answered(TODAY, "no", 1)) == ["within-days"]
    assert levels(answered(TODAY, "yes", 14), no) == []
    assert levels(yes, answered(TODAY, "seen", 2)) == []
    assert levels(yes, answered(TODAY, "seen", 2), answered(TODAY, "no", 1)) == []
    assert levels(no) == []


def test_of_two_answers_at_one_moment_the_yes_counts() -> None:
    assert levels(answered(TODAY, "yes", 1), answered(TODAY, "no", 1)) == ["same-day"]
    assert levels(answered(TODAY, "no", 1), answered(TODAY, "yes", 1)) == ["same-day"]


def test_a_yes_to_what_nobody_knows_is_no_silence() -> None:
    (flag,) = red_flags(Diary(signs=(answered("swolen-calf", "yes", 1),)), None, NOW)
    assert flag.level == "within-days"
    assert "swolen-calf" in flag.text
    assert levels(answered("swolen-calf", "no", 1)) == []


def test_the_most_urgent_comes_first() -> None:
    assert levels(*(answered(sign, "yes", 1) for sign in (SOON, DAYS, TODAY))) == ["same-day", "within-days", "soon"]


def test_an_answer_is_one_of_three() -> None:
    with pytest.raises(InvalidValueError, match="answer must be one of yes, no, seen; got 'maybe'"):
        answered(TODAY, "maybe", 0)

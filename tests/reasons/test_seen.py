"""Somebody who can judge it has looked: what was reported before raises no flag, and nothing is dismissed for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from afterrun.reasons import red_flags
from afterrun.reasons.red_flags import RULES, SEEN_RESTS, SIGN_OF, find_signs
from afterrun.records import SignAnswer
from tests.reasons.dangers import DAYS, NOW, SOON, TODAY, Record, days, diary_of, felt, happened, weekly


def levels(*records: Record, seen: str | None = None, ago: float = 0.5) -> list[str]:
    signs = (SignAnswer(at=days(ago), sign=seen, answer="seen"),) if seen else ()
    return [flag.level for flag in red_flags(diary_of(*records, signs=signs), None, NOW)]


def test_each_rule_names_a_sign_that_it_reads() -> None:
    for rule in RULES:
        assert rule.name in SIGN_OF[rule.sign].read_by


READ: list[tuple[str, Sequence[Record]]] = [
    (TODAY, [felt("left-calf", quality=("breathless",))]),
    (TODAY, [felt("left-calf", symptom="swelling")]),
    (TODAY, [felt("left-toes", quality=("warm", "red"))]),
    (TODAY, [felt("left-heel", nrs=9)]),
    (DAYS, [felt("left-heel", nrs=8)]),
    (
        DAYS,
        [
            happened("flight", minutes=500, ago=9),
            felt("left-calf", moment="rest"),
            felt("left-calf", moment="night", ago=2),
        ],
    ),
    (DAYS, [felt("left-ankle", symptom="swelling")]),
    (DAYS, [felt("left-shin", moment="hopping")]),
    (SOON, [felt("left-toes", symptom="numbness")]),
    (DAYS, weekly("left-shin", lambda week: 1 + week, 5)),
    (SOON, weekly("left-calf", lambda _: 4, 9)),
]


@pytest.mark.parametrize(("level", "records"), READ)
def test_what_reports_say_ends_when_somebody_has_looked(level: str, records: Sequence[Record]) -> None:
    diary = diary_of(*records)
    found = find_signs(diary, None, NOW)
    assert found[0].flag.level == level
    seen = tuple(SignAnswer(at=days(0.5), sign=sign, answer="seen") for each in found for sign in each.signs)
    assert find_signs(replace(diary, signs=seen), None, NOW) == []
    other = tuple(SignAnswer(at=days(0.5), sign="toe-drifting", answer="seen") for _ in found)
    assert find_signs(replace(diary, signs=other), None, NOW) == found


def test_the_next_report_raises_it_again() -> None:
    swollen = felt("left-calf", symptom="swelling", ago=3)
    assert levels(swollen, seen="swollen-calf-clot", ago=2) == []
    assert levels(swollen, felt("left-calf", symptom="swelling"), seen="swollen-calf-clot", ago=2) == [TODAY]
    assert levels(swollen, felt("left-calf", "swollen and warm again"), seen="swollen-calf-clot", ago=2) == [TODAY]
    assert levels(swollen, felt("right-calf", "this one is swollen"), seen="toe-drifting", ago=2)[0] == TODAY


@pytest.mark.parametrize("ago", [3, SEEN_RESTS["within-days"].days])
def test_what_grows_rests_for_two_weeks(ago: int) -> None:
    grows = weekly("left-shin", lambda week: 1 + 0.8 * week, 6)
    told = levels(*grows, seen="earlier-each-run", ago=ago)
    assert (DAYS in told) == (ago == SEEN_RESTS["within-days"].days)


@pytest.mark.parametrize("ago", [3, 80, SEEN_RESTS["soon"].days])
def test_what_stays_rests_for_three_months(ago: int) -> None:
    stays = weekly("left-calf", lambda _: 4, 20)
    expected = [SOON] if ago == SEEN_RESTS["soon"].days else []
    assert levels(*stays, seen="no-change-six-weeks", ago=ago) == expected

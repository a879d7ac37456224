"""When a question is worth a tap, and when it is not asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from afterrun.reasons import never_asked, questions, red_flags
from afterrun.reasons.red_flags import RESTS, SEEN_RESTS, SIGNS
from afterrun.records import Care, Diary, Event, PainReport, Phase, SignAnswer, Site
from tests.reasons.harmless import harmless

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def report(site: str, nrs: float = 3, *, days_ago: float = 1, **more: Any) -> PainReport:
    return PainReport(at=NOW - timedelta(days=days_ago), site=Site.parse(site), nrs=nrs, **more)


def event(kind: str, days_ago: float, minutes: float | None = None) -> Event:
    return Event(at=NOW - timedelta(days=days_ago), kind=kind, minutes=minutes)


def answered(sign: str, answer: str, days_ago: float) -> SignAnswer:
    return SignAnswer(at=NOW - timedelta(days=days_ago), sign=sign, answer=answer)


def diary(*records: Any, signs: tuple[SignAnswer, ...] = ()) -> Diary:
    def of(kind: type) -> tuple[Any, ...]:
        return tuple(sorted((each for each in records if isinstance(each, kind)), key=lambda each: each.at))

    phases = tuple(each for each in records if isinstance(each, Phase))
    return Diary(pain=of(PainReport), events=of(Event), care=of(Care), phases=phases, signs=signs)


def asked(*records: Any, signs: tuple[SignAnswer, ...] = ()) -> list[str]:
    return [sign.id for due in questions(diary(*records, signs=signs), NOW) for sign in due.signs]


FLIGHT = event("flight", 5, 540)
RESTING = report("left-calf", moment="rest")
GROWING = [report("left-shin", 1 + (27 - day) // 7, days_ago=day) for day in range(28)]
# At nine each morning; and at three in two of the nights, which is not the same as three every night.
MORNINGS = [report("left-shin", days_ago=day) for day in range(14)]
WOKEN = [report("left-shin", days_ago=day + 0.25) for day in (2, 5)]
BY_NIGHT = [report("left-shin", days_ago=day + 0.25) for day in range(14)]
CASES: list[tuple[str, list[Any], list[Any]]] = [
    # what is asked, what suggests it, and nearly the same that does not
    ("swollen-calf-clot", [RESTING, FLIGHT], [RESTING]),
    ("chest-pain-breathless", [RESTING, FLIGHT], [report("left-heel", moment="rest"), FLIGHT]),
    ("swollen-calf-clot", [RESTING, event("bus", 3)], [RESTING, event("bus", 3, 40)]),
    ("swollen-calf-clot", [RESTING, event("Langstreckenflug", 27)], [RESTING, event("flight", 29)]),
    ("swollen-calf-clot", [RESTING, event("surgery", 9)], [RESTING, event("football", 9)]),
    (
        "swollen-calf-clot",
        [report("left-calf", symptom="cramp", moment="night"), FLIGHT],
        [RESTING, event("flight", 0.5)],
    ),
    ("swollen-calf-clot", [report("left-calf", moment="night")], [report("left-calf", 0, moment="night")]),
    ("chest-pain-breathless", [report("left-calf", symptom="swelling")], [report("left-heel", symptom="swelling")]),
    ("cannot-take-four-steps", [report("left-heel", 8)], [report("left-heel", 7)]),
    ("cold-pale-blue", [report("left-heel", 9)], [report("left-heel", 9, symptom="cramp")]),
    ("hard-painful-swelling-exertion", [report("left-shin", 8)], [report("left-shin", 5)]),
    ("pop-lost-push-off", [report("left-achilles", symptom="weakness")], [report("left-toes", symptom="weakness")]),
    ("hot-red-joint-fever", [report("left-toes", quality=("red",))], [report("left-toes", quality=("not red",))]),
    ("diabetes-hot-foot-wound", [report("left-toes", quality=("warm",))], [report("left-toes")]),
    ("hop-sharp-pain", GROWING, GROWING[14:]),
    ("night-or-rest-bone-pain", GROWING, [replace(each, site=Site.parse("left-calf")) for each in GROWING]),
    ("periods-energy-past-bsi", GROWING, []),
    ("night-or-rest-bone-pain", [*MORNINGS, *WOKEN], [*MORNINGS, *WOKEN[:1]]),
    ("night-or-rest-bone-pain", [*MORNINGS, *WOKEN], BY_NIGHT),
    ("cannot-take-four-steps", [report("left-shin", quality=("one-spot",))], [report("left-shin", quality=("sore",))]),
    ("high-risk-bone-site", [report("left-midfoot", moment="hopping")], [report("left-calf", moment="hopping")]),
    (
        "earlier-each-run",
        [report("left-shin", 2, days_ago=day, moment="during-run") for day in (1, 3, 5)],
        [report("left-shin", 2, days_ago=day, moment="during-run") for day in (1, 3)],
    ),
    (
        "saddle-numbness",
        [report("left-toes", symptom="numbness"), report("right-toes", symptom="numbness")],
        [report("left-toes", symptom="numbness")],
    ),
    ("saddle-numbness", [report("left-toes", symptom="numbness"), report("both-back")], [report("both-back")]),
    ("saddle-numbness", [report("both-toes", symptom="numbness")], [report("both-toes")]),
    ("foot-drop", [report("left-toes", symptom="Kribbeln")], [report("left-toes", 0, symptom="Kribbeln")]),
    (
        "swollen-toe-many-joints",
        [report(f"left-{part}", symptom="stiffness") for part in ("knee", "hip", "ankle")],
        [report(f"left-{part}", symptom="stiffness") for part in ("knee", "hip")],
    ),
    ("toe-drifting", [report("left-toes", symptom="swelling")], [report("left-knee", symptom="swelling")]),
    (
        "cramps-rest-weakness",
        [report("left-calf", symptom="cramp", moment="night", days_ago=day) for day in (1, 2, 3)],
        [report("left-calf", symptom="cramp", moment="after-run", days_ago=day) for day in (1, 2, 3)],
    ),
    ("cannot-take-four-steps", [report("left-ankle"), event("twisted-ankle", 2)], [event("twisted-ankle", 2)]),
    ("antibiotic-tendon", [report("left-achilles"), event("ciprofloxacin", 40)], [report("left-achilles")]),
    (
        "antibiotic-tendon",
        [report("left-knee"), Phase(intervention="antibiotic", start=NOW - timedelta(days=300))],
        [report("left-knee", 0), Phase(intervention="antibiotic", start=NOW - timedelta(days=300))],
    ),
    (
        "hot-red-joint-fever",
        [report("left-knee"), Care(at=NOW - timedelta(days=9), intervention="injection")],
        [report("left-knee"), Care(at=NOW - timedelta(days=40), intervention="injection")],
    ),
    ("periods-energy-past-bsi", [report("left-shin"), event("prednisolone", 60)], [report("left-shin")]),
]


@pytest.mark.parametrize(("sign", "there", "not_there"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)])
def test_a_pattern_asks_and_what_is_nearly_one_does_not(sign: str, there: list[Any], not_there: list[Any]) -> None:
    assert sign in asked(*there)
    assert sign not in asked(*not_there)


def test_each_question_is_asked_once_though_several_patterns_suggest_it() -> None:
    found = asked(report("left-shin", 9, quality=("one-spot",)), event("fall", 1), FLIGHT, RESTING)
    assert len(found) == len(set(found))


def test_what_a_report_says_in_so_many_words_is_not_asked() -> None:
    assert "single-bone-spot" not in asked(report("left-shin", moment="hopping", quality=("one-spot",)))
    assert "swollen-calf-clot" not in asked(RESTING, FLIGHT, report("left-calf", symptom="swelling"))
    assert "chest-pain-breathless" not in asked(RESTING, FLIGHT, report("left-calf", quality=("breathless",)))


CALF = "swollen-calf-clot"


def test_a_no_rests_for_two_weeks() -> None:
    journey = event("flight", 20, 540)
    week_by_week = [report("left-calf", 3, moment="rest", days_ago=day) for day in range(1, 20, 2)]
    assert CALF in asked(journey, *week_by_week)
    assert CALF not in asked(journey, *week_by_week, signs=(answered(CALF, "no", RESTS.days - 0.1),))
    assert CALF in asked(journey, *week_by_week, signs=(answered(CALF, "no", RESTS.days),))


def test_a_no_rests_only_while_the_pattern_stays_as_it_was() -> None:
    no = (answered(CALF, "no", 2),)
    before = report("left-calf", 3, moment="rest", days_ago=3)
    assert CALF not in asked(FLIGHT, before, report("left-calf", 4, moment="rest"), signs=no)
    assert CALF in asked(FLIGHT, before, report("left-calf", 5, moment="rest"), signs=no)
    assert CALF in asked(FLIGHT, before, report("right-calf", 1, moment="rest"), signs=no)
    assert CALF in asked(FLIGHT, report("left-calf", 3, moment="rest"), signs=no)


def test_a_yes_is_a_flag_and_not_asked_and_seen_comes_back() -> None:
    assert CALF not in asked(FLIGHT, RESTING, signs=(answered(CALF, "yes", 0.5),))
    for sign in SIGNS:
        rests = SEEN_RESTS[sign.level]
        assert sign.id not in asked(signs=(answered(sign.id, "seen", rests.days - 0.1),))
        assert sign.id in asked(signs=(answered(sign.id, "seen", rests.days),))


def test_on_first_use_all_are_asked_until_each_has_an_answer() -> None:
    assert never_asked(Diary(), NOW) == SIGNS
    answers = tuple(answered(sign.id, "no", 1) for sign in SIGNS)
    assert never_asked(Diary(signs=answers), NOW) == ()
    assert never_asked(Diary(signs=answers[1:]), NOW) == SIGNS[:1]
    assert asked(signs=answers) == []


def test_a_clot_after_a_flight_is_asked_about_before_it_shows() -> None:
    first = [report("left-calf", 2, days_ago=8, moment="rest")]
    assert CALF in asked(event("flight", 10, 540), *first)
    assert red_flags(diary(event("flight", 10, 540), *first), None, NOW) == ()


def test_harmless_diaries_are_rarely_asked() -> None:
    """A tap is cheap, and still they should be few: a fifth at most, most of them for cramps at night."""
    diaries = list(harmless(40, now=NOW))
    assert sum(bool(questions(each, NOW)) for each in diaries) <= 12


@pytest.mark.parametrize(
    ("sign", "site", "note", "harmless"),
    [
        ("chest-pain-breathless", "left-calf", "Had to stop on the stairs, couldn't catch my breath.", "No chest pain"),
        ("chest-pain-breathless", "left-calf", "Bekomme schlecht Luft", "keine Atemnot, sonst wie gestern"),
        ("swollen-calf-clot", "left-calf", "3 cm thicker than the right", "not thicker than the other one"),
        ("swollen-calf-clot", "left-calf", "Wade fühlt sich warm an", "warm day, cold beer"),
        ("hot-red-joint-fever", "left-toes", "big toe is red", "red shoes again; no fever"),
        ("saddle-numbness", "both-back", "odd feeling between my legs, bladder slow", "legs fine"),
        ("foot-drop", "right-shin", "my foot slaps on the road", "foot fine"),
        ("pop-lost-push-off", "right-achilles", "felt a pop, like someone kicked me", "felt like a stone"),
        ("cannot-take-four-steps", "left-midfoot", "can't put any weight on it", "I can walk on it"),
        ("cannot-take-four-steps", "left-midfoot", "Kann kaum auftreten", "Kann gut gehen"),
        ("cold-pale-blue", "left-midfoot", "toes went pale", "toes fine"),
        ("night-or-rest-bone-pain", "left-shin", "It woke me at three", "nothing at night... no, never"),
        ("single-bone-spot", "left-shin", "exact spot on the bone again", "no single spot, all along"),
        ("numb-tingling-weak", "left-toes", "two toes tingling", "no tingling"),
        ("cancer-weight-loss-lump", "left-thigh", "found a lump", "no lump"),
        ("antibiotic-tendon", "left-achilles", "on ciprofloxacin since Monday", "on holiday since Monday"),
    ],
)
def test_what_is_written_is_a_reason_to_ask(sign: str, site: str, note: str, harmless: str) -> None:
    assert sign in asked(report(site, note=note))
    assert sign not in asked(report(site, note=harmless))


def test_what_several_words_suggest_is_asked_together() -> None:
    noted = report("left-calf", note="it woke me, thicker than the right, short of breath on the stairs")
    due = questions(diary(noted), NOW)
    assert [[sign.id for sign in each.signs] for each in due] == [
        ["chest-pain-breathless", "swollen-calf-clot", "night-or-rest-bone-pain"]
    ]


def test_a_note_that_was_asked_about_is_not_asked_about_again() -> None:
    noted = report("left-calf", days_ago=3, note="short of breath on the stairs")
    assert asked(noted, signs=(answered("chest-pain-breathless", "no", 2),)) == []

"""Signs by their names, at every place; harmless diaries stay quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from afterrun.findings import Flag
from afterrun.reasons import flags_on_saving, red_flags
from afterrun.reasons.red_flags import RULES, TOLD_FOR
from afterrun.records import Diary, PainReport, Site
from afterrun.records.vocabulary import MOMENTS, QUALITIES, SYMPTOMS
from tests.reasons.harmless import harmless

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ASKED = Site.parse("right-heel")
DOCS = Path(__file__).parents[2] / "docs" / "red-flags.md"


def report(site: str, nrs: float = 3, *, days_ago: float = 1, **more: Any) -> PainReport:
    return PainReport(at=NOW - timedelta(days=days_ago), site=Site.parse(site), nrs=nrs, **more)


def flags(*reports: PainReport, site: Site = ASKED) -> tuple[Flag, ...]:
    return red_flags(Diary(pain=tuple(sorted(reports, key=lambda each: each.at))), site, NOW)


def levels(*reports: PainReport) -> list[str]:
    return [flag.level for flag in flags(*reports)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # a calf: one sign is enough
        (report("left-calf", symptom="swelling"), "same-day"),
        (report("left-calf", quality=("swollen",)), "same-day"),
        (report("left-calf", 0, quality=("warm",)), "same-day"),
        (report("left-calf", quality=("calf is red",)), "same-day"),
        (report("left-calf-outer", symptom="Schwellung"), "same-day"),
        (report("both-calf", quality=("heiß",)), "same-day"),
        (report("left-knee-behind", quality=("gerötet",)), "same-day"),
        # elsewhere: two for today, one within days
        (report("left-toes", quality=("hot", "red")), "same-day"),
        (report("right-midfoot", symptom="swelling", quality=("warm",)), "same-day"),
        (report("left-knee", quality=("geschwollen", "überwärmt")), "same-day"),
        (report("left-ankle", symptom="swelling", quality=("fever",)), "same-day"),
        (report("left-ankle", symptom="swelling"), "within-days"),
        (report("left-forefoot", quality=("red",)), "within-days"),
        # the chest
        (report("left-calf", symptom="breathless"), "same-day"),
        (report("left-heel", 0, quality=("short of breath",)), "same-day"),
        (report("left-heel", quality=("Atemnot",)), "same-day"),
        (report("left-calf", symptom="chest-pain"), "same-day"),
        # bone
        (report("left-shin", 1, quality=("one-spot",)), "within-days"),
        (report("left-shin", 1, quality=("one sharp spot",)), "within-days"),
        (report("left-shin", quality=("pinpoint",)), "within-days"),
        (report("left-shin", quality=("an einer Stelle",)), "within-days"),
        (report("left-shin", 1, moment="night"), "within-days"),
        (report("left-shin", moment="nachts"), "within-days"),
        (report("left-shin", moment="At Night"), "within-days"),
        (report("left-shin", quality=("night-pain",)), "within-days"),
        (report("left-shin", 1, moment="hopping"), "within-days"),
        (report("left-shin", moment="beim Hüpfen"), "within-days"),
        (report("left-shin", 4, moment="during-run"), "within-days"),
        # numbers and nerves
        (report("left-shin", 9), "same-day"),
        (report("left-shin", 10, symptom="Schmerz"), "same-day"),
        (report("left-shin", 8.5), "within-days"),
        (report("left-toes", quality=("numb",)), "soon"),
        (report("left-toes", symptom="Kribbeln"), "soon"),
        (report("left-ankle", symptom="foot-drop"), "same-day"),
    ],
)
def test_a_sign_at_a_place_that_was_not_asked_about(found: PainReport, expected: str) -> None:
    (flag,) = flags(found)
    assert flag.level == expected
    assert flag.text.lower().startswith(found.site.words)
    assert flags(replace(found, at=NOW - TOLD_FOR)) == ()
    assert flags_on_saving(Diary(pain=(found,)), found, NOW) == (flag,)


@pytest.mark.parametrize(
    "found",
    [
        report("left-calf", 0, symptom="swelling"),
        report("left-calf", quality=("not-swollen", "no redness", "nicht warm", "better when warm")),
        report("left-calf", moment="warm-up"),
        report("left-calf", quality=("warm", "red"), moment="after-run"),
        report("left-forefoot", quality=("hot spot",)),
        report("left-shin", 0, quality=("one-spot",)),
        report("left-shin", 0, moment="night"),
        report("left-shin", 0, moment="hopping"),
        report("left-calf", 6, symptom="cramp", moment="night"),
        report("left-calf", 10, symptom="soreness"),
        report("left-shin", 3, moment="during-run"),
        report("left-heel", 7, quality=("sore", "bruised", "tender-to-load"), moment="first-steps"),
        report("left-heel", note="no swelling, not red, out of breath on the hill"),
    ],
)
def test_harmless_words_raise_nothing(found: PainReport) -> None:
    assert flags(found) == ()


def test_two_signs_may_come_in_two_reports() -> None:
    red, swollen = report("left-toes", quality=("red",)), report("left-toes", days_ago=3, symptom="swelling")
    assert levels(red, swollen) == ["same-day"]
    assert levels(red, replace(swollen, site=Site.parse("right-toes"))) == ["within-days", "within-days"]


def test_the_most_urgent_comes_first_and_then_the_place_asked_about() -> None:
    told = flags(
        report("left-arch", 2, moment="night"),
        report("left-calf", 2, symptom="swelling"),
        report("right-heel", 2, moment="hopping"),
    )
    assert [flag.text.partition(":")[0] for flag in told] == ["Left calf", "Right heel", "Left arch"]


def test_a_better_day_does_not_take_it_back() -> None:
    better = [report("left-calf", 0, days_ago=day) for day in (1, 2, 3)]
    assert levels(report("left-calf", symptom="swelling", days_ago=4), *better) == ["same-day"]


def test_a_leg_that_swells_by_night_after_a_flight() -> None:
    diary = [report("left-calf", 2 + day / 3, days_ago=12 - day, moment="night") for day in range(12)]
    shown: dict[str, Any] = {"symptom": "swelling", "moment": "rest", "quality": ("warm", "red")}
    assert levels(*diary) == ["within-days"]
    assert levels(*diary, report("left-calf", 7, **shown)) == ["same-day", "within-days"]


def test_a_shin_that_hurts_in_one_spot_says_all_its_signs_in_one_flag() -> None:
    (flag,) = flags(
        report("left-shin", 2, quality=("one-spot",), moment="evening"),
        report("left-shin", 2, quality=("throbbing",), moment="night"),
        report("left-shin", 3, moment="hopping"),
    )
    assert all(words in flag.text for words in ("one sore spot", "pain at night", "pain on hopping"))


def test_on_saving_what_is_urgent_elsewhere_is_said_too_and_old_news_is_not() -> None:
    calm = report("right-heel", 2, days_ago=0)
    numb = report("left-toes", symptom="numbness")
    urgent = report("left-calf", symptom="swelling")
    diary = Diary(pain=(numb, urgent, calm))
    assert [flag.level for flag in flags_on_saving(diary, calm, NOW)] == ["same-day"]
    assert [flag.level for flag in flags_on_saving(diary, numb, NOW)] == ["same-day", "soon"]
    ahead = replace(urgent, at=NOW + timedelta(minutes=5))
    assert [flag.level for flag in flags_on_saving(Diary(pain=(ahead,)), ahead, NOW)] == ["same-day"]


def test_what_the_forms_offer_says_it_in_one_tap() -> None:
    assert {"stiffness", "swelling", "weakness"} <= set(SYMPTOMS)
    assert {"night", "stairs", "sitting", "standing", "hopping", "to-touch"} <= set(MOMENTS)
    taps: list[tuple[str, dict[str, Any]]] = [
        *(("same-day", {"symptom": name}) for name in ("swelling",)),
        *(("same-day", {"quality": (name,)}) for name in ("swollen", "warm", "red", "breathless")),
        *(("within-days", {"quality": (name,)}) for name in ("one-spot",)),
        *(("within-days", {"moment": name}) for name in ("night", "hopping")),
        ("soon", {"symptom": "weakness"}),
    ]
    for level, tapped in taps:
        assert {tapped.get("symptom", "pain")} <= set(SYMPTOMS)
        assert set(tapped.get("quality", ())) <= set(QUALITIES)
        assert levels(report("left-calf", **tapped)) == [level]


def test_every_rule_is_in_the_docs_with_what_it_rests_on() -> None:
    page = DOCS.read_text("utf-8")
    for rule in RULES:
        assert f"`{rule.name}`" in page
        assert rule.rests_on
        for word in rule.rests_on.replace(",", " ").split():
            assert not word.startswith("doi:") or word in page


def test_no_harmless_diary_has_a_same_day_flag() -> None:
    diaries = list(harmless(100, now=NOW))
    told = [flag for diary in diaries for flag in red_flags(diary, diary.sites()[0], NOW)]
    assert len(diaries) == 100
    assert sum(len(diary.pain) for diary in diaries) > 8_000
    assert [flag.text for flag in told if flag.level == "same-day"] == []


def test_the_same_diaries_with_one_dangerous_report_all_have_one() -> None:
    for diary in harmless(20, now=NOW):
        danger = report("left-calf", 2, symptom="swelling")
        told = red_flags(replace(diary, pain=(*diary.pain, danger)), ASKED, NOW)
        assert told[0].level == "same-day"

from __future__ import annotations

from typing import Any

import pytest

from afterrun.findings import Followed, Trigger
from afterrun.records import Site
from afterrun.report.goes_with import goes_with
from tests.told import of, other

ITEM = Trigger(
    kind="long-drive",
    kind_site=None,
    symptom="pain",
    site=Site.parse("right-heel"),
    n=12,
    comparable=12,
    lag_days=1,
    rate_ratio=of(1.4, 2.0, 3.1),
    rise_nrs=of(0.6, 1.4, 2.2),
    came_before=False,
)


def item(**changes: Any) -> Trigger:
    return other(ITEM, **changes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"verdict": "may-worsen"},
            "about 1.5 points (probably 0.5 to 2) more than on like days without it, and not yet the day before",
        ),
        (
            {"verdict": "may-help", "rise_nrs": of(-2.2, -1.4, -0.6)},
            "about 1.5 points (probably 0.5 to 2) less",
        ),
        ({"verdict": "no-worthwhile-effect"}, "Long drive (12 times): no real difference"),
        (
            {"verdict": "no-worthwhile-effect", "per": "amount"},
            "Long drive (12 days): somewhat more or less of it makes no real difference",
        ),
        ({}, "Not known yet whether it matters: long drive (12 times)."),
        ({"comparable": 0}, "Always on the same kind of day, so there is nothing to compare it with: long drive."),
        ({"n": 3}, "Noted too rarely to compare (from 5 times on): long drive (3 times)."),
        ({"kind": "cramp", "kind_site": Site.parse("right-arch"), "n": 1}, "cramp (right arch) (once)"),
        ({"came_before": True}, "may follow the pain"),
        ({"came_before": None}, "What came first is not known for long drive"),
        (
            {
                "verdict": "may-worsen",
                "symptom": "cramp",
                "site": Site.parse("right-arch"),
                "lag_days": 0,
                "followed": Followed(days=(5, 12), other_days=(1, 70)),
            },
            "came later the same day after 5 of 12 times of long drive, and after 1 of 70 other days",
        ),
        (
            {"verdict": "may-worsen", "lag_part": "morning", "came_before": True},
            "the next morning you report about 1.5 points (probably 0.5 to 2) more than on like days without it; "
            "the day before, by far not so much",
        ),
        (
            {"verdict": "may-worsen", "kind": "steps", "per": "amount", "amount_sd": 2931.0, "n": 83},
            "Steps (83 days): with about 2900 more than usual, the next day you report about 1.5",
        ),
        (
            {"verdict": "not-yet-known", "kind": "cycling", "per": "amount", "amount_sd": 20.0, "n": 38},
            "Not known yet whether it matters: the amount of cycling (38 days).",
        ),
        (
            {"verdict": "may-worsen", "kind": "bike-ride", "per": "amount", "amount_sd": 27.2, "amount_unit": "min"},
            "with about 27 minutes more than usual",
        ),
        (
            {"verdict": "may-worsen", "kind": "hip-exercises", "variant": "standing", "kind_of": "care"},
            "Hip exercises (standing) (12 times): the next day",
        ),
        (
            {"verdict": "may-help", "rise_nrs": of(-4.2, -3.4, -2.4), "kind_of": "phase", "lag_days": None, "n": 41},
            "Long drive (41 days): while you kept it up you report about 3.5 points (probably 2.5 to 4) less",
        ),
        (
            {
                "verdict": "may-worsen",
                "kind_of": "run",
                "kind": "distance",
                "beyond": 9600.0,
                "symptom": "cramp",
                "lag_days": None,
                "followed": Followed(days=(8, 9), other_days=(1, 20)),
            },
            "Cramp (right heel) came with 8 of 9 runs beyond 9.6 km, and with 1 of 20 other runs.",
        ),
        (
            {
                "verdict": "may-worsen",
                "kind_of": "run",
                "kind": "shoe",
                "value": "narrow-ones",
                "lag_days": None,
                "followed": Followed(days=(8, 9), other_days=(1, 20)),
            },
            "runs in shoes “narrow ones”",
        ),
        (
            {"verdict": "no-worthwhile-effect", "kind_of": "care"},
            "Long drive (12 times): no real difference on the three days after.",
        ),
    ],
)
def test_in_words(changes: dict[str, Any], words: str) -> None:
    text = " ".join(goes_with([item(**changes)]))
    assert words in text
    assert ("need not be the cause" in text) == (changes.get("verdict", "") in {"may-worsen", "may-help"})


def test_nothing_noted_nothing_said() -> None:
    assert goes_with([]) == ()


def test_a_thing_judged_for_one_symptom_is_not_also_unknown() -> None:
    text = " ".join(goes_with([item(verdict="may-worsen"), item(symptom="cramp", site=Site.parse("right-arch"))]))
    assert "Not known yet" not in text


@pytest.mark.parametrize("kind_of", ["care", "phase", "run"])
def test_what_was_tried_and_is_not_known_is_said_where_it_was_tried(kind_of: str) -> None:
    assert goes_with([item(kind_of=kind_of)]) == ()


def test_the_minutes_of_runs_do_not_repeat_what_their_distance_says() -> None:
    runs = {"kind_of": "run", "verdict": "may-worsen", "followed": Followed(days=(8, 9), other_days=(1, 20))}
    distance, duration = item(kind="distance", beyond=9600.0, **runs), item(kind="duration", beyond=3300.0, **runs)
    assert len(goes_with([distance, duration])) == 1
    assert "longer than 55 minutes" in goes_with([duration])[0]


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"kind_of": "phase"}, "stop it for some weeks and begin again"),
        ({"per": "amount"}, "Try less of it"),
        ({}, "Leave it out"),
    ],
)
def test_what_to_do_about_it(changes: dict[str, Any], advice: str) -> None:
    assert advice in " ".join(goes_with([item(verdict="may-worsen", **changes)]))

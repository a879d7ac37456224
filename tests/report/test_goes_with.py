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
            "about 1.5 (probably 0.5 to 2) points more than on like days without it, and not yet the day before",
        ),
        (
            {"verdict": "may-help", "rise_nrs": of(-2.2, -1.4, -0.6)},
            "about 1.5 (probably 0.5 to 2) points less",
        ),
        ({"verdict": "no-worthwhile-effect"}, "Long drive (12 times): no real difference"),
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

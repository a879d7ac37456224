"""The reader finds what cannot be true together, and nothing where all of it can."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest

from benchmarks.telling import DENIAL
from tests.language.msgids import all_msgids
from tests.told_together import PHRASES, RULES, contradictions


def span(lo: float, median: float, hi: float) -> dict[str, float]:
    return {"median": median, "lo": lo, "hi": hi}


SOUND: dict[str, Any] = {
    "as_of": "2026-06-01T08:00:00+02:00",
    "response": {
        "detected": 0.97,
        "matters": 0.9,
        "rise_nrs": {"24": span(1, 2, 3)},
        "peak_h": span(10, 20, 30),
        "peak_nrs": span(1, 2, 3),
        "half_life_h": span(15, 25, 40),
        "half_by_h": span(30, 45, 60),
        "clear_h": span(40, 60, 90),
        "area_nrs_days": span(1, 2, 4),
    },
    "trend": {"response_ratio_per_30_days": span(0.5, 0.7, 0.9), "prob_improving": 0.98, "since": "2026-04-20"},
    "interventions": [
        {
            "intervention": "calf-stretch",
            "relief": {
                "drop_nrs": span(1.1, 1.6, 2.2),
                "prob_helps": 0.97,
                "verdict": "helps",
                "longer": {"more_nrs": span(-0.5, 0.1, 0.8), "prob_more": 0.6},
            },
            "prevention": {"response_ratio": span(0.5, 0.9, 1.3), "prob_helps": 0.3, "verdict": "not-yet-known"},
        }
    ],
    "relief_contrasts": [
        {"intervention": "calf-stretch", "difference_nrs": span(-0.2, 0.3, 0.9), "prob_more": 0.8, "verdict": "x"}
    ],
    "triggers": [{"kind": "long-drive", "rate_ratio": span(1.3, 1.8, 2.4), "verdict": "may-worsen"}],
    "run_features": [{"feature": "shoe", "response_ratio": span(0.9, 1.0, 1.1), "verdict": "no-worthwhile-effect"}],
    "changes": {
        "probability": 0.97,
        "verdict": "changed",
        "what": "response",
        "direction": "worse",
        "date": {"lo": "2026-04-15", "median": "2026-04-18", "hi": "2026-04-20"},
        "response_ratio": span(1.5, 2.0, 3.0),
        "baseline_step_nrs": None,
    },
    "explanations": [{"name": "distance", "weight": 0.7}, {"name": "none", "weight": 0.3}],
    "tolerance": {"ceiling_nrs": 4},
    "safety": [{"level": "soon", "text": ""}],
    "said": ["Your runs raise the pain here (left heel): over 95 % sure.", "Something changed around 18 April."],
}


def but(**changed: Any) -> dict[str, Any]:
    """What is sound with other values, each at its place: keys with double underscores between them."""
    told = deepcopy(SOUND)
    for path, value in changed.items():
        *way, last = path.split("__")
        place = told
        for key in way:
            place = place[int(key[1:])] if key[1:].isdigit() and isinstance(place, list) else place[key]
        place[last] = value
    return told


def test_what_is_sound_is_let_pass_and_so_is_nothing() -> None:
    assert contradictions(SOUND) == []
    assert contradictions({}) == []
    assert contradictions(dict.fromkeys(SOUND)) == []
    assert contradictions({key: value for key, value in SOUND.items() if key != "response"} | {"trend": None}) != []


DENIED = "If your runs raise the pain here (left heel), it is by little. The chance that it matters is under 5 %."
UNKNOWN = "Not known yet whether your runs raise the pain here (left heel). The chance is 40 %."
SMALL = {"detected": 0.04, "matters": 0.02, "rise_nrs": {"24": span(0, 0, 0.2)}}
OFTEN = {"n": 18, "of_runs": 36, "stands_out": True}
NO_TREND: dict[str, Any] = {"trend": None, "changes": None, "interventions": []}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("ranges hold", but(response__peak_nrs=span(2, 1, 3))),
        ("times in order", but(response__peak_h=span(10, 70, 80))),
        ("times in order", but(response__half_life_h=span(10, 65, 80))),
        ("times in order", but(response__half_by_h=span(10, 65, 80))),
        ("chances in", but(trend__prob_improving=0.85)),
        ("chances in", but(trend__response_ratio_per_30_days=span(1.05, 1.2, 1.5))),
        ("chances in", but(trend__response_ratio_per_30_days=span(0.5, 0.7, 1.2))),
        ("chances in", but(interventions__i0__relief__prob_helps=0.5)),
        ("chances in", but(interventions__i0__relief__longer__prob_more=0.3)),
        ("chances in", but(interventions__i0__prevention__prob_helps=0.7)),
        ("chances in", but(relief_contrasts__i0__prob_more=0.4)),
        ("chances in", but(response={"detected": 0.7, "area_nrs_days": span(0.6, 1, 2)})),
        ("nothing of a response", but(response=None)),
        ("nothing of a response", but(response__detected=0.05)),
        ("verdicts in", but(interventions__i0__relief__drop_nrs=span(-0.1, 1.6, 2.2))),
        ("verdicts in", but(triggers__i0__rate_ratio=span(0.9, 1.8, 2.4))),
        ("verdicts in", but(triggers__i0__verdict="may-help")),
        ("verdicts in", but(run_features__i0__response_ratio=span(1.3, 1.5, 1.9))),
        ("changes whole", but(changes__date=None)),
        ("changes whole", but(changes__probability=0.9)),
        ("changes whole", but(changes__direction="better", trend=None)),
        ("changes whole", but(changes__date={"lo": "2026-06-15", "median": "2026-06-18", "hi": "2026-06-20"})),
        ("changes whole", but(changes={"verdict": "no-sign", "probability": 0.6})),
        ("trend and change", but(trend__since="2026-04-01")),
        (
            "trend and change",
            but(trend__since=None, changes__date={"lo": "2026-05-15", "median": "2026-05-18", "hi": "2026-05-20"}),
        ),
        ("a rise where", but(response__rise_nrs={"24": span(0, 0, 0.1)}, response__peak_nrs=span(0, 0.1, 0.2))),
        ("a rise where", but(said=["A day after a run of 6.0 km, next to nothing is added."])),
        ("denial stands", but(said=[DENIED])),
        ("denial stands", but(said=[DENIED, "The worst comes about 1 day after the run."], response=SMALL, **NO_TREND)),
        ("denial stands", but(said=[DENIED], response=SMALL | {"rise_nrs": {"24": span(0, 0.5, 2)}}, **NO_TREND)),
        (
            "not known is",
            but(said=[UNKNOWN, "It is getting worse: over 95 % sure that a run hurts more than it did on 1 May."]),
        ),
        (
            "not known is",
            but(said=[UNKNOWN, "It began on 1 May: over 95 % sure. Before it, your runs did not hurt afterwards."]),
        ),
        ("one word", but(said=["No sign that anything changed from one day to the next.", SOUND["said"][1]])),
        ("no distance", but(safety=[{"level": "same-day", "text": ""}])),
        ("reasons add", but(explanations=[{"name": "distance", "weight": 0.7}])),
        ("what hurts while", but(during_runs=OFTEN, said=[DENIED], response=SMALL, **NO_TREND)),
        (
            "what hurts while",
            but(during_runs=OFTEN, explanations=[{"name": "none", "weight": 1}], response__detected=0.5),
        ),
        ("reasons add", but(explanations=[{"name": "none", "weight": 0.96}, {"name": "x", "weight": 0.04}])),
    ],
)
def test_a_contradiction_is_found(rule: str, told: dict[str, Any]) -> None:
    assert any(found.startswith(rule) for found in contradictions(told)), contradictions(told)


def test_each_rule_is_tried() -> None:
    tried = {case[0] for case in test_a_contradiction_is_found.pytestmark[0].args[1]}
    names = [rule.__name__.replace("_", " ") for rule in RULES]
    assert all(any(name.startswith(each) for each in tried) for name in names)


def test_the_phrases_it_looks_for_are_those_that_are_said() -> None:
    texts = [each.msgid.replace("{rise}", "about 0 points") for each in all_msgids()]
    assert [phrase for phrase in (*PHRASES, DENIAL) if not any(re.search(phrase, text) for text in texts)] == []


def test_denial_alone_is_let_pass() -> None:
    assert contradictions(but(said=[DENIED], response=SMALL, **NO_TREND)) == []
    after = DENIED.replace("(left heel)", "(left heel) in the days after")
    assert contradictions(but(said=[after], response=SMALL, during_runs=OFTEN, **NO_TREND)) == []
